import { UserError } from '../errors.ts'
import type { Backend } from '../gateway/types.ts'
import { askedAlike, askedWith } from '../model/columns.ts'
import { imageManifest } from '../oci/extract.ts'
import type { StageContext } from './types.ts'
import type { VerifiedRelease } from './verify.ts'

/** Warns where clients of the version that serves would be refused by the release, as it reads other columns. */
export async function warnOfOtherRequests(
  { platform, spec }: Pick<StageContext, 'platform' | 'spec'>,
  { store, digest, statement }: Pick<VerifiedRelease, 'store' | 'digest' | 'statement'>,
  before: Backend | undefined,
): Promise<void> {
  if (before === undefined || before.digest === digest) return
  const { columns: theirs = [] } = await imageManifest(store, digest)
  const serving = await imageManifest(store, before.digest).catch((error: unknown) => {
    // It may be gone from where releases lie: it serves on all the same.
    if (error instanceof UserError) return undefined
    throw error
  })
  if (serving === undefined || askedAlike(serving.columns ?? [], theirs)) return
  platform.log.warn(
    `${statement.version} is asked with ${askedWith(theirs)}, and ${before.version}, which serves, with ${askedWith(serving.columns ?? [])}: the canary refuses the requests of today's clients, and the rollout stops; serve it beside the other under a name of its own (${spec.name} is the name of both), and move the clients`,
  )
}
