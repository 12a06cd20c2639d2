import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { sleep } from '../src/timers.ts'
import { ofInstallation } from './ofInstallation.ts'
import { noting } from './reached.ts'

/* A small project of a user, with a real tiny model, and our command line run in it as users run it. */

const root = new URL('../', import.meta.url).pathname
export const cliArguments = [...noting, ...ofInstallation(), join(root, 'src/cli/main.ts')]

const words = {
  praise: ['bright', 'kind', 'warm', 'clear', 'brave', 'calm', 'fair', 'good'],
  blame: ['dull', 'mean', 'cold', 'vague', 'timid', 'harsh', 'unfair', 'bad'],
}

/** 1,500 distinct sentences of two classes, most of them easy to tell apart. */
export function examples(count = 1500): { id: string; text: string; label: string }[] {
  let state = 7
  const random = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 2147483648
  }
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  return Array.from({ length: count }, (_, index) => {
    const label = index % 2 === 0 ? 'praise' : 'blame'
    const own = Array.from({ length: 4 }, () =>
      pick(words[random() < 0.9 ? label : label === 'praise' ? 'blame' : 'praise']),
    )
    return { id: `e${index}`, text: `${own.join(' ')} word${index % 97} turn${index % 89}`, label }
  })
}

export const specText = (changes: Record<string, string> = {}): string => {
  const keys: Record<string, string> = {
    name: 'tone',
    version: '1.0.0',
    task: 'text-classification',
    base: './base',
    data: '{train: data.jsonl, split: {test: 0.3}, max-length: 16}',
    finetune: '{method: full, epochs: 2, learning-rate: 0.002, batch-size: 32}',
    quantize: '{precision: fp32}',
    // Several of these train beside each other, and threads that wait for each other's cores are far slower than one.
    engine: '{cpus: 1}',
    image: '{layout: ./images}',
    signing: '{key: cosign.key, public-key: cosign.pub}',
    deploy:
      '{port: 18080, steps: [10, 100], step: {min-time: 1s, min-requests: 5, deadline: 60s}, gates: {health: {interval: 1s}, errors: {tolerance: 0.2}}, bake: 1s}',
    ...changes,
  }
  return Object.entries(keys)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')
}

let tinyBase: string | undefined
const made: string[] = []
afterAll(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true })
  tinyBase = undefined
})

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'model-actions-test-'))
  made.push(directory)
  return directory
}

/** A project directory with model.yml, data and, unless said otherwise, the tiny base model. */
export function makeProject(changes: Record<string, string> = {}, options: { base?: boolean } = {}): string {
  const directory = temporaryDirectory()
  const data = join(directory, 'data.jsonl')
  writeFileSync(
    data,
    examples()
      .map((example) => `${JSON.stringify(example)}\n`)
      .join(''),
  )
  writeFileSync(join(directory, 'model.yml'), specText(changes))
  if (options.base === false) return directory
  if (tinyBase === undefined || !existsSync(tinyBase)) {
    tinyBase = join(temporaryDirectory(), 'base')
    mkdirSync(tinyBase)
    execFileSync(process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3', [
      join(root, 'test/fixtures/make_tiny_base.py'),
      data,
      tinyBase,
    ])
  }
  cpSync(tinyBase, join(directory, 'base'), { recursive: true })
  return directory
}

export type CliEnd = { code: number | null; stdout: string; stderr: string; seconds: number }
export type RunningCli = {
  end: Promise<CliEnd>
  kill(signal: NodeJS.Signals): void
  sees(pattern: RegExp): Promise<void>
  /** What it wrote to standard output until now. */
  stdout(): string
  pid: number
}

/** Where a project keeps its results and what it serves: beside the project, as a host does, and gone after the test. */
export function homeOf(directory: string): string {
  const home = `${directory}.home`
  if (!made.includes(home)) made.push(home)
  return home
}

/** Starts the command line in a project; `sees` waits for a line of its output. */
export function startCli(
  directory: string,
  args: string[],
  environment: Record<string, string> = {},
  input?: string,
): RunningCli {
  const child = spawn(process.execPath, [...cliArguments, ...args], {
    cwd: directory,
    env: { ...environmentOf(directory), ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input ?? '')
  return running(child)
}

const environmentOf = (directory: string) => ({
  ...process.env,
  COSIGN_PASSWORD: 'the password of the tests',
  // Jobs run as processes, whatever engine this machine has: containers have tests of their own.
  DOCKER_HOST: 'unix:///nonexistent/docker.sock',
  MODEL_ACTIONS_HOME: homeOf(directory),
})

function running(child: ChildProcessWithoutNullStreams): RunningCli {
  const startMs = Date.now()
  // A command may end without having read its input.
  child.stdin.on('error', () => {})
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk
  })
  const end = new Promise<CliEnd>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr, seconds: (Date.now() - startMs) / 1000 })),
  )
  return {
    end,
    pid: child.pid ?? 0,
    stdout: () => stdout,
    kill: (signal) => child.kill(signal),
    async sees(pattern) {
      for (let waitedMs = 0; waitedMs < 120_000; waitedMs += 50) {
        if (pattern.test(stdout + stderr)) return
        if (child.exitCode !== null) throw new Error(`ended before ${pattern}: ${stdout}${stderr}`)
        await sleep(50)
      }
      throw new Error(`never said ${pattern}: ${stdout}${stderr}`)
    },
  }
}

export type AtTerminal = RunningCli & {
  /** Presses keys, such as `\x03` for Ctrl-C. */
  press(keys: string): void
  /** Closes the terminal, as somebody does with a window. */
  hangUp(): void
}

/** Starts the command line as somebody who sits at a terminal; what it draws there is its standard output. */
export function startAtTerminal(
  directory: string,
  args: string[],
  { columns = 80, environment = {} }: { columns?: number; environment?: Record<string, string | undefined> } = {},
): AtTerminal {
  const program = join(root, 'test/fixtures/at_terminal.py')
  const child = spawn('python3', [program, String(columns), process.execPath, ...cliArguments, ...args], {
    cwd: directory,
    env: { ...environmentOf(directory), TERM: 'xterm', CI: '', NO_COLOR: '', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  return {
    ...running(child),
    press: (keys) => void child.stdin.write(keys),
    hangUp: () => void child.stdin.end(),
  }
}

export const cli = (
  directory: string,
  args: string[],
  environment: Record<string, string> = {},
  input?: string,
): Promise<CliEnd> => startCli(directory, args, environment, input).end
