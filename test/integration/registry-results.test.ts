import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assembleModelImage } from '../../src/oci/assemble.ts'
import { openRegistry } from '../../src/oci/registry.ts'
import { openLocalResults } from '../../src/results/local.ts'
import { keyTag, openOciResults, resultTag } from '../../src/results/oci.ts'
import { combineResults } from '../../src/results/results.ts'
import type { Stored } from '../../src/results/types.ts'
import { describeWith } from '../parts.ts'
import { startRegistry } from '../registry.ts'
import { exampleRuntime, temporary } from '../unit/oci/fixtures.ts'
import { exampleResult } from '../unit/results/fixtures.ts'

describeWith(['registry'], 'results in a registry', () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>
  beforeAll(async () => {
    registry = await startRegistry()
  })
  afterAll(async () => {
    await registry.close()
  })
  const repository = (name: string) => openRegistry({ repository: `${registry.host}/acme/${name}`, insecure: true })
  const gatedModel = async ({ result, directory }: Stored) => ({
    directory: join(await directory(), 'model'),
    files: result.files
      .filter(({ path }) => path.startsWith('model/'))
      .map((file) => ({ ...file, path: file.path.slice('model/'.length) })),
  })

  it('one machine puts a result, another opens it by its digest and keeps it in its own place', async () => {
    const store = await repository('handed')
    const before = await exampleResult()
    await openOciResults({ store, scratch: await temporary() }).put(before)
    expect(await store.tags()).toEqual([keyTag('quantize', before.result.key), resultTag(before.digest)].sort())
    const scratch = await temporary()
    const local = openLocalResults(await temporary())
    const shared = openOciResults({ store: await repository('handed'), scratch })
    const results = combineResults({ local, shared, believeKeys: false })
    const there = await results.open(before.digest)
    expect(there?.result).toEqual(before.result)
    const directory = (await there?.directory()) ?? ''
    for (const { path } of before.result.files)
      expect(await readFile(join(directory, path))).toEqual(await readFile(join(await before.directory(), path)))
    expect((await local.open(before.digest))?.digest).toBe(before.digest)
    expect(await readdir(scratch)).toEqual([])
    // Nobody here saw that this key leads to it.
    expect(await results.find('quantize', before.result.key)).toBeUndefined()
  })

  it('a key alone is not believed where anything is signed or deployed', async () => {
    const store = await repository('keys')
    const before = await exampleResult()
    const shared = openOciResults({ store, scratch: await temporary() })
    await shared.put(before)
    const find = async (believeKeys: boolean) => {
      const results = combineResults({ local: openLocalResults(await temporary()), shared, believeKeys })
      return results.find('quantize', before.result.key)
    }
    expect(await find(false)).toBeUndefined()
    expect((await find(true))?.digest).toBe(before.digest)
  })

  it('the image of the model takes the weights over from there, in the same repository and in another', async () => {
    const before = await exampleResult({ seed: 'shared' })
    const results = await repository('shared-results')
    await openOciResults({ store: results, scratch: await temporary() }).put(before)
    for (const store of [results, await repository('shared-images')]) {
      const image = await assembleModelImage({
        store,
        model: await gatedModel(before),
        release: { name: 'intents', version: '1.0.0' },
        siblings: [results],
        runtimeDirectory: await exampleRuntime(),
        labels: {},
        created: new Date(0),
      })
      const weights = image.layers.filter(({ path }) => path.endsWith('.safetensors'))
      expect(weights.map(({ moved }) => moved)).toEqual([false, false])
    }
  })

  it('one byte changed in the registry: refused, and nothing is left on this machine', async () => {
    const store = await repository('tampered')
    const before = await exampleResult({ seed: 'tampered' })
    await openOciResults({ store, scratch: await temporary() }).put(before)
    const { bytes } = await store.getManifest(resultTag(before.digest))
    const { config, layers } = JSON.parse(bytes.toString()) as {
      config: { digest: string }
      layers: { digest: string }[]
    }
    for (const digest of [layers[1]?.digest ?? '', config.digest]) {
      const file = registry.blob(digest)
      const whole = await readFile(file)
      const changed = Buffer.from(whole)
      changed[600] = (changed[600] ?? 0) ^ 1
      await writeFile(file, changed)
      const scratch = await temporary()
      const results = openOciResults({ store: await repository('tampered'), scratch })
      await expect(results.open(before.digest).then((stored) => stored?.directory())).rejects.toThrow(digest)
      expect(await readdir(scratch)).toEqual([])
      await writeFile(file, whole)
    }
  })
})
