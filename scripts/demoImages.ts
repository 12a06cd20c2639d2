import { join } from 'node:path'
import type { Digest } from '../src/digest.ts'
import { connectDocker } from '../src/docker/client.ts'
import { ensureImage } from '../src/docker/images.ts'
import type { DockerClient } from '../src/docker/types.ts'
import { UserError } from '../src/errors.ts'
import { fromDockerArchive } from '../src/oci/dockerArchive.ts'
import { openLayout } from '../src/oci/layout.ts'

/** The layout's name below the demo's directory, which is where the demo's spec lies too. */
const layoutName = 'runtime-image'

/**
 * Everything that the demo needs of Docker: our three images, and the one to serve from as an OCI layout below `work`.
 * @returns what to write as `image.base`, relative to the directory of the spec and pinned by digest
 * @throws UserError (exit `preflight`) where no engine answers or an image cannot be built
 */
export async function prepareImages(options: {
  work: string
  log: { info(line: string): void; foreign(line: string): void }
  signal: AbortSignal
  environment: Readonly<Record<string, string | undefined>>
}): Promise<string> {
  const { work, log, signal, environment } = options
  const docker = await connectDocker({ environment })
  const ensure = (kind: 'train' | 'serve' | 'gateway') => ensureImage({ docker, kind, log, signal, environment })
  const serve = await ensure('serve')
  await ensure('gateway')
  await ensure('train')
  const digest = await layoutOf(docker, serve, join(work, layoutName), { log, signal })
  return `oci:./${layoutName}@${digest}`
}

/** Brings an image of the engine into a layout, once: an image is found there again by its id, as a tag. */
async function layoutOf(
  docker: DockerClient,
  reference: string,
  directory: string,
  { log, signal }: { log: { info(line: string): void }; signal: AbortSignal },
): Promise<Digest> {
  const id = (await docker.image(reference))?.id
  if (id === undefined)
    throw new UserError(`the Docker engine has lost the image ${reference}: run again, it is built anew`, {
      exit: 'preflight',
    })
  const store = await openLayout(directory, { create: true })
  const tag = id.replace('sha256:', '')
  const found = await store.resolve(tag)
  if (found !== undefined) return found.digest
  log.info(`copying the image ${reference} out of the Docker engine; this happens once`)
  const { digest } = await fromDockerArchive(await docker.save(reference, signal), store)
  // Tagged last: an image that is not whole is never found.
  const { bytes, descriptor } = await store.getManifest(digest)
  await store.putManifest(bytes, descriptor.mediaType, tag)
  return digest
}
