import type { HistoryRecord } from '../model/history.ts'
import { releases } from '../oci/releases.ts'
import type { ContentStore } from '../oci/types.ts'
import { readHistory } from '../place/history.ts'
import { attachedHistory } from '../signing/history.ts'
import type { Policy } from '../signing/policy.ts'
import type { StageContext } from './types.ts'

/** What was promoted and rolled back of this model, from this place and from what deployments attested on the images. */
export async function promotions(
  { place, spec }: StageContext,
  store: ContentStore,
  policy: Policy,
): Promise<HistoryRecord[]> {
  const history = await readHistory(place)
  for (const { digest } of await releases(store)) history.push(...(await attachedHistory(store, digest, policy)))
  return history.filter(({ name }) => name === spec.name)
}
