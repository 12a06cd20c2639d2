import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import { writeWhole } from '../../files.ts'
import { joinAddress, splitAddress } from '../../gateway/address.ts'
import { answersReady } from '../../gateway/ready.ts'
import type { Backend } from '../../gateway/types.ts'
import type { ModelDirectory } from '../../model/types.ts'
import { extractedBefore } from '../../oci/extract.ts'
import { freePort, portIsFree } from '../../ports.ts'
import { processStart, run, spawnDetached } from '../../processes.ts'
import { backendOf, type ProcessRecord, type ProcessVersions } from './processVersions.ts'
import { waitUntilReady } from './ready.ts'

type Server = { model: ModelDirectory; runtimeDirectory: string; python: string; address: string }

/** Where a version's image lies that was unpacked. */
export const imageIn = (directory: string): string => join(directory, 'image')

/** Starts the server of a version that is unpacked. @param onStart told of the process before anything else can fail */
export async function startServer(
  { directoryOf, logFile, tail }: ProcessVersions,
  id: string,
  { model, runtimeDirectory, python, address }: Server,
  onStart: (pid: number) => void = () => undefined,
): Promise<Pick<ProcessRecord, 'pid' | 'startedAt'>> {
  const directory = directoryOf(id)
  const pid = await spawnDetached(python, serveArguments(model, splitAddress(address)), {
    cwd: directory,
    // It outlives the job: nothing of the job's environment, where tokens and passwords are, goes into it.
    env: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      // Interpreters of setup-python need it to start.
      LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'],
      HOME: directory,
      LANG: 'C.UTF-8',
      PYTHONPATH: runtimeDirectory,
      PYTHONUNBUFFERED: '1',
      PYTHONDONTWRITEBYTECODE: '1',
    },
    logFile: logFile(id),
  })
  onStart(pid)
  const startedAt = await processStart(pid)
  if (startedAt === undefined)
    throw new UserError(
      `version ${id} ended at once: see why in its last lines, then deploy again; ${(await tail(id)).join(' | ')}`,
      { exit: 'crashed' },
    )
  return { pid, startedAt }
}

/**
 * Starts a version again that ran here, from what it left on disk and at its own address, where the gateway looks for it.
 * @param moves whether it may have another address, where its own is taken
 * @returns whether it did not run @throws UserError where that cannot be
 */
export async function startAgain(
  versions: ProcessVersions,
  { id, python, moves }: { id: string; python: () => Promise<string>; moves: boolean },
): Promise<{ backend: Backend; started: boolean }> {
  const record = await versions.readRecord(id)
  const directory = versions.directoryOf(id)
  if (record === undefined) throw new UserError(`${id} served, and ${directory} knows nothing of it: deploy it again`)
  if (await versions.alive(record)) return { backend: backendOf(record), started: false }
  const [address = ''] = record.addresses
  const { host, port } = splitAddress(address)
  const isFree = await portIsFree(port)
  if (!isFree && !moves)
    throw new UserError(`${id} served at port ${port}, which another program has now: end that, or deploy again`)
  const { model, runtimeDirectory } = await extractedBefore(imageIn(directory))
  const at = isFree ? address : joinAddress(host, await freePort())
  const server = { model, runtimeDirectory, python: await interpreter(await python()), address: at }
  const again: ProcessRecord = { ...record, addresses: [at], ...(await startServer(versions, id, server)) }
  await writeWhole(versions.recordFile(id), JSON.stringify(again))
  return { backend: backendOf(again), started: true }
}

const askTimeoutMs = 2_000

export function whenReady(
  versions: ProcessVersions,
  { id, addresses, serving }: ReturnType<typeof backendOf>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  return waitUntilReady({
    id,
    timeoutMs,
    signal,
    async ask() {
      const answers = await Promise.all(addresses.map((one) => answersReady(one, serving.readyPath, askTimeoutMs)))
      return answers.every((ready) => ready)
    },
    async gone() {
      const record = await versions.readRecord(id)
      return record !== undefined && (await versions.alive(record)) ? undefined : 'its process has ended'
    },
    tail: () => versions.tail(id),
  })
}

const serveArguments = ({ path, manifest }: ModelDirectory, at: { host: string; port: number }): string[] => [
  ...['-m', 'model_runtime', 'serve', '--model', path, '--name', manifest.name, '--version', manifest.version],
  ...['--host', at.host, '--port', String(at.port)],
]

/** The interpreter itself: where a name or a shim on the job's PATH leads, which its server will not have. */
export async function interpreter(python: string): Promise<string> {
  const lines: string[] = []
  await run(python, ['-c', 'import sys; print(sys.executable)'], { onStdoutLine: (line) => void lines.push(line) })
  return lines.at(-1) ?? python
}
