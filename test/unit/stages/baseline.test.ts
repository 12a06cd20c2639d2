import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Digest } from '../../../src/digest.ts'
import type { HistoryRecord } from '../../../src/model/history.ts'
import { readModelDirectory } from '../../../src/model/manifest.ts'
import { tagImage } from '../../../src/oci/assemble.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import type { ContentStore } from '../../../src/oci/types.ts'
import { appendHistory } from '../../../src/place/history.ts'
import { openPlace } from '../../../src/place/place.ts'
import { attachHistory } from '../../../src/signing/history.ts'
import { baselinePreflight, resolveBaseline } from '../../../src/stages/baseline.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { build, exampleModel, temporary } from '../oci/fixtures.ts'
import { created, makeKey, released, signRelease, type TestKey } from '../signing/image.ts'

let key: TestKey
let stranger: TestKey
let built: string
let store: ContentStore
let place: StageContext['place']
const digests = new Map<string, Digest>()

beforeAll(async () => {
  ;[key, stranger] = [await makeKey(), await makeKey()]
  built = await temporary()
  const images = await openLayout(built, { create: true })
  for (const version of ['1.0.0', '1.1.0', '2.0.0']) {
    const { index } = await build(images, { model: await exampleModel({ version }) })
    await tagImage(images, index.digest, version)
    digests.set(version, index.digest)
    if (version !== '2.0.0') await signRelease(images, index, key.signing, released(version))
  }
}, 60_000)

beforeEach(async () => {
  const home = await temporary()
  place = await openPlace({ environment: { MODEL_ACTIONS_HOME: home }, root: home, model: 'intents' })
  await cp(built, place.images, { recursive: true })
  store = await openLayout(place.images, { create: false })
})

const record = (outcome: HistoryRecord['outcome'], version: string): HistoryRecord => ({
  schema: 1,
  outcome,
  name: 'intents',
  version,
  digest: digests.get(version) ?? 'sha256:',
  released: created.toISOString(),
  at: created.toISOString(),
  by: 'a test',
  because: 'of it',
})

/** As somebody does who can write to the repository. */
async function untag(gone: (version: string) => boolean): Promise<void> {
  const file = join(place.images, 'index.json')
  const index = JSON.parse(await readFile(file, 'utf8')) as { manifests: { annotations?: Record<string, string> }[] }
  const left = index.manifests.filter((entry) => {
    const tag = entry.annotations?.['org.opencontainers.image.ref.name'] ?? ''
    return !(digests.has(tag) && gone(tag))
  })
  expect(left.length).toBeLessThan(index.manifests.length)
  await writeFile(file, JSON.stringify({ ...index, manifests: left }))
}

const contextOf = (baseline: string, spec = {}, bounds = {}) =>
  ({
    spec: {
      name: 'intents',
      version: '3.0.0',
      task: 'text-classification',
      evaluate: { baseline },
      image: {},
      signing: {},
      ...spec,
    },
    specFile: 'model.yml',
    place,
    bounds,
    environment: { COSIGN_PUBLIC_KEY: key.publicKey },
    platform: { log: { info: () => undefined }, deployed: async () => [] },
  }) as unknown as StageContext

const latest = async (baseline = 'release:latest') => {
  const found = await resolveBaseline(contextOf(baseline))
  if (found.kind !== 'model') throw new Error(found.because)
  return { version: (await readModelDirectory(found.directory)).manifest.version, because: found.because }
}

describe('release:latest as a baseline', () => {
  it('is the newest signed release, and not one that was only built', async () => {
    expect(await latest()).toEqual({ version: '1.1.0', because: 'release 1.1.0, the newest signed one' })
  })

  it('is the release that this place promoted last, and the report says so', async () => {
    await appendHistory(place, record('promoted', '1.0.0'))
    expect(await latest()).toEqual({
      version: '1.0.0',
      because: 'release 1.0.0, the last one promoted, on 2026-11-20',
    })
  })

  it('is the one whose image says that it was promoted, on a machine that knows nothing', async () => {
    await attachHistory(store, record('promoted', '1.0.0'), key.signing)
    await attachHistory(store, record('promoted', '1.1.0'), stranger.signing)
    expect((await latest()).version).toBe('1.0.0')
  })

  it('is not one that was rolled back', async () => {
    await attachHistory(store, record('rolled-back', '1.1.0'), key.signing)
    expect(await latest()).toEqual({
      version: '1.0.0',
      because: 'release 1.0.0, the newest signed one that was not rolled back',
    })
  })

  it('is named among those that there are where the wanted release is none', async () => {
    await expect(latest('release:9.9.9')).rejects.toThrow(
      /has no release 9\.9\.9: name one that it has \(2\.0\.0, 1\.1\.0, 1\.0\.0\), or `majority`$/,
    )
  })

  it('that was promoted and is not signed is refused, not passed over', async () => {
    await appendHistory(place, record('promoted', '2.0.0'))
    await expect(latest()).rejects.toThrow(/has no signature/)
  })

  it('is the last one promoted where its tag was removed, by its digest, and never an older one instead', async () => {
    await appendHistory(place, record('promoted', '1.1.0'))
    await untag((version) => version === '1.1.0')
    expect((await latest()).version).toBe('1.1.0')
    await rm(join(place.images, 'blobs/sha256', (digests.get('1.1.0') ?? '').slice(7)))
    await expect(latest()).rejects.toThrow(
      /^model\.yml: evaluate\.baseline: `release:latest` is 1\.1\.0, the last one promoted, on 2026-11-20, and it is gone from /,
    )
  })

  it('is not the majority class where every tag was removed, but this place knows what was promoted', async () => {
    await appendHistory(place, record('promoted', '1.1.0'))
    await untag(() => true)
    expect((await latest()).version).toBe('1.1.0')
  })

  it('is refused where a tag was moved to an older release, or to another model of the same signer', async () => {
    const { index } = await build(store, { model: await exampleModel({ name: 'sentiment', version: '2.5.0' }) })
    await signRelease(store, index, key.signing, released('2.5.0', 'sentiment'))
    for (const [digest = index.digest, is] of [
      [digests.get('1.0.0'), 'intents 1.0.0'],
      [index.digest, 'sentiment 2.5.0'],
    ] as const) {
      await tagImage(store, digest, '2.5.0')
      for (const baseline of ['release:latest', 'release:2.5.0'])
        await expect(latest(baseline)).rejects.toThrow(`was released as "${is}" and not intents 2.5.0`)
    }
  })
})

describe('what the baseline reads is held against data.text before anything is tuned', () => {
  const reading = (text: string | string[]) => ({ task: 'text-classification', data: { text } })

  it('and refused where the text that it was trained on cannot be made of these columns', async () => {
    const { index } = await build(store, {
      model: await exampleModel({ version: '2.9.0', columns: ['title', 'body'] }),
    })
    await tagImage(store, index.digest, '2.9.0')
    await signRelease(store, index, key.signing, released('2.9.0'))
    for (const baseline of ['release:latest', 'release:2.9.0']) {
      for (const text of ['title', ['title', 'price']])
        await expect(baselinePreflight(contextOf(baseline, reading(text)))).rejects.toThrow(
          `model.yml: evaluate.baseline: release 2.9.0 reads the columns title, body, and these data have ${text === 'title' ? 'one column alone' : 'title, price'}, so that it cannot be asked about the same examples: compare with \`majority\``,
        )
      await baselinePreflight(contextOf(baseline, reading(['title', 'body', 'price'])))
    }
    // The remedy.
    await baselinePreflight(contextOf('majority', reading('title')))
  })

  it('of a release that says nothing of columns, as well', async () => {
    await expect(baselinePreflight(contextOf('release:latest', reading(['title', 'body'])))).rejects.toThrow(
      'release 1.1.0 does not say which of the columns title, body it reads',
    )
    await baselinePreflight(contextOf('release:latest', reading('text')))
  })

  it('of the directory of a model, and not of one in which nothing says what it reads', async () => {
    const { path } = await exampleModel({ columns: ['title', 'body'] })
    const bounds = { directory: path, root: path }
    const refused = contextOf('.', reading('title'), bounds)
    await expect(baselinePreflight(refused)).rejects.toThrow('the model in . reads the columns title, body')
    await rm(join(path, 'model.json'))
    await baselinePreflight(refused)
  })
})
