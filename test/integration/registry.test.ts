import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyModelDirectory } from '../../src/model/manifest.ts'
import { tagImage } from '../../src/oci/assemble.ts'
import { blobOf, readBlob } from '../../src/oci/blobs.ts'
import { extractModel } from '../../src/oci/extract.ts'
import { openLayout } from '../../src/oci/layout.ts'
import { openRegistry } from '../../src/oci/registry.ts'
import { releases } from '../../src/oci/releases.ts'
import { describeWith } from '../parts.ts'
import { startRegistry } from '../registry.ts'
import { attach, build, exampleBase, exampleModel, temporary } from '../unit/oci/fixtures.ts'

const run = promisify(execFile)
const skopeo = async (...args: string[]): Promise<string> => (await run('skopeo', args)).stdout

describeWith(['registry', 'skopeo'], 'a real registry', () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>
  const open = (name: string) => openRegistry({ repository: `${registry.host}/${name}`, insecure: true })

  beforeAll(async () => {
    registry = await startRegistry()
  })
  afterAll(() => registry.close())

  it('gives back the model that was pushed, and lists it as a release', async () => {
    const store = await open('acme/intents')
    const model = await exampleModel()
    const image = await build(store, { model })
    expect(await releases(store)).toEqual([])
    await tagImage(store, image.index.digest, '1.0.0')
    expect(await releases(store)).toEqual([{ version: '1.0.0', digest: image.index.digest }])
    const extracted = await extractModel({ store, digest: image.index.digest, into: join(await temporary(), 'out') })
    expect(extracted.model.manifest).toEqual(model.manifest)
    await verifyModelDirectory(extracted.model)
    expect(await readFile(join(extracted.runtimeDirectory, 'model_runtime', 'serve.py'), 'utf8')).toContain('serving')
  })

  it('gets no weights a second time when only the tokenizer changes', async () => {
    const store = await open('acme/second')
    await build(store)
    const again = await build(store, { model: await exampleModel({ tokenizer: 'a\nb\nc\n' }) })
    const moved = again.layers.filter((layer) => layer.moved).map((layer) => layer.path)
    expect(moved).toEqual(['models/intents/'])
    expect(again.bytesReused).toBeGreaterThan(8192)
    const same = await build(store)
    expect(same.bytesMoved).toBe(0)
  })

  it('mounts the layers of a base in the same registry instead of moving them', async () => {
    const base = await open('acme/runtime')
    const { digest } = await exampleBase(base)
    const store = await open('acme/on-base')
    const image = await build(store, { base: { store: base, digest } })
    expect(image.manifests.map((entry) => entry.platform?.architecture)).toEqual(['amd64', 'arm64'])
    const fromBase = image.layers.filter((layer) => layer.path === 'layer of the base')
    expect(fromBase).toHaveLength(2)
    expect(fromBase.every((layer) => !layer.moved)).toBe(true)
    const inspected = JSON.parse(
      await skopeo(
        'inspect',
        '--tls-verify=false',
        '--override-arch=arm64',
        `docker://${registry.host}/acme/on-base@${image.index.digest}`,
      ),
    ) as { Architecture: string; Layers: string[]; Env: string[] }
    expect(inspected.Architecture).toBe('arm64')
    expect(inspected.Layers).toHaveLength(5)
    expect(inspected.Env).toEqual(['PATH=/usr/bin', 'PYTHONPATH=/opt/model-actions'])
  })

  it('holds images that skopeo copies whole, from a registry and from a layout', async () => {
    const store = await open('acme/judged')
    const image = await build(store, { platforms: ['linux/amd64', 'linux/arm64'] })
    await tagImage(store, image.index.digest, '2.0.0')
    const directory = join(await temporary(), 'layout')
    const layout = await openLayout(directory, { create: true })
    const local = await build(layout, { platforms: ['linux/amd64', 'linux/arm64'] })
    expect(local.index.digest).toBe(image.index.digest)
    await tagImage(layout, local.index.digest, '2.0.0')
    const copied = join(await temporary(), 'copied')
    await skopeo(
      'copy',
      '--all',
      '--preserve-digests',
      '--src-tls-verify=false',
      `docker://${registry.host}/acme/judged:2.0.0`,
      `oci:${copied}:2.0.0`,
    )
    await skopeo(
      'copy',
      '--all',
      '--preserve-digests',
      '--dest-tls-verify=false',
      `oci:${directory}:2.0.0`,
      `docker://${registry.host}/acme/from-layout:2.0.0`,
    )
    expect((await (await openLayout(copied, { create: false })).resolve('2.0.0'))?.digest).toBe(image.index.digest)
    expect((await (await open('acme/from-layout')).resolve('2.0.0'))?.digest).toBe(image.index.digest)
  })

  it('keeps signatures findable without a referrers API', async () => {
    const store = await open('acme/signed')
    const image = await build(store)
    const signature = await attach(store, image.index, 'application/vnd.example.signature')
    const found = await store.referrers(image.index.digest)
    expect(found.map((entry) => entry.digest).sort()).toEqual([image.modelPack.digest, signature.digest].sort())
    expect(found.find((entry) => entry.digest === signature.digest)).toMatchObject({
      artifactType: 'application/vnd.example.signature',
      annotations: { note: 'application/vnd.example.signature' },
    })
  })

  it('takes a stream whose digest nobody knows yet', async () => {
    const store = await open('acme/streams')
    const content = Buffer.alloc(3_000_000, 'x')
    const written = await store.write(
      (async function* () {
        for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536)
      })(),
      'application/octet-stream',
    )
    expect(written.size).toBe(content.length)
    expect(await readBlob(store, written)).toEqual(content)
  })

  it('shows nothing of an upload whose source fails half way', async () => {
    const store = await open('acme/broken')
    const whole = Buffer.alloc(100_000, 'y')
    const { digest, size } = await (await openLayout(join(await temporary(), 'l'), { create: true })).write(
      blobOf(whole),
      'x/y',
    )
    const broken = (async function* () {
      yield whole.subarray(0, 50_000)
      throw new Error('the disk went away')
    })()
    await expect(store.write(broken, 'x/y', { digest, size })).rejects.toThrow('the disk went away')
    expect(await store.has(digest)).toBe(false)
  })

  it('says that a tag or a manifest is not there', async () => {
    const store = await open('acme/nothing')
    expect(await store.resolve('1.0.0')).toBeUndefined()
    expect(await store.tags()).toEqual([])
    await expect(store.getManifest('1.0.0')).rejects.toThrow(/there is no tag 1.0.0/)
  })
})
