import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { UserError } from '../../src/errors.ts'
import type { FuzzTarget } from './types.ts'

/* What Python reads: one process for many cases, by frames of a length (4 bytes, big end first) and bytes. */

const runtime = new URL('../../docker/runtime/', import.meta.url).pathname
/** Below the harness's own limit, so that the process is ended here, and not left behind. */
const longestCaseMs = 4_000
const longestStartMs = 60_000

type PythonProgram = {
  /** The frame that it begins with. */
  greeting(): Promise<Buffer>
  /** What it says of one case. */
  ask(input: Uint8Array): Promise<Buffer>
  end(): void
}

/** A program that sends a frame to begin with, and one for each that it gets. One that ended is started again by the next case. */
export function pythonProgram(...command: readonly string[]): PythonProgram {
  type Running = {
    child: ChildProcessByStdio<Writable, Readable, null>
    frames: AsyncGenerator<Buffer>
    greeting: Promise<Buffer>
  }
  let running: Running | undefined

  const end = (): void => {
    running?.child.kill('SIGKILL')
    running = undefined
  }
  const next = async (frames: AsyncGenerator<Buffer>, deadlineMs: number): Promise<Buffer> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no end after ${deadlineMs} ms`)), deadlineMs)
    })
    try {
      const frame = await Promise.race([frames.next(), late])
      if (frame.done) throw new Error('the Python process ended')
      return frame.value
    } catch (cause) {
      end()
      throw cause
    } finally {
      clearTimeout(timer)
    }
  }
  const start = (): Running => {
    const child = spawn(process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3', command, {
      cwd: runtime,
      env: { ...process.env, PYTHONPATH: runtime, RUST_BACKTRACE: '0' },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    // A process that ended while a case was written to it: the answer that does not come says so.
    child.stdin.on('error', () => {})
    child.on('error', () => {})
    const frames = framesOf(child.stdout)
    running = { child, frames, greeting: next(frames, longestStartMs) }
    return running
  }

  return {
    greeting: () => (running ?? start()).greeting,
    async ask(input) {
      const { child, frames, greeting } = running ?? start()
      await greeting
      const length = Buffer.alloc(4)
      length.writeUInt32BE(input.length)
      child.stdin.write(Buffer.concat([length, input]))
      return next(frames, longestCaseMs)
    },
    end,
  }
}

type Answer = { end: 'read' | 'refused' | 'crash'; error: string }

/** The reader of that name in docker/runtime/tests/fuzzed.py, which also makes the seeds. */
export function pythonTarget(name: string, rest: Pick<FuzzTarget, 'words' | 'grown'> = {}): FuzzTarget {
  const program = pythonProgram('tests/fuzzed.py', name)
  return {
    ...rest,
    async seeds() {
      const seeds = JSON.parse((await program.greeting()).toString('utf8')) as string[]
      return seeds.map((seed) => Buffer.from(seed, 'base64'))
    },
    async run(input) {
      const answer = JSON.parse((await program.ask(input)).toString('utf8')) as Answer
      if (answer.end === 'crash') throw new Error(answer.error)
      if (answer.end === 'refused') throw new UserError(answer.error)
    },
    close: async () => program.end(),
  }
}

async function* framesOf(stream: Readable): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(0)
  for await (const piece of stream) {
    held = Buffer.concat([held, piece as Buffer])
    while (held.length >= 4 && held.length >= 4 + held.readUInt32BE()) {
      const upto = 4 + held.readUInt32BE()
      yield held.subarray(4, upto)
      held = held.subarray(upto)
    }
  }
}
