import type { Digest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { type HistoryRecord, historyRecord } from '../model/history.ts'
import type { ContentStore, Descriptor } from '../oci/types.ts'
import { attachStatement } from './attest.ts'
import { type Policy, trustOf } from './policy.ts'
import { attachedBundles } from './referrers.ts'
import type { Signing } from './signer.ts'

export const historyPredicate = 'https://model-actions.dev/predicates/release-history/v1'

/**
 * Attaches a promotion or rollback to the image that it speaks of, so that who has no access to the place that it happened
 * at can know of it. One that is attached already is not attached again.
 */
export async function attachHistory(store: ContentStore, record: HistoryRecord, signing: Signing): Promise<Descriptor> {
  const { descriptor } = await store.getManifest(record.digest)
  return attachStatement({
    store,
    subject: descriptor,
    predicateType: historyPredicate,
    predicate: record,
    signing,
    created: new Date(record.at),
  })
}

/**
 * What was promoted and rolled back of an image, oldest first, as far as the policy's signer says so: what anybody else
 * attached does not count. @throws UserError where a trusted record cannot be read; whatever the store throws
 */
export async function attachedHistory(store: ContentStore, digest: Digest, policy: Policy): Promise<HistoryRecord[]> {
  const trust = trustOf(policy)
  const records: HistoryRecord[] = []
  for (const { manifest, reading } of await attachedBundles(store, digest)) {
    if (reading.kind !== 'statement' || reading.statement.predicateType !== historyPredicate) continue
    if (!reading.statement.subjects.includes(digest) || !trust.verifyBundle(reading.entity)) continue
    const parsed = historyRecord.safeParse(reading.statement.predicate)
    if (!parsed.success || parsed.data.digest !== digest)
      throw new UserError(
        `${store.name}@${manifest.digest}: signed by ${trust.who}, but no record of ${digest} that this version can read: it was written by another version of model-actions, update this one`,
      )
    records.push(parsed.data)
  }
  return records.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}
