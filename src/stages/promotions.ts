import type { HistoryRecord } from '../model/history.ts'
import { releases } from '../oci/releases.ts'
import type { ContentStore } from '../oci/types.ts'
import { readHistory } from '../place/history.ts'
import { attachedHistory } from '../signing/history.ts'
import type { Policy } from '../signing/policy.ts'
import type { StageContext } from './types.ts'

/** An image costs a registry some fifteen answers, one after the other: what is read at once saves minutes. */
const atOnce = 8

/** What was promoted and rolled back of this model, from this place and from what deployments attested on the images. */
export async function promotions(
  { place, spec }: StageContext,
  store: ContentStore,
  policy: Policy,
): Promise<HistoryRecord[]> {
  const history = await readHistory(place)
  const all = await releases(store)
  for (let from = 0; from < all.length; from += atOnce) {
    const some = all.slice(from, from + atOnce)
    const attached = await Promise.all(some.map(({ digest }) => attachedHistory(store, digest, policy)))
    history.push(...attached.flat())
  }
  return history.filter(({ name }) => name === spec.name)
}
