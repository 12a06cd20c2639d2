import type { Duplex } from 'node:stream'
import type Dockerode from 'dockerode'
import { after, inTime } from '../timers.ts'
import { eachFrameLine } from './streams.ts'
import type { DockerClient, Talk } from './types.ts'

/* Programs that are run beside what a container was started for: one that answers and ends, and one that is spoken to. */

/** An `exec` is a question to what runs in a container, never work. */
const execTimeoutMs = 60_000
/** A machine that is busy starts a program within some seconds. */
const opensMs = 20_000

/** The connection itself, as the engine hands it over; a TLS or ssh one knows the same of a socket. */
type Hijacked = Duplex & { ref?(): void; unref?(): void }

/** @param dropped what is thrown where the connection was lost while something ran */
export const execsOf = (
  docker: Dockerode,
  dropped: (error: unknown, what: string) => unknown,
): Pick<DockerClient, 'exec' | 'talk'> => ({
  async exec(id, command) {
    const out: string[] = []
    const err: string[] = []
    let tooLong: ReturnType<typeof after> | undefined
    try {
      const exec = await docker
        .getContainer(id)
        .exec({ Cmd: [...command], AttachStdin: false, AttachStdout: true, AttachStderr: true })
      const stream = await exec.start({})
      tooLong = after(execTimeoutMs, () => stream.destroy(new Error(`no end after ${execTimeoutMs / 1000} s`)))
      await eachFrameLine(stream, { stdout: (line) => out.push(line), stderr: (line) => err.push(line) })
      const { ExitCode, Running } = await exec.inspect()
      // A connection that is cut looks like the end of the output.
      if (Running) throw new Error('its output ended, and it runs on')
      return { exitCode: ExitCode ?? 137, stdout: out.join('\n'), stderr: err.join('\n') }
    } catch (error) {
      throw dropped(error, `${command[0]} ran in the container ${id.slice(0, 12)}`)
    } finally {
      tooLong?.cancel()
    }
  },
  async talk(id, command, { onLine, longestLineChars }) {
    const opening = open(docker, id, command)
    const stream = await inTime(opening, opensMs, undefined)
    if (stream === undefined) {
      // It may come yet, and nobody would close it.
      opening.then(
        (late) => late.destroy(),
        () => undefined,
      )
      throw new Error(`the Docker engine did not start ${command[0]} within ${opensMs / 1000} s`)
    }
    return talkOver(stream, { onLine, longestLineChars })
  },
})

async function open(docker: Dockerode, id: string, command: readonly string[]): Promise<Hijacked> {
  const how = { Cmd: [...command], AttachStdin: true, AttachStdout: true, AttachStderr: true }
  const exec = await docker.getContainer(id).exec(how)
  return exec.start({ hijack: true, stdin: true })
}

function talkOver(stream: Hijacked, options: Parameters<DockerClient['talk']>[2]): Talk {
  const { onLine, longestLineChars } = options
  let lastWords = 'its connection ended'
  const stderr = (line: string): void => {
    lastWords = line
  }
  const ended = eachFrameLine(stream, { stdout: onLine, stderr }, longestLineChars)
    .then(
      () => new Error(lastWords),
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    )
    .finally(() => stream.destroy())
  return {
    say: (line) => void stream.write(`${line}\n`),
    keepsAwake: (needed) => (needed ? stream.ref?.() : stream.unref?.()),
    // The engine closes the program's input with the connection.
    hangUp: () => void stream.destroy(),
    ended,
  }
}
