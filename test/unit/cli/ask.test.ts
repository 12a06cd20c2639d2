import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { askAt, askSecretAt } from '../../../src/cli/ask.ts'
import { exitCodes, UserError } from '../../../src/errors.ts'
import { readPrivateKey } from '../../../src/signing/keys.ts'
import { cliArguments, examples, homeOf, specText, startAtTerminal, temporaryDirectory } from '../../project.ts'

const asked = (input: PassThrough, signal = new AbortController().signal) =>
  askAt({ input, output: new PassThrough().resume(), signal }, 'Which one?', 'this')

it('takes an answer, and what it suggests where that is empty', async () => {
  for (const [line, answer] of [
    [' that \n', 'that'],
    ['\n', 'this'],
  ] as const) {
    const input = new PassThrough()
    const question = asked(input)
    input.write(line)
    expect(await question).toBe(answer)
  }
})

it('shows nothing of a secret, neither letter by letter nor at its end, and takes its blanks', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const question = askSecretAt({ input, output, signal: new AbortController().signal }, 'Password:')
  input.write(' hun')
  input.write('ter2 \r')
  expect(await question).toBe(' hunter2 ')
  expect(String(output.read())).toBe('Password: \n')
})

it('a password typed at a terminal opens the key, and stands nowhere on it', async () => {
  const directory = temporaryDirectory()
  const running = startAtTerminal(directory, ['keygen'], { environment: { COSIGN_PASSWORD: undefined } })
  await running.sees(/Password for the private key:/)
  running.press('hunter2\r')
  await running.sees(/The same again:/)
  running.press('hunter2\r')
  const { code, stdout } = await running.end
  expect(code, stdout).toBe(0)
  expect(stdout).not.toContain('hunter')
  const key = readFileSync(join(directory, 'cosign.key'), 'utf8')
  await expect(readPrivateKey(key, 'hunter2', 'cosign.key')).resolves.toBeDefined()
  expect(stdout).toContain('private key: cosign.key')
})

it('ends with one line that says so where the input ends, as by Ctrl-D', async () => {
  const input = new PassThrough()
  const question = asked(input)
  input.end()
  const failure = await question.catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(UserError)
  expect(String(failure)).toMatch(/got no answer, as the input has ended: run again/)
})

it('ends with what stopped the program, where something did', async () => {
  const stop = new AbortController()
  const question = asked(new PassThrough(), stop.signal)
  stop.abort(new Error('stopped by SIGINT'))
  await expect(question).rejects.toThrow('stopped by SIGINT')
})

it('a command whose reader has gone, as `head` does, comes to its end without a word', async () => {
  const directory = temporaryDirectory()
  writeFileSync(
    join(directory, 'data.jsonl'),
    `${examples(300)
      .map((one) => JSON.stringify(one))
      .join('\n')}\n`,
  )
  const child = spawn(process.execPath, [...cliArguments, 'init', '--yes'], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.destroy()
  let stderr = ''
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString()
  })
  const [code] = await once(child, 'close')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(existsSync(join(directory, '.github/workflows/model-release.yml'))).toBe(true)
})

it('one whose words nobody reads either, as with `2>&1 | head`, ends as it would have', async () => {
  const directory = temporaryDirectory()
  writeFileSync(join(directory, 'model.yml'), specText())
  const rows = examples(300).map((one) => `${JSON.stringify(one)}\n`)
  writeFileSync(join(directory, 'data.jsonl'), rows.join(''))
  mkdirSync(join(directory, 'base'))
  writeFileSync(join(directory, 'base/config.json'), '{"model_type": "bert", "architectures": ["BertModel"]}')
  for (const name of ['tokenizer.json', 'model.safetensors']) writeFileSync(join(directory, 'base', name), '{}')
  // A job that is killed is told by the exit code, long after the first line.
  const python = join(directory, 'python')
  const facts = '{"python": "3.12.1", "packages": {"torch": "2", "transformers": "5"}}'
  writeFileSync(
    python,
    `#!/bin/sh\ncase "$1" in\n-I) printf 'python 3.12.1\\n%s\\n' "$0" ;;\n-c) echo '${facts}' ;;\n*) kill -9 $$ ;;\nesac\n`,
    { mode: 0o755 },
  )
  const child = spawn(process.execPath, [...cliArguments, 'prepare'], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      MODEL_ACTIONS_PYTHON: python,
      MODEL_ACTIONS_HOME: homeOf(directory),
      DOCKER_HOST: 'unix:///nonexistent/docker.sock',
    },
  })
  child.stdout.destroy()
  child.stderr.destroy()
  const [code] = await once(child, 'close')
  expect(code).toBe(exitCodes.crashed)
})
