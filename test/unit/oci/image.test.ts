import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Digest, digestBytes } from '../../../src/digest.ts'
import { manifestBytes, servingOf, writeManifest } from '../../../src/model/manifest.ts'
import type { FileEntry, ModelDirectory } from '../../../src/model/types.ts'
import { assembleModelImage } from '../../../src/oci/assemble.ts'
import { blobOf, readAll, readBlob } from '../../../src/oci/blobs.ts'
import { dockerArchive, fromDockerArchive } from '../../../src/oci/dockerArchive.ts'
import { extractModel } from '../../../src/oci/extract.ts'
import { parseImageConfig } from '../../../src/oci/imageConfig.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { type Manifest, mediaTypes } from '../../../src/oci/mediaTypes.ts'
import { platformImages } from '../../../src/oci/platforms.ts'
import { servingLabels, servingOfImage } from '../../../src/oci/serving.ts'
import { type TarEntry, tarStream } from '../../../src/oci/tar.ts'
import type { ContentStore, Descriptor } from '../../../src/oci/types.ts'
import { unpackLayer } from '../../../src/oci/untar.ts'
import { build, exampleBase, exampleModel, exampleRuntime, gated, temporary } from './fixtures.ts'

const layout = async (): Promise<ContentStore> => openLayout(join(await temporary(), 'layout'), { create: true })
const json = async <T>(store: ContentStore, descriptor: Descriptor): Promise<T> =>
  JSON.parse((await readBlob(store, descriptor)).toString()) as T

const configOf = (manifest: Manifest | undefined): Descriptor => {
  if (manifest === undefined) throw new Error('there is no image')
  return manifest.config
}

describe('assembling', () => {
  it('the same input gives the same digest, whatever the times of the files', async () => {
    const store = await layout()
    const model = await exampleModel()
    const first = await build(store, { model })
    for (const file of model.manifest.files) await utimes(join(model.path, file.path), 1_000_000, 1_000_000)
    const second = await build(await layout(), { model })
    expect(second.index).toEqual(first.index)
    expect(second.modelPack).toEqual(first.modelPack)
    expect((await build(store, { model })).bytesMoved).toBe(0)
  })

  it('another version moves no weights', async () => {
    const store = await layout()
    await build(store)
    const next = await build(store, { model: await exampleModel({ version: '1.1.0' }) })
    expect(next.layers.filter((layer) => layer.moved).map((layer) => layer.path)).toEqual(['models/intents/'])
  })

  it('every platform has the same weights on its own base, and serves as a user without rights', async () => {
    const store = await layout()
    const bases = await layout()
    const { digest } = await exampleBase(bases)
    const image = await build(store, { base: { store: bases, digest } })
    const [amd, arm] = await platformImages(store, image.index.digest)
    expect([amd?.platform, arm?.platform]).toEqual(['linux/amd64', 'linux/arm64'])
    expect(amd?.manifest.layers.slice(1)).toEqual(arm?.manifest.layers.slice(1))
    expect(amd?.manifest.layers[0]?.digest).not.toBe(arm?.manifest.layers[0]?.digest)
    const config = await json<{ config: Record<string, unknown>; rootfs: { diff_ids: Digest[] }; history: unknown[] }>(
      store,
      configOf(amd?.manifest),
    )
    expect(config.config).toMatchObject({
      User: '65532:65532',
      Entrypoint: ['python3', '-m', 'model_runtime', 'serve'],
      Cmd: [
        '--model',
        '/models/intents',
        '--name',
        'intents',
        '--version',
        '1.0.0',
        '--host',
        '0.0.0.0',
        '--port',
        '8080',
      ],
      Env: ['PATH=/usr/bin', 'PYTHONPATH=/opt/model-actions'],
      ExposedPorts: { '8080/tcp': {} },
      Labels: {
        maintainer: 'base',
        'org.opencontainers.image.title': 'intents',
        'org.opencontainers.image.version': '1.0.0',
        'org.opencontainers.image.licenses': 'Apache-2.0',
        'org.opencontainers.image.base.digest': digest,
        'dev.model-actions.serving.port': '8080',
        'dev.model-actions.serving.ready-path': '/v2/models/intents/versions/1.0.0/ready',
        'dev.model-actions.serving.protocol': 'open-inference-v2',
        'dev.model-actions.serving.max-length': '16',
        'dev.model-actions.serving.max-batch': '8',
        'dev.model-actions.serving.engine': 'pytorch',
      },
    })
    expect(config.rootfs.diff_ids).toEqual(amd?.manifest.layers.map((layer) => layer.digest))
    expect(config.history).toHaveLength(5)
  })

  it('a ModelPack manifest names the same blobs, and is found from the image', async () => {
    const store = await layout()
    const image = await build(store)
    expect((await store.referrers(image.index.digest)).map((entry) => entry.artifactType)).toEqual([
      'application/vnd.cncf.model.manifest.v1+json',
    ])
    const { bytes } = await store.getManifest(image.modelPack.digest)
    const manifest = JSON.parse(bytes.toString()) as Manifest
    expect(manifest.layers.map((layer) => [layer.mediaType, layer.annotations?.['org.cncf.model.filepath']])).toEqual([
      ['application/vnd.cncf.model.weight.v1.tar', 'models/intents/model-00001-of-00002.safetensors'],
      ['application/vnd.cncf.model.weight.v1.tar', 'models/intents/model-00002-of-00002.safetensors'],
      ['application/vnd.cncf.model.weight.config.v1.tar', 'models/intents/'],
    ])
    const config = await json<{ modelfs: { type: string; diffIds: Digest[] } }>(store, manifest.config)
    expect(config.modelfs).toEqual({ type: 'layers', diffIds: manifest.layers.map((layer) => layer.digest) })
  })

  describe('a model that is not the one that passed the gates', () => {
    const weight = 'model-00001-of-00002.safetensors'
    const changed = async (model: ModelDirectory): Promise<void> => {
      const file = join(model.path, weight)
      const bytes = await readFile(file)
      bytes[bytes.length - 1] = 0
      await writeFile(file, bytes)
    }
    const assemble = (store: ContentStore, model: { directory: string; files: FileEntry[] }) =>
      exampleRuntime().then((runtimeDirectory) =>
        assembleModelImage({
          store,
          model,
          release: { name: 'intents', version: '1.0.0' },
          runtimeDirectory,
          labels: {},
          created: new Date(0),
        }),
      )

    it('one byte of a weight file changed after the gates: refused, with its name', async () => {
      const store = await layout()
      const model = await exampleModel()
      const files = await gated(model)
      await changed(model)
      await expect(assemble(store, files)).rejects.toThrow(
        /00001-of-00002\.safetensors: not what its result says, its digest is/,
      )
      await appendFile(join(model.path, weight), 'x')
      await expect(assemble(store, files)).rejects.toThrow(
        /00001-of-00002\.safetensors: not what its result says, more than/,
      )
      expect(await store.tags()).toEqual([])
    })

    it('a file replaced by a link after the gates, or by a pipe: refused, and the file behind it is not read', async () => {
      for (const plant of [
        (path: string) => symlink('/etc/hostname', path),
        async (path: string) => void execFileSync('mkfifo', [path]),
      ]) {
        const model = await exampleModel()
        const result = await gated(model)
        const path = join(model.path, 'tokenizer', 'vocab.txt')
        await rm(path)
        await plant(path)
        const assembling = assembleModelImage({
          store: await layout(),
          model: result,
          release: { name: 'intents', version: '1.0.0' },
          runtimeDirectory: await exampleRuntime(),
          labels: {},
          created: new Date(0),
        })
        await expect(assembling).rejects.toThrow(/link|neither a file nor a directory|regular/)
      }
    })

    it('a link in the runtime: refused', async () => {
      const model = await exampleModel()
      const runtimeDirectory = await exampleRuntime()
      await symlink('/etc/hostname', join(runtimeDirectory, 'more.py'))
      const assembling = assembleModelImage({
        store: await layout(),
        model: await gated(model),
        release: { name: 'intents', version: '1.0.0' },
        runtimeDirectory,
        labels: {},
        created: new Date(0),
      })
      await expect(assembling).rejects.toThrow(/more\.py: a link/)
    })

    it('weights changed together with the model.json beside them: refused', async () => {
      const model = await exampleModel()
      const files = await gated(model)
      await changed(model)
      const { files: _, serving: __, schema: ___, ...fields } = model.manifest
      await writeManifest(model.path, fields)
      await expect(assemble(await layout(), files)).rejects.toThrow(/model\.json: not what its result says/)
    })

    it('model.json changed alone, its labels for one: refused', async () => {
      const model = await exampleModel()
      const files = await gated(model)
      const file = join(model.path, 'model.json')
      await writeFile(file, (await readFile(file, 'utf8')).replace('"a"', '"b"'))
      await expect(assemble(await layout(), files)).rejects.toThrow(/model\.json: not what its result says/)
    })

    it('a result that does not list the same files as its model.json: refused', async () => {
      const { directory, files } = await gated(await exampleModel())
      const extra = { path: 'z.json', sizeBytes: 1, digest: digestBytes('z') }
      await expect(assemble(await layout(), { directory, files: files.slice(1) })).rejects.toThrow(
        /files: config\.json/,
      )
      await expect(assemble(await layout(), { directory, files: [...files, extra] })).rejects.toThrow(/files: z\.json/)
      await expect(
        assemble(await layout(), { directory, files: files.filter(({ path }) => path !== 'model.json') }),
      ).rejects.toThrow(/lists no model\.json/)
    })
  })

  it('a model takes the name and version that it is released as, with the weights that were gated', async () => {
    const store = await layout()
    const model = await exampleModel()
    const image = await assembleModelImage({
      store,
      model: await gated(model),
      release: { name: 'renamed', version: '3.0.0' },
      runtimeDirectory: await exampleRuntime(),
      labels: {},
      created: new Date(0),
    })
    const out = await extractModel({ store, digest: image.index.digest, into: join(await temporary(), 'out') })
    expect(out.model.manifest).toMatchObject({ name: 'renamed', version: '3.0.0', files: model.manifest.files })
  })

  it('stops when it is cancelled, and nothing can be found', async () => {
    const store = await layout()
    const controller = new AbortController()
    const assembling = assembleModelImage({
      store,
      model: await gated(await exampleModel()),
      release: { name: 'intents', version: '1.0.0' },
      runtimeDirectory: await exampleRuntime(),
      labels: {},
      created: new Date(0),
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    await expect(assembling).rejects.toThrow(/abort/i)
    expect(await store.tags()).toEqual([])
  })

  it('a platform that the base lacks is named', async () => {
    const store = await layout()
    const { digest } = await exampleBase(store, ['amd64'])
    await expect(build(store, { base: { store, digest }, platforms: ['linux/riscv64'] })).rejects.toThrow(
      /it has no linux\/riscv64/,
    )
  })
})

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

describe('documents of an image', () => {
  it('deeper than any has a reason to be are refused, and end no program when they are written again', () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
    const config = `{"architecture":"amd64","os":"linux","config":{"x":${deep}},"rootfs":{"type":"layers","diff_ids":[]}}`
    expect(() => parseImageConfig(Buffer.from(config), 'the base')).toThrow(/^the base: not JSON \(more than 64 levels/)
  })

  it('with a key as long as they are make no message of it', () => {
    const key = 'k'.repeat(100_000)
    const config = JSON.stringify({ architecture: 'amd64', os: 'linux', config: { Labels: { [key]: 1 } }, rootfs: {} })
    try {
      parseImageConfig(Buffer.from(config), 'the base')
      expect.unreachable()
    } catch (error) {
      expect((error as Error).message.length).toBeLessThan(600)
    }
  })
})

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
    await expect(fromDockerArchive(tarStream(many).stream, await layout())).rejects.toThrow(/bytes of JSON: refused/)
  })

  it('a platform that the image lacks is named', async () => {
    const store = await layout()
    const image = await build(store, { platforms: ['linux/arm64'] })
    await expect(
      dockerArchive({ store, digest: image.index.digest, tags: [], platform: 'linux/amd64' }),
    ).rejects.toThrow(/there is no image for linux\/amd64, only for linux\/arm64/)
  })
})
