import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import { extractModel } from '../../oci/extract.ts'
import type { ContentStore } from '../../oci/types.ts'
import { endGroup, processStart, spawnDetached } from '../../processes.ts'
import type { Backend, Target } from '../types.ts'
import { backendId, waitUntilReady } from './ready.ts'

export type ProcessTargetOptions = {
  /** The repository that holds the verified image. */
  store: ContentStore
  /** Everything of this target lies below it, one directory a version. */
  stateDir: string
  /** A Python interpreter that has the packages of requirements/serve.txt. */
  python: string
  /** The model's name in the paths of its server. */
  name: string
  log: { info(line: string): void }
}

/** What tells our process from another that later got its id. */
type ProcessRecord = Backend & { pid: number; startedAt: string }

/** SIGTERM lets a server answer what is in flight; it gives itself 9 s for that. */
const drainMs = 10_000

/** Runs versions as processes of this host that outlive the runner. */
export async function createProcessTarget(options: ProcessTargetOptions): Promise<Target> {
  const { stateDir, store, python, name, log } = options
  await mkdir(stateDir, { recursive: true })
  const directoryOf = (id: string): string => {
    if (!/^[a-z0-9-]+$/.test(id)) throw new Error(`${id} is no id of a version`)
    return join(stateDir, id)
  }
  const recordFile = (id: string): string => join(directoryOf(id), 'process.json')
  const logFile = (id: string): string => join(directoryOf(id), 'log.txt')

  const readRecord = async (id: string): Promise<ProcessRecord | undefined> => {
    const text = await readFile(recordFile(id), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (text === undefined) return undefined
    try {
      return JSON.parse(text) as ProcessRecord
    } catch (error) {
      throw new UserError(`${recordFile(id)} is damaged: end its process by hand and remove ${directoryOf(id)}`, {
        cause: error,
      })
    }
  }
  const alive = async (record: ProcessRecord): Promise<boolean> => (await processStart(record.pid)) === record.startedAt
  const backendOf = ({ id, version, digest, host, port }: ProcessRecord): Backend => ({
    id,
    version,
    digest,
    host,
    port,
  })
  const tail = async (id: string): Promise<string[]> =>
    (await readFile(logFile(id), 'utf8').catch(() => ''))
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(-5)

  const stop = async (id: string): Promise<void> => {
    const record = await readRecord(id)
    if (record !== undefined && (await alive(record)) && !(await endGroup(record.pid, drainMs)))
      throw new UserError(`the process ${record.pid} of version ${id} does not end: end it by hand`, {
        exit: 'crashed',
      })
    await rm(directoryOf(id), { recursive: true, force: true })
  }

  return {
    name: 'process',
    stop,
    async start({ version, digest }, signal) {
      const id = backendId(version, digest)
      const running = await readRecord(id)
      if (running !== undefined && (await alive(running))) return backendOf(running)
      const directory = directoryOf(id)
      await rm(directory, { recursive: true, force: true })
      await mkdir(directory, { recursive: true })
      let pid: number | undefined
      try {
        const { model, runtimeDirectory } = await extractModel({ store, digest, into: join(directory, 'image') })
        signal.throwIfAborted()
        const port = await freePort()
        const host = '127.0.0.1'
        log.info(`starting version ${version} (${digest}) at ${host}:${port}`)
        pid = await spawnDetached(python, serveArguments({ model: model.path, name, version, host, port }), {
          cwd: directory,
          env: {
            PATH: process.env['PATH'],
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
        const record: ProcessRecord = { id, version, digest, host, port, pid, startedAt }
        await writeFile(`${recordFile(id)}.new`, JSON.stringify(record))
        await rename(`${recordFile(id)}.new`, recordFile(id))
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
        ask: () => answersReady(`http://${backend.host}:${backend.port}`, signal),
        async gone() {
          const record = await readRecord(backend.id)
          return record !== undefined && (await alive(record)) ? undefined : 'its process has ended'
        },
        tail: () => tail(backend.id),
      })
    },
    async list() {
      const found: Backend[] = []
      for (const entry of await readdir(stateDir, { withFileTypes: true })) {
        if (!entry.isDirectory()) continue
        const record = await readRecord(entry.name)
        if (record !== undefined && (await alive(record))) found.push(backendOf(record))
      }
      return found
    },
  }
}

/** Arguments of a server of one model; `model` is the directory as the server sees it. */
export const serveArguments = (serve: {
  model: string
  name: string
  version: string
  host: string
  port: number
}): string[] => [
  ...['-m', 'model_runtime', 'serve', '--model', serve.model, '--name', serve.name, '--version', serve.version],
  ...['--host', serve.host, '--port', String(serve.port)],
]

async function answersReady(origin: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(`${origin}/v2/health/ready`, {
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(2_000)]),
  })
  await response.arrayBuffer()
  return response.status === 200
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') return reject(new Error('no port was given'))
      server.close(() => resolve(address.port))
    })
  })
}
