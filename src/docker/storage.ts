import { dirname, join } from 'node:path/posix'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type Dockerode from 'dockerode'
import { extract, pack } from 'tar-stream'
import { UserError } from '../errors.ts'
import { sleep } from '../timers.ts'
import type { ContainerSpec } from './container.ts'
import type { DockerClient } from './types.ts'

/* Networks and volumes of an engine. */

const filled = '/filled'

/** Of containers that are never started: files go in and out of a volume through them, within a moment. */
const passingLabel = 'model-actions.passing'
/** `passingMs`: in which one has gone, unless whoever made it was killed. `inUseMs`: so long a volume may be in use before that is told. */
const volumeWaits = { passingMs: 15_000, inUseMs: 60_000 }

/** What is in use stays, and says so. */
async function unlessAbsent(work: Promise<unknown>): Promise<void> {
  await work.catch((error: { statusCode?: number }) => {
    if (error.statusCode !== 404) throw error
  })
}

/** `a/b/c` lies in `a` and `a/b`. */
const directoriesOf = (file: string): string[] =>
  file
    .split('/')
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join('/'))

/** As long as an engine takes to make or to remove a network that two ask for at once. */
const settleMs = 15_000

/** By a name that two networks have nothing is found: engines before Docker 25 make both where two ask at once. */
export const isAmbiguous = (error: unknown): boolean => /is ambiguous \(/.test((error as Error).message)

/** Work that names networks, which somebody else may be making just now. */
export async function onceSettled<T>(work: () => Promise<T>): Promise<T> {
  for (const untilMs = performance.now() + settleMs; ; await sleep(100))
    try {
      return await work()
    } catch (error) {
      if (!isAmbiguous(error) || performance.now() > untilMs) throw error
    }
}

/** An engine that was killed may believe of a container that is gone that it uses the volume, until it starts anew. */
const inUse = (volume: string, by: Dockerode.ContainerInfo | undefined, cause: Error): UserError =>
  new UserError(
    by === undefined
      ? `the volume ${volume} is in use, as the Docker engine says (${cause.message.trim()}), by no container that it lists: start the engine anew (systemctl restart docker), then try again`
      : `the volume ${volume} is used by the container ${by.Names[0]?.slice(1)}: remove that (docker rm --force ${by.Id.slice(0, 12)}), then try again`,
    { exit: 'preflight', cause },
  )

/** Of a Docker engine that was given no other ranges: 15 of 172.16.0.0/12 and 16 of 192.168.0.0/16, so at most 15 models. */
const noRangeLeft = (network: string, others: number, cause: Error): UserError =>
  new UserError(
    `the Docker engine has no range of addresses left for the network ${network}, after ${others} others, and each model takes two: remove those that nobody uses (docker network prune), or give the engine smaller ranges (default-address-pools in its daemon.json) and start it anew`,
    { exit: 'preflight', cause },
  )

/** @param create makes a container without starting it @param waits before a volume that is in use is given up */
export const storageOf = (
  docker: Dockerode,
  create: (spec: ContainerSpec) => Promise<Dockerode.Container>,
  waits: typeof volumeWaits = volumeWaits,
): Pick<DockerClient, 'ensureNetwork' | 'removeNetwork' | 'fillVolume' | 'readVolume' | 'removeVolume'> => {
  /** The oldest first. */
  const named = async (name: string): Promise<Dockerode.NetworkInspectInfo[]> => {
    const found = await docker.listNetworks({ filters: { name: [name] } })
    const at = ({ Created, Id }: Dockerode.NetworkInspectInfo): string => `${Created} ${Id}`
    return found.filter(({ Name }) => Name === name).sort((one, other) => (at(one) < at(other) ? -1 : 1))
  }
  /** A container that is never started: files go in and out of a volume through it. */
  const withVolume = async <T>(
    name: string,
    { image, uid, at, labels }: { image: string; uid: number; at: string; labels: Readonly<Record<string, string>> },
    work: (container: Dockerode.Container) => Promise<T>,
  ): Promise<T> => {
    const container = await create({
      image,
      command: ['true'],
      environment: {},
      labels: { ...labels, [passingLabel]: 'files' },
      user: `${uid}:${uid}`,
      network: 'none',
      binds: [{ from: name, to: at, writable: true }],
    })
    try {
      return await work(container)
    } finally {
      await container.remove({ force: true, v: true })
    }
  }

  return {
    async ensureNetwork(name, labels, kind) {
      const wanted = kind === 'internal'
      if ((await named(name)).length === 0)
        await docker
          .createNetwork({
            Name: name,
            Driver: 'bridge',
            CheckDuplicate: true,
            Internal: wanted,
            Labels: { ...labels },
          })
          .catch(async (error: Error & { statusCode?: number }) => {
            if (/non-overlapping IPv4 address pool|address pools have been fully subnetted/.test(error.message))
              throw noRangeLeft(name, (await docker.listNetworks({ filters: { driver: ['bridge'] } })).length, error)
            // Somebody else made it in the same moment.
            if (error.statusCode !== 409) throw error
          })
      // Who made one in the same moment keeps the same one.
      const [found, ...more] = await named(name)
      for (const { Id } of more) await unlessAbsent(docker.getNetwork(Id).remove())
      if (found !== undefined && found.Internal !== wanted)
        throw new UserError(
          `the network ${name} of the Docker engine ${wanted ? 'leads outside, and must not' : 'leads nowhere, and must lead outside'}: remove it with what is in it, then deploy again`,
          { exit: 'preflight' },
        )
    },
    async removeNetwork(name) {
      for (const { Id } of await named(name)) await unlessAbsent(docker.getNetwork(Id).remove())
    },
    async fillVolume({ name, labels }, { image, uid, files, at = filled }) {
      await docker.createVolume({ Name: name, Labels: { ...labels } })
      const archive = pack()
      const owner = { uid, gid: uid, mtime: new Date(0) }
      // The engine would make those that are missing, for root.
      for (const directory of new Set(Object.keys(files).flatMap(directoriesOf)))
        archive.entry({ name: directory, type: 'directory', mode: 0o700, ...owner })
      for (const [file, bytes] of Object.entries(files))
        archive.entry({ name: file, mode: 0o400, ...owner }, Buffer.from(bytes))
      archive.finalize()
      await withVolume(name, { image, uid, at, labels }, (container) =>
        container.putArchive(Readable.from(archive as AsyncIterable<Uint8Array>), { path: at }),
      )
    },
    async readVolume(name, { image, uid, at = filled, paths }) {
      const { Labels } = await docker
        .getVolume(name)
        .inspect()
        .catch((error: { statusCode?: number }) => {
          if (error.statusCode !== 404) throw error
          return { Labels: undefined }
        })
      if (Labels === undefined) return {}
      return withVolume(name, { image, uid, at, labels: Labels ?? {} }, async (container) => {
        const files: Record<string, Buffer> = {}
        for (const path of paths) {
          const from = { path: join(at, path) }
          const archive = await container.getArchive(from).catch((error: { statusCode?: number }) => {
            if (error.statusCode !== 404) throw error
            return undefined
          })
          if (archive === undefined) continue
          const entries = extract()
          archive.once('error', (error: Error) => entries.destroy(error))
          for await (const entry of archive.pipe(entries)) {
            const bytes = await buffer(entry)
            if (entry.header.type === 'file') files[join(dirname(path), entry.header.name)] = bytes
          }
        }
        return files
      })
    },
    async removeVolume(name, signal) {
      const seenMs = new Map<string, number>()
      for (const untilMs = performance.now() + waits.inUseMs; ; await sleep(200, signal)) {
        const refused = await unlessAbsent(docker.getVolume(name).remove()).catch(
          (error: Error & { statusCode?: number }) => {
            if (error.statusCode !== 409) throw error
            return error
          },
        )
        if (refused === undefined) return
        const users = await docker.listContainers({ all: true, filters: { volume: [name] } })
        const other = users.find(({ Labels, State }) => Labels[passingLabel] === undefined && State !== 'removing')
        if (other !== undefined || performance.now() > untilMs) throw inUse(name, other ?? users[0], refused)
        for (const { Id } of users) {
          const firstMs = seenMs.get(Id) ?? performance.now()
          seenMs.set(Id, firstMs)
          // Whoever made it would have removed it by now, and was killed.
          if (performance.now() - firstMs > waits.passingMs)
            await unlessAbsent(docker.getContainer(Id).remove({ force: true, v: true }))
        }
      }
    },
  }
}
