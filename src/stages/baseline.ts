import { join } from 'node:path'
import { type Digest, digestTree } from '../digest.ts'
import { UserError } from '../errors.ts'
import { extractModel } from '../oci/extract.ts'
import { imageSays, inWords, type LatestCandidate, latestRelease, type Release, releases } from '../oci/releases.ts'
import type { ContentStore } from '../oci/types.ts'
import { readHistory } from '../place/history.ts'
import { attachedHistory } from '../signing/history.ts'
import type { Policy } from '../signing/policy.ts'
import { verifyImage } from '../signing/verify.ts'
import { parseBaseline } from '../spec/base.ts'
import { resolveInside } from '../spec/paths.ts'
import { cacheDirectory } from './base.ts'
import { openImages, trustedKey } from './image.ts'
import { oncePerRun } from './memo.ts'
import type { StageContext } from './types.ts'

/** What the candidate must not be worse than, and why it is this one. */
export type Baseline =
  | { kind: 'model'; directory: string; digest: Digest; because: string }
  | { kind: 'majority'; because: string }

export const resolveBaseline = (context: StageContext): Promise<Baseline> =>
  oncePerRun(context, 'baseline', () => findBaseline(context))

async function findBaseline(context: StageContext): Promise<Baseline> {
  const { spec, specFile } = context
  const place = { file: specFile, key: 'evaluate.baseline' }
  const wanted = parseBaseline(spec.evaluate.baseline, place)
  if (wanted.kind === 'majority') return { kind: 'majority', because: 'the most frequent class of the training data' }
  if (wanted.kind === 'directory') {
    const directory = await resolveInside(context.bounds, wanted.path, place)
    return { kind: 'model', directory, digest: await digestTree(directory), because: `the model in ${wanted.path}` }
  }
  const store = await openImages(context)
  const all = await releases(store)
  if (wanted.version === 'latest') {
    const latest = await signedLatest(context, store, all)
    if (latest !== undefined) return modelOf(context, store, latest.release, `, ${latest.because}`)
    return {
      kind: 'majority',
      because: `the most frequent class of the training data, as ${store.name} has no release before ${spec.version}`,
    }
  }
  const release = all.find(({ version }) => version === wanted.version)
  if (release === undefined)
    throw new UserError(
      `${store.name} has no release ${wanted.version}: name one that it has (${all.map(({ version }) => version).join(', ') || 'there is none'}), or \`majority\``,
      { place },
    )
  await vouchFor(context, store, release, await trusted(context))
  return modelOf(context, store, release, '')
}

const trusted = async (context: StageContext): Promise<Policy> => ({
  kind: 'key',
  publicKeyPem: await trustedKey(context),
})

/**
 * What was promoted is known from this place and from what deployments attested on the images. A promoted release must be
 * signed; of those that were only built, one that is not signed is passed over, but never all of them.
 */
async function signedLatest(
  context: StageContext,
  store: ContentStore,
  all: readonly Release[],
): Promise<LatestCandidate | undefined> {
  if (all.every(({ version }) => version === context.spec.version)) return undefined
  const policy = await trusted(context)
  const history = await readHistory(context.place)
  for (const { digest } of all) history.push(...(await attachedHistory(store, digest, policy)))
  let refused: unknown
  for (const choice of latestRelease({ candidate: context.spec.version, releases: all, history })) {
    try {
      await vouchFor(context, store, choice.release, policy)
      return choice
    } catch (error) {
      if (!(error instanceof UserError) || error.exit !== 'gate-failed') throw error
      context.platform.log.info(`release ${choice.release.version} is no baseline: ${error.message}`)
      refused ??= error
    }
  }
  if (refused !== undefined) throw refused
  return undefined
}

/**
 * The release is signed, and is what its tag says: whoever can write to the repository can have a tag lead to an older
 * release, or to another model with the same key, which would be easier to beat.
 */
async function vouchFor(
  { spec, specFile }: StageContext,
  store: ContentStore,
  { digest, version }: Release,
  policy: Policy,
): Promise<void> {
  await verifyImage({ store, reference: digest, policy })
  const said = await imageSays(store, digest)
  if (said.name !== spec.name || said.version !== version)
    throw new UserError(
      `${store.name}:${version} leads to ${digest}, which is ${inWords(said)} and not ${spec.name} ${version}: find out who moved that tag`,
      { place: { file: specFile, key: 'evaluate.baseline' } },
    )
}

async function modelOf(context: StageContext, store: ContentStore, release: Release, why: string): Promise<Baseline> {
  const parent = await cacheDirectory(context, 'baselines')
  const into = join(parent, release.digest.replace(':', '-'))
  const extracted = await extractModel({ store, digest: release.digest, into, reuse: true })
  const because = `release ${release.version}${why}`
  return { kind: 'model', directory: extracted.model.path, digest: release.digest, because }
}
