import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { compareByBootstrap } from '../src/statistics/compare.ts'
import { Random } from '../src/statistics/random.ts'
import type { Judgeable } from '../src/statistics/types.ts'

/*
 * `npm run bench -- compare`: macro-F1 over 20 classes of two models on 100,000 examples, 10,000 resamples. Peer: SciPy's
 * paired bootstrap of the same data (MODEL_ACTIONS_PYTHON), of which fewer resamples are made, and the time scaled.
 * CPU time is told beside the clock's, because a shared machine's clock says little.
 */

const [classes, examples, resamples, peerResamples] = [20, 100_000, 10_000, 200]
const goalMs = 1000
const goalMb = 500

const answers = draw()
const kinds = kindsOf(answers)
const runs = Array.from({ length: 3 }, () => {
  const [startMs, startCpu] = [performance.now(), process.cpuUsage()]
  const found = compareByBootstrap(kinds, { margin: 0.02, examples, resamples })
  if (found.verdict === 'error') throw new Error(found.because)
  const { user, system } = process.cpuUsage(startCpu)
  return { found, wallMs: performance.now() - startMs, cpuMs: (user + system) / 1000 }
})
const best = runs.reduce((a, b) => (b.cpuMs < a.cpuMs ? b : a))
const peakMb = process.resourceUsage().maxRSS / 1024
const peer = scipy(answers)
const error = (best.found.high - best.found.low) / (2 * 1.645)
const goals = [
  { name: 'CPU-ms, best of 3', value: best.cpuMs, goal: `≤ ${goalMs}`, met: best.cpuMs <= goalMs },
  { name: 'peak MB', value: peakMb, goal: `< ${goalMb}`, met: peakMb < goalMb },
  ...(peer === undefined
    ? []
    : (['low', 'high'] as const).map((bound) => {
        const value = Math.abs(best.found[bound] - peer[bound]) / error
        // Four standard errors of a 5 % quantile of so few normal draws.
        const most = (4 * Math.sqrt(0.05 * 0.95)) / 0.103 / Math.sqrt(peer.resamples)
        return {
          name: `${bound}, standard errors from SciPy's`,
          value,
          goal: `≤ ${most.toFixed(2)}`,
          met: value <= most,
        }
      })),
]
process.stdout.write(
  `${JSON.stringify(
    {
      benchmark: 'compare',
      node: process.version,
      data: { classes, examples, resamples, kinds: kinds.multiplicities.length },
      found: best.found,
      runs: runs.map(({ wallMs, cpuMs }) => ({ wallMs, cpuMs })),
      ...(peer === undefined
        ? { peer: 'MODEL_ACTIONS_PYTHON is not set' }
        : {
            peer: { ...peer, cpuMsForAll: (peer.cpuMs * resamples) / peer.resamples },
            cpuOfScipy: best.cpuMs / ((peer.cpuMs * resamples) / peer.resamples),
          }),
      goals,
    },
    null,
    2,
  )}\n`,
)

/** By example: truth, answer of the candidate, answer of the baseline. Classes are of unlike size, four of five answers right. */
function draw(): Uint8Array {
  const random = new Random(20)
  const any = (): number => Math.floor(classes * random.unit() ** 1.5)
  const all = new Uint8Array(3 * examples)
  for (let at = 0; at < all.length; at += 3) {
    const truth = any()
    const baseline = random.unit() < 0.82 ? truth : any()
    const candidate = random.unit() < 0.85 ? baseline : random.unit() < 0.8 ? truth : any()
    all.set([truth, candidate, baseline], at)
  }
  return all
}

function kindsOf(all: Uint8Array): Judgeable {
  const every = new Uint32Array(classes ** 3)
  for (let at = 0; at < all.length; at += 3) {
    const kind = ((all[at] ?? 0) * classes + (all[at + 1] ?? 0)) * classes + (all[at + 2] ?? 0)
    every[kind] = (every[kind] ?? 0) + 1
  }
  const seen = [...every.keys()].filter((kind) => (every[kind] ?? 0) > 0)
  const [truths, candidates, baselines] = [classes ** 2, classes, 1].map((unit) =>
    Uint8Array.from(seen, (kind) => Math.floor(kind / unit) % classes),
  ) as [Uint8Array, Uint8Array, Uint8Array]
  const [support, ours, theirs, ourHits, theirHits] = Array.from({ length: 5 }, () => new Float64Array(classes)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const rarest = Math.min(
    ...Array.from({ length: classes }, (_, of) =>
      seen.reduce((sum, kind, index) => sum + (truths[index] === of ? (every[kind] ?? 0) : 0), 0),
    ),
  )
  return {
    multiplicities: Uint32Array.from(seen, (kind) => every[kind] ?? 0),
    stakes: new Float64Array(seen.length).fill(1 / (classes * rarest)),
    difference(counts) {
      for (const sums of [support, ours, theirs, ourHits, theirHits]) sums.fill(0)
      for (let kind = 0; kind < counts.length; kind++) {
        const count = counts[kind] as number
        const [truth, candidate, baseline] = [
          truths[kind] as number,
          candidates[kind] as number,
          baselines[kind] as number,
        ]
        ;(support[truth] as number) += count
        ;(ours[candidate] as number) += count
        ;(theirs[baseline] as number) += count
        if (candidate === truth) (ourHits[truth] as number) += count
        if (baseline === truth) (theirHits[truth] as number) += count
      }
      let difference = 0
      for (let of = 0; of < classes; of++) {
        const labelled = support[of] as number
        const f1 = (hits: number, called: number): number =>
          labelled + called === 0 ? 0 : (2 * hits) / (labelled + called)
        difference += f1(ourHits[of] as number, ours[of] as number) - f1(theirHits[of] as number, theirs[of] as number)
      }
      return difference / classes
    },
  }
}

type Peer = { version: string; resamples: number; cpuMs: number; peakMb: number; low: number; high: number }

function scipy(all: Uint8Array): Peer | undefined {
  const python = process.env['MODEL_ACTIONS_PYTHON']
  if (python === undefined) return undefined
  const place = mkdtempSync(join(tmpdir(), 'model-actions-bench-'))
  try {
    const file = join(place, 'answers')
    writeFileSync(file, all)
    const program = join(import.meta.dirname, 'support/compare_scipy.py')
    const made = spawnSync(python, [program, file, String(classes), String(peerResamples)], { encoding: 'utf8' })
    if (made.status !== 0) throw new Error(made.stderr)
    return JSON.parse(made.stdout) as Peer
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}
