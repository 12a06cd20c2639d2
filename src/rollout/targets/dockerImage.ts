import type { Digest } from '../../digest.ts'
import { isImageOf } from '../../docker/images.ts'
import type { DockerClient, ImageFacts } from '../../docker/types.ts'
import { UserError } from '../../errors.ts'
import { readBlob } from '../../oci/blobs.ts'
import { dockerArchive } from '../../oci/dockerArchive.ts'
import { parseImageConfig } from '../../oci/imageConfig.ts'
import { choosePlatform } from '../../oci/platforms.ts'
import type { ContentStore } from '../../oci/types.ts'

type Wanted = {
  docker: DockerClient
  /** The repository that holds the verified image. */
  store: ContentStore
  digest: Digest
  /** Name by which the engine keeps it, `NAME:TAG`. */
  tag: string
  signal: AbortSignal
  log: { info(line: string): void }
}

/** Brings the verified image into the engine and returns what the engine knows of it, once it is seen to be that image. */
export async function bringImage(wanted: Wanted): Promise<ImageFacts> {
  const { docker, store, digest, tag, signal } = wanted
  const { manifest, descriptor } = await choosePlatform(store, digest, docker.platform, true)
  const config = parseImageConfig(await readBlob(store, manifest.config), `${store.name}@${digest}`)
  const held = async (name: string): Promise<ImageFacts | undefined> => {
    const facts = await docker.image(name)
    return facts !== undefined && isImageOf(facts, config) ? facts : undefined
  }
  /** It may be there by another name: the engine's own one is the digest of the configuration, or of the manifest. */
  const named = async (): Promise<ImageFacts | undefined> => {
    for (const id of [manifest.config.digest, descriptor.digest]) {
      if ((await held(id)) === undefined) continue
      await docker.tag(id, tag)
      return held(tag)
    }
    return undefined
  }
  const found = (await held(tag)) ?? (await named()) ?? (await pulled(wanted, descriptor.digest, held))
  if (found !== undefined) return found
  const archive = await dockerArchive({ store, digest, tags: [tag], platform: docker.platform })
  await docker.load(archive, signal).catch((error: Error) => {
    if (signal.aborted) throw signal.reason
    // It could not be read where it lies, which says nothing of the engine's disk.
    if (error instanceof UserError) throw error
    throw new UserError(
      `the Docker engine could not load ${store.name}@${digest} (${error.message}): make room on its disk`,
      { exit: 'preflight', cause: error },
    )
  })
  // A full disk shows as an image that is not there.
  const loaded = await held(tag)
  if (loaded === undefined)
    throw new UserError(
      `the Docker engine has no such image as ${store.name}@${digest} after loading it: its disk may be full`,
      { exit: 'preflight' },
    )
  return loaded
}

/**
 * The engine fetches the image from its registry by itself, which moves no weights through this machine and none that it
 * has. It asks for the digest of the manifest that was verified; undefined where it cannot.
 */
async function pulled(
  { docker, store, tag, signal, log }: Wanted,
  manifest: Digest,
  held: (name: string) => Promise<ImageFacts | undefined>,
): Promise<ImageFacts | undefined> {
  if (store.remote === undefined) return undefined
  const { repository, credentials } = store.remote
  const reference = `${repository}@${manifest}`
  const known = await held(reference)
  try {
    if (known === undefined) await docker.pull(reference, { line: () => undefined, signal }, credentials)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    log.info(`the image goes to the Docker engine through this machine: ${error.message}`)
    return undefined
  }
  const facts = await held(reference)
  if (facts === undefined) return undefined
  await docker.tag(facts.id, tag)
  // With a name that we do not know of any more, it would stay on the disk when the version goes.
  if (known === undefined) await docker.removeImage(reference)
  return held(tag)
}
