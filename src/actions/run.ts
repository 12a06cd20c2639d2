import { realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { UserError } from '../errors.ts'
import { failureOf, verdictExitCode } from '../platform/failure.ts'
import { createGithub, type GithubPlatform } from '../platform/github.ts'
import { abortOnSignals } from '../platform/signals.ts'
import { renderMarkdown } from '../report/markdown.ts'
import type { Ended } from '../stages/index.ts'
import type { StageContext, StageName } from '../stages/types.ts'
import type { Action } from './definition.ts'
import { type Inputs, inputs, readInputs, secretIn } from './inputs.ts'

/** Runs an action in this process to its end, and sets the exit code: inputs → context → stages → outputs. */
export async function runAction(action: Action): Promise<void> {
  const signal = abortOnSignals()
  // Resolved, because paths inside are compared with it after their own links are resolved.
  const root = realpathSync(process.env.GITHUB_WORKSPACE ?? process.cwd())
  const platform = createGithub({
    environment: process.env,
    write: (text) => process.stdout.write(text),
    nowMs: () => performance.now(),
  })
  try {
    process.exitCode = await carryOut(action, root, platform, signal)
  } catch (error) {
    const { exitCode, problems, stack } = failureOf(error, signal)
    for (const problem of problems) platform.fail(problem)
    if (stack !== undefined) platform.log.foreign(stack)
    process.exitCode = exitCode
  }
  platform.close()
  // What a stage left open (sockets, timers) must not keep a finished step alive.
  process.exit()
}

async function carryOut(action: Action, root: string, platform: GithubPlatform, signal: AbortSignal): Promise<number> {
  const given = takeInputs(action, platform)
  const { resolveInside } = await import('../spec/paths.ts')
  const inWorkspace = { directory: root, root }
  const directory = await resolveInside(inWorkspace, given['working-directory'], { input: 'working-directory' })
  const config = await resolveInside({ directory, root }, given.config, { input: 'config' })
  // Messages and annotations name files as the repository does.
  process.chdir(root)
  const specFile = relative(root, config)

  const requested = action.inputs.includes('stages') ? given.stages : [...action.stages]
  const { openContext } = await import('../stages/context.ts')
  const context = await openContext({
    specFile,
    workspace: root,
    stages: requested,
    engine: given.engine,
    force: given.force,
    platform,
    signal,
    environment: await stageEnvironment(given, root),
  })
  const stages = withoutIdleSign(action, requested, context)
  const cache = await openResultsCache(given.cache && action.inputs.includes('cache'), stages, context)

  const { runStages } = await import('../stages/index.ts')
  const outcomes = await runStages(stages, context, createReporter(context, given.summary))
  await cache?.save()

  const last = outcomes.at(-1)
  if (last === undefined) throw new Error('no stage ran')
  const { result } = last.stored
  if (result.proceed) return 0
  platform.fail({ what: `${last.stage}: ${result.verdict}: ${result.headline}` })
  return verdictExitCode(result.verdict)
}

/** Secrets first: nothing else is read, and so nothing can be shown, before they are known as such. */
function takeInputs(action: Action, platform: GithubPlatform): Inputs {
  for (const name of action.inputs) {
    const secret = secretIn(name, platform.input(name))
    if (secret !== undefined) platform.secret(secret)
  }
  const given = readInputs(action.inputs, (name) => platform.input(name))
  const { 'registry-username': user, 'registry-password': password } = given
  // What goes over the wire is neither of the two.
  if (user !== undefined && password !== undefined) platform.secret(`${user}:${password}`)
  // No child process inherits what is a secret.
  for (const name of action.inputs)
    if ('secret' in inputs[name]) delete process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`]
  return given
}

async function stageEnvironment(given: Inputs, root: string): Promise<Record<string, string | undefined>> {
  const key = given['sign-key']
  return {
    ...process.env,
    ...(key === undefined ? {} : { COSIGN_PRIVATE_KEY: await privateKey(key, root) }),
    ...(given['cosign-password'] === undefined ? {} : { COSIGN_PASSWORD: given['cosign-password'] }),
    ...(given['registry-username'] === undefined
      ? {}
      : { MODEL_ACTIONS_REGISTRY_USERNAME: given['registry-username'] }),
    ...(given['registry-password'] === undefined
      ? {}
      : { MODEL_ACTIONS_REGISTRY_PASSWORD: given['registry-password'] }),
  }
}

async function privateKey(textOrPath: string, root: string): Promise<string> {
  if (textOrPath.startsWith('-----BEGIN ')) return `${textOrPath}\n`
  const { resolveInside } = await import('../spec/paths.ts')
  const file = await resolveInside({ directory: root, root }, textOrPath, { input: 'sign-key' })
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `neither the text of a private key nor a file that can be read (${error.code}): give the secret that holds the key, or its path inside the workspace`,
      { place: { input: 'sign-key' }, cause: error },
    )
  })
}

/** The action `build` signs where a key is given; the pipeline signs when it is asked to, key or not. */
function withoutIdleSign(action: Action, stages: StageName[], context: StageContext): StageName[] {
  if (action.name !== 'build') return stages
  const key = context.environment.COSIGN_PRIVATE_KEY ?? ''
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

/** Sets outputs as each stage ends, so that they stand whatever the next one does. */
function createReporter({ platform }: StageContext, summary: boolean) {
  const all: Record<string, unknown> = {}
  return async ({ outcome, seconds, report }: Ended): Promise<void> => {
    const { stage, reused, stored } = outcome
    const { verdict, headline, key, outputs } = stored.result
    all[stage] = {
      verdict,
      headline,
      result: stored.digest,
      'lineage-key': key,
      reused,
      seconds: Math.round(seconds * 10) / 10,
      outputs,
    }
    platform.log.info(`${stage}: ${verdict}${reused ? ' (reused)' : ''}: ${headline}`)
    for (const [name, value] of Object.entries({
      ...outputs,
      verdict,
      result: stored.digest,
      'lineage-key': key,
      reused: String(reused),
      json: JSON.stringify(all),
      ...(report === undefined ? {} : { report: report.markdown, 'report-json': report.json }),
    }))
      platform.output(name, value)
    if (summary) await platform.summary(renderMarkdown(stored.result.report, { limitBytes: summaryLimitBytes }))
  }
}

/** GitHub's limit is 1 MiB for all summaries of a step. */
const summaryLimitBytes = 200_000
