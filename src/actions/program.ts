import { join, relative } from 'node:path'
import { performance } from 'node:perf_hooks'
import { UserError } from '../errors.ts'
import { readSubject } from '../platform/api/event.ts'
import { verdictExitCode } from '../platform/failure.ts'
import { renderMarkdown } from '../report/markdown.ts'
import type { Result, Stored } from '../results/types.ts'
import { loadJudgedSpec } from '../spec/load.ts'
import { resolveInside } from '../spec/paths.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { openContext } from '../stages/context.ts'
import { type Ended, runStages } from '../stages/index.ts'
import { judgePredictions, requireUnused } from '../stages/judge.ts'
import { writeReport } from '../stages/reporting.ts'
import { requireSeparateJobs } from '../stages/separateJobs.ts'
import { shownReport } from '../stages/shown.ts'
import type { StageContext, StageName } from '../stages/types.ts'
import { stageEnvironment } from './credentials.ts'
import type { Action, World } from './definition.ts'
import { partLimitBytes } from './stepReport.ts'

type Load = (specFile: string) => Promise<ModelSpec>

export type Selection = Pick<Action, 'name' | 'stages' | 'inputs'>

/**
 * The program of an action that runs stages: inputs → context → stages → outputs.
 * @param hooks.onTold what is done with each stage that ended, whatever comes behind it
 * @param hooks.load how model.yml is read, by default as `loadSpec` does
 * @param hooks.prepare what the stages run with instead of what the inputs name
 * @returns the exit code
 */
export async function runSelected(
  action: Selection,
  world: World,
  {
    onTold,
    load,
    prepare,
  }: {
    onTold?: (told: Told) => void
    load?: Load
    prepare?: (context: StageContext) => Promise<StageContext>
  } = {},
): Promise<number> {
  const { given, platform } = world
  const hear = async (told: Told): Promise<void> => {
    onTold?.(told)
    await tell(told, world)
  }
  if (given['candidate-predictions'] !== undefined || given['baseline-predictions'] !== undefined)
    return judgeGiven(world, hear)
  const requested = action.inputs.includes('stages') ? given.stages : [...action.stages]
  if (requested.some((stage) => runsCode.includes(stage))) await requireOwnCode(world)
  const cached = usesCache(action, requested, world)
  const named = await contextOf(requested, world, { cached, ...(load === undefined ? {} : { load }) })
  const context = prepare === undefined ? named : await prepare(named)
  const stages = withoutIdleSign(action, requested, context)
  const cache = cached ? await openResultsCache(context) : undefined
  await requireSeparateJobs(stages, context)
  const outcomes = await runStages(stages, context, hear)
  await cache?.save()

  const last = outcomes.at(-1)
  if (last === undefined) throw new Error('no stage ran')
  return ended(last.stage, last.stored.result, platform)
}

/** With `pull_request_target` the code of a fork would run beside a token that may write, and beside secrets. */
export async function requireOwnCode({ environment }: Pick<World, 'environment'>): Promise<void> {
  if (environment['GITHUB_EVENT_NAME'] !== 'pull_request_target') return
  const subject = await readSubject(environment)
  if (subject.kind === 'pull-request' && !subject.fork) return
  throw new UserError(
    'this would run the code of a fork with the rights of this repository: use `on: pull_request`, and publish from a second workflow (`on: workflow_run`), as workflows-examples shows',
    { exit: 'preflight' },
  )
}

/** Judges two files of predictions, and nothing else. @returns the exit code */
async function judgeGiven(world: World, hear: (told: Told) => Promise<void>): Promise<number> {
  const { given, workspace, platform } = world
  const started = performance.now()
  const { engine, from, digest, force } = given
  requireUnused({ engine, from, digest, force }, (input) => ({ input }))
  const directory = await workingDirectory(world)
  const bounds = { directory, root: workspace }
  const file = (input: 'candidate-predictions' | 'baseline-predictions'): Promise<string> => {
    const path = given[input]
    if (path !== undefined) return resolveInside(bounds, path, { input })
    throw new UserError(
      'predictions are judged against predictions: give candidate-predictions and baseline-predictions',
      {
        place: { input },
      },
    )
  }
  const files = { candidate: await file('candidate-predictions'), baseline: await file('baseline-predictions') }
  const specFile = await resolveInside(bounds, given.config, { input: 'config' })
  // Messages and annotations name files as the repository does.
  const shownFile = relative(workspace, specFile)
  const spec = await loadJudgedSpec(shownFile)
  const stored = await judgePredictions(spec, files)
  const seconds = (performance.now() - started) / 1000
  const shown = await shownReport(stored.result, { spec, specFile: shownFile })
  const report = await writeReport(shownFile, { stored, shown, reused: false, seconds })
  await hear({ outcome: { stage: 'evaluate', reused: false, stored }, seconds, shown, report })
  return ended('evaluate', stored.result, platform)
}

function ended(stage: StageName, { proceed, verdict, headline }: Result, platform: World['platform']): number {
  if (proceed) return 0
  platform.fail({ what: `${stage}: ${verdict}: ${headline}` })
  return verdictExitCode(verdict)
}

/** What the inputs name: the spec, the engine, what was handed over. */
export async function contextOf(
  stages: readonly StageName[],
  world: World,
  { cached = false, load }: { cached?: boolean; load?: Load } = {},
): Promise<StageContext> {
  const { given, workspace, platform, signal } = world
  const directory = await workingDirectory(world)
  const config = await resolveInside({ directory, root: workspace }, given.config, { input: 'config' })
  const context = await openContext({
    // Messages and annotations name files as the repository does.
    specFile: relative(workspace, config),
    ...(load === undefined ? {} : { load }),
    workspace,
    stages,
    engine: given.engine,
    from: given.from,
    image: given.digest,
    force: given.force,
    rollback: given.rollback,
    cached,
    platform,
    signal,
    environment: await stageEnvironment(world),
  })
  const subject = await readSubject(world.environment)
  const ofFork = subject.kind === 'pull-request' && subject.fork
  return ofFork && context.spec.results !== undefined ? withOwnResults(context) : context
}

/** A fork's token may not write, and others would believe what its code made: the pipeline goes on, and shares nothing. */
function withOwnResults(context: StageContext): StageContext {
  let said = false
  const publish = async (): Promise<void> => {
    if (!said) context.platform.log.info('`results` are not shared with other jobs: this is the pull request of a fork')
    said = true
  }
  return { ...context, results: { ...context.results, publish } }
}

/** The directory of the input `working-directory`, which lies in the workspace. */
export async function workingDirectory({ given, workspace }: Pick<World, 'given' | 'workspace'>): Promise<string> {
  const top = { directory: workspace, root: workspace }
  return resolveInside(top, given['working-directory'], { input: 'working-directory' })
}

/** The action `build` signs where a key is given; the pipeline signs when it is asked to, key or not. */
function withoutIdleSign(action: Selection, stages: StageName[], context: StageContext): StageName[] {
  if (action.name !== 'build') return stages
  const key = context.environment['COSIGN_PRIVATE_KEY'] ?? ''
  if (key !== '' || context.spec.signing.key !== undefined) return stages
  context.platform.log.warn('the image is not signed, and verify and deploy will refuse it: give input sign-key')
  return stages.filter((stage) => stage !== 'sign')
}

/** They run what a spec names, which whoever wrote the commit chose; no others use the cache. */
const runsCode: readonly StageName[] = ['prepare', 'finetune', 'evaluate', 'quantize']

/**
 * Whether a step takes and leaves results in the cache of GitHub. Others can write to it, and what it unpacks may lie
 * anywhere: nothing that ends in a signature or a deployment may start from it, and no host that outlives the job.
 */
export function usesCache(
  { inputs }: Pick<Selection, 'inputs'>,
  stages: readonly StageName[],
  { given, platform, environment }: Pick<World, 'given' | 'environment'> & { platform: Pick<World['platform'], 'log'> },
): boolean {
  if (!given.cache || !inputs.includes('cache')) return false
  const barrier = stages.find((stage) => !runsCode.includes(stage))
  const because =
    barrier !== undefined
      ? `in a step with ${barrier}, which must not start from what others can write`
      : environment['RUNNER_ENVIRONMENT'] !== 'github-hosted'
        ? 'on a runner that may outlive the job, which keeps its results itself and must not be changed by who can write to the cache'
        : undefined
  if (because !== undefined) platform.log.info(`cache: not used ${because}`)
  return because === undefined
}

async function openResultsCache({ place, platform }: StageContext) {
  const { openCache } = await import('../platform/cache.ts')
  const { cachedKeys } = await import('../results/local.ts')
  const directories = [join(place.store, 'results'), cachedKeys(place.store), place.checkpoints]
  return openCache({ directories, log: platform.log })
}

export type Told = Pick<Ended, 'seconds' | 'shown' | 'report'> & {
  outcome: { stage: StageName; reused: boolean; stored: Pick<Stored, 'digest' | 'result'> }
}

/** What one stage tells: a line, its outputs, its part of `json`, its report on the summary page. */
async function tell({ outcome, seconds, shown, report }: Told, world: World): Promise<void> {
  const { stage, reused, stored } = outcome
  const { verdict, headline, key, outputs } = stored.result
  world.platform.log.info(`${stage}: ${verdict}${reused ? ' (reused)' : ''}: ${headline}`)
  await world.report.add(stage, {
    entry: {
      verdict,
      headline,
      result: stored.digest,
      'lineage-key': key,
      reused,
      seconds: Math.round(seconds * 10) / 10,
      outputs,
    },
    outputs: {
      ...outputs,
      verdict,
      result: stored.digest,
      'lineage-key': key,
      reused: String(reused),
      ...(report === undefined ? {} : { report: report.markdown, 'report-json': report.json }),
    },
    markdown: renderMarkdown(shown, { limitBytes: partLimitBytes }),
  })
}
