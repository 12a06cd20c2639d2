import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ensureRuntimeImage, runtimeImageName, storedRuntimeImage } from '../../../src/docker/runtimeImage.ts'
import type { DockerClient } from '../../../src/docker/types.ts'
import { tagImage } from '../../../src/oci/assemble.ts'
import { copyImage } from '../../../src/oci/copy.ts'
import { dockerArchive } from '../../../src/oci/dockerArchive.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { hostPlatform } from '../../../src/oci/platforms.ts'
import { madeImages } from '../../../src/place/madeImages.ts'
import { exampleBase, temporary } from '../oci/fixtures.ts'

const store = async () => openLayout(await temporary(), { create: true })

/** A host whose engine has the image already, which takes minutes to build. */
async function host() {
  const [built, home] = [await store(), await temporary()]
  const { digest } = await exampleBase(built, [hostPlatform().replace('linux/', '')])
  const has = { layers: [], entrypoint: [], command: [], environment: [] }
  const docker: Partial<DockerClient> = {
    platform: hostPlatform(),
    endpoint: 'unix:///engine.sock',
    image: async () => ({ id: 'sha256:0', ...has }) as unknown as Awaited<ReturnType<DockerClient['image']>>,
    save: async (reference) => dockerArchive({ store: built, digest, tags: [reference] }),
  }
  const world = {
    ...{ docker: docker as DockerClient, log: { info: () => undefined, foreign: () => undefined } },
    ...{ signal: new AbortController().signal, environment: {} },
    madeHere: madeImages({ MODEL_ACTIONS_HOME: home }),
  }
  return { world, record: join(home, '.runtime-images', await runtimeImageName(world)) }
}

describe('the runtime image', () => {
  it('is one that this host made: what others put under its name is neither taken for it nor taken away', async () => {
    const [kept, { world }] = [await store(), await host()]
    const planted = await exampleBase(kept)
    const name = await runtimeImageName(world)
    await tagImage(kept, planted.digest, name)
    expect(await storedRuntimeImage(kept, world)).toBeUndefined()
    const { digest, tag, made } = await ensureRuntimeImage(kept, world)
    expect(made).toBe(true)
    expect(digest).not.toBe(planted.digest)
    // Nor where its tag is moved afterwards.
    await tagImage(kept, planted.digest, tag)
    expect(await ensureRuntimeImage(kept, world)).toEqual({ digest, tag, made: false })
    expect((await kept.resolve(name))?.digest).toBe(planted.digest)
  })

  it('that another host made is made again', async () => {
    const [kept, one, other] = [await store(), await host(), await host()]
    const first = await ensureRuntimeImage(kept, one.world)
    expect(await storedRuntimeImage(kept, other.world)).toBeUndefined()
    expect((await ensureRuntimeImage(kept, other.world)).made).toBe(true)
    expect(await storedRuntimeImage(kept, one.world)).toBe(first.digest)
  })

  it('is found in every store that it was copied to, and made again where its record is damaged', async () => {
    const [kept, elsewhere, { world, record }] = [await store(), await store(), await host()]
    const { digest, tag } = await ensureRuntimeImage(kept, world)
    expect(await storedRuntimeImage(elsewhere, world)).toBeUndefined()
    await copyImage(kept, digest, elsewhere, { tag, signal: world.signal })
    expect(await storedRuntimeImage(elsewhere, world)).toBe(digest)
    await writeFile(record, 'sha256:0')
    expect(await storedRuntimeImage(kept, world)).toBeUndefined()
    expect(await ensureRuntimeImage(kept, world)).toEqual({ digest, tag, made: true })
  })
})
