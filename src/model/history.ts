import { z } from 'zod'
import { type Digest, isDigest } from '../digest.ts'

const digest = z.custom<Digest>((value) => typeof value === 'string' && isDigest(value), 'expected a digest')
const release = z.object({ version: z.string(), digest })

/** A promotion or a rollback: a line of a place's history, and the predicate of an attestation on the image. */
export const historyRecord = z.object({
  schema: z.literal(1),
  outcome: z.enum(['promoted', 'rolled-back']),
  /** Of the release that was tried. */
  digest,
  version: z.string(),
  /** What served before; absent for a first deploy. */
  from: release.exactOptional(),
  /** What serves now; absent where nothing does. */
  to: release.exactOptional(),
  /** ISO 8601. */
  at: z.iso.datetime(),
  /** Who ran it: `acme/intents run 12 attempt 1 by octocat`, or a user of this host. */
  by: z.string(),
  because: z.string(),
})

export type HistoryRecord = z.infer<typeof historyRecord>
