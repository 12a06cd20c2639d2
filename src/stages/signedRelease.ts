import { UserError } from '../errors.ts'
import { servedOf } from '../model/history.ts'
import { type LatestCandidate, latestRelease, type Release, releases } from '../oci/releases.ts'
import type { ContentStore } from '../oci/types.ts'
import { readHistory } from '../place/history.ts'
import type { Policy } from '../signing/policy.ts'
import { verifyRelease } from '../signing/release.ts'
import { openImages, trusted } from './image.ts'
import { promotions } from './promotions.ts'
import type { StageContext } from './types.ts'

/* Which release a spec means by `release:…`, and that somebody vouches for it. */

/** Who asks for a release, for messages. */
export type Asking = {
  /** Of the spec. */
  key: string
  /** What it would be. */
  as: string
  /** What to write in the place of a release that there is not, and of one that is gone. */
  instead: string
  otherwise: string
}

/** A release that is vouched for, and why it is this one; none where `latest` means nothing yet. */
export async function findRelease(
  context: StageContext,
  version: string,
  asking: Asking,
): Promise<{ store: ContentStore; release: Release | undefined; because: string }> {
  const store = await openImages(context)
  const all = await releases(store)
  if (version === 'latest') {
    const latest = await signedLatest(context, store, all, asking)
    return { store, release: latest?.release, because: `, ${latest?.because}` }
  }
  const release = all.find((one) => one.version === version)
  if (release === undefined)
    throw new UserError(
      `${store.name} has no release ${version}: name one that it has (${all.map((one) => one.version).join(', ') || 'there is none'}), or ${asking.instead}`,
      { place: { file: context.specFile, key: asking.key } },
    )
  await vouchFor(context, store, release, await trusted(context))
  return { store, release, because: '' }
}

/**
 * A promoted release must be there and signed: to take another one in its stead would let whoever removes a tag choose what
 * the candidate is compared with. Of those that were only built, one that is not signed is passed over, but never all of them.
 */
async function signedLatest(
  context: StageContext,
  store: ContentStore,
  all: readonly Release[],
  asking: Asking,
): Promise<LatestCandidate | undefined> {
  const { spec } = context
  const another = ({ version }: { version: string }): boolean => version !== spec.version
  // What this place knows counts even where no tag is left.
  if (!all.some(another) && !servedOf(await readHistory(context.place)).served.some(another)) return undefined
  const policy = await trusted(context)
  const history = await promotions(context, store, policy)
  let refused: unknown
  // A hosted runner has no place that lasts, and images tell of it only where the job that deploys has a key.
  const deployed = history.length > 0 ? [] : await context.platform.deployed(spec.name)
  for (const choice of latestRelease({ candidate: spec.version, releases: all, history, deployed })) {
    if (choice.promoted && !all.some(({ digest }) => digest === choice.release.digest))
      await requireThere(context, store, choice, asking)
    try {
      await vouchFor(context, store, choice.release, policy)
      return choice
    } catch (error) {
      if (choice.promoted || !(error instanceof UserError) || error.exit !== 'gate-failed') throw error
      context.platform.log.info(`release ${choice.release.version} is no ${asking.as}: ${error.message}`)
      refused ??= error
    }
  }
  if (refused !== undefined) throw refused
  return undefined
}

/** @throws UserError where a release that was promoted can be found neither by a tag nor by its digest */
async function requireThere(
  { specFile }: StageContext,
  store: ContentStore,
  choice: LatestCandidate,
  asking: Asking,
): Promise<void> {
  const { version, digest } = choice.release
  await store.getManifest(digest).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
    throw new UserError(
      `\`release:latest\` is ${version}, ${choice.because}, and it is gone from ${store.name} (${error.message}): find out who removed it and push it again, or ${asking.otherwise}`,
      { place: { file: specFile, key: asking.key }, exit: 'gate-failed', cause: error },
    )
  })
}

/**
 * The release is signed, and is what its tag says: whoever can write to the repository can have a tag lead to an older
 * release, or to another model with the same key, which would be easier to beat.
 */
async function vouchFor(
  { spec }: StageContext,
  store: ContentStore,
  { digest, version }: Release,
  policy: Policy,
): Promise<void> {
  await verifyRelease({ store, digest, policy, wanted: { name: spec.name, version } })
}
