import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import { writeWhole } from '../../files.ts'
import { joinAddress, splitAddress } from '../../gateway/address.ts'
import { answersReady } from '../../gateway/ready.ts'
import type { ModelDirectory } from '../../model/types.ts'
import { extractModel } from '../../oci/extract.ts'
import { servingOfImage } from '../../oci/serving.ts'
import type { ContentStore } from '../../oci/types.ts'
import { freePort } from '../../ports.ts'
import { endGroup, processStart, run, spawnDetached } from '../../processes.ts'
import type { Target } from '../types.ts'
import { backendOf, type ProcessRecord, processVersions } from './processVersions.ts'
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

const askTimeoutMs = 2_000

/** Runs versions as processes of this host that outlive the runner. */
export async function createProcessTarget(options: ProcessTargetOptions): Promise<Target> {
  const { stateDir, store, log } = options
  await mkdir(stateDir, { recursive: true, mode: 0o700 })
  const python = await interpreter(options.python)
  const versions = processVersions(stateDir)
  const { directoryOf, recordFile, logFile, readRecord, alive } = versions
  const tail = async (id: string): Promise<string[]> =>
    (await readFile(logFile(id), 'utf8').catch(() => ''))
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(-5)

  return {
    name: versions.name,
    list: versions.list,
    stop: versions.stop,
    sweep: versions.sweep,
    // Nobody is left after a reboot who would start it: the next deploy does.
    async keep() {},
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
