import { execFileSync } from 'node:child_process'
import { appendFile, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Digest, digestBytes } from '../../../src/digest.ts'
import { writeManifest } from '../../../src/model/manifest.ts'
import type { FileEntry, ModelDirectory } from '../../../src/model/types.ts'
import { assembleModelImage } from '../../../src/oci/assemble.ts'
import { blobOf, readBlob } from '../../../src/oci/blobs.ts'
import { extractModel } from '../../../src/oci/extract.ts'
import { parseImageConfig } from '../../../src/oci/imageConfig.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { type Manifest, mediaTypes } from '../../../src/oci/mediaTypes.ts'
import { platformImages } from '../../../src/oci/platforms.ts'
import type { ContentStore, Descriptor } from '../../../src/oci/types.ts'
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

describe('a base that is not what an image is built on', () => {
  const manifestOf = async (store: ContentStore): Promise<Manifest> => {
    const { digest } = await exampleBase(store, ['amd64'])
    const [image] = await platformImages(store, digest)
    if (image === undefined) throw new Error('the base has no image')
    return image.manifest
  }
  const put = async (store: ContentStore, document: object): Promise<Descriptor> =>
    store.putManifest(
      Buffer.from(JSON.stringify(document)),
      'manifests' in document ? mediaTypes.index : mediaTypes.manifest,
    )
  const index = (manifests: Descriptor[]) => ({ schemaVersion: 2, mediaType: mediaTypes.index, manifests })
  const amd64 = { architecture: 'amd64', os: 'linux' }

  it.each<[string, (store: ContentStore) => Promise<Descriptor>, RegExp]>([
    [
      'with fewer layers than its configuration lists',
      async (store) => put(store, { ...(await manifestOf(store)), layers: [] }),
      /0 layers, but its configuration lists 1: choose another base/,
    ],
    [
      'with a layer of a kind that nobody knows',
      async (store) => {
        const manifest = await manifestOf(store)
        return put(store, { ...manifest, layers: manifest.layers.map((layer) => ({ ...layer, mediaType: 'x/y' })) })
      },
      /a layer of the kind x\/y cannot be taken over: choose another base/,
    ],
    [
      'whose configuration is none',
      async (store) => {
        const manifest = await manifestOf(store)
        return put(store, { ...manifest, config: await store.write(blobOf(Buffer.from('{}')), mediaTypes.config) })
      },
      /not an image configuration \(architecture: .*\): give a container image/,
    ],
    [
      'whose configuration is larger than any',
      async (store) => {
        const manifest = await manifestOf(store)
        return put(store, { ...manifest, config: { ...manifest.config, size: 65 * 1024 * 1024 } })
      },
      /68157440 bytes, too large for what it is said to be: find out who pushed it/,
    ],
    [
      'of images in an index of an index',
      async (store) => {
        const inner = await exampleBase(store, ['amd64'])
        return put(store, index([{ ...inner, platform: amd64 }]))
      },
      /an index inside an index: give a plain image/,
    ],
    ['without an image', (store) => put(store, index([])), /an index without an image: give an image/],
  ])('%s is refused', async (_, make, message) => {
    const store = await layout()
    const { digest } = await make(store)
    await expect(build(store, { base: { store, digest } })).rejects.toThrow(message)
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
