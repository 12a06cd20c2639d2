import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { blobOf, readAll } from '../../../src/oci/blobs.ts'
import { dockerArchive, fromDockerArchive } from '../../../src/oci/dockerArchive.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { mediaTypes } from '../../../src/oci/mediaTypes.ts'
import { platformImages } from '../../../src/oci/platforms.ts'
import { type TarEntry, tarStream } from '../../../src/oci/tar.ts'
import type { ContentStore } from '../../../src/oci/types.ts'
import { build, temporary } from './fixtures.ts'

const layout = async (): Promise<ContentStore> => openLayout(join(await temporary(), 'layout'), { create: true })

const image = { Config: 'c.json', Layers: [], RepoTags: null }

describe('archives for Docker', () => {
  it('an image goes out and comes back with the same configuration and layers', async () => {
    const store = await layout()
    const image = await build(store, { platforms: ['linux/amd64'] })
    const made = await dockerArchive({
      store,
      digest: image.index.digest,
      tags: ['intents:1.0.0'],
      platform: 'linux/amd64',
    })
    const archive = await readAll(made)
    const other = await layout()
    const back = await fromDockerArchive(blobOf(archive), other)
    const [before] = await platformImages(store, image.index.digest)
    const [after] = await platformImages(other, back.digest)
    expect(after?.platform).toBe('linux/amd64')
    expect(after?.manifest.config.digest).toBe(before?.manifest.config.digest)
    expect(after?.manifest.layers.map((layer) => layer.digest)).toEqual(
      before?.manifest.layers.map((layer) => layer.digest),
    )
    expect(after?.manifest.layers.every((layer) => layer.mediaType === mediaTypes.layer)).toBe(true)
  })

  it('an archive that is none, or lacks a layer, is refused', async () => {
    const store = await layout()
    const archive = (entries: Record<string, string>): Promise<Buffer> =>
      readAll(
        tarStream(
          Object.entries(entries).map(([path, text]) => {
            const bytes = Buffer.from(text)
            return { path, kind: 'file' as const, sizeBytes: bytes.length, content: () => [bytes] }
          }),
        ).stream,
      )
    await expect(fromDockerArchive(blobOf(await archive({ x: 'y' })), store)).rejects.toThrow(
      /there is no manifest\.json/,
    )
    const manifest = JSON.stringify([{ Config: 'c.json', Layers: ['gone.tar'], RepoTags: null }])
    const config = JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [] } })
    await expect(
      fromDockerArchive(blobOf(await archive({ 'manifest.json': manifest, 'c.json': config })), store),
    ).rejects.toThrow(/gone\.tar is missing/)
  })

  it.each([
    [
      'holds several images',
      [image, image],
      {},
      /expected one image; save one at a time: give what docker save writes/,
    ],
    ['holds no image', [], {}, /expected one image/],
    ['lacks the configuration', [image], { 'c.json': undefined }, /c\.json is missing: save the image again/],
    [
      'has another layer than its configuration says',
      [{ ...image, Layers: ['layer.tar'] }],
      { 'layer.tar': 'changed' },
      /layer\.tar: its digest is sha256:\w+, the configuration says undefined: save the image again/,
    ],
    ['has a configuration of something else', [image], { 'c.json': '{"os":1}' }, /c\.json: not an image configuration/],
  ])('an archive that %s is refused, with what to give', async (_, manifest, changes, message) => {
    const config = { architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [] } }
    const files: Record<string, string | undefined> = {
      'manifest.json': JSON.stringify(manifest),
      'c.json': JSON.stringify(config),
      ...changes,
    }
    const entries = Object.entries(files).flatMap(([path, text]): TarEntry[] => {
      if (text === undefined) return []
      return [{ path, kind: 'file', sizeBytes: Buffer.byteLength(text), content: () => [Buffer.from(text)] }]
    })
    await expect(fromDockerArchive(tarStream(entries).stream, await layout())).rejects.toThrow(message)
  })

  it('one of entries without end is refused', async () => {
    const entry = (await readAll(tarStream([{ path: 'd', kind: 'directory' }]).stream)).subarray(0, 512)
    const many = Buffer.concat(Array.from({ length: 20_001 }, () => entry))
    await expect(fromDockerArchive(blobOf(many), await layout())).rejects.toThrow(/more than 20000 entries, which no/)
  })

  it('one that is cut short, or is no archive, is said to be, and holds nobody', async () => {
    const whole = await readAll(
      tarStream([{ path: 'layer.tar', kind: 'file', sizeBytes: 3000, content: () => [Buffer.alloc(3000, 1)] }]).stream,
    )
    for (let length = 128; length < 3500; length += 128)
      await expect(fromDockerArchive(blobOf(whole.subarray(0, length)), await layout()), `${length}`).rejects.toThrow(
        /not a whole tar archive/,
      )
    await expect(fromDockerArchive(blobOf(Buffer.alloc(600, 7)), await layout())).rejects.toThrow(
      /not a whole tar archive/,
    )
  })

  it('one of documents without end fills no memory', async () => {
    const document = Buffer.from(`[${' '.repeat(1 << 20)}]`)
    const many = Array.from({ length: 20 }, (_, at): TarEntry => {
      return { path: `${at}.json`, kind: 'file', sizeBytes: document.length, content: () => [document] }
    })
    await expect(fromDockerArchive(tarStream(many).stream, await layout())).rejects.toThrow(
      /bytes of JSON: give what docker save writes/,
    )
  })

  it('a platform that the image lacks is named', async () => {
    const store = await layout()
    const image = await build(store, { platforms: ['linux/arm64'] })
    await expect(
      dockerArchive({ store, digest: image.index.digest, tags: [], platform: 'linux/amd64' }),
    ).rejects.toThrow(/there is no image for linux\/amd64, only for linux\/arm64/)
  })
})
