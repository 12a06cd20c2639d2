import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hexOf } from '../../../src/digest.ts'
import { tagImage } from '../../../src/oci/assemble.ts'
import { copyImage, wholeImage } from '../../../src/oci/copy.ts'
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
      expect(await wholeImage(kept, 'kept')).toBe(digest)
      const [image] = await platformImages(kept, digest)
      const lost = {
        index: digest,
        manifest: image?.descriptor.digest,
        config: image?.manifest.config.digest,
        layer: image?.manifest.layers[0]?.digest,
      }[part]
      await rm(join(directory, 'blobs/sha256', hexOf(lost ?? digest)))
      expect(await wholeImage(kept, 'kept')).toBeUndefined()
      await copyImage(from, digest, kept, { tag: 'kept', signal })
      expect(await wholeImage(kept, 'kept')).toBe(digest)
    },
  )

  it('is not found by its tag where the copying was stopped', async () => {
    const from = await openLayout(await temporary(), { create: true })
    const { digest } = await exampleBase(from)
    await tagImage(from, digest, 'from')
    const kept = await openLayout(await temporary(), { create: true })
    await expect(copyImage(from, digest, kept, { tag: 'kept', signal: AbortSignal.abort() })).rejects.toThrow()
    expect(await wholeImage(kept, 'kept')).toBeUndefined()
  })
})
