import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { UserError } from '../../src/errors.ts'
import type { FuzzTarget } from './types.ts'

/* What the Python runtime reads: one process for many cases, by frames of a length (4 bytes, big end first) and bytes. */

const runtime = new URL('../../docker/runtime/', import.meta.url).pathname
/** Below the harness's own limit, so that the process is ended here, and not left behind. */
const longestCaseMs = 4_000
const longestStartMs = 60_000

type Answer = { end: 'read' | 'refused' | 'crash'; error: string }
type Child = ChildProcessByStdio<Writable, Readable, null>

/** The reader of that name in docker/runtime/tests/fuzzed.py, which also makes the seeds. */
export function pythonTarget(name: string, rest: Pick<FuzzTarget, 'words' | 'grown'> = {}): FuzzTarget {
  let child: Child | undefined
  let frames: AsyncGenerator<Buffer> | undefined
  let seeds: readonly Uint8Array[] = []

  const end = (): void => {
    child?.kill('SIGKILL')
    child = undefined
    frames = undefined
  }
  const next = async (deadlineMs: number): Promise<Buffer> => {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no end after ${deadlineMs} ms`)), deadlineMs)
    })
    try {
      const frame = await Promise.race([frames?.next(), late])
      if (frame === undefined || frame.done) throw new Error('the Python process ended')
      return frame.value
    } catch (cause) {
      end()
      throw cause
    } finally {
      clearTimeout(timer)
    }
  }
  const start = async (): Promise<Child> => {
    if (child !== undefined) return child
    const started = spawn(process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3', ['tests/fuzzed.py', name], {
      cwd: runtime,
      env: { ...process.env, PYTHONPATH: runtime, RUST_BACKTRACE: '0' },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    // A process that ended while a case was written to it: the answer that does not come says so.
    started.stdin.on('error', () => {})
    started.on('error', () => {})
    child = started
    frames = framesOf(started.stdout)
    const made = JSON.parse((await next(longestStartMs)).toString('utf8')) as string[]
    seeds = made.map((seed) => Buffer.from(seed, 'base64'))
    return started
  }

  return {
    ...rest,
    async seeds() {
      await start()
      return seeds
    },
    async run(input) {
      const { stdin } = await start()
      const length = Buffer.alloc(4)
      length.writeUInt32BE(input.length)
      stdin.write(Buffer.concat([length, input]))
      const answer = JSON.parse((await next(longestCaseMs)).toString('utf8')) as Answer
      if (answer.end === 'crash') throw new Error(answer.error)
      if (answer.end === 'refused') throw new UserError(answer.error)
    },
    close: async () => end(),
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
