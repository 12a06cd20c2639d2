import { compareByBootstrap, compareProportions } from '../../src/statistics/compare.ts'
import { pairPredictions } from '../../src/statistics/pairing.ts'
import { alphaOfLook } from '../../src/statistics/power.ts'
import type { Random } from '../../src/statistics/random.ts'
import { resampleable } from '../../src/tasks/adding.ts'
import { taskOf } from '../../src/tasks/index.ts'
import { ratesOf } from './errorRates.ts'

/* Tests of gates that no formula covers: what a candidate with a given difference is told, drawn anew each time. */

export type Drawn = 'pass' | 'fail' | 'inconclusive' | 'error'

/** @param worse by how many margins the candidate is worse */
export type Scenario = { name: string; draw(random: Random, worse: 0 | 1, seed: number): Drawn }

/** Fewer than a gate has: enough for a rate over many tests. */
const resamples = 399

const task = taskOf('text-classification')
type Answer = { label: string; prediction: string; score?: number; loss?: number }

/** One gate on answers of two models to the same examples. */
function gate(name: string, margin: number, examples: readonly (readonly [Answer, Answer])[], seed: number): Drawn {
  const metric = task.metrics[name]
  if (metric === undefined) throw new Error(`no metric ${name}`)
  const judged = (who: 0 | 1) =>
    examples.map((example, index) => {
      const { loss, ...answer } = example[who]
      return task.judge({ id: String(index), answer, ...(loss === undefined ? {} : { scores: { log_loss: loss } }) })
    })
  const pairing = pairPredictions(judged(0), judged(1), examples.length)
  if (pairing.verdict === 'error') return 'error'
  const of = resampleable(metric, pairing.pairs)
  if (of === undefined) return 'error'
  const { verdict } = compareByBootstrap(of, { margin, examples: examples.length, resamples, seed })
  return verdict === 'pass' && metric.doubt?.(pairing.pairs, []) !== undefined ? 'inconclusive' : verdict
}

/** Three classes, one of them rare: of it one margin worse does not recognise a part, and says another one. */
const rareClass = (metric: string, n: number, share: number, lost: number): Scenario => ({
  name: `${metric}, n ${n}, a class of ${share * 100} % of which ${lost * 100} % may be lost`,
  draw: (random, worse, seed) =>
    gate(
      metric,
      lost / 3,
      Array.from({ length: n }, () => {
        const rare = random.unit() < share
        const label = rare ? 'rare' : random.unit() < 0.5 ? 'a' : 'b'
        const missed = rare && random.unit() < lost * worse
        return [
          { label, prediction: missed ? 'a' : label },
          { label, prediction: label },
        ] as const
      }),
      seed,
    ),
})

/** Now and then confidently wrong: what a mean of a few hundred losses does not show. */
const heavyLoss = (n: number, share: number): Scenario => ({
  name: `log_loss, n ${n}, one of ${1 / share} costs 10`,
  draw: (random, worse, seed) =>
    gate(
      'log_loss',
      share * 9,
      Array.from({ length: n }, (_, index) => {
        const label = index % 2 === 0 ? 'a' : 'b'
        const usual = Math.round(100 * random.unit()) / 100
        const costly = random.unit() < share * worse
        return [
          { label, prediction: label, loss: costly ? 9 + usual : usual },
          { label, prediction: label, loss: usual },
        ] as const
      }),
      seed,
    ),
})

/** The baseline is calibrated; one margin worse is surer by the margin. */
const calibration = (n: number, margin: number): Scenario => ({
  name: `calibration_error, n ${n}, margin ${margin}`,
  draw: (random, worse, seed) =>
    gate(
      'calibration_error',
      margin,
      Array.from({ length: n }, (_, index) => {
        const [label, other] = index % 2 === 0 ? (['a', 'b'] as const) : (['b', 'a'] as const)
        const score = 0.5 + (0.5 - margin) * random.unit()
        const prediction = random.unit() < score ? label : other
        return [
          { label, prediction, score: score + margin * worse },
          { label, prediction, score },
        ] as const
      }),
      seed,
    ),
})

const pareto = (random: Random): number => Math.min(200, Math.ceil((1 - random.unit()) ** -0.7))
const upToNine = (random: Random): number => 1 + Math.floor(9 * random.unit())
const fewLarge = (random: Random): number => (random.unit() < 0.05 ? 50 : 1)
const ten = (): number => 10

/** Accuracy at a margin of 2 points by cluster; of the clusters a share flips all together, and a tenth of all examples. */
const clusters = (count: number, sizes: string, sizeOf: (random: Random) => number, together: number): Scenario => ({
  name: `${count} clusters of ${sizes}, ${together * 100} % of them all together`,
  draw(random, worse, seed) {
    const margin = 0.02
    const { gainRate, lossRate } = ratesOf(0.1, -margin * worse)
    const flip = (): number => {
      const u = random.unit()
      return u < gainRate ? 1 : u < gainRate + lossRate ? -1 : 0
    }
    const size = Float64Array.from({ length: count }, () => sizeOf(random))
    const change = size.map((own) =>
      random.unit() < together ? own * flip() : Array.from({ length: own }, flip).reduce((sum, one) => sum + one, 0),
    )
    const examples = size.reduce((sum, own) => sum + own, 0)
    const sum = (of: Float64Array, counts: Uint32Array): number => {
      let total = 0
      for (let index = 0; index < count; index++) total += (of[index] as number) * (counts[index] as number)
      return total
    }
    return compareByBootstrap(
      {
        multiplicities: new Uint32Array(count).fill(1),
        stakes: size.map((own) => own / examples),
        difference: (counts) => sum(change, counts) / sum(size, counts),
      },
      { margin, examples, resamples, seed },
    ).verdict
  },
})

/** Examples are added until the gate decides, and nobody said so beforehand. */
const looks = (most: number, growth: number): Scenario => ({
  name: `up to ${most} looks, each with ${growth} times the examples, none planned but the first`,
  draw(random, worse) {
    const margin = 0.02
    const { gainRate, lossRate } = ratesOf(0.1, -margin * worse)
    let [gained, lost, examples] = [0, 0, 0]
    for (let look = 1; look <= most; look++) {
      for (const until = Math.round(500 * growth ** (look - 1)); examples < until; examples++) {
        const u = random.unit()
        if (u < gainRate) gained++
        else if (u < gainRate + lossRate) lost++
      }
      const { verdict } = compareProportions({ gained, lost, examples, margin, alpha: alphaOfLook(look) })
      if (verdict !== 'inconclusive') return verdict
    }
    return 'inconclusive'
  },
})

export const scenarios: readonly Scenario[] = [
  rareClass('macro_recall', 400, 0.03, 0.5),
  rareClass('macro_recall', 1000, 0.02, 0.15),
  rareClass('macro_f1', 1000, 0.02, 0.15),
  heavyLoss(500, 1 / 200),
  heavyLoss(1000, 1 / 300),
  heavyLoss(2000, 1 / 500),
  calibration(200, 0.05),
  calibration(1000, 0.05),
  ...[200, 400].flatMap((count) => [
    clusters(count, '1 to 9', upToNine, 0.5),
    clusters(count, '1 to 9', upToNine, 1),
    clusters(count, '10', ten, 1),
    clusters(count, 'Pareto sizes', pareto, 1),
    clusters(count, '1, and 50 in one of 20', fewLarge, 1),
  ]),
  looks(2, 1.5),
  looks(8, 1.5),
  looks(5, 2),
]
