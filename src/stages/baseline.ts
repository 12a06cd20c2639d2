import { join } from 'node:path'
import semver from 'semver'
import { UserError } from '../errors.ts'
import { digestTree } from '../model/digest.ts'
import type { Digest } from '../model/types.ts'
import { extractModel } from '../oci/extract.ts'
import { releases } from '../oci/releases.ts'
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
  const release =
    wanted.version === 'latest'
      ? all
          .filter(({ version }) => semver.lt(version, spec.version))
          .sort((a, b) => semver.rcompare(a.version, b.version))[0]
      : all.find(({ version }) => version === wanted.version)
  if (release === undefined && wanted.version === 'latest')
    return {
      kind: 'majority',
      because: `the most frequent class of the training data, as ${store.name} has no release before ${spec.version}`,
    }
  if (release === undefined)
    throw new UserError(
      `${specFile}: evaluate.baseline: ${store.name} has no release ${wanted.version}: it has ${all.map(({ version }) => version).join(', ') || 'none'}`,
    )
  const because = `release ${release.version}`
  await verifyImage({
    store,
    reference: release.digest,
    policy: { kind: 'key', publicKeyPem: await trustedKey(context) },
  })
  const parent = await cacheDirectory(context, 'baselines')
  const into = join(parent, release.digest.replace(':', '-'))
  const extracted = await extractModel({ store, digest: release.digest, into, reuse: true })
  return { kind: 'model', directory: extracted.model.path, digest: release.digest, because }
}
