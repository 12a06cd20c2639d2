import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { digestBytes, measureFile } from '../../../src/digest.ts'
import { writeManifest } from '../../../src/model/manifest.ts'
import type { FileEntry, ModelDirectory } from '../../../src/model/types.ts'
import { type AssembledImage, assembleModelImage } from '../../../src/oci/assemble.ts'
import { blobOf } from '../../../src/oci/blobs.ts'
import { mediaTypes } from '../../../src/oci/mediaTypes.ts'
import { tarStream } from '../../../src/oci/tar.ts'
import type { ContentStore, Descriptor } from '../../../src/oci/types.ts'

const made: string[] = []

/** A directory that goes away when the test file is done. */
export async function temporary(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'model-actions-test-'))
  made.push(directory)
  return directory
}

afterAll(async () => {
  for (const directory of made) await rm(directory, { recursive: true, force: true })
})

export function safetensors(tensors: Record<string, unknown>, dataBytes: number): Buffer {
  const header = Buffer.from(JSON.stringify(tensors))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  return Buffer.concat([length, header, Buffer.alloc(dataBytes, 7)])
}

export const weights = (seed: string): Buffer =>
  safetensors({ __metadata__: { seed }, w: { dtype: 'F32', shape: [64, 16], data_offsets: [0, 4096] } }, 4096)

export async function exampleModel(
  options: { name?: string; version?: string; seed?: string; tokenizer?: string; columns?: string[] } = {},
): Promise<ModelDirectory> {
  const directory = await temporary()
  await mkdir(join(directory, 'tokenizer'))
  await writeFile(join(directory, 'model-00001-of-00002.safetensors'), weights(options.seed ?? 'one'))
  await writeFile(join(directory, 'model-00002-of-00002.safetensors'), weights('two'))
  await writeFile(join(directory, 'config.json'), '{"hidden_size": 16}')
  await writeFile(join(directory, 'tokenizer', 'vocab.txt'), options.tokenizer ?? 'a\nb\n')
  return writeManifest(directory, {
    name: options.name ?? 'intents',
    version: options.version ?? '1.0.0',
    task: 'text-classification',
    format: 'safetensors',
    engine: 'pytorch',
    precision: 'fp32',
    labels: ['a', 'b'],
    maxLength: 16,
    maxBatch: 8,
    ...(options.columns === undefined ? {} : { columns: options.columns }),
    lineage: [{ stage: 'finetune', key: digestBytes('key'), inputs: { data: digestBytes('data') } }],
  })
}

/** A model as a result that passed its gates lists it. */
export const gated = async (model: ModelDirectory): Promise<{ directory: string; files: FileEntry[] }> => ({
  directory: model.path,
  files: [...model.manifest.files, { path: 'model.json', ...(await measureFile(join(model.path, 'model.json'))) }].sort(
    (a, b) => (a.path < b.path ? -1 : 1),
  ),
})

export async function exampleRuntime(): Promise<string> {
  const directory = join(await temporary(), 'model_runtime')
  await mkdir(join(directory, '__pycache__'), { recursive: true })
  await writeFile(join(directory, '__init__.py'), '')
  await writeFile(join(directory, 'serve.py'), 'print("serving")\n')
  await writeFile(join(directory, '__pycache__', 'serve.cpython-311.pyc'), 'cache')
  return directory
}

export async function build(
  store: ContentStore,
  options: {
    model?: ModelDirectory
    platforms?: string[]
    base?: { store: ContentStore; digest: Descriptor['digest'] }
  } = {},
): Promise<AssembledImage> {
  const model = options.model ?? (await exampleModel())
  return assembleModelImage({
    store,
    model: await gated(model),
    release: { name: model.manifest.name, version: model.manifest.version },
    runtimeDirectory: await exampleRuntime(),
    labels: { 'org.opencontainers.image.licenses': 'Apache-2.0' },
    created: new Date(0),
    ...(options.platforms === undefined ? {} : { platforms: options.platforms }),
    ...(options.base === undefined ? {} : { base: options.base }),
  })
}

/** A runtime image of one layer a platform. */
export async function exampleBase(store: ContentStore, platforms = ['amd64', 'arm64']): Promise<Descriptor> {
  const manifests: Descriptor[] = []
  for (const architecture of platforms) {
    const content = Buffer.from(`python for ${architecture}\n`.repeat(100))
    const tar = tarStream([{ path: 'etc/runtime', kind: 'file', sizeBytes: content.length, content: () => [content] }])
    const layer = await store.write(tar.stream, mediaTypes.layer)
    const config = await store.write(
      blobOf(
        Buffer.from(
          JSON.stringify({
            architecture,
            os: 'linux',
            config: { Env: ['PATH=/usr/bin', 'PYTHONPATH=/old'], Labels: { maintainer: 'base' } },
            rootfs: { type: 'layers', diff_ids: [layer.digest] },
            history: [{ created_by: 'base' }],
          }),
        ),
      ),
      mediaTypes.config,
    )
    const manifest = { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [layer] }
    const put = await store.putManifest(Buffer.from(JSON.stringify(manifest)), mediaTypes.manifest)
    manifests.push({ ...put, platform: { architecture, os: 'linux' } })
  }
  const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests }
  return store.putManifest(Buffer.from(JSON.stringify(index)), mediaTypes.index)
}

/** An artifact that points at `subject`, as signatures do. */
export async function attach(store: ContentStore, subject: Descriptor, artifactType: string): Promise<Descriptor> {
  const empty = await store.write(blobOf(Buffer.from('{}')), 'application/vnd.oci.empty.v1+json')
  const { mediaType, digest, size } = subject
  const manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    artifactType,
    config: empty,
    layers: [empty],
    subject: { mediaType, digest, size },
    annotations: { note: artifactType },
  }
  return store.putManifest(Buffer.from(JSON.stringify(manifest)), mediaTypes.manifest)
}
