import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { type Case, cases, edited } from './edits.ts'
import { loadTarget } from './targets.ts'
import type { CaseEnd, Failed, Failure, FuzzReport } from './types.ts'

export type FuzzOptions = {
  name: string
  /** A number of edited cases is the same work on every machine; seconds are as many cases as fit. */
  until: { seconds: number } | { cases: number }
  /** Repeats the cases of an earlier run. */
  seed: number
  /** Where the input of a failure is written. */
  into: string
}

/** No input of these sizes (4 MiB at the most) may hold a reader longer. */
const longestCaseMs = 5_000
const memoryMb = 1024
/** Four times the entries may take this many times as long: linear is 4, quadratic 16. */
const steepestGrowth = 9
const growthCounts = [2_000, 8_000]
const shortestGrowthMs = 40

/**
 * One target: the corpus, which holds what failed once, then edits of its seeds until the end that was asked for, or until a
 * case fails, which is then made as small as it gets.
 */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { name, until, seed, into } = options
  const startMs = performance.now()
  const failures: Failure[] = []
  const figures = { cases: 0, refused: 0, slowestMs: 0 }
  let runner = await startRunner(name)
  const attempt = async (input: Uint8Array): Promise<{ kind: 'crash' | 'hang'; error: string } | undefined> => {
    const end = await runner.run(input)
    figures.cases++
    figures.slowestMs = Math.max(figures.slowestMs, end.ms)
    if (end.kind === 'refused') figures.refused++
    if (end.kind === 'read' || end.kind === 'refused') return undefined
    if (end.kind === 'hang' || runner.ended) runner = await startRunner(name)
    return { kind: end.kind, error: end.error }
  }
  const fail = (kind: Failure['kind'], error: string, input?: Uint8Array): void => {
    failures.push({ kind, error, ...(input === undefined ? {} : { file: keep(into, name, input) }) })
  }

  try {
    for (const input of [...corpus(name), ...runner.seeds]) {
      const failed = await attempt(input)
      if (failed !== undefined) fail(failed.kind, failed.error, input)
    }
    const grown = await growth(name, (input) => runner.run(input))
    if (grown !== undefined) {
      fail('growth', grown)
      await runner.close()
      runner = await startRunner(name)
    }

    const { seeds, words } = runner
    const { repaired } = await loadTarget(name)
    const inputOf = (one: Case): Uint8Array => {
      const input = edited(seeds[one.seed] ?? new Uint8Array(), one.edits)
      return one.repaired && repaired !== undefined ? repaired(input) : input
    }
    const last: { failed?: { kind: 'crash' | 'hang'; error: string; input: Uint8Array } } = {}
    const end =
      'cases' in until
        ? { numRuns: until.cases }
        : {
            numRuns: 1e9,
            interruptAfterTimeLimit: Math.max(500, until.seconds * 1000 - (performance.now() - startMs)),
            markInterruptAsFailure: false,
          }
    const outcome = await fc.check(
      fc.asyncProperty(cases(seeds.length, words), async (one) => {
        const input = inputOf(one)
        const failed = await attempt(input)
        if (failed === undefined) return
        last.failed = { ...failed, input }
        throw new Error(failed.error)
      }),
      { seed, ...end },
    )
    const found = outcome.counterexample?.[0]
    // A case that fails when the time is over counts too, as it is: there is no time to make it smaller.
    if (last.failed !== undefined)
      fail(last.failed.kind, last.failed.error, found === undefined ? last.failed.input : inputOf(found))
  } finally {
    await runner.close()
  }
  return { name, ...figures, seconds: (performance.now() - startMs) / 1000, seed, failures }
}

type RunEnd = CaseEnd | Failed<'hang'>
type Runner = {
  seeds: readonly Uint8Array[]
  words: readonly string[]
  /** The worker is gone, as memory or the whole thread failed. */
  ended: boolean
  run(input: Uint8Array): Promise<RunEnd>
  close(): Promise<void>
}

async function startRunner(name: string): Promise<Runner> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { name },
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  const answer = <T>(deadlineMs: number, late: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      const settle = (end: () => void): void => {
        clearTimeout(timer)
        worker.off('message', onMessage)
        worker.off('error', onError)
        end()
      }
      const onMessage = (message: T): void => settle(() => resolve(message))
      const onError = (cause: unknown): void => settle(() => reject(cause))
      const timer = setTimeout(() => settle(() => resolve(late())), deadlineMs)
      worker.on('message', onMessage)
      worker.on('error', onError)
    })
  const { seeds, words } = await answer<{ seeds: Uint8Array[]; words: string[] }>(120_000, () => {
    throw new Error(`the seeds of ${name} took more than two minutes`)
  })
  const runner: Runner = {
    seeds,
    words,
    ended: false,
    async run(input) {
      worker.postMessage(input)
      const end = await answer<RunEnd>(longestCaseMs, () => ({
        kind: 'hang',
        ms: longestCaseMs,
        error: `no end after ${longestCaseMs} ms`,
      })).catch((cause: unknown): RunEnd => {
        runner.ended = true
        return { kind: 'crash', ms: 0, error: `the thread ended: ${cause}` }
      })
      if (end.kind === 'hang') await worker.terminate()
      return end
    },
    async close() {
      worker.postMessage('close')
      await Promise.race([
        new Promise((resolve) => worker.once('exit', resolve)),
        new Promise((resolve) => setTimeout(resolve, 5_000)),
      ])
      await worker.terminate()
    },
  }
  return runner
}

/** Says how much too steeply the time grows with the entries; undefined where it does not, or the target has none. */
async function growth(name: string, run: (input: Uint8Array) => Promise<RunEnd>): Promise<string | undefined> {
  const { grown } = await loadTarget(name)
  if (grown === undefined) return undefined
  const inputs = await Promise.all(growthCounts.map((count) => grown(count)))
  const shortestMs = inputs.map(() => Number.POSITIVE_INFINITY)
  // Other work can only make a round longer: more rounds, of few and of many in turn, until the shortest of each tell.
  for (let round = 0; round < 9; round++) {
    for (const [at, input] of inputs.entries()) {
      const end = await run(input)
      if (end.kind === 'hang' || end.kind === 'crash') return `${growthCounts[at]} entries: ${end.error}`
      shortestMs[at] = Math.min(shortestMs[at] ?? Number.POSITIVE_INFINITY, end.ms)
    }
    const [few = 0, many = 0] = shortestMs
    if (round >= 2 && (many < shortestGrowthMs || many / Math.max(few, 0.1) < steepestGrowth)) return undefined
  }
  return `${growthCounts.join(' and ')} entries took ${shortestMs.map((ms) => ms.toFixed(1)).join(' and ')} ms`
}

function corpus(name: string): Uint8Array[] {
  const directory = join(import.meta.dirname, 'corpus', name)
  if (!existsSync(directory)) return []
  return readdirSync(directory)
    .sort()
    .map((file) => readFileSync(join(directory, file)))
}

function keep(into: string, name: string, input: Uint8Array): string {
  mkdirSync(into, { recursive: true })
  const file = join(into, `${name}-${createHash('sha256').update(input).digest('hex').slice(0, 16)}`)
  writeFileSync(file, input)
  return file
}
