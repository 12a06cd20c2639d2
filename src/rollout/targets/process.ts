import { mkdir, rm } from 'node:fs/promises'
import type { Digest } from '../../digest.ts'
import { writeWhole } from '../../files.ts'
import { joinAddress } from '../../gateway/address.ts'
import { extractModel } from '../../oci/extract.ts'
import { servingOfImage } from '../../oci/serving.ts'
import type { ContentStore } from '../../oci/types.ts'
import { freePort } from '../../ports.ts'
import { endGroup } from '../../processGroups.ts'
import type { Target } from '../types.ts'
import { imageIn, interpreter, startAgain, startServer, whenReady } from './processServer.ts'
import { backendOf, type ProcessRecord, processVersions } from './processVersions.ts'
import { backendId } from './ready.ts'

type Unpacked = Awaited<ReturnType<typeof extractModel>>

type ProcessTargetOptions = {
  /** The repository that holds the verified image. */
  store: ContentStore
  /** Everything of this target lies below it, one directory a version. */
  stateDir: string
  /** A Python interpreter that has the packages of requirements/serve.txt. */
  python: string
  log: { info(line: string): void }
}

/** Runs versions as processes of this host that outlive the runner. */
export async function createProcessTarget(options: ProcessTargetOptions): Promise<Target> {
  const { stateDir, store, log } = options
  await mkdir(stateDir, { recursive: true, mode: 0o700 })
  const python = await interpreter(options.python)
  const versions = processVersions(stateDir)
  const { directoryOf, recordFile, readRecord, alive } = versions
  /** By id: what is unpacked and not started yet. */
  const prepared = new Map<string, Unpacked>()
  const unpack = async (digest: Digest, id: string): Promise<Unpacked> => {
    const directory = directoryOf(id)
    await versions.endUnrecorded(id, 0)
    await rm(directory, { recursive: true, force: true })
    await mkdir(directory, { recursive: true })
    return extractModel({ store, digest, into: imageIn(directory) })
  }

  return {
    name: versions.name,
    list: versions.list,
    stop: versions.stop,
    halt: versions.halt,
    sweep: versions.sweep,
    // Who starts it again after a reboot is `model-actions up`.
    async keep() {},
    async prepare({ version, digest }) {
      const id = backendId(version, digest)
      prepared.set(id, await unpack(digest, id))
    },
    async startAgain(id) {
      return (await startAgain(versions, { id, python: async () => python, moves: true })).backend
    },
    async start({ version, digest }, signal) {
      const id = backendId(version, digest)
      const running = await readRecord(id)
      if (running !== undefined && (await alive(running))) return backendOf(running)
      let pid: number | undefined
      try {
        const { model, runtimeDirectory, imageConfig } = prepared.get(id) ?? (await unpack(digest, id))
        prepared.delete(id)
        signal.throwIfAborted()
        const address = joinAddress('127.0.0.1', await freePort())
        log.info(`starting version ${version} (${digest}) at ${address}`)
        const server = { model, runtimeDirectory, python, address }
        const started = await startServer(versions, id, server, (one) => {
          pid = one
        })
        const serving = servingOfImage(imageConfig, `${store.name}@${digest}`)
        const record: ProcessRecord = { id, version, digest, addresses: [address], serving, ...started }
        await writeWhole(recordFile(id), JSON.stringify(record))
        return backendOf(record)
      } catch (error) {
        if (pid !== undefined) await endGroup(pid, 0)
        await rm(directoryOf(id), { recursive: true, force: true })
        throw error
      }
    },
    ready: (backend, timeoutMs, signal) => whenReady(versions, backend, timeoutMs, signal),
  }
}
