import { Readable } from 'node:stream'
import type Dockerode from 'dockerode'
import { pack } from 'tar-stream'
import { UserError } from '../errors.ts'
import type { ContainerSpec } from './container.ts'
import type { DockerClient } from './types.ts'

/* Networks and volumes of an engine. */

const filled = '/filled'

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

/** @param create makes a container without starting it */
export const storageOf = (
  docker: Dockerode,
  create: (spec: ContainerSpec) => Promise<Dockerode.Container>,
): Pick<DockerClient, 'ensureNetwork' | 'removeNetwork' | 'fillVolume' | 'removeVolume'> => ({
  async ensureNetwork(name, labels, kind) {
    const wanted = kind === 'internal'
    const found = (await docker.listNetworks({ filters: { name: [name] } })).find((network) => network.Name === name)
    if (found === undefined)
      await docker.createNetwork({
        Name: name,
        Driver: 'bridge',
        CheckDuplicate: true,
        Internal: wanted,
        Labels: { ...labels },
      })
    else if (found.Internal !== wanted)
      throw new UserError(
        `the network ${name} of the Docker engine ${wanted ? 'leads outside, and must not' : 'leads nowhere, and must lead outside'}: remove it with what is in it, then deploy again`,
        { exit: 'preflight' },
      )
  },
  removeNetwork: (name) => unlessAbsent(docker.getNetwork(name).remove()),
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
    const container = await create({
      image,
      command: ['true'],
      environment: {},
      labels,
      user: `${uid}:${uid}`,
      network: 'none',
      binds: [{ from: name, to: at, writable: true }],
    })
    try {
      await container.putArchive(Readable.from(archive as AsyncIterable<Uint8Array>), { path: at })
    } finally {
      await container.remove({ force: true })
    }
  },
  removeVolume: (name) => unlessAbsent(docker.getVolume(name).remove()),
})
