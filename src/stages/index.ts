import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatProblem, UserError } from '../errors.ts'
import { makeDirectory } from '../files.ts'
import { defaultLimits, prune } from '../place/prune.ts'
import { begin } from '../platform/doing.ts'
import type { Report } from '../report/model.ts'
import { hasClasses, notYet } from '../spec/writing.ts'
import { build } from './build.ts'
import { deploy } from './deploy.ts'
import { evaluate } from './evaluate.ts'
import { examineData, needsOfGates } from './examining.ts'
import { finetune } from './finetune.ts'
import { prepare } from './prepare.ts'
import { quantize } from './quantize.ts'
import { asUserError, checkHandOver, runStage, type Stage } from './recipe.ts'
import { type ReportFiles, writeReport } from './reporting.ts'
import { shownReport } from './shown.ts'
import { sign } from './sign.ts'
import { type StageContext, type StageName, type StageOutcome, stageNames } from './types.ts'
import { verify } from './verify.ts'

const stages: Record<StageName, Stage> = {
  prepare,
  finetune,
  evaluate,
  quantize,
  build,
  sign,
  verify,
  deploy,
} as Record<StageName, Stage>

/** A stage that ended, how long it took, and its report: as this run shows it, and as files for people. */
export type Ended = { outcome: StageOutcome; seconds: number; shown: Report; report: ReportFiles | undefined }

/**
 * Runs stages in the order in which they happen, whatever order they are named in, and stops after the first that does
 * not let the next one go on. Whatever can be known to fail later is tried before the first begins. Errors are thrown;
 * verdicts are returned.
 */
export async function runStages(
  names: readonly StageName[],
  context: StageContext,
  onEnd: (ended: Ended) => Promise<void> = async () => undefined,
): Promise<StageOutcome[]> {
  const selected = stageNames.filter((candidate) => names.includes(candidate))
  refuseUnmade(selected, context)
  await checkHandOver(selected, context)
  await tryPlace(context)
  await tryAll(selected, context)
  const outcomes: StageOutcome[] = []
  for (const name of selected) {
    const startMs = context.clock.monotonicMs()
    begin(context.signal, { what: name })
    const outcome = await context.platform.group(name, () => runStage(stages[name], context))
    outcomes.push(outcome)
    const seconds = (context.clock.monotonicMs() - startMs) / 1000
    const shown = await shownReport(outcome.stored.result, context)
    await onEnd({ outcome, seconds, shown, report: await reportFor(outcome, { shown, seconds }, context) })
    if (!outcome.stored.result.proceed) break
  }
  begin(context.signal, { what: 'prune', next: 'nothing else was left to do, and the next run removes what is old' })
  await prune(context.place, defaultLimits, context.clock.now().getTime(), {
    signal: context.signal,
    onHeld: ({ label, by }) => context.platform.log.info(`${label} runs already, as ${by}: waiting for its end`),
  })
  return outcomes
}

/** What is made of a tuned model is made of one with classes alone. @throws UserError */
function refuseUnmade(selected: readonly StageName[], { spec, specFile }: StageContext): void {
  const unmade = selected.find((name) => stageNames.indexOf(name) > stageNames.indexOf('evaluate'))
  if (unmade !== undefined && !hasClasses(spec.task))
    throw new UserError(`${notYet(unmade, spec.task)}: choose the stages prepare, finetune, evaluate`, {
      place: { file: specFile, key: 'task' },
    })
}

/** All that is wrong is told at once, and first what needs no waiting. @throws UserError */
async function tryAll(selected: readonly StageName[], context: StageContext): Promise<void> {
  const failures: UserError[] = []
  for (const name of selected) {
    const failed = await stages[name].preflight?.(context).catch((error: unknown) => {
      if (error instanceof UserError) return error
      throw error
    })
    if (failed instanceof UserError) failures.push(failed)
  }
  const [first] = failures
  if (first !== undefined) {
    // Several stages may miss the same.
    const all = new Map(failures.flatMap(({ problems }) => problems.map((one) => [formatProblem(one), one] as const)))
    const [problem = first.problems[0], ...more] = all.values()
    throw new UserError([problem, ...more], { exit: first.exit, cause: first })
  }
  await warn(selected, context)
  for (const name of selected) await stages[name].setUp?.(context)
}

/** Doubts about the data; and a gate that will hardly decide costs as much training as one that does. */
async function warn(selected: readonly StageName[], context: StageContext): Promise<void> {
  if (!selected.includes('prepare')) return
  for (const warning of (await examineData(context)).warnings) context.platform.log.warn(warning)
  const of = { evaluate: selected.includes('evaluate'), quantize: selected.includes('quantize') }
  for (const { key, what } of await needsOfGates(context, of))
    context.platform.log.warn(formatProblem({ what, place: { file: context.specFile, key } }))
}

/** Every stage writes to the place; where that cannot be, it is said before the first one begins. */
async function tryPlace(context: StageContext): Promise<void> {
  const probe = join(context.place.directory, `.writing-${process.pid}`)
  try {
    // Closed to the other users of the host: what jobs leave there has whatever modes they gave it.
    await makeDirectory(context.place.directory, { mode: 0o700 })
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    throw asUserError(error, context)
  }
}

/** A checkout that cannot be written to costs the files for people, and nothing else. */
async function reportFor(
  { stored, reused }: StageOutcome,
  told: Pick<Ended, 'shown' | 'seconds'>,
  context: StageContext,
): Promise<ReportFiles | undefined> {
  try {
    const otherwise = { directory: context.place.directory, warn: context.platform.log.warn }
    return await writeReport(context.specFile, { stored, reused, ...told }, otherwise)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === undefined && !(error instanceof UserError)) throw error
    context.platform.log.warn(
      `the report of ${stored.result.stage} was not written${code === undefined ? '' : ` (${code})`}: ${message}`,
    )
    return undefined
  }
}
