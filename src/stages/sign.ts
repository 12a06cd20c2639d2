import type { Digest } from '../digest.ts'
import { servedOf } from '../model/history.ts'
import { readGatedModel } from '../model/manifest.ts'
import type { ContentStore } from '../oci/types.ts'
import type { Stored } from '../results/types.ts'
import { attachStatement } from '../signing/attest.ts'
import { type BuildFacts, provenanceOf, provenancePredicate } from '../signing/provenance.ts'
import { attachRelease, type ReleaseStatement } from '../signing/release.ts'
import { signImage } from '../signing/sign.ts'
import type { Signing } from '../signing/signer.ts'
import { durationMs } from '../spec/values.ts'
import { built } from './build.ts'
import { evaluated } from './evaluate.ts'
import { promotions } from './promotions.ts'
import { quantized, quantizedModel } from './quantize.ts'
import type { Stage } from './recipe.ts'
import { draft } from './reporting.ts'
import { openSigner } from './signer.ts'
import type { StageContext } from './types.ts'
import { requireOwnRelease } from './verify.ts'

type SignReport = {
  image: string
  signed: { digest: Digest; bundle: Digest; tag: string }[]
  evaluation: Digest
  release: Digest
}

const evaluationPredicate = 'https://model-actions.dev/predicates/evaluation/v1'

/** Signs index and platform manifests, and attaches what release it is and the evaluation that let the model pass. */
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
    const release = await attachRelease({
      store,
      subject: report.index,
      release: await releaseFacts(context, store, signing),
      signing,
      created,
      ...renewal(context),
    })
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
      data: { image: report.image, signed, evaluation: attached.digest, release: release.digest },
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

/** What the key vouches for: which model in which version, that it passed its gates, and what served before. */
async function releaseFacts(
  context: StageContext,
  store: ContentStore,
  { signer }: Signing,
): Promise<Omit<ReleaseStatement, 'kind' | 'created'>> {
  const { name, version } = context.spec
  const gate = ({ digest, result }: Stored): ReleaseStatement['gates']['evaluate'] => ({
    result: digest,
    verdict: result.verdict === 'pass' ? 'pass' : 'inconclusive',
  })
  const before = servedOf(await promotions(context, store, signer.policy)).served.find(
    (served) => served.version !== version,
  )
  return {
    name,
    version,
    ...(context.spec.image.registry === undefined ? {} : { repository: store.name }),
    gates: { evaluate: gate(await evaluated(context, 'sign')), quantize: gate(await quantized(context, 'sign')) },
    ...(before === undefined ? {} : { before: { version: before.version, digest: before.digest } }),
  }
}

/** Where releases grow too old, one is signed anew when half of its time is over. */
function renewal({ spec, clock }: StageContext): { renew?: Date } {
  const { maxAge } = spec.signing
  return maxAge === undefined ? {} : { renew: new Date(clock.now().getTime() - durationMs(maxAge) / 2) }
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
