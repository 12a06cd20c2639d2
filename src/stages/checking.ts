import { stat } from 'node:fs/promises'
import type { Examined } from '../checkup/data.ts'
import { mixed } from '../checkup/sources.ts'
import { type ExitName, UserError } from '../errors.ts'
import { countText } from '../report/text.ts'
import { trustOf } from '../signing/policy.ts'
import { parseBaseline } from '../spec/base.ts'
import { resolveInside } from '../spec/paths.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { hasClasses } from '../spec/writing.ts'
import { askHub, tryBase } from './base.ts'
import { type ReadColumns, readBy, requireAskable } from './baseline.ts'
import { tryImageBase } from './build.ts'
import { deploy } from './deploy.ts'
import { examineData, needsOfGates, refuseData } from './examining.ts'
import { openImages, trusted } from './image.ts'
import { ownFunctions } from './ownScores.ts'
import { findSigner } from './signer.ts'
import { requireRoom } from './training/room.ts'
import type { StageContext } from './types.ts'

/*
 * `check`: all that can be known before a chain, a line each, and nothing is changed. What is wrong with model.yml, its data or
 * its base is wrong everywhere; keys, ports and engines may be on the machine that needs them, and are not this one's fault.
 */

export type Finding = { part: string; found: string } & (
  | { state: 'ok' | 'warning' | 'missing' }
  | { state: 'wrong'; problems: UserError['problems']; exit: ExitName }
)

/** What may be wrong with a part: everywhere, or on this machine alone. */
type Blame = 'spec' | 'machine'

export async function checkAll(context: StageContext): Promise<Finding[]> {
  const findings: Finding[] = []
  const seen = new Set<string>()
  const tell = (finding: Finding): void => {
    // Two parts may lack the same, such as a key.
    if (finding.state === 'ok' || !seen.has(finding.found)) findings.push(finding)
    seen.add(finding.found)
  }
  const look = async (
    part: string,
    blame: Blame,
    find: () => Promise<string | undefined>,
    warnings: () => Promise<readonly string[]> = async () => [],
  ): Promise<boolean> => {
    try {
      const found = await find()
      if (found !== undefined) tell({ part, state: 'ok', found })
      for (const warning of await warnings()) tell({ part, state: 'warning', found: warning })
      return true
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      // What an engine or a registry says depends on where it is asked.
      if (blame === 'machine' || error.exit === 'preflight')
        for (const { what, place } of error.problems)
          tell({ part, state: 'missing', found: place?.key === undefined ? what : `${place.key}: ${what}` })
      else tell({ part, state: 'wrong', found: error.message, problems: error.problems, exit: error.exit })
      return false
    }
  }
  const { spec } = context
  const readable = await look('data', 'spec', async () => {
    await refuseData(context)
    return dataWords(context)
  })
  // Also beside errors: who corrects those would else meet these next.
  await look(
    'data',
    'spec',
    async () => undefined,
    async () => (await examineData(context)).warnings,
  )
  const based = await look(
    'base',
    'spec',
    () => tryBase(context),
    async () => {
      const because = await askHub(context)
      return because === undefined ? [] : [`${because}: check network, HF_TOKEN and HF_ENDPOINT, or name a directory`]
    },
  )
  if (based && spec.base.startsWith('.'))
    await look('disk', 'machine', async () => {
      await requireRoom(
        context,
        await resolveInside(context.bounds, spec.base, { file: context.specFile, key: 'base' }),
      )
      return undefined
    })
  if (readable)
    await look(
      'gates',
      'spec',
      async () => undefined,
      async () => (await needsOfGates(context, { evaluate: true, quantize: true })).map(({ what }) => what),
    )
  await look('evaluate', 'spec', async () => {
    await baselineThere(context)
    await ownFunctions(context)
    return undefined
  })
  let baseline: ReadColumns | undefined
  const had = await look('evaluate', 'machine', async () => {
    baseline = await readBy(context)
    return undefined
  })
  if (had)
    await look('evaluate', 'spec', async () => {
      requireAskable(context, baseline)
      return `against ${hasClasses(spec.task) ? spec.evaluate.baseline : 'its untuned base'}`
    })
  // Nothing is made of a tuned model that writes texts.
  if (!hasClasses(spec.task)) return findings
  await look('image', 'spec', () => tryImageBase(context))
  await look('image', 'machine', async () => {
    const images = await openImages(context)
    await images.tryWriting()
    return `may write to ${images.name}`
  })
  await look('sign', 'machine', () => keyWords(context))
  await look('verify', 'machine', async () => `believes ${trustOf(await trusted(context)).who}`)
  await look('deploy', 'machine', async () => {
    await deploy.preflight?.(context)
    return `port ${spec.deploy.port}, target: ${spec.deploy.target}`
  })
  return findings
}

async function dataWords(context: StageContext): Promise<string> {
  const { files } = await examineData(context)
  if (files.length === 0) return 'is read by engine.image'
  const each = files.map(({ name, rows, whole, classes }) => {
    const inClasses = hasClasses(context.spec.task) ? ` in ${classes.size} classes` : ''
    return `${name}: ${whole ? '' : 'more than '}${countText(rows)} examples${inClasses}${whole ? '' : ' (no more were looked at)'}`
  })
  return `${each.join(', ')}${mixtureWords(files)}${maskWords(context.spec.data)}`
}

/** What the shares leave, as far as that can be seen before prepare. */
function mixtureWords(files: readonly Examined[]): string {
  const training = files.filter(({ share }) => share !== undefined)
  if (training.length === 0) return ''
  const total = training.reduce((sum, { share = 0 }) => sum + share, 0)
  const shares = training.map(({ share = 0 }) => `${Number(((100 * share) / total).toFixed(1))} %`)
  const limits = training.every(({ whole }) => whole)
    ? `, of which about ${countText(mixed(training).usable)} examples are used`
    : ''
  return `; mixed to ${shares.join(', ')}${limits}`
}

/** What is compared here is as it stands in the files. */
function maskWords(data: ModelSpec['data']): string {
  if (!('mask' in data || 'maskPatterns' in data)) return ''
  const kinds = [...(data.mask ?? []), ...(data.maskPatterns ?? []).map(({ name }) => name)]
  return kinds.length === 0
    ? ''
    : `; prepare masks ${kinds.join(', ')}, and what is alike only then is found there, not by this check`
}

async function baselineThere(context: StageContext): Promise<void> {
  const { spec, specFile, bounds } = context
  const place = { file: specFile, key: 'evaluate.baseline' }
  const wanted = parseBaseline(spec.evaluate.baseline, place)
  if (wanted.kind !== 'directory') return
  const directory = await resolveInside(bounds, wanted.path, place)
  const facts = await stat(directory).catch(() => undefined)
  if (facts?.isDirectory() !== true)
    throw new UserError(`${wanted.path} is no directory: name that of a model, a release, or majority`, { place })
}

/** Whose key it is; undefined is said, and a key that does not fit the public one. */
async function keyWords(context: StageContext): Promise<string> {
  const signing = await findSigner(context)
  if (signing === undefined)
    throw new UserError(
      'is not set, nor is COSIGN_PRIVATE_KEY: make a key pair with `model-actions keygen` where `sign` is to run',
      { place: { key: 'signing.key' } },
    )
  const { signer } = signing
  const believed = await trusted(context).catch(() => undefined)
  if (believed !== undefined && trustOf(believed).hint !== trustOf(signer.policy).hint)
    throw new UserError(
      'is not the other half of signing.public-key: what is signed with it is refused by verify; name two files of one `model-actions keygen`',
      { place: { key: 'signing.key' } },
    )
  return signer.who
}
