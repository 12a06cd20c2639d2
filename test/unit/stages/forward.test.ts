import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Digest } from '../../../src/digest.ts'
import { type HistoryRecord, type Served, servedOf } from '../../../src/model/history.ts'
import { tagImage } from '../../../src/oci/assemble.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import type { ContentStore, Descriptor } from '../../../src/oci/types.ts'
import { appendHistory } from '../../../src/place/history.ts'
import { openPlace } from '../../../src/place/place.ts'
import { attachHistory } from '../../../src/signing/history.ts'
import { deploy, requireForward } from '../../../src/stages/deploy.ts'
import { promotions } from '../../../src/stages/promotions.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { verifiedRelease } from '../../../src/stages/verify.ts'
import { sleep } from '../../../src/timers.ts'
import { temporary } from '../oci/fixtures.ts'
import { created, makeKey, putImage, released, signRelease, type TestKey } from '../signing/image.ts'

let key: TestKey
let store: ContentStore
let place: StageContext['place']
let indexes: Map<string, Descriptor>
const later = new Date(created.getTime() + 60_000)
const releases = [
  { name: '1.0.0', version: '1.0.0', at: created },
  { name: '2.0.0', version: '2.0.0', at: created },
  { name: '2.0.0 built again', version: '2.0.0', at: later },
]
beforeAll(async () => {
  key = await makeKey()
})
beforeEach(async () => {
  const home = await temporary()
  place = await openPlace({ environment: { MODEL_ACTIONS_HOME: home }, root: home, model: 'intents' })
  store = await openLayout(place.images, { create: true })
  indexes = new Map()
  for (const { name, version, at } of releases) {
    const { index } = await putImage(store, name, version)
    await signRelease(store, index, key.signing, released(version), at)
    indexes.set(name, index)
  }
})

const digestOf = (name: string): Digest => indexes.get(name)?.digest ?? 'sha256:'
const promoted = (name: string, at = created): HistoryRecord => ({
  schema: 1,
  outcome: 'promoted',
  name: 'intents',
  digest: digestOf(name),
  version: name.slice(0, 5),
  released: (releases.find((release) => release.name === name)?.at ?? created).toISOString(),
  at: at.toISOString(),
  by: 'a test',
  because: 'of it',
})
const contextOf = (version: string, changes: Partial<StageContext> = {}): StageContext =>
  ({
    spec: { name: 'intents', version, image: {}, signing: {}, deploy: { target: 'process', port: 1 } },
    specFile: 'model.yml',
    place,
    environment: { COSIGN_PUBLIC_KEY: key.publicKey },
    clock: { now: () => created },
    rollback: false,
    ...changes,
  }) as unknown as StageContext
const go = async (version: string, changes: Partial<StageContext> = {}, serving?: Served) => {
  const context = contextOf(version, changes)
  const release = await verifiedRelease(context)
  const history = await promotions(context, store, key.policy)
  requireForward(context, release, history, serving ?? servedOf(history).served[0])
}

describe('promotions on record', () => {
  it('of many releases are read several at a time, as each takes a registry many answers', async () => {
    for (let at = 0; at < 12; at += 1) await tagImage(store, digestOf('1.0.0'), `1.0.${at}`)
    await attachHistory(store, promoted('1.0.0'), key.signing)
    let [now, most] = [0, 0]
    const ask = store.referrers.bind(store)
    vi.spyOn(store, 'referrers').mockImplementation(async (digest) => {
      now += 1
      most = Math.max(most, now)
      await sleep(20)
      now -= 1
      return ask(digest)
    })
    expect((await promotions(contextOf('1.0.0'), store, key.policy)).length).toBeGreaterThan(0)
    expect(most).toBeGreaterThan(4)
    expect(most).toBeLessThanOrEqual(8)
  })
})

describe('what is deployed', () => {
  it('is not older than what was promoted at this place, unless somebody says that it goes back', async () => {
    await appendHistory(place, promoted('2.0.0'))
    const back = go('1.0.0')
    await expect(back).rejects.toThrow(
      /^model\.yml: version: 1\.0\.0 is older than 2\.0\.0, the last one promoted, on 2026-11-20: raise the version, or say that you go back, by input `rollback: true` or --rollback$/,
    )
    await expect(back).rejects.toMatchObject({ exit: 'gate-failed' })
    await go('1.0.0', { rollback: true })
  })

  it('is not older than what an image says was promoted, at a place that knows nothing', async () => {
    await tagImage(store, digestOf('2.0.0'), '2.0.0')
    await attachHistory(store, promoted('2.0.0'), key.signing)
    await expect(go('1.0.0')).rejects.toThrow(/1\.0\.0 is older than 2\.0\.0/)
  })

  it('is not older than what was promoted, though another model of the same key, promoted later, was copied there', async () => {
    await attachHistory(store, promoted('2.0.0 built again'), key.signing)
    const { index: other } = await putImage(store, 'another model', '0.1.0')
    await attachHistory(
      store,
      { ...promoted('1.0.0', later), name: 'tone', digest: other.digest, version: '0.1.0' },
      key.signing,
    )
    await expect(go('1.0.0')).rejects.toThrow(/1\.0\.0 is older than 2\.0\.0, the last one promoted/)
    await appendHistory(place, promoted('2.0.0 built again'))
    await expect(go('1.0.0')).rejects.toThrow(/1\.0\.0 is older than 2\.0\.0, the last one promoted/)
  })

  it('may be newer than what was promoted, whatever another model of the same key has as its version', async () => {
    await attachHistory(store, promoted('1.0.0'), key.signing)
    const { index: other } = await putImage(store, 'another model', '9.0.0')
    const theirs = { ...promoted('1.0.0', later), name: 'tone', digest: other.digest, version: '9.0.0' }
    await attachHistory(store, theirs, key.signing)
    await go('2.0.0')
  })

  it('is not older than what serves, though there is no record of it', async () => {
    const serving = { version: '2.0.0', digest: digestOf('2.0.0'), because: 'which serves' }
    await expect(go('1.0.0', {}, serving)).rejects.toThrow(/1\.0\.0 is older than 2\.0\.0, which serves: raise/)
    await expect(go('2.0.0', {}, serving)).rejects.toThrow(
      /this build of 2\.0\.0 was signed at another time than the one that was promoted/,
    )
    await go('2.0.0', {}, { ...serving, digest: digestOf('2.0.0 built again') })
  })

  it('may follow what was gone back to', async () => {
    await appendHistory(place, promoted('2.0.0'))
    await appendHistory(place, promoted('1.0.0', later))
    await go('1.0.0')
    await go('2.0.0')
  })

  it('is not an earlier build of the version that was promoted, which a moved tag leads to', async () => {
    await appendHistory(place, promoted('2.0.0 built again'))
    await go('2.0.0')
    await tagImage(store, digestOf('2.0.0'), '2.0.0')
    await expect(go('2.0.0')).rejects.toThrow(
      /this build of 2\.0\.0 was signed on .*, before the one that was promoted/,
    )
    await go('2.0.0', { rollback: true })
  })

  it('may be a later build of the version that was promoted', async () => {
    await appendHistory(place, promoted('2.0.0'))
    await go('2.0.0')
  })

  it('is refused before hours of work, where the version says it already', async () => {
    await appendHistory(place, promoted('2.0.0'))
    await expect(deploy.preflight?.(contextOf('1.0.0'))).rejects.toThrow(/1\.0\.0 is older than 2\.0\.0/)
  })

  it('is not older than the spec allows, though nothing newer is to be found', async () => {
    const now = new Date(created.getTime() + 3 * 3_600_000)
    const aged = (maxAge: string, rollback = false) => {
      const { spec } = contextOf('1.0.0')
      const changed = { ...spec, signing: { ...spec.signing, maxAge } }
      return go('1.0.0', { spec: changed, clock: { now: () => now, monotonicMs: () => 0 }, rollback })
    }
    await aged('4h')
    await expect(aged('2h')).rejects.toThrow(/longer ago than signing\.max-age allows/)
    // In an incident nobody has to sign again what they go back to.
    await aged('2h', true)
  })

  it('is never the image of one platform, nor another version than the spec’s, whatever a tag or a job hands over', async () => {
    await tagImage(store, digestOf('1.0.0'), '3.0.0')
    await expect(go('3.0.0')).rejects.toThrow(/was released as "intents 1\.0\.0" and not intents 3\.0\.0/)
    const manifests = JSON.parse((await store.getManifest(digestOf('1.0.0'))).bytes.toString()).manifests
    await expect(go('1.0.0', { image: manifests[0].digest })).rejects.toThrow(/is the image of a single platform/)
  })
})
