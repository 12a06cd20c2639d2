import { appendFileSync } from 'node:fs'
import { mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Digest, digestJson } from '../digest.ts'
import type { FinetuneResult, SearchConfig, SearchResult, SearchTrial } from '../engine/contract.generated.ts'
import { type ExitName, UserError } from '../errors.ts'
import { isThere, readIfPresent } from '../files.ts'
import { jsonOf } from '../json.ts'
import { update } from '../platform/doing.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { linkTree, removeTree } from '../trees.ts'
import { type Listener, runBatch } from './job.ts'
import { type Training, train } from './training/run.ts'
import { paramsText, searches, studyConfig, trialSpec } from './training/trial.ts'
import type { StageContext } from './types.ts'

/*
 * A search: one training after another, each with the settings that a study (search.py) says, and of them the model with
 * the least validation loss. All that it remembers lies in one directory: the study, and of each trial that runs its
 * checkpoints, and of the best one its model.
 */

type Search = Pick<Training, 'inputs' | 'start' | 'lineage' | 'heard'> & {
  /** By which the result of the stage is found: a trial's own is made of it. */
  key: Digest
  /** Where the search lies; what is in it outlives a kill. */
  directory: string
  /** Where a trial's model comes to be, on the same disk. */
  scratch: string
  configOf: (spec: ModelSpec) => Promise<Training['config']>
}

export type Found = {
  /** Of the best trial. */
  result: FinetuneResult
  spec: ModelSpec
  best: number
  trials: readonly SearchTrial[]
  importance: Readonly<Record<string, number>>
}

/** What a question of the study takes at most: it waits for no training. */
const studyDeadline = '10m'
/** So many times as long as a question took none is asked: it takes the time of training. */
const restsOfQuestion = 9
/** The end of a trial by which the settings are judged, and no other trial. */
const ownFailures: readonly ExitName[] = ['configuration', 'diverged', 'out-of-memory']

/** @throws UserError where nothing could tell which trial is the best */
export function requireValidation(examples: number | undefined): void {
  if (examples === 0)
    throw new UserError(
      'finetune.search: the data has no validation examples, by which trials are compared: give some (data.split.validation or data.validation), or remove finetune.search',
      { exit: 'data' },
    )
}

/** The directory of the trial's training when it is over, as its job left it. */
const doneIn = (directory: string, number: number): string => join(trialIn(directory, number), 'done')
const trialIn = (directory: string, number: number): string => join(directory, `trial-${number}`)

/** Runs what is left of a search. @param model where the best model is put */
export async function search(context: StageContext, search: Search, model: string): Promise<Found> {
  const { spec, signal, platform } = context
  if (!searches(spec)) throw new Error('nothing is searched')
  const ask = studyOf(context, search)
  let answer = await ask({ ask: true })
  while (answer.asked !== undefined) {
    const { number, params } = answer.asked
    const of = `trial ${number + 1} of ${spec.finetune.search.trials}`
    update(signal, { at: of, next: 'the same command goes on with this trial' })
    platform.log.info(`finetune: ${of}: ${paramsText(params)}`)
    const ended = await runTrial(context, search, ask, answer.asked).catch((error: unknown) => {
      throw ofTrial(error, `${of} (${paramsText(params)})`)
    })
    answer = await ask({ ask: true, ...(ended === undefined ? {} : { trial: { number, ...ended } }) })
    platform.log.info(`finetune: ${of}: ${outcome(answer.trials[number])}`)
    await dropBeaten(search.directory, answer)
  }
  const { trials, importance = {} } = answer
  const best = bestOf(trials)
  if (best === undefined) throw new UserError(allFailed(trials), { exit: exitOfFailed(trials) })
  // Whoever is killed before the result is stored finds it there again.
  await linkTree(join(doneIn(search.directory, best.number), 'model'), model)
  const result = (await resultOf(search.directory, best.number)) as FinetuneResult
  return { result, spec: trialSpec(spec, best.params), best: best.number, trials, importance }
}

/** Of the complete ones the first with the least loss. */
export const bestOf = (trials: readonly SearchTrial[]): SearchTrial | undefined =>
  trials
    .filter(({ state }) => state === 'complete')
    .toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0) || a.number - b.number)[0]

function outcome(trial: SearchTrial | undefined): string {
  switch (trial?.state) {
    case 'complete':
      return `validation loss ${trial.value?.toPrecision(5)}`
    case 'pruned':
      return `given up after ${trial.values.length} validations, as earlier trials had less loss by then`
    case 'failed':
      return `failed: ${trial.because ?? 'for a reason that it did not tell'}`
    default:
      return 'not over'
  }
}

function allFailed(trials: readonly SearchTrial[]): string {
  const last = trials.findLast(({ state }) => state === 'failed')
  const why = last === undefined ? '' : `; trial ${last.number + 1} (${paramsText(last.params)}): ${last.because ?? ''}`
  return `finetune.search: none of the ${trials.length} trials came to a model${why}: change finetune.search.space`
}

/** That of all of them, where they ended alike. */
function exitOfFailed(trials: readonly SearchTrial[]): ExitName {
  const [first, ...others] = new Set(trials.map(({ exit }) => exit))
  return ownFailures.find((name) => name === first && others.length === 0) ?? 'diverged'
}

/** An error that is none of the settings alone, and ends the search. */
function ofTrial(error: unknown, trial: string): unknown {
  if (!(error instanceof UserError)) return error
  const [{ what, ...first }, ...more] = error.problems
  const told = `${trial}: ${what}. The same command goes on with this trial; --force begins the search anew`
  return new UserError([{ ...first, what: told }, ...more], { exit: error.exit, cause: error })
}

type Ask = (asked: Pick<SearchConfig, 'ask' | 'trial'>) => Promise<SearchResult>

/** Questions to the study, one at a time: each is a job of its own, that needs no GPU. */
function studyOf(context: StageContext, { key, directory, scratch }: Search): Ask {
  const { spec } = context
  if (!searches(spec)) throw new Error('nothing is searched')
  const onCpu: StageContext = { ...context, spec: { ...spec, engine: { ...spec.engine, gpus: 0 } } }
  let asked = 0
  let before: Promise<unknown> = Promise.resolve()
  const ask: Ask = async (question) => {
    const out = join(scratch, `study-${asked++}`)
    const answer = await runBatch(onCpu, 'search', key, {
      config: { ...studyConfig(spec), ...question },
      inputs: {},
      out,
      checkpoints: join(directory, 'study'),
      deadline: studyDeadline,
    })
    await removeTree(out)
    return answer
  }
  return (question) => {
    const answer = before.then(() => ask(question))
    before = answer.catch(() => undefined)
    return answer
  }
}

type Ended = Omit<NonNullable<SearchConfig['trial']>, 'number'>

/** Runs a trial to its end, from where it was. Undefined where the study knows its end, as it asked for it. */
async function runTrial(
  context: StageContext,
  { key, directory, scratch, inputs, start, lineage, heard, configOf }: Search,
  ask: Ask,
  { number, params }: NonNullable<SearchResult['asked']>,
): Promise<Ended | undefined> {
  const { spec } = context
  const own = trialSpec(spec, params)
  const checkpoints = join(trialIn(directory, number), 'checkpoints')
  const journal = join(trialIn(directory, number), 'validations.jsonl')
  const losses = await lossesUntil(checkpoints, journal)
  const before = await resultOf(directory, number)
  if (before !== undefined) return completed(before, losses)
  const pruned = new AbortController()
  const judge = judging(async (values) => {
    const { pruned_at } = await ask({ ask: false, trial: { number, values } })
    if (pruned_at !== undefined) pruned.abort(new Error('the trial is given up'))
    return pruned_at !== undefined
  }, pruned)
  const hear: Listener = (event) => {
    if (event.type !== 'metric' || event.name !== 'validation_loss') return
    const step = event.step ?? losses.size + 1
    losses.set(step, event.value)
    try {
      appendFileSync(journal, `${JSON.stringify([step, event.value])}\n`)
    } catch (error) {
      judge.fail(error)
    }
    if (spec.finetune.search?.pruner !== 'none') judge.look(inOrder(losses))
  }
  await mkdir(checkpoints, { recursive: true })
  const out = join(scratch, `trial-${number}`)
  const inTrial: StageContext = { ...context, spec: own, signal: AbortSignal.any([context.signal, pruned.signal]) }
  try {
    const result = await train(inTrial, digestJson({ search: key, trial: number, params }), {
      config: await configOf(own),
      inputs,
      start,
      lineage,
      out,
      checkpoints,
      heard: [...heard, hear],
    })
    if (await judge.end()) return undefined
    await rename(out, doneIn(directory, number))
    return completed(result, losses)
  } catch (error) {
    context.signal.throwIfAborted()
    if (await judge.end()) return undefined
    if (!(error instanceof UserError) || !ownFailures.includes(error.exit)) throw error
    return { ended: 'failed', values: inOrder(losses), because: error.problems[0].what, exit: error.exit }
  }
}

/**
 * Asks whether a trial is worth its end, with the newest values, one question at a time. A question that fails ends the
 * trial, and `end` tells why.
 */
function judging(isPruned: (values: number[]) => Promise<boolean>, trial: AbortController) {
  const over = new AbortController()
  let asking: Promise<void> | undefined
  let next: number[] | undefined
  let pruned = false
  let failure: { error: unknown } | undefined
  const fail = (error: unknown): void => {
    failure ??= { error }
    trial.abort(error)
  }
  const go = async (): Promise<void> => {
    while (next !== undefined && !pruned && failure === undefined && !over.signal.aborted) {
      const beganMs = performance.now()
      const values = next
      next = undefined
      pruned = await isPruned(values).catch((error: unknown) => {
        fail(error)
        return false
      })
      const restMs = restsOfQuestion * (performance.now() - beganMs)
      if (!pruned) await setTimeout(restMs, undefined, { signal: over.signal }).catch(() => undefined)
    }
    asking = undefined
  }
  return {
    look(values: number[]): void {
      next = values
      asking ??= go()
    },
    /** Ends the trial for an error that is not its own. */
    fail,
    /** Whether it was given up. */
    async end(): Promise<boolean> {
      over.abort()
      await asking
      if (failure !== undefined) throw failure.error
      return pruned
    },
  }
}

const inOrder = (losses: ReadonlyMap<number, number>): number[] =>
  [...losses].toSorted(([a], [b]) => a - b).map(([, loss]) => loss)

/** Which model it left, and with which loss, the training says: it need not be that of the least one. */
function completed({ early_stopping: kept }: FinetuneResult, losses: ReadonlyMap<number, number>): Ended {
  return { ended: 'complete', values: inOrder(losses), ...(kept === undefined ? {} : { value: kept.best_loss }) }
}

/**
 * By step, what was told of a trial until its newest checkpoint, from where it goes on. The journal has all of it; of the last
 * validation before a kill only the checkpoint may know.
 */
async function lossesUntil(checkpoints: string, journal: string): Promise<Map<number, number>> {
  const steps = (await readdir(checkpoints).catch(() => [])).flatMap((name) => /^step-(\d+)$/.exec(name)?.[1] ?? [])
  const newest = Math.max(...steps.map(Number))
  const [history, told] = await Promise.all([
    readIfPresent(join(checkpoints, `step-${newest}`, 'history.json')),
    readIfPresent(journal),
  ])
  const { last_validated: last } = (history === undefined ? {} : jsonOf(history.toString())) as {
    last_validated?: { step: number; loss: number } | null
  }
  // The end of a line that a kill cut off is no line.
  const lines = (told?.toString() ?? '').split('\n').slice(0, -1)
  const entries = lines.map((line) => jsonOf(line) as [number, number]).filter(([step]) => step <= newest)
  return new Map([...entries, ...(last ? [[last.step, last.loss] as const] : [])])
}

/** What a trial came to that was over when the run was killed, or that is the best so far. */
async function resultOf(directory: string, number: number): Promise<FinetuneResult | undefined> {
  const text = await readIfPresent(join(doneIn(directory, number), 'result.json'))
  return text === undefined ? undefined : (jsonOf(text.toString()) as FinetuneResult)
}

/** Only the best model is kept, and the checkpoints of the trial that runs. */
async function dropBeaten(directory: string, { trials, asked }: SearchResult): Promise<void> {
  const best = bestOf(trials)?.number
  for (const { number } of trials) {
    if (number === asked?.number) continue
    if (number !== best) await removeTree(trialIn(directory, number))
    else if (await isThere(join(trialIn(directory, number), 'checkpoints')))
      await removeTree(join(trialIn(directory, number), 'checkpoints'))
  }
}
