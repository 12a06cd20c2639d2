import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Requirement } from '../checkup/requirements.ts'
import type { Check as HostCheck } from '../checkup/types.ts'
import type { Launch, MemoryEstimate, PreflightConfig, PreflightResult } from '../engine/contract.generated.ts'
import type { Facts, Job } from '../engine/types.ts'
import { type ExitName, formatProblem, type Problem, UserError } from '../errors.ts'
import { makeDirectory } from '../files.ts'
import { estimateSections } from '../report/estimate.ts'
import type { Report } from '../report/model.ts'
import { durationMs } from '../spec/values.ts'
import type { Verdict } from '../verdict.ts'
import { configDirectory } from './base.ts'
import { checkUp } from './checkup.ts'
import { trainingConfig } from './finetune.ts'
import { type ConfigOf, jobFacts, resourcesOf } from './job.ts'
import { plannedTraining } from './memoryEstimate.ts'
import { markTrained } from './separateJobs.ts'
import { hostMemory, type Room, roomOf } from './training/memory.ts'
import { roomBytes } from './training/room.ts'
import type { StageContext } from './types.ts'

/* Whether this machine can do the training of model.yml, by trying what it stands on: seconds, in the place of hours. */

/** What was looked at. `found` says what is there, `remedy` what to do where that is not enough. */
export type PreflightCheck = { name: string; state: 'ok' | 'missing' | 'warning'; found: string; remedy?: string }

export type Preflight = {
  checks: PreflightCheck[]
  estimate?: MemoryEstimate
  /** What fails it, the first one first. */
  problems: Problem[]
  exit: ExitName
  report: Report & { verdict: Verdict }
}

/** Of what is looked at on a machine, what a training stands on; the rest is `doctor`'s to tell. */
const ofHost: readonly string[] = ['docker', 'gpu', 'gpu-in-containers']

const deadlineMs = 10 * 60_000

/** @throws UserError where model.yml is wrong, or jobs cannot run here at all */
export async function preflightTraining(
  context: StageContext,
  requirements: readonly Requirement[],
): Promise<Preflight> {
  const { environment, signal, specFile, spec } = context
  const host = await checkUp({ environment, signal, specFile, specNamed: true }, requirements)
  const facts = await jobFacts(context)
  const result = spec.engine.image === undefined ? await tried(context, facts) : undefined
  const checks = [
    ...host.checks.filter(({ name, state }) => ofHost.includes(name) && matters(name, state, facts)).map(ofMachine),
    ...(result === undefined ? [ownImage] : (result.checks ?? []).map(ofRuntime)),
  ]
  const failed = (result?.checks ?? []).filter(({ ok }) => !ok)
  const problems: Problem[] = [
    ...host.problems,
    ...failed.map(({ name, because, hint }) => ({
      what: `${titles[name] ?? name}: ${because}${hint === undefined ? '' : `: ${hint}`}`,
    })),
  ]
  const onlyMemory = host.problems.length === 0 && failed.every(({ name }) => name === 'training')
  return {
    checks,
    ...(result?.estimate === undefined ? {} : { estimate: result.estimate }),
    problems,
    exit: problems.length === 0 ? 'done' : onlyMemory ? 'out-of-memory' : 'preflight',
    report: reportOf(checks, problems, result?.estimate, facts),
  }
}

/** A part that jobs of this engine do without is no fault. */
const matters = (name: string, state: HostCheck['state'], { engine, gpus }: Facts): boolean =>
  name === 'gpu' ? gpus.length > 0 || state !== 'missing' : engine === 'docker'

const ofMachine = (check: HostCheck): PreflightCheck => ({
  name: check.name,
  state: check.state,
  found: check.found,
  ...('remedy' in check ? { remedy: check.remedy } : {}),
})

const ownImage: PreflightCheck = {
  name: 'memory of the training',
  state: 'ok',
  found: 'not estimated, as jobs run in an image of your own (engine.image)',
}

/** As people call what the runtime looks at. */
const titles: Readonly<Record<string, string>> = {
  disk: 'disk for checkpoints',
  memory: 'memory of the host',
  shm: '/dev/shm',
  gpu: 'driver and GPU',
  products: 'matrix product',
  exchange: 'exchange between processes',
  training: 'memory of the training',
}

type RuntimeCheck = NonNullable<PreflightResult['checks']>[number]

const ofRuntime = ({ name, ok, because, hint }: RuntimeCheck): PreflightCheck => ({
  name: titles[name] ?? name,
  state: ok ? 'ok' : 'missing',
  found: because,
  ...(hint === undefined ? {} : { remedy: hint }),
})

/** What a job of the runtime finds with the resources that a training would have. */
async function tried(context: StageContext, facts: Facts): Promise<PreflightResult> {
  const { place, signal, spec } = context
  const engine = await context.engine()
  if (engine.name === 'process') await markTrained(context)
  const config = await trainingConfig(context)
  const base = await configDirectory(context)
  // Where checkpoints will lie: another disk may have more room, and less.
  const scratch = join(place.cache, `preflight-${randomBytes(3).toString('hex')}`)
  const out = join(scratch, 'out')
  await makeDirectory(place.cache)
  await mkdir(out, { recursive: true })
  try {
    const job: Job = {
      config: preflightConfig(config, facts, roomNow(context, facts), await roomBytes(spec, base)),
      inputs: { base: { directory: base } },
      out,
      resources: resourcesOf(spec.engine),
      gpuWaitMs: durationMs(spec.engine.gpuWait),
      workers: 1,
      secrets: {},
      deadlineMs,
      logFile: join(place.logs, `preflight-${randomBytes(3).toString('hex')}.txt`),
    }
    const end = await engine.run(job, () => undefined, signal)
    if (end.exit === 'done' && end.result?.verb === 'preflight') return end.result
    throw new UserError(`preflight: ${end.diagnosis}`, { exit: end.exit === 'done' ? 'crashed' : end.exit })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** What is free just now: of the smallest GPU, or of the host, where the job itself looks. */
function roomNow({ spec }: StageContext, { gpus }: Facts): Room | undefined {
  const room = roomOf(spec, gpus, hostMemory())
  if (room?.card === undefined) return spec.engine.memory === undefined ? undefined : room
  const free = Math.min(...gpus.map(({ freeBytes, memoryBytes: whole }) => freeBytes ?? whole))
  return { ...room, bytes: Math.min(room.bytes, free) }
}

/** What the runtime is to look at. Pure. */
export function preflightConfig(
  config: ConfigOf<'finetune'>,
  { gpus }: Pick<Facts, 'gpus'>,
  room: Room | undefined,
  diskBytes: number,
): Omit<PreflightConfig, 'paths' | 'model_runtime'> {
  const { launch } = config
  return {
    verb: 'preflight',
    all: true,
    needs: { disk_bytes: Math.ceil(diskBytes), memory_bytes: 0, gpu: gpus.length > 0 },
    ...(launch === undefined || launch.ranks === 1 ? {} : { exchange: onThisHost(launch) }),
    products: precisionOf(config, gpus),
    training: plannedTraining(config, room),
  }
}

/** Other hosts need not be there yet. */
const onThisHost = ({ rendezvous: _, ...launch }: Launch): Launch => ({
  ...launch,
  node_rank: 0,
  nodes: 1,
  strategy: 'ddp',
})

/** As `auto` decides it. */
function precisionOf({ training }: ConfigOf<'finetune'>, gpus: Facts['gpus']): 'bf16' | 'fp16' | 'fp32' {
  const { precision = 'auto' } = training
  if (precision !== 'auto') return precision
  const oldest = Math.min(...gpus.map(({ computeCapability = '0' }) => Number(computeCapability)))
  return gpus.length > 0 && oldest >= 8 ? 'bf16' : 'fp32'
}

function reportOf(
  checks: readonly PreflightCheck[],
  problems: readonly Problem[],
  estimate: MemoryEstimate | undefined,
  { gpus }: Facts,
): Report & { verdict: Verdict } {
  const [first, ...more] = problems
  const fits = estimate === undefined ? 'the training can begin' : 'the training fits'
  return {
    schema: 1,
    title: 'preflight of the training',
    verdict: first === undefined ? 'pass' : 'fail',
    headline:
      first === undefined ? fits : `${formatProblem(first)}${more.length === 0 ? '' : ` (and ${more.length} more)`}`,
    gates: [],
    sections: [
      {
        kind: 'table',
        title: 'What was found',
        columns: ['part', 'state', 'found', 'remedy'],
        rows: checks.map(({ name, state, found, remedy = '' }) => [name, state, found, remedy]),
      },
      ...(estimate === undefined ? [] : estimateSections(estimate, gpus.length > 0)),
    ],
  }
}
