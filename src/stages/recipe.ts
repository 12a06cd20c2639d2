import { join } from 'node:path'
import { type Digest, hexOf } from '../digest.ts'
import type { ExitName } from '../errors.ts'
import { UserError } from '../errors.ts'
import { type Held, takeLock, withLock } from '../locks.ts'
import { lineageKey } from '../model/lineage.ts'
import type { HostPlace } from '../place/place.ts'
import { refusedBySystem } from '../platform/failure.ts'
import type { Workspace } from '../results/local.ts'
import type { Result, Stored } from '../results/types.ts'
import type { Verdict } from '../verdict.ts'
import { forget, known, oncePerRun } from './memo.ts'
import { type StageContext, type StageName, type StageOutcome, stageNames } from './types.ts'

/** What a stage made, before the runner adds its name, its key and its parents. */
export type Draft<Data> = Pick<Result<Data>, 'verdict' | 'headline' | 'outputs' | 'report' | 'data'> & {
  proceed?: boolean
}

/** A stage: what it depends on, and how its result is made. */
export type Stage<Data = unknown> = {
  name: StageName
  /** Stages whose results it is made from. */
  parents: readonly StageName[]
  /** Digests of everything that goes in. Asks for the results of earlier stages, and says which one is missing. */
  inputs(context: StageContext): Promise<Record<string, Digest>>
  /** @param beside another run makes the same now: what is kept by `key` is its own */
  make(context: StageContext, workspace: Workspace, key: Digest, beside: boolean): Promise<Draft<Data>>
  /** Tries what can be known to fail later, before any stage of the run begins, and takes no longer than a look. */
  preflight?(context: StageContext): Promise<void>
  /** The same of what takes minutes, such as fetching a model or setting up an engine: once nothing else is wrong. */
  setUp?(context: StageContext): Promise<void>
  /** Whether what an earlier result speaks of, outside of the store, is still there. Default: it speaks of nothing outside. */
  holds?(context: StageContext, earlier: Data): Promise<boolean>
  /** Stages that act on the world (sign, verify, deploy) are run every time and find out themselves what is left to do. */
  acts?: true
  /** One run at a time acts for a model. */
  alone?: true
}

export const keyOf = (stage: Stage, context: StageContext): Promise<Digest> =>
  oncePerRun(context, `key of ${stage.name}`, async () =>
    lineageKey({ model: context.spec.name, stage: stage.name, inputs: await stage.inputs(context) }),
  )

/**
 * Runs a stage, unless a result of equal inputs may be used again. Of two runs of one key the second waits and reuses, or is
 * refused, or makes its own beside the first where it is forced to.
 */
export async function runStage<Data>(stage: Stage<Data>, context: StageContext): Promise<StageOutcome<Data>> {
  const key = await keyOf(stage as Stage, context)
  const reused = await reusable(stage, context, key)
  if (reused !== undefined) return settled(stage, context, reused, true)
  if (stage.acts && stage.alone !== true) return settled(stage, context, await make(stage, context, key, false), false)
  return inTurn(stage, context, key, async (beside) => {
    const meanwhile = await reusable(stage, context, key)
    if (meanwhile !== undefined) return settled(stage, context, meanwhile, true)
    return settled(stage, context, await make(stage, context, key, beside), false)
  }).catch((error: unknown) => {
    throw asUserError(error, context)
  })
}

/** Held by the one run that does a stage which is done `alone`. */
export const loneLock = ({ locks }: HostPlace, stage: StageName): string => join(locks, stage)

async function inTurn<Data, T>(
  stage: Stage<Data>,
  context: StageContext,
  key: Digest,
  work: (beside: boolean) => Promise<T>,
): Promise<T> {
  const { force, others, platform, place, signal, spec } = context
  const path = stage.alone ? loneLock(place, stage.name) : join(place.locks, `${stage.name}-${hexOf(key)}`)
  const label = `${stage.name} of ${spec.name}`
  const mayBeside = force && others === 'refused' && stage.acts !== true
  if (mayBeside) {
    const lock = await takeLock(path, { label })
    if (lock.kind === 'held') {
      platform.log.info(
        `${label} runs as ${lock.by} as well: this one works beside it, and the last to end is used from then on`,
      )
      return work(true)
    }
    return work(false).finally(lock.release)
  }
  const onHeld = ({ label: does, by }: Held): void => {
    if (others === 'refused') throw refusedBeside(`${does} runs already, as ${by}`, stage.acts === true)
    platform.log.info(`${does} runs already, as ${by}: waiting for its ${stage.acts ? 'end' : 'result'}`)
  }
  return withLock(path, { signal, label, onHeld }, () => work(false))
}

/** @param acts what is refused acts on the world, and so is not done twice at once */
export const refusedBeside = (already: string, acts: boolean): UserError =>
  new UserError(
    acts
      ? `${already}: --wait begins after its end`
      : `${already}: --wait waits for its result, --force makes another one beside it`,
    { exit: 'preflight' },
  )

async function reusable<Data>(
  stage: Stage<Data>,
  context: StageContext,
  key: Digest,
): Promise<Stored<Data> | undefined> {
  if (context.force || stage.acts) return undefined
  const found = (await context.results.find(stage.name, key)) as Stored<Data> | undefined
  if (found === undefined || !found.result.proceed) return undefined
  return ((await stage.holds?.(context, found.result.data)) ?? true) ? found : undefined
}

async function make<Data>(
  stage: Stage<Data>,
  context: StageContext,
  key: Digest,
  beside: boolean,
): Promise<Stored<Data>> {
  let workspace: Workspace | undefined
  try {
    workspace = await context.results.begin()
    const draft = await stage.make(context, workspace, key, beside)
    context.signal.throwIfAborted()
    const parents: Record<string, Digest> = {}
    for (const name of stage.parents) {
      const parent = known<Stored>(context, `result of ${name}`)
      if (parent === undefined) throw new Error(`${stage.name} was made without asking for its parent ${name}`)
      parents[name] = (await parent).digest
    }
    const stored = await workspace.commit({
      ...draft,
      proceed: draft.proceed ?? draft.verdict === 'pass',
      stage: stage.name,
      name: context.spec.name,
      key,
      parents,
    })
    return stored as Stored<Data>
  } catch (error) {
    await workspace?.discard()
    throw asUserError(error, context)
  }
}

/** From now on the stages of this run see this very result. */
async function settled<Data>(
  stage: Stage<Data>,
  context: StageContext,
  stored: Stored<Data>,
  reused: boolean,
): Promise<StageOutcome<Data>> {
  forget(context, `result of ${stage.name}`)
  await oncePerRun(context, `result of ${stage.name}`, async () => stored)
  if (!stage.acts) await context.results.publish(stored)
  return { stage: stage.name, stored, reused }
}

/**
 * The result of an earlier stage: the one of this run, the one that the job was handed, or the one of this very spec.
 * Missing or failed, it is the user's turn.
 */
export async function earlier<Data>(
  stage: Stage<Data>,
  context: StageContext,
  asking: StageName,
): Promise<Stored<Data>> {
  const found = await oncePerRun(context, `result of ${stage.name}`, async () =>
    context.from === undefined
      ? await byKey(stage as Stage, context, asking)
      : await handed(stage.name, context, asking),
  )
  const { proceed, verdict, headline } = found.result
  if (!proceed)
    throw new UserError(
      `${asking} needs ${stage.name} to have passed, and its verdict was ${verdict} (${headline}): see .model-actions/reports/${stage.name}.md beside the spec`,
      { place: { file: context.specFile }, exit: exitOf(verdict) },
    )
  return found as Stored<Data>
}

async function byKey(stage: Stage, context: StageContext, asking: StageName): Promise<Stored> {
  const found = await context.results.find(stage.name, await keyOf(stage, context))
  if (found !== undefined) return found
  throw new UserError(
    `${asking} needs the result of ${stage.name}, and there is none for this spec and data: run \`model-actions ${stage.name} --config ${context.specFile}\` first, or hand its result digest over by \`from\``,
    { place: { file: context.specFile } },
  )
}

const fromPlace = { input: 'from' }

/** The result that the job was handed, and those that it was made from. */
async function handed(name: StageName, context: StageContext, asking: StageName): Promise<Stored> {
  const start = await handedResult(context)
  const seen = new Set<Digest>()
  const queue: Stored[] = [start]
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (at.result.stage === name) return at
    // The nearest first: what a result says of its own parents counts before what those say.
    const parents = Object.entries(at.result.parents).sort(([a], [b]) => Number(b === name) - Number(a === name))
    for (const [, digest] of parents) {
      if (seen.has(digest)) continue
      seen.add(digest)
      queue.push(await openResult(digest, context))
    }
  }
  throw new UserError(
    `${asking} needs the result of ${name}, and ${context.from} is a result of ${start.result.stage}, which was made without it: hand over a result of ${name}`,
    { place: fromPlace },
  )
}

/** What `from` names. @throws UserError where it is nowhere, of another model, or did not pass */
const handedResult = (context: StageContext): Promise<Stored> =>
  oncePerRun(context, 'the result that was handed over', async () => {
    if (context.from === undefined) throw new Error('no result was handed over')
    const found = await openResult(context.from, context)
    if (found.result.name !== context.spec.name)
      throw new UserError(
        `${context.from} is a result of the model ${found.result.name}, and ${context.specFile} is of ${context.spec.name}: give the spec that it was made with`,
        { place: fromPlace },
      )
    return found
  })

async function openResult(digest: Digest, context: StageContext): Promise<Stored> {
  const found = await context.results.open(digest)
  if (found !== undefined) return found
  throw new UserError(
    `there is no result ${digest} in ${context.results.name}: results of another machine are found where the spec has \`results:\`, a registry or a layout that both jobs reach`,
    { place: fromPlace },
  )
}

/** A run with `from` begins after the stage that it was handed, one with `digest` verifies or deploys that image and makes none. */
export async function checkHandOver(selected: readonly StageName[], context: StageContext): Promise<void> {
  const making = selected.find((name) => name !== 'verify' && name !== 'deploy')
  if (context.image !== undefined && making !== undefined)
    throw new UserError(
      `${context.image} is an image to verify or deploy, and ${making} is to run, which does not use it: name verify, deploy or both, or leave \`digest\` out`,
      { place: { input: 'digest' } },
    )
  if (context.from === undefined) return
  const { stage } = (await handedResult(context)).result
  const given = stageNames.indexOf(stage as StageName)
  const tooEarly = selected.find((name) => stageNames.indexOf(name) <= given)
  if (tooEarly !== undefined)
    throw new UserError(
      `${context.from} is a result of ${stage}, and ${tooEarly} is to run, which does not come after it: name the stages after ${stage}, or leave \`from\` out`,
      { place: fromPlace },
    )
}

const exitOf = (verdict: Verdict): ExitName =>
  verdict === 'pass' ? 'done' : verdict === 'inconclusive' ? 'inconclusive' : 'gate-failed'

/** Trouble of the disk is the user's to mend, wherever it strikes. */
export const asUserError = (error: unknown, { place }: StageContext): unknown =>
  refusedBySystem(error, place.directory) ?? error
