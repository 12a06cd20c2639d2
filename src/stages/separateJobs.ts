import { createHash } from 'node:crypto'
import { appendFile, readdir, readFile, rm, stat } from 'node:fs/promises'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import { makeDirectory } from '../files.ts'
import type { StageContext, StageName } from './types.ts'

/*
 * What signs never shares a job of GitHub with what trains as a process: that is the same user, who can read what the action
 * was given, and leave a process behind that waits for a later step. A workflow that has both in one job is refused when it
 * first runs, so that there is none to attack. It guards against such workflows, and not against a process that is there
 * already, which could remove the mark. On a terminal the key and the work are one person's.
 */

type Environment = StageContext['environment']

const working: readonly StageName[] = ['prepare', 'finetune', 'evaluate', 'quantize']

/** Longer than a run of a workflow can last (35 days). */
const keptMs = 40 * 24 * 3_600_000

const remedy =
  'sign in a job of its own, on a runner that does not train, and hand it the output `result` as `from` (workflows-examples/pipeline.yml), or run jobs in containers (engine: docker)'

const refused = (because: string, { specFile }: Pick<StageContext, 'specFile'>): UserError =>
  new UserError(`${because}: ${remedy}`, { place: { file: specFile, key: 'engine.name' } })

/** @throws UserError where one step is to train as a process and has a key, or is to sign */
export async function requireSeparateJobs(stages: readonly StageName[], context: StageContext): Promise<void> {
  const { environment, platform, spec, signal } = context
  if (platform.kind !== 'github' || !stages.some((stage) => working.includes(stage))) return
  const given = (name: string): boolean => (environment[name] ?? '') !== ''
  // The file of a key that the spec names is there for every job; what opens it is the secret.
  const hasKey = given('COSIGN_PRIVATE_KEY') || (spec.signing.key !== undefined && given('COSIGN_PASSWORD'))
  if (!hasKey && !stages.includes('sign')) return
  const { name, image } = spec.engine
  const { engineKind } = await import('../engine/index.ts')
  if ((await engineKind({ name, image, log: platform.log, signal, environment })) !== 'process') return
  throw refused(
    hasKey
      ? 'this step has a key to sign with and runs jobs as processes of the same user, which can read it'
      : 'this step is to sign and runs jobs as processes of the same user, which could read the key',
    context,
  )
}

/** Before work is run as a process: from now on this job of GitHub signs nothing. */
export async function markTrained({ place, platform, environment }: StageContext): Promise<void> {
  const mark = markOf(environment)
  if (platform.kind !== 'github' || mark === undefined) return
  await makeDirectory(place.trainedHere)
  for (const { name, atMs } of await marks(place.trainedHere))
    if (Date.now() - atMs > keptMs) await rm(join(place.trainedHere, name), { force: true })
  await appendFile(join(place.trainedHere, mark), `${trackingOf(environment) ?? ''}\n`)
}

/** Before a key is used. @throws UserError where an earlier step of this job of GitHub ran work as a process */
export async function requireUntrained(context: StageContext): Promise<void> {
  const { place, platform, environment } = context
  const mark = markOf(environment)
  if (platform.kind !== 'github' || mark === undefined) return
  const found = await marks(place.trainedHere)
  if (found.some(({ name }) => name === mark) && (await mayBeThisJob(join(place.trainedHere, mark), environment)))
    throw refused(
      'an earlier step of this job ran work as processes of the same user, and one that it left behind could read the key',
      context,
    )
  const startedMs = Date.now() - uptime() * 1000
  if (found.some(({ atMs }) => atMs > startedMs))
    platform.log.warn(
      'other jobs ran work as processes of this user since this machine started, and one that they left behind could read the key: sign on a runner that does not train',
    )
}

/** Names one job of one attempt of a run; undefined where there is none. */
function markOf(environment: Environment): string | undefined {
  const run = environment['GITHUB_RUN_ID'] ?? ''
  if (run === '') return undefined
  // By act every run has the number 1, and the workflow tells them apart.
  const names = ['SERVER_URL', 'REPOSITORY', 'WORKFLOW', 'RUN_ID', 'RUN_ATTEMPT', 'JOB']
  const job = JSON.stringify(names.map((name) => environment[`GITHUB_${name}`] ?? ''))
  return createHash('sha256').update(job).digest('hex').slice(0, 32)
}

/** What the runner gives to the processes of one job, a new one each time; undefined where a step has put its own there. */
function trackingOf(environment: Environment): string | undefined {
  return /^github_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(environment['RUNNER_TRACKING_ID'] ?? '')?.[0]
}

/** Two workflows that a third one calls may have jobs of one name, and nothing else of GitHub's tells them apart. */
async function mayBeThisJob(mark: string, environment: Environment): Promise<boolean> {
  const tracking = trackingOf(environment)
  const trained = (await readFile(mark, 'utf8')).split('\n').slice(0, -1)
  return tracking === undefined || trained.some((one) => one === '' || one === tracking)
}

async function marks(directory: string): Promise<{ name: string; atMs: number }[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const found: { name: string; atMs: number }[] = []
  for (const name of names) {
    const facts = await stat(join(directory, name)).catch(() => undefined)
    if (facts !== undefined) found.push({ name, atMs: facts.mtimeMs })
  }
  return found
}
