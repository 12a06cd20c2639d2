import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { connectDocker } from '../docker/client.ts'
import type { DockerClient } from '../docker/types.ts'
import { createDockerEngine } from '../engine/docker.ts'
import { readContract } from '../engine/events.ts'
import { createEngine } from '../engine/index.ts'
import type { LeaseStore } from '../engine/leasing.ts'
import type { EngineLog } from '../engine/run.ts'
import type { Engine, Job, JobEnd } from '../engine/types.ts'
import { UserError } from '../errors.ts'
import { makeTemporary } from '../files.ts'
import { runtimeDirectory } from '../installation.ts'
import { checkModelFiles } from '../model/checks.ts'
import { gpuLeases } from '../place/gpuLeases.ts'
import { hostOf, requireHost } from '../platform/host.ts'
import { imageCredentials } from './registry.ts'

/*
 * Whether an image of somebody's own keeps the runtime contract: small real jobs run in it as a pipeline would run them, and
 * what it leaves is read as a pipeline would read it.
 */

type World = { log: EngineLog; signal: AbortSignal; environment: Readonly<Record<string, string | undefined>> }

/** `because` says what was found: of a failed check, what is missing. */
export type ImageCheck = { name: string; ok: boolean; because: string }

/** Training a model of two small layers takes seconds; the rest is what a large image needs to begin. */
const deadlineMs = 15 * 60_000

/** Ids and labels of the test split, as the runtime's selftest leaves them. */
type Truth = readonly { id: string; label: string }[]

/** What an image is tried on, as directories of this host. */
export type Parts = { data: string; base: string; truth: Truth }

/**
 * Tries an image with the engines that this machine has.
 * @throws UserError (exit `preflight`) where there is no Docker engine, no such image, or our own runtime cannot work
 */
export async function selftestImage(image: string, world: World): Promise<ImageCheck[]> {
  requireHost(hostOf(world.environment, process.platform), { engine: 'docker', deploys: false })
  const docker = await connectDocker(world)
  const leases = leasesOf(world)
  const { engine } = await createEngine({ name: 'auto', leases, ...world })
  return inTemporary(async (directory) =>
    tryImage(image, { ...world, docker, parts: await makeParts(directory, engine, world.signal) }),
  )
}

/** The same with parts that are there. */
export const tryImage = (image: string, world: World & { docker: DockerClient; parts: Parts }): Promise<ImageCheck[]> =>
  inTemporary(async (directory) => {
    const engine = createDockerEngine({
      ...world,
      // What they are is printed nowhere.
      credentials: (of) => imageCredentials(of, { environment: world.environment, secret: () => undefined }),
      leases: leasesOf(world),
      image,
      runtimeDirectory: runtimeDirectory(),
      alone: true,
    })
    await engine.preflight({}, world.signal)
    return checks(world.parts, directory, (name, job) =>
      engine.run({ ...common(directory, name), image, ...job }, () => {}, world.signal),
    )
  })

const leasesOf = ({ environment, log }: World): LeaseStore => gpuLeases({ environment, label: 'an image', log })

async function inTemporary<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await makeTemporary('model-actions-selftest-')
  try {
    return await work(directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

const common = (directory: string, name: string) =>
  ({
    out: join(directory, name),
    resources: {},
    workers: 1,
    secrets: {},
    deadlineMs,
    logFile: join(directory, `${name}.log`),
  }) as const

/** Makes the parts below `directory`, by our own runtime in an engine that has it. */
export async function makeParts(directory: string, own: Engine, signal: AbortSignal): Promise<Parts> {
  const job: Job = { ...common(directory, 'own'), config: { verb: 'selftest', parts: true }, inputs: {} }
  const end = await own.run(job, () => {}, signal)
  if (end.exit !== 'done')
    throw new UserError(`our own runtime does not pass its selftest: ${end.diagnosis}`, { exit: end.exit })
  const parts = join(job.out, 'parts')
  return {
    data: join(parts, 'dataset'),
    base: join(parts, 'base'),
    truth: JSON.parse(await readFile(join(parts, 'test.json'), 'utf8')) as Truth,
  }
}

async function checks(
  { data, base, truth }: Parts,
  directory: string,
  run: (name: string, job: Pick<Job, 'config' | 'inputs'> & Partial<Job>) => Promise<JobEnd>,
): Promise<ImageCheck[]> {
  const common = { task: 'text-classification', max_length: 8 } as const
  const found: ImageCheck[] = []
  const add = (name: string, missing: string | undefined, because: string): void => {
    found.push({ name, ok: missing === undefined, because: missing ?? because })
  }

  const checkpoints = join(directory, 'checkpoints')
  const tuned = await run('finetune', { config: finetuneConfig, inputs: mounts({ data, base }), checkpoints })
  add('finetune ends with a result', failure(tuned), 'exit code 0, and result.json keeps the contract')
  const model = join(directory, 'finetune', 'model')
  const weights = tuned.exit === 'done' ? await missingWeights(model) : 'there was no result'
  add('finetune leaves a model', weights, 'out/model has weights in a safe format')

  // Another format than ours may still be one that it reads itself.
  const candidate = existsSync(model) ? model : base
  const judged = await run('evaluate', {
    config: { verb: 'evaluate', ...common, baseline: 'majority', batch_size: 8 },
    inputs: mounts({ data, candidate }),
  })
  add('evaluate ends with a result', failure(judged), 'exit code 0, and result.json keeps the contract')
  for (const name of ['predictions', 'baseline-predictions']) {
    const file = join(directory, 'evaluate', `${name}.jsonl`)
    const misfit = judged.exit === 'done' ? await predictionsMisfit(file, truth) : 'there was no result'
    add(`evaluate writes ${name}.jsonl`, misfit, `one valid line for each of ${truth.length} examples`)
  }

  const nothing = join(directory, 'nothing')
  await mkdir(nothing)
  const refused = await run('refused', { config: finetuneConfig, inputs: mounts({ data: nothing, base }), checkpoints })
  const success = refused.exit === 'done' ? 'it ended with exit code 0 where its data was missing' : undefined
  add('missing data is no success', success, `it ended as ${refused.exit}`)
  return found
}

const finetuneConfig: Job['config'] = {
  verb: 'finetune',
  task: 'text-classification',
  checkpoints: { asynchronous: true, keep: 2, steps: 1 },
  max_length: 8,
  training: {
    method: 'full',
    epochs: 1,
    max_steps: 2,
    learning_rate: 0.001,
    batch_size: 8,
    gradient_accumulation: 1,
    warmup_steps: 0,
    weight_decay: 0,
    seed: 0,
  },
}

const mounts = (directories: Record<string, string>): Job['inputs'] =>
  Object.fromEntries(Object.entries(directories).map(([name, directory]) => [name, { directory }]))

/** Without the place of a log that is gone when this is read; its lines were shown as they came. */
const failure = ({ exit, diagnosis }: JobEnd): string | undefined =>
  exit === 'done' ? undefined : diagnosis.replace(/; its log is \S+$/, '')

async function missingWeights(model: string): Promise<string | undefined> {
  try {
    await checkModelFiles(model)
    return undefined
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return 'there is no directory out/model'
    if (error instanceof UserError) return message.replaceAll(model, 'out/model')
    throw error
  }
}

/** What is wrong with a file of predictions: its lines, or which examples they speak of. */
async function predictionsMisfit(file: string, truth: Truth): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return 'there is no such file'
  const contract = readContract(runtimeDirectory())
  const left = new Map(truth.map(({ id, label }) => [id, label]))
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const read = contract.prediction(line)
    if (!read.ok) return `line ${index + 1}: ${read.because}`
    const { id, answer } = read.prediction
    const label = left.get(id)
    if (label === undefined)
      return `line ${index + 1}: ${JSON.stringify(id)} is ${truth.some((one) => one.id === id) ? 'there twice' : 'no id of the test split'}`
    if (!('label' in answer)) return `line ${index + 1}: the answer to ${JSON.stringify(id)} has no label`
    if (answer.label !== label)
      return `line ${index + 1}: the label of ${JSON.stringify(id)} is ${JSON.stringify(label)}, and not ${JSON.stringify(answer.label)}`
    left.delete(id)
  }
  const [first] = left.keys()
  return first === undefined
    ? undefined
    : `${left.size} of ${truth.length} examples have no line, such as ${JSON.stringify(first)}`
}
