import { join } from 'node:path'
import { connectDocker } from '../src/docker/client.ts'
import { ensureImage } from '../src/docker/images.ts'
import { ensureRuntimeImage } from '../src/docker/runtimeImage.ts'
import { openLayout } from '../src/oci/layout.ts'
import { madeImages } from '../src/place/madeImages.ts'

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
  const { work, ...world } = options
  const docker = await connectDocker(world)
  const store = await openLayout(join(work, layoutName), { create: true })
  const { digest } = await ensureRuntimeImage(store, {
    ...world,
    docker,
    madeHere: madeImages({ MODEL_ACTIONS_HOME: work }),
  })
  await ensureImage({ ...world, docker, kind: 'gateway' })
  await ensureImage({ ...world, docker, kind: 'train' })
  return `oci:./${layoutName}@${digest}`
}
