import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import { readIfPresent, writeWhole } from '../../files.ts'
import { joinAddress, splitAddress } from '../../gateway/address.ts'
import { checkBackend } from '../../gateway/backend.ts'
import { type Check, shape, text, whole } from '../../gateway/checked.ts'
import { answersReady } from '../../gateway/ready.ts'
import type { Backend } from '../../gateway/types.ts'
import type { ModelDirectory } from '../../model/types.ts'
import { extractModel } from '../../oci/extract.ts'
import { servingOfImage } from '../../oci/serving.ts'
import type { ContentStore } from '../../oci/types.ts'
import { freePort } from '../../ports.ts'
import { endGroup, processStart, run, spawnDetached } from '../../processes.ts'
import type { Target } from '../types.ts'
import { backendId, waitUntilReady } from './ready.ts'

type ProcessTargetOptions = {
  /** The repository that holds the verified image. */
  store: ContentStore
  /** Everything of this target lies below it, one directory a version. */
  stateDir: string
  /** A Python interpreter that has the packages of requirements/serve.txt. */
  python: string
  log: { info(line: string): void }
}

/** What tells our process from another that later got its id. */
type ProcessRecord = Backend & { pid: number; startedAt: string }

/** Its group is ended by this file's word, and requests go to its address. */
const checkRecord: Check<ProcessRecord> = (value, place) => ({
  ...checkBackend(value, place),
  ...shape<{ pid: number; startedAt: string }>({
    pid: whole(2, 2 ** 31),
    startedAt: text(/^[^\p{Cc}]{1,100}$/u, 'when a process began'),
  })(value, place),
})

/** SIGTERM lets a server answer what is in flight; it gives itself 9 s for that. */
const drainMs = 10_000

const askTimeoutMs = 2_000

/** Runs versions as processes of this host that outlive the runner. */
export async function createProcessTarget(options: ProcessTargetOptions): Promise<Target> {
  const { stateDir, store, log } = options
  await mkdir(stateDir, { recursive: true, mode: 0o700 })
  const python = await interpreter(options.python)
  const directoryOf = (id: string): string => {
    if (!/^[a-z0-9-]+$/.test(id)) throw new Error(`${id} is no id of a version`)
    return join(stateDir, id)
  }
  const recordFile = (id: string): string => join(directoryOf(id), 'process.json')
  const logFile = (id: string): string => join(directoryOf(id), 'log.txt')

  const readRecord = async (id: string): Promise<ProcessRecord | undefined> => {
    const found = (await readIfPresent(recordFile(id)))?.toString()
    if (found === undefined) return undefined
    try {
      return checkRecord(JSON.parse(found), '')
    } catch (error) {
      throw new UserError(`${recordFile(id)} is damaged: end its process by hand and remove ${directoryOf(id)}`, {
        cause: error,
      })
    }
  }
  const alive = async (record: ProcessRecord): Promise<boolean> => (await processStart(record.pid)) === record.startedAt
  const backendOf = ({ pid: _, startedAt: __, ...backend }: ProcessRecord): Backend => backend
  const tail = async (id: string): Promise<string[]> =>
    (await readFile(logFile(id), 'utf8').catch(() => ''))
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(-5)

  const stop: Target['stop'] = async (id, graceMs = drainMs) => {
    const record = await readRecord(id)
    if (record !== undefined && (await alive(record)) && !(await endGroup(record.pid, Math.min(graceMs, drainMs))))
      throw new UserError(`the process ${record.pid} of version ${id} does not end: end it by hand`, {
        exit: 'crashed',
      })
    await rm(directoryOf(id), { recursive: true, force: true })
  }
  const ids = async (): Promise<string[]> =>
    (await readdir(stateDir, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name)

  return {
    name: 'process',
    stop,
    // Nobody is left after a reboot who would start it: the next deploy does.
    async keep() {},
    async sweep(keepId, graceMs) {
      const gone = (await ids()).filter((id) => id !== keepId)
      await Promise.all(gone.map((id) => stop(id, graceMs)))
      return gone
    },
    async start({ version, digest }, signal) {
      const id = backendId(version, digest)
      const running = await readRecord(id)
      if (running !== undefined && (await alive(running))) return backendOf(running)
      const directory = directoryOf(id)
      await rm(directory, { recursive: true, force: true })
      await mkdir(directory, { recursive: true })
      let pid: number | undefined
      try {
        const { model, runtimeDirectory, imageConfig } = await extractModel({
          store,
          digest,
          into: join(directory, 'image'),
        })
        signal.throwIfAborted()
        const address = joinAddress('127.0.0.1', await freePort())
        log.info(`starting version ${version} (${digest}) at ${address}`)
        pid = await spawnDetached(python, serveArguments(model, splitAddress(address)), {
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
        const startedAt = await processStart(pid)
        if (startedAt === undefined)
          throw new UserError(`version ${version} ended at once: ${(await tail(id)).join(' | ')}`, { exit: 'crashed' })
        const serving = servingOfImage(imageConfig, `${store.name}@${digest}`)
        const record: ProcessRecord = { id, version, digest, addresses: [address], serving, pid, startedAt }
        await writeWhole(recordFile(id), JSON.stringify(record))
        return backendOf(record)
      } catch (error) {
        if (pid !== undefined) await endGroup(pid, 0)
        await rm(directory, { recursive: true, force: true })
        throw error
      }
    },
    async ready(backend, timeoutMs, signal) {
      await waitUntilReady({
        id: backend.id,
        timeoutMs,
        signal,
        async ask() {
          const { addresses, serving } = backend
          const answers = await Promise.all(addresses.map((one) => answersReady(one, serving.readyPath, askTimeoutMs)))
          return answers.every((ready) => ready)
        },
        async gone() {
          const record = await readRecord(backend.id)
          return record !== undefined && (await alive(record)) ? undefined : 'its process has ended'
        },
        tail: () => tail(backend.id),
      })
    },
    async list() {
      const found: Backend[] = []
      for (const id of await ids()) {
        const record = await readRecord(id)
        if (record !== undefined && (await alive(record))) found.push(backendOf(record))
      }
      return found
    },
  }
}

const serveArguments = ({ path, manifest }: ModelDirectory, at: { host: string; port: number }): string[] => [
  ...['-m', 'model_runtime', 'serve', '--model', path, '--name', manifest.name, '--version', manifest.version],
  ...['--host', at.host, '--port', String(at.port)],
]

/** The interpreter itself: where a name or a shim on the job's PATH leads, which its server will not have. */
async function interpreter(python: string): Promise<string> {
  const lines: string[] = []
  await run(python, ['-c', 'import sys; print(sys.executable)'], { onStdoutLine: (line) => void lines.push(line) })
  return lines.at(-1) ?? python
}
