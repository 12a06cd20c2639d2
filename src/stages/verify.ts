import type { Digest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { imageSays, inWords } from '../oci/releases.ts'
import type { ContentStore } from '../oci/types.ts'
import { trustOf } from '../signing/policy.ts'
import { type ReleaseStatement, verifyRelease } from '../signing/release.ts'
import { durationMs } from '../spec/values.ts'
import { openImages, trusted } from './image.ts'
import type { Stage } from './recipe.ts'
import { draft } from './reporting.ts'
import type { StageContext } from './types.ts'

type VerifyReport = { image: string; version: string; digest: Digest; signedBy: string; release: ReleaseStatement }

/** Resolves the release of the spec's version once, and vouches for that digest or refuses. */
export const verify: Stage<VerifyReport> = {
  name: 'verify',
  parents: [],
  acts: true,
  async preflight(context) {
    trustOf(await trusted(context))
  },
  async inputs(context) {
    return { image: await releaseDigest(await openImages(context), context) }
  },
  async make(context) {
    const release = await verifiedRelease(context)
    return draft({
      title: `verify ${context.spec.name} ${context.spec.version}`,
      data: {
        image: release.image,
        version: context.spec.version,
        digest: release.digest,
        signedBy: release.signedBy,
        release: release.statement,
      },
      verdict: 'pass',
      headline: `${release.image} is ${context.spec.name} ${context.spec.version}, signed by ${release.signedBy}`,
      outputs: { image: release.image, digest: release.digest },
      document: {},
    })
  },
}

export type VerifiedRelease = {
  store: ContentStore
  digest: Digest
  image: string
  signedBy: string
  statement: ReleaseStatement
}

export async function verifiedRelease(context: StageContext): Promise<VerifiedRelease> {
  const { spec, clock, platform, rollback } = context
  const store = await openImages(context)
  const digest = await releaseDigest(store, context)
  const { maxAge } = spec.signing
  const { signedBy, release, passedOver } = await verifyRelease({
    store,
    digest,
    policy: await trusted(context),
    wanted: { name: spec.name, version: spec.version },
    // Who says that they go back knows that it is not the newest.
    ...(maxAge === undefined || rollback ? {} : { notBefore: new Date(clock.now().getTime() - durationMs(maxAge)) }),
  })
  if (passedOver !== undefined)
    platform.log.warn(
      `${store.name}@${digest}: what is attached to it and cannot be read counts for nothing: ${passedOver}: find out who pushed it`,
    )
  if ((await releaseDigest(store, context)) !== digest)
    throw new UserError(
      `${store.name}:${context.spec.version} moved while it was verified: find out who pushed it, and run again`,
    )
  return { store, digest, image: `${store.name}@${digest}`, signedBy, statement: release }
}

/** What another job built is of this model and this version, or somebody mixed up two jobs. */
export async function requireOwnRelease(
  { spec, specFile }: StageContext,
  store: ContentStore,
  digest: Digest,
): Promise<void> {
  const said = await imageSays(store, digest)
  if (said.name !== spec.name || said.version !== spec.version)
    throw new UserError(
      `${store.name}@${digest} is ${inWords(said)}, and the spec is of ${spec.name} ${spec.version}: hand over what build put out for this spec`,
      { place: { file: specFile, key: 'version' } },
    )
}

async function releaseDigest(store: ContentStore, context: StageContext): Promise<Digest> {
  if (context.image !== undefined) return context.image
  const found = await store.resolve(context.spec.version)
  if (found !== undefined) return found.digest
  throw new UserError(
    `${store.name} has no release ${context.spec.version}: run \`model-actions build,sign --config ${context.specFile}\` first`,
    { place: { file: context.specFile, key: 'version' } },
  )
}
