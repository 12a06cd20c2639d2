import { writeWhole } from '../files.ts'
import { jsonOf } from '../json.ts'
import { after, deferred } from '../timers.ts'
import { PointQueue } from './queue.ts'
import type { Ending, Point, TrackedRun, Tracker } from './types.ts'

/*
 * From a training to those who are told of it. The training never waits: what it tells is put into a bounded queue for each of
 * them, and one who is slow or away is told later what fits into it.
 */

const everyMs = 5_000
const firstMs = 500
const longestPauseMs = 5 * 60_000
const patienceMs = 30_000
const mostWaiting = 10_000
const mostAtOnce = 1_000
/** An image of somebody may tell anything. */
const mostNames = 500
const nameOfMetric = /^[A-Za-z_][\w./-]{0,199}$/

/** What is known of each tracker between two attempts of a training: its id of the run, and the last step told of each metric. */
type Memory = Record<string, { id: string; told: Record<string, number> }>

export type Feed = {
  /** Never waits, never throws. */
  point(name: string, value: number, step?: number): void
  /** Tells what waits, as far as the time allows, and how it ended. Never rejects. */
  end(how: Ending, withinMs: number): Promise<void>
}

export function createFeed(options: {
  trackers: readonly Tracker[]
  run: TrackedRun
  /** Outlives a killed run, and is gone with its checkpoints. */
  memory: { text: string | undefined; file: string }
  warn(line: string): void
  info(line: string): void
  now(): number
  intervalMs?: number
}): Feed {
  const { run, memory, now, intervalMs = everyMs } = options
  const known = readMemory(memory.text)
  const names = new Set<string>()
  let lastStep: number | undefined
  let saving = Promise.resolve()
  const remember = (tracker: string, what: Memory[string]): Promise<void> => {
    known[tracker] = what
    // One after the other: a later state must not be overwritten by an earlier one.
    saving = saving.then(() => writeWhole(memory.file, JSON.stringify(known))).catch(() => undefined)
    return saving
  }
  const channels = options.trackers.map((tracker) =>
    channel({
      tracker,
      run,
      before: known[tracker.name],
      remember: (what) => remember(tracker.name, what),
      warn: options.warn,
      info: options.info,
      intervalMs,
    }),
  )
  return {
    point(name, value, step) {
      if (step !== undefined) lastStep = step
      if (!Number.isFinite(value) || !nameOfMetric.test(name)) return
      if (!names.has(name) && names.size >= mostNames) return
      names.add(name)
      // Of which step it is, is not known before one is told.
      if (lastStep === undefined) return
      for (const each of channels) each.push({ name, value, step: lastStep, atMs: now() })
    },
    async end(how, withinMs) {
      await Promise.all(channels.map((each) => each.end(how, withinMs)))
      await saving
    },
  }
}

/** Of a file that may be cut or of another version: then nothing was told. Pure. */
function readMemory(text: string | undefined): Memory {
  const found = text === undefined ? undefined : jsonOf(text)
  const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
  if (!isRecord(found)) return {}
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, entry]) => {
      if (!isRecord(entry) || typeof entry['id'] !== 'string' || !isRecord(entry['told'])) return []
      const told = Object.entries(entry['told']).filter((one): one is [string, number] => typeof one[1] === 'number')
      return [[name, { id: entry['id'], told: Object.fromEntries(told) }]]
    }),
  )
}

type Channel = { push(point: Point): void; end(how: Ending, withinMs: number): Promise<void> }

function channel(options: {
  tracker: Tracker
  run: TrackedRun
  before: Memory[string] | undefined
  remember(what: Memory[string]): Promise<void>
  warn(line: string): void
  info(line: string): void
  intervalMs: number
}): Channel {
  const { tracker, run, before, remember, warn, info, intervalMs } = options
  const queue = new PointQueue(mostWaiting)
  const over = new AbortController()
  let id: string | undefined
  let told = new Map<string, number>()
  let [isTelling, isEnding, isAway, warned, pauseMs] = [false, false, false, false, intervalMs]
  let wake = deferred<void>()

  /** Tells all that waits. */
  const tell = async (signal: AbortSignal): Promise<void> => {
    if (id === undefined) {
      const begun = await tracker.begin(run, before?.id, signal)
      id = begun.id
      info(`finetune: told to ${tracker.name}: ${begun.where}`)
      told = new Map(begun.isNew || tracker.forgets ? [] : Object.entries(before?.told ?? {}))
      await remember({ id, told: Object.fromEntries(told) })
    }
    while (queue.length > 0) {
      const points = queue.first(mostAtOnce)
      const fresh = points.filter(({ name, step }) => tracker.forgets || step > (told.get(name) ?? -1))
      if (fresh.length > 0) await tracker.points(fresh, signal)
      queue.drop(points)
      if (fresh.length === 0) continue
      // Steps of this attempt are told however often: only those of the one before are compared.
      for (const { name, step } of fresh) seen.set(name, Math.max(step, seen.get(name) ?? -1))
      await remember({ id, told: Object.fromEntries(new Map([...told, ...seen])) })
    }
  }
  const seen = new Map<string, number>()
  const attempt = async (withinMs: number, then?: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    const signal = AbortSignal.any([over.signal, AbortSignal.timeout(withinMs)])
    try {
      await orAborted(
        tell(signal).then(() => then?.(signal)),
        signal,
      )
      if (isAway) info(`finetune: ${tracker.name} is told again of the training`)
      ;[isAway, pauseMs] = [false, intervalMs]
    } catch (error) {
      if (!warned && !over.signal.aborted)
        warn(`finetune: ${tracker.name} cannot be told of the training, which goes on: ${reasonOf(error)}`)
      ;[isAway, warned, pauseMs] = [true, true, Math.min(longestPauseMs, 2 * pauseMs)]
    }
  }
  const work = (async (): Promise<void> => {
    while (!isEnding) {
      await attempt(patienceMs)
      const timer = after(pauseMs, () => wake.resolve())
      await wake.promise
      timer.cancel()
      wake = deferred<void>()
    }
  })()

  return {
    push(point) {
      queue.push(point)
      // Whoever begins a training wants to see soon that it is one.
      if (!isTelling) after(Math.min(firstMs, intervalMs), () => wake.resolve())
      isTelling = true
    },
    async end(how, withinMs) {
      isEnding = true
      wake.resolve()
      const timer = after(withinMs, () => over.abort())
      await orAborted(work, over.signal).catch(() => undefined)
      await attempt(withinMs, (signal) => tracker.end(how, signal))
      timer.cancel()
      over.abort()
      if (queue.length > 0) warn(`finetune: ${tracker.name} was not told of the last ${queue.length} numbers`)
    },
  }
}

/** Somebody who does not listen to a signal is not waited for. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = deferred<never>()
  const onAbort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `it did not answer within ${patienceMs / 1000} s`
  const cause = error.cause instanceof Error ? error.cause : error
  return 'code' in cause && typeof cause.code === 'string' ? `${error.message} (${cause.code})` : error.message
}
