import { join, relative } from 'node:path'
import { verdictExitCode } from '../platform/failure.ts'
import { renderMarkdown } from '../report/markdown.ts'
import { resolveInside } from '../spec/paths.ts'
import { openContext } from '../stages/context.ts'
import { type Ended, runStages } from '../stages/index.ts'
import { requireSeparateJobs } from '../stages/separateJobs.ts'
import type { StageContext, StageName } from '../stages/types.ts'
import { stageEnvironment } from './credentials.ts'
import type { World } from './definition.ts'
import { summaryLimitBytes } from './report.ts'
import type { StageAction } from './stages.ts'

type Selection = Pick<StageAction, 'name' | 'stages' | 'inputs'>

/** The program of an action that runs stages: inputs → context → stages → outputs. @returns the exit code */
export async function runSelected(action: Selection, world: World): Promise<number> {
  const { given, platform } = world
  const requested = action.inputs.includes('stages') ? given.stages : [...action.stages]
  const context = await contextOf(requested, world)
  const stages = withoutIdleSign(action, requested, context)
  const cache = await openResultsCache(given.cache && action.inputs.includes('cache'), stages, context)
  await requireSeparateJobs(stages, context)
  const outcomes = await runStages(stages, context, (ended) => tell(ended, world))
  await cache?.save()

  const last = outcomes.at(-1)
  if (last === undefined) throw new Error('no stage ran')
  const { result } = last.stored
  if (result.proceed) return 0
  platform.fail({ what: `${last.stage}: ${result.verdict}: ${result.headline}` })
  return verdictExitCode(result.verdict)
}

/** What the inputs name: the spec, the engine, what was handed over. */
export async function contextOf(stages: readonly StageName[], world: World): Promise<StageContext> {
  const { given, workspace, platform, signal } = world
  const top = { directory: workspace, root: workspace }
  const directory = await resolveInside(top, given['working-directory'], { input: 'working-directory' })
  const config = await resolveInside({ directory, root: workspace }, given.config, { input: 'config' })
  return openContext({
    // Messages and annotations name files as the repository does.
    specFile: relative(workspace, config),
    workspace,
    stages,
    engine: given.engine,
    from: given.from,
    image: given.digest,
    force: given.force,
    rollback: given.rollback,
    platform,
    signal,
    environment: await stageEnvironment(world),
  })
}

/** The action `build` signs where a key is given; the pipeline signs when it is asked to, key or not. */
function withoutIdleSign(action: Selection, stages: StageName[], context: StageContext): StageName[] {
  if (action.name !== 'build') return stages
  const key = context.environment['COSIGN_PRIVATE_KEY'] ?? ''
  if (key !== '' || context.spec.signing.key !== undefined) return stages
  context.platform.log.warn('the image is not signed, and verify and deploy will refuse it: give input sign-key')
  return stages.filter((stage) => stage !== 'sign')
}

const cachedStages: readonly StageName[] = ['prepare', 'finetune', 'evaluate', 'quantize']

/** A cache can be written by others; nothing that ends in a signature or a deployment may start from one. */
async function openResultsCache(wanted: boolean, stages: readonly StageName[], context: StageContext) {
  if (!wanted) return undefined
  const { log } = context.platform
  const barrier = stages.find((stage) => !cachedStages.includes(stage))
  if (barrier !== undefined) {
    log.info(`cache: not used in a step with ${barrier}, which must not start from what others can write`)
    return undefined
  }
  const { openCache } = await import('../platform/cache.ts')
  const { place } = context
  return openCache({ directories: [join(place.store, 'results'), join(place.store, 'keys'), place.checkpoints], log })
}

/** What one stage tells: a line, its outputs, its part of `json`, its report on the summary page. */
async function tell({ outcome, seconds, report }: Ended, world: World): Promise<void> {
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
    markdown: renderMarkdown(stored.result.report, { limitBytes: summaryLimitBytes }),
  })
}
