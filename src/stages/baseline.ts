import { join } from 'node:path'
import { type Digest, digestTree } from '../digest.ts'
import { UserError } from '../errors.ts'
import { isThere } from '../files.ts'
import { notReadBy } from '../model/columns.ts'
import { servedOf } from '../model/history.ts'
import { manifestName, readModelDirectory } from '../model/manifest.ts'
import type { ModelDirectory } from '../model/types.ts'
import { extractModel, imageManifest } from '../oci/extract.ts'
import { type LatestCandidate, latestRelease, type Release, releases } from '../oci/releases.ts'
import type { ContentStore } from '../oci/types.ts'
import { readHistory } from '../place/history.ts'
import { refText } from '../platform/git.ts'
import type { Policy } from '../signing/policy.ts'
import { verifyRelease } from '../signing/release.ts'
import { parseBaseline } from '../spec/base.ts'
import { resolveInside } from '../spec/paths.ts'
import { textColumns } from '../spec/schema.ts'
import { taskOf } from '../tasks/index.ts'
import { cacheDirectory, resolveBase } from './base.ts'
import { openImages, trusted } from './image.ts'
import { oncePerRun } from './memo.ts'
import { promotions } from './promotions.ts'
import { findRef, modelOfRef } from './refBaseline.ts'
import type { StageContext } from './types.ts'

/** What the candidate must not be worse than, and why it is this one. */
export type Baseline =
  | {
      kind: 'base' | 'model'
      directory: string
      digest: Digest
      because: string
      /** What may need its base beside itself. */
      tuned?: ModelDirectory
    }
  | { kind: 'majority'; because: string }

/** What can be known of it before anything is tuned. @throws UserError where it cannot be had, or reads other columns */
export async function baselinePreflight(context: StageContext): Promise<void> {
  requireAskable(context, await readBy(context))
}

/** A baseline by its name, and the columns that it reads; none where it does not say so. */
export type ReadColumns = { name: string; columns: readonly string[] }

/** What the baseline reads, found without its weights; undefined of the majority and of a directory that says nothing. */
export async function readBy(context: StageContext): Promise<ReadColumns | undefined> {
  const wanted = wantedBaseline(context)
  // A base says nothing of columns: it is asked what the candidate is.
  if (wanted.kind === 'base' || wanted.kind === 'majority') return undefined
  if (wanted.kind === 'release' && isUnreleased(context)) return undefined
  if (wanted.kind === 'ref') {
    const { columns = [] } = textColumns((await findRef(context, wanted.ref)).spec)
    return { name: refText(wanted.ref), columns }
  }
  if (wanted.kind === 'directory') {
    const directory = await directoryOf(context, wanted.path)
    if (!(await isThere(join(directory, manifestName)))) return undefined
    const { columns = [] } = (await readModelDirectory(directory)).manifest
    return { name: `the model in ${wanted.path}`, columns }
  }
  const found = await findRelease(context, wanted.version)
  if (found.release === undefined) return undefined
  const { columns = [] } = await imageManifest(found.store, found.release.digest)
  return { name: `release ${found.release.version}`, columns }
}

/** Its text is made of columns of these data, or it would be judged by what it never saw. @throws UserError */
export function requireAskable({ spec, specFile }: StageContext, baseline: ReadColumns | undefined): void {
  const because = baseline && notReadBy(baseline.columns, textColumns(spec).columns ?? [])
  if (because !== undefined)
    throw new UserError(
      `${baseline?.name} ${because}, so that it cannot be asked about the same examples: compare with \`majority\`, or with a model that reads no other columns`,
      { place: { file: specFile, key: 'evaluate.baseline' } },
    )
}

const wantedBaseline = ({ spec, specFile }: StageContext): ReturnType<typeof parseBaseline> =>
  parseBaseline(spec.evaluate.baseline, { file: specFile, key: 'evaluate.baseline' })

/** A model that writes texts is not released: compared with is then what there is, its untuned base. */
const isUnreleased = ({ spec }: StageContext): boolean => !taskOf(spec.task).classes

export const resolveBaseline = (context: StageContext): Promise<Baseline> =>
  oncePerRun(context, 'baseline', () => findBaseline(context))

async function findBaseline(context: StageContext): Promise<Baseline> {
  const { spec } = context
  const wanted = wantedBaseline(context)
  if (wanted.kind === 'majority') return { kind: 'majority', because: 'the most frequent class of the training data' }
  if (wanted.kind === 'base' || (wanted.kind === 'release' && isUnreleased(context)))
    return { kind: 'base', ...(await resolveBase(context)), because: 'the untuned base' }
  if (wanted.kind === 'directory') {
    const directory = await directoryOf(context, wanted.path)
    return { kind: 'model', directory, digest: await digestTree(directory), because: `the model in ${wanted.path}` }
  }
  if (wanted.kind === 'ref') {
    const { model, because } = await modelOfRef(context, wanted.ref)
    const tuned = await model.open()
    return { kind: 'model', directory: tuned.path, digest: model.digest, because, tuned }
  }
  const { store, release, because } = await findRelease(context, wanted.version)
  if (release !== undefined) return modelOf(context, store, release, because)
  // Of a layout on this disk the path is long, and `check` tells it.
  const images = store.name.startsWith('oci:') ? 'there is' : `${store.name} has`
  return {
    kind: 'majority',
    because: `the most frequent class of the training data, as ${images} no release before ${spec.version}`,
  }
}

const directoryOf = ({ bounds, specFile }: StageContext, path: string): Promise<string> =>
  resolveInside(bounds, path, { file: specFile, key: 'evaluate.baseline' })

/** A release that is vouched for, and why it is this one; none where `latest` means nothing yet. */
async function findRelease(
  context: StageContext,
  version: string,
): Promise<{ store: ContentStore; release: Release | undefined; because: string }> {
  const store = await openImages(context)
  const all = await releases(store)
  if (version === 'latest') {
    const latest = await signedLatest(context, store, all)
    return { store, release: latest?.release, because: `, ${latest?.because}` }
  }
  const release = all.find((one) => one.version === version)
  if (release === undefined)
    throw new UserError(
      `${store.name} has no release ${version}: name one that it has (${all.map((one) => one.version).join(', ') || 'there is none'}), or \`majority\``,
      { place: { file: context.specFile, key: 'evaluate.baseline' } },
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
      await requireThere(context, store, choice)
    try {
      await vouchFor(context, store, choice.release, policy)
      return choice
    } catch (error) {
      if (choice.promoted || !(error instanceof UserError) || error.exit !== 'gate-failed') throw error
      context.platform.log.info(`release ${choice.release.version} is no baseline: ${error.message}`)
      refused ??= error
    }
  }
  if (refused !== undefined) throw refused
  return undefined
}

/** @throws UserError where a release that was promoted can be found neither by a tag nor by its digest */
async function requireThere({ specFile }: StageContext, store: ContentStore, choice: LatestCandidate): Promise<void> {
  const { version, digest } = choice.release
  await store.getManifest(digest).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
    throw new UserError(
      `\`release:latest\` is ${version}, ${choice.because}, and it is gone from ${store.name} (${error.message}): find out who removed it and push it again, or name what to compare with, as \`release:1.2.3\` or \`majority\``,
      { place: { file: specFile, key: 'evaluate.baseline' }, exit: 'gate-failed', cause: error },
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

async function modelOf(context: StageContext, store: ContentStore, release: Release, why: string): Promise<Baseline> {
  const into = await releaseDirectory(context, release.digest)
  const extracted = await extractModel({ store, digest: release.digest, into, reuse: true })
  const because = `release ${release.version}${why}`
  return { kind: 'model', directory: extracted.model.path, digest: release.digest, because }
}

/** Where this place keeps the files of a release that something was compared with, if it was. */
export const releaseDirectory = async (context: StageContext, digest: Digest): Promise<string> =>
  join(await cacheDirectory(context, 'baselines'), digest.replace(':', '-'))
