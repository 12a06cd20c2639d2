import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Digest, digestBytes } from '../../../src/digest.ts'
import { UserError } from '../../../src/errors.ts'
import { readModelDirectory } from '../../../src/model/manifest.ts'
import { assembleModelImage } from '../../../src/oci/assemble.ts'
import { blobOf } from '../../../src/oci/blobs.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { type Manifest, mediaTypes } from '../../../src/oci/mediaTypes.ts'
import type { ContentStore } from '../../../src/oci/types.ts'
import { keyTag, openOciResults, resultTag, resultType } from '../../../src/results/oci.ts'
import type { ResultStore, Stored } from '../../../src/results/types.ts'
import { exampleRuntime, temporary } from '../oci/fixtures.ts'
import { exampleResult } from './fixtures.ts'

type Kept = { layout: string; scratch: string; results: ResultStore }

async function keep(...all: Stored[]): Promise<Kept> {
  const layout = join(await temporary(), 'layout')
  const scratch = join(await temporary(), 'scratch')
  const results = openOciResults({ store: await openLayout(layout, { create: true }), scratch })
  for (const each of all) await results.put(each)
  return { layout, scratch, results }
}

const blob = (layout: string, digest: Digest): string => join(layout, 'blobs', 'sha256', digest.slice(7))

async function manifestOf({ layout }: Kept, digest: Digest): Promise<Manifest & { digest: Digest; mediaType: string }> {
  const store = await openLayout(layout, { create: false })
  const { descriptor, bytes } = await store.getManifest(resultTag(digest))
  return { ...(JSON.parse(bytes.toString()) as Manifest), digest: descriptor.digest, mediaType: descriptor.mediaType }
}

/** Puts another manifest under the result's tags, as whoever can write to the repository could. */
async function replaceManifest(kept: Kept, digest: Digest, change: (manifest: Manifest) => Manifest): Promise<void> {
  const { digest: _, ...manifest } = await manifestOf(kept, digest)
  const store = await openLayout(kept.layout, { create: false })
  await store.putManifest(Buffer.from(JSON.stringify(change(manifest))), mediaTypes.manifest, resultTag(digest))
}

describe('a result in a repository', () => {
  it('is found by its digest and by its key, with every file as it was', async () => {
    const before = await exampleResult()
    const { results } = await keep(before)
    for (const found of [await results.open(before.digest), await results.find('quantize', before.result.key)]) {
      expect(found?.digest).toBe(before.digest)
      expect(found?.result).toEqual(before.result)
      const directory = (await found?.directory()) ?? ''
      const from = await before.directory()
      for (const { path } of before.result.files)
        expect(await readFile(join(directory, path))).toEqual(await readFile(join(from, path)))
      expect((await readModelDirectory(join(directory, 'model'))).manifest.name).toBe('intents')
      expect(digestBytes(await readFile(join(directory, 'result.json')))).toBe(before.digest)
    }
  })

  it('is one manifest whose config is result.json, so that its digest is the result digest', async () => {
    const before = await exampleResult()
    const manifest = await manifestOf(await keep(before), before.digest)
    expect(manifest.artifactType).toBe(resultType)
    expect(manifest.config).toEqual({ mediaType: resultType, digest: before.digest, size: before.bytes.length })
    expect(manifest.layers).toHaveLength(before.result.files.length)
  })

  it('is not there: undefined, by digest and by key', async () => {
    const { results } = await keep(await exampleResult())
    expect(await results.open(digestBytes('another'))).toBeUndefined()
    expect(await results.find('quantize', digestBytes('another'))).toBeUndefined()
    expect(await results.find('finetune', digestBytes('key'))).toBeUndefined()
  })

  it('of an equal key replaces the older one under the key, and both stay under their digests', async () => {
    const [first, second] = [await exampleResult({ seed: 'one' }), await exampleResult({ seed: 'two' })]
    const { results } = await keep(first, second)
    expect((await results.find('quantize', first.result.key))?.digest).toBe(second.digest)
    expect((await results.open(first.digest))?.digest).toBe(first.digest)
  })

  it('fetches no file before one is asked for, and leaves nothing of a fetch that failed', async () => {
    const before = await exampleResult()
    const kept = await keep(before)
    const found = await kept.results.open(before.digest)
    await expect(readdir(kept.scratch)).rejects.toThrow(/ENOENT/)
    const { layers } = await manifestOf(kept, before.digest)
    const last = layers.at(-1)
    const gone = await readFile(blob(kept.layout, last?.digest ?? 'sha256:'))
    await rm(blob(kept.layout, last?.digest ?? 'sha256:'))
    await expect(found?.directory()).rejects.toThrow(/is missing/)
    expect(await readdir(kept.scratch)).toEqual([])
    await writeFile(blob(kept.layout, last?.digest ?? 'sha256:'), gone)
    expect(await readdir((await found?.directory()) ?? '')).toContain('predictions.jsonl')
  })

  it('shares each weight file with the image of the model: the image moves none of them', async () => {
    const before = await exampleResult()
    const { layout } = await keep(before)
    const model = before.result.files
      .filter(({ path }) => path.startsWith('model/'))
      .map((file) => ({ ...file, path: file.path.slice('model/'.length) }))
    const image = await assembleModelImage({
      store: await openLayout(layout, { create: false }),
      model: { directory: join(await before.directory(), 'model'), files: model },
      release: { name: 'intents', version: '2.0.0' },
      runtimeDirectory: await exampleRuntime(),
      labels: {},
      created: new Date(0),
    })
    expect(image.layers.filter(({ moved }) => moved).map(({ path }) => path)).toEqual([
      'opt/model-actions',
      'models/intents/',
    ])
  })

  it('survives that its first transfer was cut off: half of it is never found, and a second one completes it', async () => {
    const before = await exampleResult()
    const kept = await keep()
    const store = await openLayout(kept.layout, { create: true })
    let writes = 0
    const cut = openOciResults({
      scratch: kept.scratch,
      store: replaced(store, 'write', (...given) => {
        writes += 1
        if (writes === 3) throw new Error('the connection broke')
        return store.write(...given)
      }),
    })
    await expect(cut.put(before)).rejects.toThrow(/the connection broke/)
    expect(await store.tags()).toEqual([])
    await kept.results.put(before)
    expect((await kept.results.open(before.digest))?.digest).toBe(before.digest)
  })

  it('may be put by several at once', async () => {
    const all = [
      await exampleResult({ key: 'a' }),
      await exampleResult({ key: 'b' }),
      await exampleResult({ key: 'a' }),
    ]
    const { results, layout } = await keep()
    const other = openOciResults({ store: await openLayout(layout, { create: true }), scratch: await temporary() })
    await Promise.all(all.flatMap((each) => [results.put(each), other.put(each)]))
    for (const each of all) expect((await results.open(each.digest))?.result).toEqual(each.result)
  })

  it('without files is a result too', async () => {
    const before = await exampleResult({ change: (result) => ({ ...result, files: [] }) })
    const { results } = await keep(before)
    expect(await readdir((await (await results.open(before.digest))?.directory()) ?? '')).toEqual(['result.json'])
  })
})

describe('a result with one byte changed on the way is refused', () => {
  const flip = async (file: string): Promise<void> => {
    const bytes = await readFile(file)
    const middle = Math.floor(bytes.length / 2)
    bytes[middle] = (bytes[middle] ?? 0) ^ 1
    await writeFile(file, bytes)
  }
  const refusal = async (work: () => Promise<unknown>): Promise<string> => {
    const error: unknown = await work().then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(UserError)
    return (error as Error).message
  }
  const use = (kept: Kept, digest: Digest) => async () => (await kept.results.open(digest))?.directory()

  it('in its manifest', async () => {
    const before = await exampleResult()
    const kept = await keep(before)
    await flip(blob(kept.layout, (await manifestOf(kept, before.digest)).digest))
    expect(await refusal(use(kept, before.digest))).toMatch(/not what its digest says/)
  })

  it('in result.json', async () => {
    const before = await exampleResult()
    const kept = await keep(before)
    await flip(blob(kept.layout, before.digest))
    expect(await refusal(use(kept, before.digest))).toMatch(/its digest is sha256:/)
  })

  it('in any of its layers', async () => {
    const before = await exampleResult()
    const { layers } = await manifestOf(await keep(before), before.digest)
    for (const { digest } of layers) {
      const kept = await keep(before)
      await flip(blob(kept.layout, digest))
      expect(await refusal(use(kept, before.digest))).toContain(digest.slice(7))
    }
  })

  it('in a weight file, behind a manifest that agrees with it', async () => {
    const before = await exampleResult({ seed: 'one' })
    const other = await exampleResult({ seed: 'two' })
    const kept = await keep(before, other)
    const theirs = (await manifestOf(kept, other.digest)).layers
    await replaceManifest(kept, before.digest, (manifest) => ({ ...manifest, layers: theirs }))
    expect(await refusal(use(kept, before.digest))).toMatch(
      /model-00001-of-00002\.safetensors": not what the result says, its digest is sha256:/,
    )
  })

  it('where a tag leads to another result', async () => {
    const [before, other] = [await exampleResult({ key: 'a' }), await exampleResult({ key: 'b' })]
    const kept = await keep(before, other)
    const store = await openLayout(kept.layout, { create: false })
    const { bytes } = await store.getManifest(resultTag(other.digest))
    for (const tag of [resultTag(before.digest), keyTag('quantize', before.result.key)])
      await store.putManifest(bytes, mediaTypes.manifest, tag)
    expect(await refusal(() => kept.results.open(before.digest))).toContain(`leads to the result ${other.digest}`)
    expect(await refusal(() => kept.results.find('quantize', before.result.key))).toMatch(/with another key/)
    // As the message says: whoever makes it again puts it right.
    await kept.results.put(before)
    expect((await kept.results.open(before.digest))?.digest).toBe(before.digest)
    expect((await kept.results.find('quantize', before.result.key))?.digest).toBe(before.digest)
  })

  it('in a layout that says how to mend it: the damaged file is removed, and what put it there runs again', async () => {
    const before = await exampleResult()
    const kept = await keep(before)
    const manifest = await manifestOf(kept, before.digest)
    const reads = async () => (await kept.results.open(before.digest))?.directory()
    for (const { digest, size } of [
      { digest: manifest.digest, size: (await readFile(blob(kept.layout, manifest.digest))).length },
      manifest.config,
      ...manifest.layers,
    ]) {
      const file = blob(kept.layout, digest)
      await writeFile(file, Buffer.alloc(size, 7))
      const again = /run again what put it there: build the image, or run the stage with --force/
      await expect(reads()).rejects.toThrow(
        new RegExp(`${file}: not what its digest says.*remove this file, and ${again.source}`),
      )
      await rm(file)
      await expect(reads()).rejects.toThrow(again)
      await kept.results.put(before)
      expect(await reads()).toBeDefined()
    }
  })
  it('until it is put again, where the tag is there and a file behind it is not', async () => {
    const before = await exampleResult()
    const kept = await keep(before)
    const [layer] = (await manifestOf(kept, before.digest)).layers
    if (layer === undefined) throw new Error('no layer')
    await rm(blob(kept.layout, layer.digest))
    expect(await refusal(async () => (await kept.results.open(before.digest))?.directory())).toMatch(/is missing/)
    await kept.results.put(before)
    expect(await (await kept.results.open(before.digest))?.directory()).toContain(kept.scratch)
  })

  it('where a layer holds a second entry, is compressed, is longer, or is missing', async () => {
    const before = await exampleResult()
    const kept = await keep(before)
    const store = await openLayout(kept.layout, { create: false })
    const { layers } = await manifestOf(kept, before.digest)
    const first = layers[0]
    if (first === undefined) throw new Error('no layer')
    const bytes = await readFile(blob(kept.layout, first.digest))
    const put = async (changed: Buffer) => ({ ...first, ...(await store.write(blobOf(changed), first.mediaType)) })
    const evil = Buffer.from(bytes)
    evil.write('/etc/passwd', 0)
    const trailing = Buffer.from(bytes)
    trailing[trailing.length - 1] = 1
    for (const [changed, reason] of [
      [[await put(evil), ...layers.slice(1)], /another entry than the one that belongs there/],
      [[await put(trailing), ...layers.slice(1)], /more than the one entry/],
      [[await put(Buffer.concat([bytes, bytes])), ...layers.slice(1)], /bytes instead of/],
      [[{ ...first, mediaType: mediaTypes.gzipLayer }, ...layers.slice(1)], /of the kind/],
      [layers.slice(1), /layers for/],
    ] as const) {
      await replaceManifest(kept, before.digest, (manifest) => ({ ...manifest, layers: [...changed] }))
      expect(await refusal(use(kept, before.digest))).toMatch(reason)
    }
    expect(await readdir(kept.scratch)).toEqual([])
  })

  it.each([
    ['../evil', /not a path of a file/],
    ['/etc/evil', /not a path of a file/],
    ['result.json', /not a path of a file/],
    ['.wh.model', /not a path of a file/],
  ])('where it names the file %s', async (path, reason) => {
    const hostile = await exampleResult({
      change: (result) => ({
        ...result,
        files: [{ path, sizeBytes: 4, digest: digestBytes('evil') }],
      }),
    })
    const kept = await keep()
    const store = await openLayout(kept.layout, { create: true })
    const config = await store.write(blobOf(hostile.bytes), resultType)
    const manifest = { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [config] }
    await store.putManifest(Buffer.from(JSON.stringify(manifest)), mediaTypes.manifest, resultTag(hostile.digest))
    expect(await refusal(use(kept, hostile.digest))).toMatch(reason)
  })

  it('before it leaves this host: a file that is not what its result says is not put', async () => {
    const before = await exampleResult()
    await appendFile(join(await before.directory(), 'predictions.jsonl'), '{}')
    const kept = await keep()
    expect(await refusal(() => kept.results.put(before))).toMatch(/predictions\.jsonl: not what its result says/)
    expect(await kept.results.open(before.digest)).toBeUndefined()
  })

  it('where an image stands at its tag', async () => {
    const kept = await keep()
    const store = await openLayout(kept.layout, { create: true })
    const config = await store.write(blobOf(Buffer.from('{}')), mediaTypes.config)
    const digest = digestBytes('x')
    const manifest = { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers: [] }
    await store.putManifest(Buffer.from(JSON.stringify(manifest)), mediaTypes.manifest, resultTag(digest))
    expect(await refusal(() => kept.results.open(digest))).toMatch(/not a result of a stage/)
  })
})

/** A store with one method of ours. */
function replaced<Name extends keyof ContentStore>(
  store: ContentStore,
  name: Name,
  by: ContentStore[Name],
): ContentStore {
  return new Proxy(store, {
    get(target, asked) {
      const value: unknown = asked === name ? by : Reflect.get(target, asked)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
