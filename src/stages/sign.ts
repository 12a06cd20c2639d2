import type { Digest } from '../digest.ts'
import { readGatedModel } from '../model/manifest.ts'
import { attachStatement } from '../signing/attest.ts'
import { type BuildFacts, provenanceOf, provenancePredicate } from '../signing/provenance.ts'
import { signImage } from '../signing/sign.ts'
import { built } from './build.ts'
import { evaluated } from './evaluate.ts'
import { quantizedModel } from './quantize.ts'
import type { Stage } from './recipe.ts'
import { draft } from './reporting.ts'
import { openSigner } from './signer.ts'
import type { StageContext } from './types.ts'
import { requireOwnRelease } from './verify.ts'

type SignReport = {
  image: string
  signed: { digest: Digest; bundle: Digest; tag: string }[]
  evaluation: Digest
}

const evaluationPredicate = 'https://model-actions.dev/predicates/evaluation/v1'

/** Signs index and platform manifests, and attaches the evaluation that let the model pass. */
export const sign: Stage<SignReport> = {
  name: 'sign',
  parents: ['build'],
  acts: true,
  async preflight(context) {
    await openSigner(context)
  },
  async inputs(context) {
    return { image: (await built(context, 'sign')).report.index.digest }
  },
  async make(context) {
    const { spec, clock } = context
    const { store, report } = await built(context, 'sign')
    await requireOwnRelease(context, store, report.index.digest)
    const signing = await openSigner(context)
    const created = clock.now()
    const { signed } = await signImage({ store, index: report.index, signing, created })
    const evaluation = (await evaluated(context, 'sign')).result
    const attached = await attachStatement({
      store,
      subject: report.index,
      predicateType: evaluationPredicate,
      predicate: evaluation.data,
      signing,
      created,
    })
    const facts = await buildFacts(context)
    if (facts !== undefined)
      await attachStatement({
        store,
        subject: report.index,
        predicateType: provenancePredicate,
        predicate: provenanceOf(facts),
        signing,
        created,
      })
    return draft({
      title: `sign ${spec.name} ${spec.version}`,
      data: { image: report.image, signed, evaluation: attached.digest },
      verdict: 'pass',
      headline: `${signed.length} manifests of ${report.image} signed by ${signing.signer.who}`,
      outputs: { image: report.image, digest: report.index.digest },
      document: {
        sections: [
          {
            kind: 'table',
            title: 'Signed',
            columns: ['manifest', 'bundle', 'tag for older verifiers'],
            rows: signed.map(({ digest, bundle, tag }) => [digest, bundle, tag]),
          },
        ],
      },
    })
  },
}

/** How the image came to be, where a workflow of GitHub made it; on a laptop nobody could vouch for it. */
async function buildFacts(context: StageContext): Promise<BuildFacts | undefined> {
  const { spec, specFile, environment } = context
  const server = environment['GITHUB_SERVER_URL']
  const repository = environment['GITHUB_REPOSITORY']
  const workflow = environment['GITHUB_WORKFLOW_REF']
  const commit = environment['GITHUB_SHA']
  const ref = environment['GITHUB_REF']
  const run = environment['GITHUB_RUN_ID']
  if (!server || !repository || !workflow || !commit || !ref || !run) return undefined
  const { directory, files } = await (await quantizedModel(context, 'sign')).gated()
  const { manifest } = await readGatedModel(directory, files)
  const inputs = Object.assign({}, ...manifest.lineage.map((lineage) => lineage.inputs)) as Record<string, Digest>
  return {
    model: { name: spec.name, version: spec.version },
    specFile,
    source: { repository: `${server}/${repository}`, commit, ref },
    inputs,
    builder: `${server}/${workflow}`,
    invocation: `${server}/${repository}/actions/runs/${run}/attempts/${environment['GITHUB_RUN_ATTEMPT'] ?? '1'}`,
  }
}
