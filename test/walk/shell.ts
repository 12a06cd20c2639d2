import { spawn } from 'node:child_process'
import { join } from 'node:path'

/* Command lines as somebody types them: run by a shell, timed, and kept with what they wrote. */

/** What somebody answers: `asks` is a part of the question. */
export type Answer = { asks: RegExp; answer: string }

export type Ran = {
  command: string
  seconds: number
  code: number | null
  /** Both streams in their order, as a screen shows them at the end. */
  output: string
}

type Shell = { cwd: string; environment: Readonly<Record<string, string | undefined>> }

const atTerminal = join(import.meta.dirname, '../fixtures/at_terminal.py')
const columns = 120

/** Runs a command; at a terminal of its own where `answers` are given, else with pipes. */
export async function runAs(command: string, { cwd, environment }: Shell, answers?: readonly Answer[]): Promise<Ran> {
  const startMs = performance.now()
  const [program, ...args] =
    answers === undefined ? ['bash', '-c', command] : ['python3', atTerminal, String(columns), 'bash', '-c', command]
  const child = spawn(program as string, args, {
    cwd,
    env: { ...environment, TERM: 'xterm' },
    stdio: [answers === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  child.stdin?.on('error', () => {})
  const left = [...(answers ?? [])]
  let output = ''
  let unasked = ''
  const take = (chunk: Buffer): void => {
    output += chunk
    unasked += chunk
    const [next] = left
    if (next === undefined || !next.asks.test(shownOf(unasked))) return
    left.shift()
    unasked = ''
    child.stdin?.write(`${next.answer}\r`)
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (left.length > 0) throw new Error(`${command} never asked ${left[0]?.asks}:\n${output}`)
  return { command, code, output: shownOf(output), seconds: (performance.now() - startMs) / 1000 }
}

const esc = '\u001b'
const sequence = new RegExp(`${esc}\\[[0-9;?]*[A-Za-z]`, 'g')

/** What is left to see at the end: a line that was drawn anew is there once. */
export const shownOf = (written: string): string =>
  written
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf(`${esc}[2K`) + 1))
    .map((line) => line.replace(/^\[2K/, '').replaceAll(sequence, '').replaceAll('\r', ''))
    .join('\n')
