import { compareByBootstrap } from '../src/statistics/compare.ts'
import { upperErrorRate } from '../src/statistics/proportions.ts'
import { Random } from '../src/statistics/random.ts'
import { scoreStatistic } from '../src/statistics/tango.ts'
import { chanceOf, ratesOf } from './support/errorRates.ts'

/*
 * `npm run bench -- gate-errors`: how often a gate on accuracy with a margin of 2 points is wrong. Exactly computed for
 * independent examples; for clusters simulated, with the binomial error of the runs. Beside it the naive rule (the candidate's
 * accuracy is at most the margin lower) and an unpaired test of two accuracies of 85 %, which knows nothing of the pairs.
 */

const margin = 0.02
const z = 1.6448536269514722
const sizes = [200, 500, 1000, 2000, 10_000]
const disagreements = [0.02, 0.05, 0.1, 0.2, 0.4]

type Rule = (gained: number, lost: number) => boolean
const rulesOf = (n: number): Record<'score test' | 'naive' | 'unpaired', Rule> => {
  const spread = z * Math.sqrt((2 * 0.85 * 0.15) / n)
  return {
    'score test': (gained, lost) => scoreStatistic(gained, lost, n, -margin, -0.5) > z,
    naive: (gained, lost) => (gained - lost) / n >= -margin,
    unpaired: (gained, lost) => (gained - lost) / n - spread > -margin,
  }
}

const independent = sizes.flatMap((n) =>
  disagreements.map((disagreement) => {
    const [worse, equal] = [ratesOf(disagreement, -margin), ratesOf(disagreement, 0)]
    const rules = Object.entries(rulesOf(n)).map(([name, rule]) => [
      name,
      { passesOneMarginWorse: chanceOf(rule, { n, ...worse }), passesEqual: chanceOf(rule, { n, ...equal }) },
    ])
    const holds: Rule = (gained, lost) => scoreStatistic(gained, lost, n, -margin, 0.5) >= -z
    return {
      examples: n,
      disagreement,
      rules: Object.fromEntries(rules) as Record<string, { passesOneMarginWorse: number; passesEqual: number }>,
      failsEqual: 1 - chanceOf(holds, { n, ...equal }),
      failsOneMarginWorse: 1 - chanceOf(holds, { n, ...worse }),
    }
  }),
)

const runs = 500
const clustered = [200, 400].map((clusters) => {
  const random = new Random(clusters)
  let [passed, failed] = [0, 0]
  for (let run = 0; run < runs; run++) {
    if (verdictOfClusters(random, clusters, -margin, run) === 'pass') passed++
    if (verdictOfClusters(random, clusters, 0, run) === 'fail') failed++
  }
  return { clusters, runs, passesOneMarginWorse: rateOf(passed), failsEqual: rateOf(failed) }
})

const worst = (of: (one: (typeof independent)[number]) => number): number => Math.max(...independent.map(of))
const goals = [
  atMost(
    'a candidate one margin worse passes, worst case',
    worst(({ rules }) => rules['score test']?.passesOneMarginWorse ?? 1),
  ),
  atMost(
    'an equal one fails, worst case',
    worst(({ failsEqual }) => failsEqual),
  ),
  ...clustered.flatMap(({ clusters, passesOneMarginWorse, failsEqual }) => [
    atMost(`one margin worse passes, ${clusters} clusters, less the binomial error`, passesOneMarginWorse.atLeast),
    atMost(`an equal one fails, ${clusters} clusters, less the binomial error`, failsEqual.atLeast),
  ]),
]
process.stdout.write(
  `${JSON.stringify({ benchmark: 'gate-errors', margin, independent, clustered, goals }, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value), 2)}\n`,
)

function atMost(name: string, value: number): { name: string; value: number; goal: string; met: boolean } {
  return { name, value, goal: '≤ 0.05', met: value <= 0.05 }
}

function rateOf(seen: number): { rate: number; atLeast: number } {
  return { rate: seen / runs, atLeast: 1 - upperErrorRate(runs - seen, runs, 0.95) }
}

/** One to nine examples a cluster, of which a half flips all together, and a tenth of all examples. */
function verdictOfClusters(random: Random, clusters: number, difference: number, seed: number): string {
  const { gainRate, lossRate } = ratesOf(0.1, difference)
  const flip = (): number => {
    const u = random.unit()
    return u < gainRate ? 1 : u < gainRate + lossRate ? -1 : 0
  }
  const sizes = Uint8Array.from({ length: clusters }, () => 1 + Math.floor(9 * random.unit()))
  const changes = Float64Array.from(sizes, (size) =>
    random.unit() < 0.5 ? size * flip() : Array.from({ length: size }, flip).reduce((sum, one) => sum + one, 0),
  )
  const sum = (of: ArrayLike<number>, counts: Uint32Array): number => {
    let total = 0
    for (let cluster = 0; cluster < clusters; cluster++) total += (of[cluster] as number) * (counts[cluster] as number)
    return total
  }
  return compareByBootstrap(
    {
      multiplicities: new Uint32Array(clusters).fill(1),
      difference: (counts) => sum(changes, counts) / sum(sizes, counts),
    },
    { margin, examples: sizes.reduce((total, size) => total + size, 0), resamples: 499, seed },
  ).verdict
}
