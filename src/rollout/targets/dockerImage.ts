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
}

/** Brings the verified image into the engine and returns what the engine knows of it, once it is seen to be that image. */
export async function bringImage({ docker, store, digest, tag, signal }: Wanted): Promise<ImageFacts> {
  const { manifest } = await choosePlatform(store, digest, docker.platform, true)
  const config = parseImageConfig(await readBlob(store, manifest.config), `${store.name}@${digest}`)
  const held = async (): Promise<ImageFacts | undefined> => {
    const facts = await docker.image(tag)
    return facts !== undefined && isImageOf(facts, config) ? facts : undefined
  }
  const found = await held()
  if (found !== undefined) return found
  const archive = await dockerArchive({ store, digest, tags: [tag], platform: docker.platform })
  await docker.load(archive, signal).catch((error: Error) => {
    if (signal.aborted) throw signal.reason
    throw new UserError(
      `the Docker engine could not load ${store.name}@${digest} (${error.message}): make room on its disk`,
      { exit: 'preflight', cause: error },
    )
  })
  // A full disk shows as an image that is not there.
  const loaded = await held()
  if (loaded === undefined)
    throw new UserError(
      `the Docker engine has no such image as ${store.name}@${digest} after loading it: its disk may be full`,
      { exit: 'preflight' },
    )
  return loaded
}
