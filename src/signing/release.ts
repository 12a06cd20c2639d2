import semver from 'semver'
import { z } from 'zod'
import { canonicalJson, type Digest, isDigest } from '../digest.ts'
import { UserError } from '../errors.ts'
import { parseDocument } from '../oci/mediaTypes.ts'
import type { ContentStore, Descriptor } from '../oci/types.ts'
import { attachUnless } from './attest.ts'
import { quoted, type Statement } from './bundle.ts'
import { type Policy, type Trust, trustOf } from './policy.ts'
import { type AttachedBundle, attachedBundles, passedOver } from './referrers.ts'
import type { Signing } from './signer.ts'
import { remedyUnsigned, verifyImage } from './verify.ts'

/*
 * A cosign signature says "this key, this digest" and nothing else: whoever can write to the registry has a tag lead to any
 * image that the key ever signed. So each release carries a statement of what it is, which verifying asks for.
 */

export const releasePredicate = 'https://model-actions.dev/predicates/release/v1'

const digest = z.custom<Digest>((value) => typeof value === 'string' && isDigest(value), 'expected a digest')
const version = z.string().refine((text) => semver.valid(text) === text, 'expected a version')
/** By which result a gate let the model pass: `inconclusive` where the spec takes that for a warning. */
const gate = z.object({ result: digest, verdict: z.enum(['pass', 'inconclusive']) })

const releaseSchema = z.object({
  name: z.string().min(1),
  version,
  /** What the statement is about is the whole release, never the image of one platform. */
  kind: z.literal('index'),
  /** Where it was released. Not compared, as images are copied to where they serve; absent for a layout, which is a path of one machine. */
  repository: z.string().exactOptional(),
  gates: z.object({ evaluate: gate, quantize: gate }),
  /** What was promoted last when this one was signed, as far as the job that signed could know. */
  before: z.object({ version, digest }).exactOptional(),
  created: z.iso.datetime(),
})

export type ReleaseStatement = z.infer<typeof releaseSchema>

/**
 * Attaches the statement. One by the same key that says the same of the release stays, unless it was made before `renew`.
 * @throws UserError where the image is no index
 */
export async function attachRelease(options: {
  store: ContentStore
  subject: Descriptor
  release: Omit<ReleaseStatement, 'kind' | 'created'>
  signing: Signing
  created: Date
  renew?: Date
}): Promise<Descriptor> {
  const { store, subject, signing, created, renew } = options
  await requireIndex(store, subject.digest)
  const predicate: ReleaseStatement = { ...options.release, kind: 'index', created: created.toISOString() }
  // When it was signed, and what served then, is another at each signing and changes nothing of the release.
  const lasting = ({ created: _, before: __, ...rest }: ReleaseStatement): string => canonicalJson(rest)
  return attachUnless({ store, subject, predicateType: releasePredicate, predicate, signing, created }, (statement) => {
    const said = releaseSchema.safeParse(statement.predicate)
    if (!said.success || lasting(said.data) !== lasting(predicate)) return false
    return renew === undefined || Date.parse(said.data.created) >= renew.getTime()
  })
}

/**
 * Vouches for an image as the release of a name and a version, or refuses it.
 * @param options.notBefore older statements count no more: what an attacker kept back for long is not taken for new
 * @returns `passedOver`: what is attached and cannot be read, in words
 * @throws UserError, `gate-failed` where nobody vouches for it (any more), and `configuration` where it is another release
 * than was asked for; whatever the store throws where it cannot be read
 */
export async function verifyRelease(options: {
  store: ContentStore
  digest: Digest
  policy: Policy
  wanted: Pick<ReleaseStatement, 'name' | 'version'>
  notBefore?: Date
}): Promise<{ signedBy: string; release: ReleaseStatement; passedOver?: string }> {
  const { store, digest, policy, wanted, notBefore } = options
  const image = `${store.name}@${digest}`
  const bundles = await attachedBundles(store, digest)
  const { signedBy } = await verifyImage({ store, reference: digest, policy, bundles })
  await requireIndex(store, digest)
  const said = releasesSaid(bundles, digest, trustOf(policy), image)
  if (said.length === 0)
    throw refused(
      `${image} is signed by ${signedBy}, and not as a release of model-actions: which model it is in which version, and that it passed its gates, nobody vouches for: ${remedyUnsigned}`,
    )
  const fitting = said.filter(({ name, version }) => name === wanted.name && version === wanted.version)
  const release = fitting.sort((a, b) => Date.parse(b.created) - Date.parse(a.created))[0]
  if (release === undefined)
    throw new UserError(
      `${image} was released as ${inWords(said)} and not ${wanted.name} ${wanted.version}: find out who had that tag or digest lead to it`,
    )
  if (notBefore !== undefined && Date.parse(release.created) < notBefore.getTime())
    throw refused(
      `${image} was signed as a release on ${release.created}, which is longer ago than signing.max-age allows: sign it again with \`model-actions sign\`, or find out why there is nothing newer`,
    )
  const unread = passedOver(bundles)
  return { signedBy, release, ...(unread === undefined ? {} : { passedOver: unread }) }
}

/** What the trusted key says of this image. */
function releasesSaid(
  bundles: readonly AttachedBundle[],
  digest: Digest,
  trust: Trust,
  image: string,
): ReleaseStatement[] {
  return bundles.flatMap(({ manifest, reading }) => {
    if (reading.kind !== 'statement' || reading.statement.predicateType !== releasePredicate) return []
    if (!reading.statement.subjects.includes(digest) || !trust.verifyBundle(reading.entity)) return []
    return [readRelease(reading.statement, `${image}: the statement ${manifest.digest}`)]
  })
}

function readRelease({ predicate }: Statement, where: string): ReleaseStatement {
  const parsed = releaseSchema.safeParse(predicate)
  if (parsed.success) return parsed.data
  throw refused(
    `${where} is by the trusted key, but none of a release that this version can read: it was written by another version of model-actions, update this one`,
  )
}

/** A node pulls the image of its platform, and gateways are told of one release: what is released is the index of all. */
async function requireIndex(store: ContentStore, digest: Digest): Promise<void> {
  const image = `${store.name}@${digest}`
  if (parseDocument((await store.getManifest(digest)).bytes, image).kind === 'index') return
  throw new UserError(
    `${image} is the image of a single platform, and no release: name the index that build put out, and find out who had a tag lead there`,
  )
}

const inWords = (said: readonly ReleaseStatement[]): string =>
  [...new Set(said.map(({ name, version }) => `${name} ${version}`))].slice(0, 3).map(quoted).join(', ')

const refused = (message: string): UserError => new UserError(message, { exit: 'gate-failed' })
