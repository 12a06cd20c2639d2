import { rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hexOf } from '../../../src/digest.ts'
import { tagImage } from '../../../src/oci/assemble.ts'
import { copyImage, wholeImages } from '../../../src/oci/copy.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { platformImages } from '../../../src/oci/platforms.ts'
import { exampleBase, temporary } from './fixtures.ts'

const signal = new AbortController().signal

describe('an image that is kept', () => {
  it.each(['index', 'manifest', 'config', 'layer'] as const)(
    'and has lost its %s is not found, so that it is put there again',
    async (part) => {
      const [from, directory] = [await openLayout(await temporary(), { create: true }), await temporary()]
      const { digest } = await exampleBase(from)
      const kept = await openLayout(directory, { create: true })
      await copyImage(from, digest, kept, { tag: 'kept', signal })
      expect(await wholeImages(kept, digest)).toEqual(await platformImages(from, digest))
      const [image] = await platformImages(kept, digest)
      const lost = {
        index: digest,
        manifest: image?.descriptor.digest,
        config: image?.manifest.config.digest,
        layer: image?.manifest.layers[0]?.digest,
      }[part]
      await rm(join(directory, 'blobs/sha256', hexOf(lost ?? digest)))
      expect(await wholeImages(kept, digest)).toBeUndefined()
      await copyImage(from, digest, kept, { tag: 'kept', signal })
      expect(await wholeImages(kept, digest)).toEqual(await platformImages(from, digest))
    },
  )

  it.each(['config', 'layer'] as const)(
    'and has its %s cut short, as after a power failure, is put there again',
    async (part) => {
      const [from, directory] = [await openLayout(await temporary(), { create: true }), await temporary()]
      const { digest } = await exampleBase(from)
      const kept = await openLayout(directory, { create: true })
      await copyImage(from, digest, kept, { tag: 'kept', signal })
      const [image] = await platformImages(kept, digest)
      const short = part === 'config' ? image?.manifest.config : image?.manifest.layers[0]
      if (short === undefined) throw new Error('an image has both')
      await truncate(join(directory, 'blobs/sha256', hexOf(short.digest)), 5)
      expect(await wholeImages(kept, digest)).toBeUndefined()
      await copyImage(from, digest, kept, { tag: 'kept', signal })
      expect(await wholeImages(kept, digest)).toEqual(await platformImages(from, digest))
      for await (const _ of await kept.read(short));
    },
  )

  it('is not whole, and has no tag, where the copying was stopped', async () => {
    const from = await openLayout(await temporary(), { create: true })
    const { digest } = await exampleBase(from)
    await tagImage(from, digest, 'from')
    const kept = await openLayout(await temporary(), { create: true })
    await expect(copyImage(from, digest, kept, { tag: 'kept', signal: AbortSignal.abort() })).rejects.toThrow()
    expect(await wholeImages(kept, digest)).toBeUndefined()
    expect(await kept.tags()).toEqual([])
  })
})
