import type { Digest } from '../digest.ts'
import type { FinetuneResult } from '../engine/contract.generated.ts'
import { exitCodes, formatProblem, UserError } from '../errors.ts'
import type { Held } from '../locks.ts'
import { verdictExitCode } from '../platform/failure.ts'
import { createTerminal, draws, type Screen } from '../platform/terminal.ts'
import { oneLine, sparkline } from '../report/text.ts'
import type { EngineName } from '../spec/engine.ts'
import type { AnySpec } from '../spec/load.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { parseStages } from '../stages/selection.ts'
import type { StageContext, StageOutcome } from '../stages/types.ts'
import { asLine, widthOfScreen } from './columns.ts'
import { passwordFrom } from './keys.ts'
import type { World } from './program.ts'

export type StageOptions = {
  config: string
  engine?: EngineName
  from?: Digest
  digest?: Digest
  candidatePredictions?: string
  baselinePredictions?: string
  force: boolean
  wait: boolean
  rollback: boolean
  json: boolean
  passwordFile?: string
}

/** Runs stages and prints what came out. Returns the exit code. */
export async function stages(
  names: string,
  options: StageOptions,
  world: World,
  {
    load,
    prepare = async (context) => context,
  }: {
    load?: (specFile: string) => Promise<ModelSpec>
    prepare?: (context: StageContext) => Promise<StageContext>
  } = {},
): Promise<number> {
  const selected = parseStages(names, { key: 'argument STAGES' })
  const { candidatePredictions: candidate, baselinePredictions: baseline } = options
  if (candidate !== undefined || baseline !== undefined) {
    if (candidate === undefined || baseline === undefined || selected.join() !== 'evaluate')
      throw new UserError(
        'predictions are judged against predictions, by evaluate alone: give `evaluate --candidate-predictions FILE --baseline-predictions FILE`',
        { place: { key: '--candidate-predictions' } },
      )
    return judged({ candidate, baseline }, options, world)
  }
  const platform = createTerminal({
    stderr: world.stderr,
    debug: process.env.MODEL_ACTIONS_DEBUG === '1',
  })
  const password = options.passwordFile === undefined ? undefined : await passwordFrom(options.passwordFile)
  if (password !== undefined) platform.secret(password)
  const { openContext } = await import('../stages/context.ts')
  const opened = await openContext({
    specFile: options.config,
    ...(load === undefined ? {} : { load }),
    stages: selected,
    engine: options.engine,
    from: options.from,
    image: options.digest,
    force: options.force,
    others: options.wait ? 'waited-for' : 'refused',
    rollback: options.rollback,
    platform,
    signal: world.signal,
    environment: { ...process.env, ...(password === undefined ? {} : { COSIGN_PASSWORD: password }) },
  })
  const context = await prepare(opened)
  const { runStages } = await import('../stages/index.ts')
  const seconds = new Map<string, number>()
  let lastReport: string | undefined
  const outcomes = await runStages(selected, context, async ({ outcome, seconds: took, report }) => {
    const { verdict, headline } = outcome.stored.result
    seconds.set(outcome.stage, Math.round(took * 10) / 10)
    lastReport = report?.markdown
    const line = `${outcome.stage}: ${verdict}${outcome.reused ? ' (reused)' : ''}: ${headline}`
    platform.log.info(`${line}${curveBehind(line, outcome, world.stderr)}`)
  })
  const last = outcomes.at(-1)
  if (last === undefined) throw new Error('no stage ran')
  const { result } = last.stored
  if (options.json)
    world.stdout.write(`${JSON.stringify(selected.length === 1 ? result.data : byStage(outcomes, seconds), null, 2)}\n`)
  else {
    if (lastReport !== undefined) world.stdout.write(`report: ${lastReport}\n`)
    world.stdout.write(`result: ${last.stored.digest}\n`)
  }
  return result.proceed ? 0 : verdictExitCode(result.verdict)
}

const widestCurve = 24
const narrowestCurve = 8

/** The loss of a training, where it fits behind the line that says how it ended. */
function curveBehind(line: string, { stage, stored }: StageOutcome, screen: Screen): string {
  if (stage !== 'finetune' || !draws(screen, process.env)) return ''
  const { history = [] } = stored.result.data as FinetuneResult
  const room = Math.min(widestCurve, (screen.columns || 80) - line.length - 2)
  const curve =
    room < narrowestCurve
      ? ''
      : sparkline(
          history.map(({ loss }) => loss),
          room,
        )
  return curve === '' ? '' : ` ${curve}`
}

export type RollbackOptions = Pick<StageOptions, 'config' | 'json' | 'passwordFile' | 'wait'>

/** Goes back to an earlier release at once. Returns the exit code. */
export async function rollBack(to: string, options: RollbackOptions, world: World): Promise<number> {
  const { goBack, parseEarlier } = await import('../stages/rollBack.ts')
  const place = { key: 'argument RELEASE' }
  const release = parseEarlier(to, place)
  const { loadSpecToGoBack } = await import('../spec/inPart.ts')
  const { log } = createTerminal({ stderr: world.stderr })
  return stages('verify,deploy', { ...options, force: false, rollback: true }, world, {
    load: (file) => loadSpecToGoBack(file, log.warn),
    prepare: (context) => goBack(context, release, place),
  })
}

async function judged(
  files: { candidate: string; baseline: string },
  { config, json, engine, from, digest, passwordFile, force, wait, rollback }: StageOptions,
  world: World,
): Promise<number> {
  const started = performance.now()
  const { loadJudgedSpec } = await import('../spec/load.ts')
  const { judgePredictions, requireUnused } = await import('../stages/judge.ts')
  const { writeReport } = await import('../stages/reporting.ts')
  const { shownReport } = await import('../stages/shown.ts')
  requireUnused(
    {
      '--engine': engine,
      '--from': from,
      '--digest': digest,
      '--password-file': passwordFile,
      '--force': force,
      '--wait': wait,
      '--rollback': rollback,
    },
    (key) => ({ key }),
  )
  const spec = await loadJudgedSpec(config)
  const stored = await judgePredictions(spec, files)
  const { verdict, headline, proceed, data } = stored.result
  const { log } = createTerminal({ stderr: world.stderr, debug: process.env.MODEL_ACTIONS_DEBUG === '1' })
  log.info(`evaluate: ${verdict}: ${headline}`)
  const seconds = (performance.now() - started) / 1000
  const shown = await shownReport(stored.result, { spec, specFile: config })
  const report = await writeReport(config, { stored, shown, reused: false, seconds })
  world.stdout.write(json ? `${JSON.stringify(data, null, 2)}\n` : `report: ${report.markdown}\n`)
  return proceed ? 0 : verdictExitCode(verdict)
}

const byStage = (outcomes: readonly StageOutcome[], seconds: ReadonlyMap<string, number>): Record<string, unknown> =>
  Object.fromEntries(
    outcomes.map(({ stage, reused, stored: { digest, result } }) => [
      stage,
      {
        verdict: result.verdict,
        headline: result.headline,
        result: digest,
        lineageKey: result.key,
        reused,
        seconds: seconds.get(stage),
        outputs: result.outputs,
        report: result.data,
      },
    ]),
  )

export type PruneOptions = { config: string; olderThan: number; keep: number; wait: boolean }

/** Frees the disk of what this model left in its place and nothing needs any more. */
export async function pruneModel({ config, olderThan, keep, wait }: PruneOptions, world: World): Promise<void> {
  const { loadSpec } = await import('../spec/load.ts')
  const { placesOf } = await import('../stages/places.ts')
  const { prune } = await import('../place/prune.ts')
  const { name } = await loadSpec(config)
  const { log } = createTerminal({ stderr: world.stderr })
  const onHeld = ({ label, by }: Held): void => {
    const already = `${label} of ${name} runs already, as ${by}`
    if (!wait) throw new UserError(`${already}: --wait begins after its end`, { exit: 'preflight' })
    log.info(`${already}: waiting for its end`)
  }
  for (const place of await placesOf(config, { model: name, environment: process.env, signal: world.signal })) {
    const { entries, bytes } = await prune(place, { maxAgeMs: olderThan, maxBytes: keep }, Date.now(), {
      signal: world.signal,
      onHeld,
    })
    const what =
      entries === 0
        ? 'nothing to remove'
        : `${entries} ${entries === 1 ? 'entry' : 'entries'} removed, ${(bytes / 1e6).toFixed(1)} MB`
    world.stdout.write(`${place.directory}: ${what}\n`)
  }
}

/** Says what a spec is. @throws UserError with everything that is wrong with it */
export async function checkSpec(file: string, world: World): Promise<AnySpec> {
  const { loadAnySpec } = await import('../spec/load.ts')
  const any = await loadAnySpec(file)
  const { of, spec } = any
  const purpose =
    of === 'model' ? '' : '; without `base` and `data` it judges two files of predictions, and does nothing else'
  world.stdout.write(`${file} is valid: ${spec.name} ${spec.version}, ${spec.task}${purpose}\n`)
  return any
}

/** Tries an image of the user's own, and prints a line for each check. Returns the exit code. */
export async function selftest(image: string, { signal, stdout, stderr }: World): Promise<number> {
  const { selftestImage } = await import('../stages/selftest.ts')
  const { log } = createTerminal({ stderr, debug: process.env.MODEL_ACTIONS_DEBUG === '1' })
  const checks = await selftestImage(image, { log, signal, environment: process.env })
  for (const { name, ok, because } of checks) stdout.write(`${ok ? 'ok     ' : 'missing'} ${name}: ${because}\n`)
  return checks.every(({ ok }) => ok) ? exitCodes.done : exitCodes['gate-failed']
}

export type DoctorOptions = { config: string; require: string; json: boolean }

/** Says what this machine has and lacks, a line for each part. Returns the exit code. */
export async function doctor(options: DoctorOptions, { signal, stdout, stderr }: World): Promise<number> {
  const { parseRequirements } = await import('../checkup/requirements.ts')
  const { checkUp } = await import('../stages/checkup.ts')
  const requirements = parseRequirements(options.require, { key: 'option --require' })
  const world = {
    environment: process.env,
    signal,
    specFile: options.config,
    specNamed: options.config !== 'model.yml',
  }
  const { checks, problems, report } = await checkUp(world, requirements)
  const columns = widthOfScreen(stdout)
  if (options.json) stdout.write(`${JSON.stringify({ ...report, checks }, null, 2)}\n`)
  else
    for (const check of checks) {
      // What tools and engines print may hold anything.
      stdout.write(`${asLine(check.state, `${check.name}: ${oneLine(check.found, 500)}`, columns)}\n`)
      if ('remedy' in check) stdout.write(`${asLine('', `→ ${check.remedy}`, columns)}\n`)
    }
  const { log } = createTerminal({ stderr, debug: process.env.MODEL_ACTIONS_DEBUG === '1' })
  for (const problem of problems) log.error(formatProblem(problem))
  return problems.length === 0 ? exitCodes.done : exitCodes.preflight
}

export async function printSchema(world: World): Promise<void> {
  const { modelJsonSchema } = await import('../spec/known-keys.ts')
  world.stdout.write(`${JSON.stringify(modelJsonSchema(), null, 2)}\n`)
}
