import { join } from 'node:path'
import { type Digest, digestTree } from '../digest.ts'
import { UserError } from '../errors.ts'
import { isThere } from '../files.ts'
import { notReadBy } from '../model/columns.ts'
import { manifestName, readModelDirectory } from '../model/manifest.ts'
import type { ModelDirectory } from '../model/types.ts'
import { extractModel, imageManifest } from '../oci/extract.ts'
import type { Release } from '../oci/releases.ts'
import type { ContentStore } from '../oci/types.ts'
import { refText } from '../platform/git.ts'
import { parseBaseline } from '../spec/base.ts'
import { resolveInside } from '../spec/paths.ts'
import { textColumns } from '../spec/schema.ts'
import { taskOf } from '../tasks/index.ts'
import { cacheDirectory, resolveBase } from './base.ts'
import { oncePerRun } from './memo.ts'
import { findRef, modelOfRef } from './refBaseline.ts'
import { type Asking, findRelease } from './signedRelease.ts'
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
  const found = await findRelease(context, wanted.version, asBaseline)
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

const asBaseline: Asking = {
  key: 'evaluate.baseline',
  as: 'baseline',
  instead: '`majority`',
  otherwise: 'name what to compare with, as `release:1.2.3` or `majority`',
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
  const { store, release, because } = await findRelease(context, wanted.version, asBaseline)
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

async function modelOf(context: StageContext, store: ContentStore, release: Release, why: string): Promise<Baseline> {
  const into = await releaseDirectory(context, release.digest)
  const extracted = await extractModel({ store, digest: release.digest, into, reuse: true })
  const because = `release ${release.version}${why}`
  return { kind: 'model', directory: extracted.model.path, digest: release.digest, because }
}

/** Where this place keeps the files of a release that something was compared with, if it was. */
export const releaseDirectory = async (context: StageContext, digest: Digest): Promise<string> =>
  join(await cacheDirectory(context, 'baselines'), digest.replace(':', '-'))
