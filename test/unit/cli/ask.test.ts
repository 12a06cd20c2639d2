import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { askAt } from '../../../src/cli/ask.ts'
import { UserError } from '../../../src/errors.ts'
import { cliArguments, examples, temporaryDirectory } from '../../project.ts'

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
