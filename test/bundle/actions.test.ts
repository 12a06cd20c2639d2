import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actions } from '../../src/actions/index.ts'
import { exitCodes } from '../../src/errors.ts'
import { stepOf } from '../step.ts'

/* What users run: dist alone, copied to an empty directory, started as the runner starts it. */

const home = mkdtempSync(join(tmpdir(), 'bundle-'))
const dist = join(home, 'action/dist')
let workspace = ''
let runs = 0

beforeAll(() => {
  const built = join(import.meta.dirname, '../../dist')
  if (!existsSync(built)) throw new Error('dist is missing: run `npm run build` first')
  cpSync(built, dist, { recursive: true })
})
afterAll(() => rmSync(home, { recursive: true, force: true }))
beforeEach(() => {
  workspace = join(home, `workspace-${runs++}`)
  mkdirSync(workspace)
})

type Ended = {
  code: number | null
  stdout: string
  stderr: string
  outputs: Map<string, string>
  summary: string
}

async function start(
  name: string,
  options: {
    inputs?: Record<string, string>
    args?: string[]
    interruptOnce?: string
    env?: Record<string, string>
  } = {},
): Promise<Ended> {
  const step = stepOf({ home, workspace, inputs: options.inputs ?? {} })
  const child = spawn(process.execPath, [join(dist, `${name}.js`), ...(options.args ?? [])], {
    cwd: workspace,
    env: { ...step.environment, ...options.env },
  })
  let stdout = ''
  let stderr = ''
  let ending: NodeJS.Timeout | undefined
  const watch = setInterval(() => {
    if (options.interruptOnce === undefined || !existsSync(options.interruptOnce)) return
    clearInterval(watch)
    child.kill('SIGINT')
    // As the runner does, which then says SIGTERM first, and waits again.
    ending = setTimeout(() => child.kill('SIGKILL'), 7_500)
  }, 20)
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearInterval(watch)
  clearTimeout(ending)
  const { outputs, summary } = step.left()
  return { code, stdout, stderr, outputs, summary }
}

/** Ends a run before it sets up anything. */
const noPython = { MODEL_ACTIONS_PYTHON: '/bin/false' }

const spec = (data: string): string => `name: tiny
version: 1.0.0
task: text-classification
base: ./base
data: {train: ${data}}
image: {layout: ./images}
`

/** All actions read it by the same code: each is started with one of them, and every one of them starts one. */
const odd = [
  '../model.yml',
  '/etc/passwd',
  '$(touch pwned)',
  '`touch pwned`; touch pwned',
  'x\n::set-output name=verdict::pass\n::stop-commands::x',
  '--help',
]
const withStages = actions.filter(({ stages }) => stages.length > 0)
describe.each(withStages.map(({ name }) => name))('action %s, from dist alone', (name) => {
  it('says in one annotation that model.yml is missing, without a stack, and leaves nothing behind', async () => {
    const { code, stdout, stderr, outputs, summary } = await start(name)
    expect(stdout).toMatch(/^::error file=model\.yml[,:][^\n]*model\.yml[^\n]*\n$/)
    expect(stderr).toBe('')
    expect(code).toBe(exitCodes.configuration)
    expect([...outputs.keys()]).toEqual(['verdict', 'json'])
    expect(outputs.get('verdict')).toBe('error')
    expect(summary).toContain('model.yml')
    expect(readdirSync(workspace)).toEqual([])
  })

  it('takes config for a path and for nothing else', async () => {
    const config = odd[withStages.findIndex((action) => action.name === name) % odd.length] ?? ''
    const { code, stdout, outputs } = await start(name, { inputs: { config } })
    expect(code).toBe(exitCodes.configuration)
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(stdout).toMatch(/^::error/)
    expect([...outputs.keys()]).toEqual(['verdict', 'json'])
    expect(outputs.get('verdict')).toBe('error')
    expect(readdirSync(workspace)).toEqual([])
  })

  it('refuses a working directory outside the workspace', async () => {
    const { code, stdout } = await start(name, { inputs: { 'working-directory': '..' } })
    expect(code).toBe(exitCodes.configuration)
    expect(stdout).toMatch(/^::error[^\n]*working-directory[^\n]*\n$/)
  })
})

describe('an action', () => {
  it('masks its secrets before it says anything else', async () => {
    const password = 'correct horse battery'
    const { stdout } = await start('build', { inputs: { 'cosign-password': password, force: 'maybe' } })
    const lines = stdout.trimEnd().split('\n')
    expect(lines.at(-1)).toMatch(/^::error::input force: "maybe" is neither true nor false/)
    expect(lines.slice(0, -1).every((line) => line.startsWith('::add-mask::'))).toBe(true)
    expect(lines).toContain(`::add-mask::${Buffer.from(password).toString('base64')}`)
  })

  it('masks the credentials of the registry as they go over the wire', async () => {
    const { stdout } = await start('verify', {
      inputs: { 'registry-host': 'r.example.com', 'registry-username': 'ann', 'registry-password': 'x-secret-x' },
    })
    expect(stdout).toContain(`::add-mask::${Buffer.from('ann:x-secret-x').toString('base64')}\n`)
  })

  it('names the stage that has to run before it', async () => {
    writeFileSync(join(workspace, 'model.yml'), spec('data/train.jsonl'))
    mkdirSync(join(workspace, 'base'))
    const { code, stdout } = await start('verify')
    expect(code).toBe(exitCodes.configuration)
    expect(stdout).toMatch(/::error[^\n]*model\.yml/)
    expect(stdout).not.toMatch(/\n {4}at /)
  })

  it('does not believe that stages are in an order in which they never happen', async () => {
    const { code, stdout } = await start('pipeline', { inputs: { stages: 'deploy\nprepare' } })
    expect(code).toBe(exitCodes.configuration)
    expect(stdout).toMatch(/^::error::input stages: prepare cannot come after deploy/)
  })

  it('annotates everything that is wrong in model.yml, each where it is', async () => {
    writeFileSync(join(workspace, 'model.yml'), `${spec('x.jsonl')}finetune: {epoch: 2}\nevaluate: {gate: []}\n`)
    const { code, stdout } = await start('finetune')
    expect(code).toBe(exitCodes.configuration)
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^::error file=model\.yml,line=7::.*finetune\.epoch/),
      expect.stringMatching(/^::error file=model\.yml,line=8::.*evaluate\.gate/),
    ])
  })

  it('uses a cache only where it is asked to, on a runner of GitHub, and never in a step that builds, signs, verifies or deploys', async () => {
    const hosted = { ...noPython, RUNNER_ENVIRONMENT: 'github-hosted' }
    writeFileSync(join(workspace, 'model.yml'), spec('train.jsonl'))
    for (const stage of ['build', 'sign', 'verify', 'deploy']) {
      const { stdout } = await start('pipeline', {
        inputs: { stages: `evaluate,${stage}`, cache: 'true' },
        env: hosted,
      })
      expect(stdout).toContain(`cache: not used in a step with ${stage}`)
    }
    const inputs = { stages: 'evaluate', cache: 'true' }
    expect((await start('pipeline', { inputs, env: hosted })).stdout).toContain('cache: this runner has none')
    expect((await start('pipeline', { inputs, env: noPython })).stdout).toContain(
      'cache: not used on a runner that may outlive the job',
    )
  })

  it('that builds without a key warns that the image is not signed', async () => {
    writeFileSync(join(workspace, 'model.yml'), spec('train.jsonl'))
    expect((await start('build')).stdout).toMatch(/::warning::the image is not signed[^\n]*sign-key/)
    const key = '-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nabcd\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----'
    expect((await start('build', { inputs: { 'sign-key': key } })).stdout).not.toContain('not signed')
    const unreadable = await start('build', { inputs: { 'sign-key': 'keys/none.key' } })
    expect(unreadable.stdout).toMatch(/^::error::input sign-key[^\n]*ENOENT[^\n]*\n$/)
  })

  it('ends of itself after SIGINT before the runner ends it, with its children, and leaves nothing half-written', async () => {
    // A Python that never answers stands for any job that hangs.
    const bin = join(home, 'bin')
    mkdirSync(bin, { recursive: true })
    const python = join(bin, 'python3')
    const pidFile = join(workspace, 'pid')
    writeFileSync(python, `#!/bin/sh\ntrap '' TERM\necho $$ > '${pidFile}'\nwhile :; do sleep 0.05; done\n`, {
      mode: 0o755,
    })
    mkdirSync(join(workspace, 'base'))
    for (const name of ['config.json', 'tokenizer.json', 'model.safetensors'])
      writeFileSync(join(workspace, 'base', name), '{}')
    writeFileSync(join(workspace, 'model.yml'), spec('train.jsonl'))
    const rows = Array.from({ length: 20 }, (_, n) => JSON.stringify({ text: `a${n}`, label: `${n % 2}` }))
    writeFileSync(join(workspace, 'train.jsonl'), rows.join('\n'))
    const { code, stdout } = await start('prepare', {
      inputs: { engine: 'process', cache: 'false' },
      env: { MODEL_ACTIONS_PYTHON: python },
      interruptOnce: pidFile,
    })
    expect(stdout).toMatch(/::error::stopped by SIGINT/)
    expect(code).toBe(130)
    const pid = Number(readFileSync(pidFile, 'utf8'))
    expect(() => process.kill(pid, 0)).toThrow()
    const store = home
    const left = existsSync(store) ? readdirSync(store, { recursive: true, encoding: 'utf8' }) : []
    expect(left.filter((path) => /\/making\/./.test(path))).toEqual([])
  })
})

describe('dist', () => {
  const files = (): string[] =>
    readdirSync(dist, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))

  it('holds no binary, no test and no path of the machine that built it', () => {
    const root = dirname(dirname(import.meta.dirname))
    for (const file of files()) {
      expect(file).not.toMatch(/\.(?:node|exe|pyc)$|__pycache__|\/tests?\//)
      expect(readFileSync(file, 'latin1').includes(root), file).toBe(false)
    }
  })

  it('is the command line too, with help worth reading and clean standard output', async () => {
    const help = await start('model-actions', { args: ['--help'] })
    expect(help.code).toBe(0)
    expect(help.stdout).toMatch(/Examples:[\s\S]*Exit codes:/)
    const failed = await start('model-actions', { args: ['prepare', '--json'] })
    expect(failed.code).toBe(exitCodes.configuration)
    expect(failed.stdout).toBe('')
    expect(failed.stderr).toMatch(/^error: [^\n]*model\.yml[^\n]*\n$/)
  })
})
