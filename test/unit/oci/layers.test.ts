import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Digest } from '../../../src/digest.ts'
import { manifestBytes, servingOf } from '../../../src/model/manifest.ts'
import { blobOf, readAll, readBlob } from '../../../src/oci/blobs.ts'
import { extractModel } from '../../../src/oci/extract.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { type Manifest, mediaTypes } from '../../../src/oci/mediaTypes.ts'
import { platformImages } from '../../../src/oci/platforms.ts'
import { servingLabels, servingOfImage } from '../../../src/oci/serving.ts'
import { type TarEntry, tarStream } from '../../../src/oci/tar.ts'
import type { ContentStore } from '../../../src/oci/types.ts'
import { unpackLayer } from '../../../src/oci/untar.ts'
import { build, exampleBase, exampleModel, temporary } from './fixtures.ts'

const layout = async (): Promise<ContentStore> => openLayout(join(await temporary(), 'layout'), { create: true })

describe('extracting', () => {
  it('reuses what it made before, and makes it anew once anything in it was changed', async () => {
    const store = await layout()
    const { index } = await build(store)
    const into = join(await temporary(), 'out')
    const extract = (reuse: boolean) => extractModel({ store, digest: index.digest, into, reuse })
    const first = await extract(false)
    const made = (await stat(into)).ino
    expect(await extract(true)).toEqual(first)
    expect((await stat(into)).ino).toBe(made)
    await expect(extract(false)).rejects.toThrow(/exists already/)

    const extra = join(first.runtimeDirectory, 'model_runtime', 'extra.py')
    await writeFile(extra, '')
    await extract(true)
    expect(existsSync(extra)).toBe(false)

    // Weights and the model.json that describes them agree; only the image knows better.
    const changed = { ...first.model.manifest, labels: ['b', 'a'] }
    await rm(join(into, 'model', 'model.json'))
    await writeFile(join(into, 'model', 'model.json'), manifestBytes(changed))
    expect((await extract(true)).model).toEqual(first.model)
  })

  it('is done once where two runs want the same image at the same time, and both have it', async () => {
    const store = await layout()
    const { index } = await build(store)
    const into = join(await temporary(), 'out')
    const extract = () => extractModel({ store, digest: index.digest, into, reuse: true })
    const [first, second] = await Promise.all([extract(), extract()])
    expect(second).toEqual(first)
    expect(await readdir(dirname(into))).toEqual(['out'])
  })

  it('labels and model.json say the same of how the model is served', async () => {
    const store = await layout()
    const { index } = await build(store)
    const { model, imageConfig } = await extractModel({
      store,
      digest: index.digest,
      into: join(await temporary(), 'out'),
    })
    expect(servingOfImage(imageConfig, 'image')).toEqual(servingOf(model.manifest))
    expect(servingOf(model.manifest)).toEqual({
      port: 8080,
      readyPath: '/v2/models/intents/versions/1.0.0/ready',
      protocol: 'open-inference-v2',
      maxLength: 16,
      maxBatch: 8,
      engine: 'pytorch',
    })
  })

  it('an image that does not say how it is served is refused, with the label', () => {
    const config = (labels: Record<string, string>) => ({
      architecture: 'amd64',
      os: 'linux',
      config: { Labels: labels },
      rootfs: { type: 'layers' as const },
    })
    expect(() => servingOfImage(config({}), 'x@sha256:1')).toThrow(
      /^x@sha256:1: label dev\.model-actions\.serving\.port/,
    )
    const serving = {
      port: 8080,
      readyPath: '/ready',
      protocol: 'open-inference-v2' as const,
      maxLength: 16,
      maxBatch: 1,
      engine: 'onnxruntime' as const,
    }
    expect(servingOfImage(config(servingLabels(serving)), 'x')).toEqual(serving)
    for (const [name, value] of [
      ['port', '99999'],
      ['ready-path', 'http://elsewhere'],
      ['max-batch', '0'],
      ['protocol', 'v1'],
    ])
      expect(() =>
        servingOfImage(config({ ...servingLabels(serving), [`dev.model-actions.serving.${name}`]: value ?? '' }), 'x'),
      ).toThrow(new RegExp(`serving\\.${name}`))
  })

  it('a tampered blob is refused, and nothing appears', async () => {
    const directory = join(await temporary(), 'layout')
    const store = await openLayout(directory, { create: true })
    const { index, layers } = await build(store)
    const weight = layers.find((layer) => layer.path.endsWith('00001-of-00002.safetensors'))
    const blob = join(directory, 'blobs', 'sha256', (weight?.digest ?? '').slice(7))
    const bytes = await readFile(blob)
    bytes[2000] = 0
    await writeFile(blob, bytes)
    const into = join(await temporary(), 'out')
    await expect(extractModel({ store, digest: index.digest, into })).rejects.toThrow(
      new RegExp(weight?.digest.slice(7) ?? 'none'),
    )
    await expect(readFile(join(into, 'image.json'))).rejects.toThrow(/ENOENT/)
  })

  describe('what is no image of ours', () => {
    /** An image whose manifest was changed after it was built. */
    async function changed(
      store: ContentStore,
      change: (manifest: Manifest) => Promise<Manifest> | Manifest,
    ): Promise<Digest> {
      const { index } = await build(store)
      const [image] = await platformImages(store, index.digest)
      if (image === undefined) throw new Error('there is no image')
      const bytes = Buffer.from(JSON.stringify(await change(image.manifest)))
      return (await store.putManifest(bytes, mediaTypes.manifest)).digest
    }
    const out = async () => join(await temporary(), 'out')

    it('a layer that is packed is refused, as ours never are', async () => {
      const store = await layout()
      const digest = await changed(store, (manifest) => ({
        ...manifest,
        layers: manifest.layers.map((layer) => ({ ...layer, mediaType: mediaTypes.gzipLayer })),
      }))
      await expect(extractModel({ store, digest, into: await out() })).rejects.toThrow(
        /layer sha256:\w+: of the kind .*gzip, though layers of a model are plain tar archives: build the image again/,
      )
    })

    it('labels that say otherwise than model.json how it is served are refused', async () => {
      const store = await layout()
      const digest = await changed(store, async (manifest) => {
        const config = JSON.parse((await readBlob(store, manifest.config)).toString()) as {
          config: { Labels: Record<string, string> }
        }
        config.config.Labels['dev.model-actions.serving.max-batch'] = '9'
        return {
          ...manifest,
          config: await store.write(blobOf(Buffer.from(JSON.stringify(config))), mediaTypes.config),
        }
      })
      await expect(extractModel({ store, digest, into: await out() })).rejects.toThrow(
        /its labels say maxBatch 9, its model\.json 8: refused, build the image again/,
      )
    })

    it('a model under the name of another is refused', async () => {
      const store = await layout()
      const model = await exampleModel()
      const entries = await Promise.all(
        [...model.manifest.files.map(({ path }) => path), 'model.json'].sort().map(async (path): Promise<TarEntry> => {
          const bytes = await readFile(join(model.path, path))
          return { path: `models/other/${path}`, kind: 'file', sizeBytes: bytes.length, content: () => [bytes] }
        }),
      )
      const layer = await store.write(tarStream(entries).stream, mediaTypes.layer)
      const digest = await changed(store, (manifest) => {
        const small = manifest.layers.find(({ annotations }) => Object.values(annotations ?? {}).includes('model'))
        const annotations = Object.fromEntries(
          Object.entries(small?.annotations ?? {}).map(([key, value]) => [
            key,
            value.replace('models/intents', 'models/other'),
          ]),
        )
        return { ...manifest, layers: [{ ...layer, annotations }] }
      })
      await expect(extractModel({ store, digest, into: await out() })).rejects.toThrow(
        /\/models\/other holds the model intents: refused, build the image again/,
      )
    })
  })

  it('a directory that is not of this image is left as it is, and made where somebody removed it', async () => {
    const store = await layout()
    const { index } = await build(store)
    const into = join(await temporary(), 'out')
    const extract = () => extractModel({ store, digest: index.digest, into, reuse: true })
    await mkdir(into)
    await expect(extract()).rejects.toThrow(/out: exists, but was not taken out of an image: name another directory/)
    for (const record of ['{"digest":"sha256:00"}', 'null']) {
      await writeFile(join(into, 'image.json'), record)
      await expect(extract()).rejects.toThrow(/holds another image, (?:sha256:00|undefined): remove .*out, it is made/)
    }
    await rm(into, { recursive: true })
    expect((await extract()).model.manifest.name).toBe('intents')
  })

  it('an image without a model is refused', async () => {
    const store = await layout()
    const { digest } = await exampleBase(store, ['amd64'])
    await expect(extractModel({ store, digest, into: join(await temporary(), 'out') })).rejects.toThrow(
      /not a model image/,
    )
  })
})

describe('hostile layers', () => {
  const below = 'models/intents'
  const unpack = async (bytes: Buffer, limitBytes = 1_000_000) =>
    unpackLayer(blobOf(bytes), { below, into: await temporary(), place: 'layer x', limitBytes })
  const archive = (entries: TarEntry[]): Promise<Buffer> => readAll(tarStream(entries).stream)
  const file = (path: string): TarEntry => ({ path, kind: 'file', sizeBytes: 4, content: () => [Buffer.from('evil')] })
  /** Our writer makes no such entries, so a whole one is changed, with its checksum. */
  const typed = async (type: string): Promise<Buffer> => {
    const bytes = await archive([{ path: `${below}/x`, kind: 'file', sizeBytes: 0, content: () => [] }])
    bytes.write(type, 156)
    bytes.write('/etc/passwd', 157)
    bytes.fill(' ', 148, 156)
    const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0)
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    return bytes
  }

  it.each([
    ['/etc/passwd', /the path is absolute/],
    ['models/intents/../../x', /leaves its directory/],
    ['etc/passwd', /outside \/models\/intents/],
    ['models/intents', /a file where the directory \/models\/intents belongs/],
    ['models/intents/.wh.x', /\.wh\./],
  ])('an entry %s is refused', async (path, reason) => {
    await expect(unpack(await archive([file(path)]))).rejects.toThrow(reason)
  })

  it.each([
    ['1', 'link'],
    ['2', 'symlink'],
    ['3', 'character-device'],
    ['6', 'fifo'],
  ])('type %s (%s) is refused', async (type, name) => {
    await expect(unpack(await typed(type))).rejects.toThrow(new RegExp(`a ${name}, where only files`))
  })

  it('a file that stands twice, or differs only in case, or is too much, is refused', async () => {
    await expect(unpack(await archive([file(`${below}/a`), file(`${below}/a`)]))).rejects.toThrow(/stands twice/)
    await expect(unpack(await archive([file(`${below}/a`), file(`${below}/A`)]))).rejects.toThrow(/only in case/)
    await expect(unpack(await archive([file(`${below}/a`)]), 3)).rejects.toThrow(/more than 3 bytes/)
  })

  it('a file where others have a directory is refused, in either order, and so are names that no disk takes', async () => {
    await expect(unpack(await archive([file(`${below}/a`), file(`${below}/a/b`)]))).rejects.toThrow(/which is a file/)
    await expect(unpack(await archive([file(`${below}/a/b`), file(`${below}/a`)]))).rejects.toThrow(/have a directory/)
    await expect(unpack(await archive([file(`${below}/a/b`), file(`${below}/A/c`)]))).rejects.toThrow(/only in case/)
    await expect(unpack(await archive([file(`${below}/${'a'.repeat(300)}`)]))).rejects.toThrow(/longer than 255 bytes/)
    const deep = Array.from({ length: 600 }, () => 'd').join('/')
    await expect(unpack(await archive([file(`${below}/${deep}`)]))).rejects.toThrow(/longer than 1024 bytes/)
  })

  it('a layer that is cut short anywhere is refused, and holds nobody', async () => {
    const whole = await archive([
      { path: `${below}/a`, kind: 'file', sizeBytes: 3000, content: () => [Buffer.alloc(3000)] },
    ])
    for (let length = 0; length < whole.length; length += 128)
      await expect(unpack(whole.subarray(0, length)), `${length} bytes`).rejects.toThrow(/ends in the middle/)
    await expect(unpack(Buffer.concat([whole, Buffer.alloc(512)]))).rejects.toThrow(/stands behind the archive/)
    expect(await unpack(whole)).toEqual(['a'])
  })

  it('an archive that another reader might read in another way is refused', async () => {
    const whole = await archive([file(`${below}/a`)])
    const changed = (at: number, text: string): Buffer => {
      const bytes = Buffer.from(whole)
      bytes.write(text, at, 'latin1')
      bytes.fill(' ', 148, 156)
      const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0)
      bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
      return bytes
    }
    await expect(unpack(changed(345, 'etc')), 'a prefix').rejects.toThrow(/not as model-actions writes it/)
    await expect(unpack(changed(100, '0004755')), 'a setuid mode').rejects.toThrow(/not as model-actions writes it/)
    await expect(unpack(changed(124, '-0000000004')), 'a size').rejects.toThrow(/its size is no number/)
    await expect(unpack(changed(124, '\x80\0\0\0\0\0\0\0\0\0\0')), 'a size').rejects.toThrow(/its size is no number/)
    const extended = (size: string): Buffer => {
      const bytes = changed(124, size)
      bytes.write('x', 156)
      return bytes
    }
    await expect(unpack(extended('00000100000'))).rejects.toThrow(/a header of an entry is too long/)
    await expect(unpack(extended('00000000004'))).rejects.toThrow(/a header of an entry cannot be read/)
    const checksum = Buffer.from(whole)
    checksum[148] = 0x39
    await expect(unpack(checksum)).rejects.toThrow(/not as model-actions writes it/)
    const padding = Buffer.from(whole)
    padding[1023] = 1
    await expect(unpack(padding)).rejects.toThrow(/something stands behind it/)
  })

  it('more entries than any model has are refused', async () => {
    const many = Array.from({ length: 10_001 }, (_, at): TarEntry => ({ path: `${below}/d${at}`, kind: 'directory' }))
    await expect(unpack(await archive(many))).rejects.toThrow(/one more than the 10000 entries/)
  })

  it('long and foreign names survive', async () => {
    const names = [`${'d'.repeat(90)}/${'f'.repeat(90)}.json`, 'größe.txt'].sort()
    expect((await unpack(await archive(names.map((name) => file(`${below}/${name}`))))).sort()).toEqual(names)
  })
})
