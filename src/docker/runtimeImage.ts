import { type Digest, hexOf } from '../digest.ts'
import { UserError } from '../errors.ts'
import { tagImage } from '../oci/assemble.ts'
import { readBlob } from '../oci/blobs.ts'
import { wholeImages } from '../oci/copy.ts'
import { fromDockerArchive } from '../oci/dockerArchive.ts'
import { parseImageConfig } from '../oci/imageConfig.ts'
import type { ContentStore } from '../oci/types.ts'
import type { MadeImages } from '../place/madeImages.ts'
import { baseLayers, ensureImage, imageReference, standsOn } from './images.ts'
import type { DockerClient } from './types.ts'

/*
 * The runtime image that `image.base` names: our image that serves, out of the engine that built it and in a store, where a
 * digest pins it. What a store has under our tag is not believed: others can write to a repository, and into a checkout.
 */

type World = {
  docker: DockerClient
  /** What it is built from, instead of MODEL_ACTIONS_BASE_IMAGE or the public one. */
  base?: string | undefined
  log: { info(line: string): void; foreign(line: string): void }
  signal: AbortSignal
  environment: Readonly<Record<string, string | undefined>>
  /** Which images this host made. */
  madeHere: MadeImages
}

/** By what its record is found again: the same files, base and platform are the same image, whatever the engine still has. */
export async function runtimeImageName({
  docker,
  base,
  environment,
}: Pick<World, 'docker' | 'base' | 'environment'>): Promise<string> {
  const [, hash = ''] = (await imageReference('serve', environment, base)).split(':')
  return `serve-${hash}-${docker.platform.replaceAll('/', '-')}`
}

/** The image of these files and this base that this host made and a store has; undefined where there is none, or one of what had the base's name before. */
export async function storedRuntimeImage(
  store: ContentStore,
  { docker, base, environment, madeHere }: Pick<World, 'docker' | 'base' | 'environment' | 'madeHere'>,
): Promise<Digest | undefined> {
  const found = await madeHere.digestOf(await runtimeImageName({ docker, base, environment }))
  if (found === undefined) return undefined
  const images = await wholeImages(store, found)
  if (images === undefined) return undefined
  const under = await baseLayers(docker, environment, base)
  for (const { manifest } of images) {
    const { rootfs } = parseImageConfig(await readBlob(store, manifest.config), found)
    if (!standsOn(rootfs.diff_ids ?? [], under)) return undefined
  }
  return found
}

/**
 * The runtime image in a store; where the store has none of these files and this base that this host made, it is built and
 * copied there.
 * @throws UserError (exit `preflight`) where it cannot be built or the engine goes away
 */
export async function ensureRuntimeImage(
  store: ContentStore,
  world: World,
): Promise<{ digest: Digest; tag: string; made: boolean }> {
  const { docker, log, signal } = world
  const name = await runtimeImageName(world)
  const found = await storedRuntimeImage(store, world)
  if (found !== undefined) return { digest: found, tag: tagOf(name, found), made: false }
  const reference = await ensureImage({ ...world, kind: 'serve' })
  log.info(`copying the image ${reference} out of the Docker engine; this happens once`)
  const digest = await copyOut(reference, store, docker, signal)
  const tag = tagOf(name, digest)
  await tagImage(store, digest, tag)
  // Last: an image that is not whole is never found.
  await world.madeHere.note(name, digest)
  return { digest, tag, made: true }
}

/** So that registries keep it. Images of the same files that other hosts made keep their tags beside it. */
const tagOf = (name: string, digest: Digest): string => `${name}-${hexOf(digest).slice(0, 12)}`

async function copyOut(
  reference: string,
  store: ContentStore,
  docker: DockerClient,
  signal: AbortSignal,
): Promise<Digest> {
  try {
    const { digest } = await fromDockerArchive(await docker.save(reference, signal), store)
    signal.throwIfAborted()
    return digest
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof UserError) throw error
    throw new UserError(
      `the image ${reference} cannot be copied out of the Docker engine at ${docker.endpoint} (${(error as Error).message}): see whether the engine was stopped, and run again`,
      { exit: 'preflight', cause: error },
    )
  }
}
