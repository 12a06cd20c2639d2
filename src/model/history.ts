import semver from 'semver'
import { z } from 'zod'
import { type Digest, isDigest } from '../digest.ts'

const digest = z.custom<Digest>((value) => typeof value === 'string' && isDigest(value), 'expected a digest')
const version = z.string().refine((text) => semver.valid(text) === text, 'expected a version')
const release = z.object({ version, digest })

/** A promotion or a rollback: a line of a place's history, and the predicate of an attestation on the image. */
export const historyRecord = z.object({
  schema: z.literal(1),
  outcome: z.enum(['promoted', 'rolled-back']),
  /** Of the model: one key signs for several, and whoever can write to a repository can copy images of others there. */
  name: z.string().min(1),
  /** Of the release that was tried. */
  digest,
  version,
  /** When it was signed as a release: tells two builds of one version apart. */
  released: z.iso.datetime(),
  /** What served before; absent for a first deploy. */
  from: release.exactOptional(),
  /** What serves now; absent where nothing does. */
  to: release.exactOptional(),
  /** Of what was rolled back because somebody stopped it: that says nothing of the release, which can be gone back to. */
  stopped: z.literal(true).exactOptional(),
  /** ISO 8601. */
  at: z.iso.datetime(),
  /** Who ran it: `acme/intents run 12 attempt 1 by octocat`, or a user of this host. */
  by: z.string(),
  because: z.string(),
})

export type HistoryRecord = z.infer<typeof historyRecord>

/** A release that served, and why, in words that go on from its version. */
export type Served = { version: string; digest: Digest; because: string }

/**
 * What served, the last one first: what was promoted and not rolled back since, and what a rollback left serving; and what
 * was ever rolled back. Pure. @param history of any places and images, in any order
 */
export function servedOf(history: readonly HistoryRecord[]): { served: Served[]; undone: Set<Digest> } {
  const undone = new Set<Digest>()
  const served: Served[] = []
  for (const record of [...history].sort((a, b) => Date.parse(b.at) - Date.parse(a.at))) {
    if (record.outcome === 'rolled-back' && record.stopped !== true) undone.add(record.digest)
    const serving = record.outcome === 'promoted' ? record : record.to
    if (serving === undefined || undone.has(serving.digest)) continue
    const when = record.at.slice(0, 10)
    const because =
      record.outcome === 'promoted'
        ? `the last one promoted, on ${when}`
        : `which serves since ${record.version} was rolled back on ${when}`
    served.push({ version: serving.version, digest: serving.digest, because })
  }
  return { served, undone }
}

/**
 * The record since which a release serves: of its last promotion, or of the rollback that brought it back. One of a canary
 * that went back changed nothing. Pure. @param history of one place, oldest first
 */
export function servesSince(history: readonly HistoryRecord[], digest: string | undefined): HistoryRecord | undefined {
  let serving: { digest: string; since: HistoryRecord } | undefined
  for (const record of history) {
    const now = record.outcome === 'promoted' ? record.digest : record.to?.digest
    if (now === undefined) serving = undefined
    else if (record.outcome === 'promoted' || now !== serving?.digest) serving = { digest: now, since: record }
  }
  return serving?.digest === digest ? serving?.since : undefined
}

/**
 * Why a release would be a step back behind what serves or served last; undefined where it is none. Of two builds of one
 * version the one that was signed later is the newer one, and where nobody knows, it is not taken for newer. Pure.
 */
export function stepBack(
  release: { version: string; digest: Digest; released: string },
  last: { version: string; digest: Digest },
  history: readonly HistoryRecord[],
): string | undefined {
  if (release.digest === last.digest) return undefined
  const order = semver.compare(release.version, last.version)
  if (order > 0) return undefined
  if (order < 0) return `${release.version} is older than ${last.version}`
  const released = history.find(({ digest }) => digest === last.digest)?.released
  if (released !== undefined && Date.parse(release.released) > Date.parse(released)) return undefined
  return `this build of ${release.version} was signed ${released === undefined ? 'at another time than' : `on ${release.released}, before`} the one that was promoted`
}
