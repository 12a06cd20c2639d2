import { upperErrorRate } from '../src/statistics/proportions.ts'
import { Random } from '../src/statistics/random.ts'
import { scoreStatistic } from '../src/statistics/tango.ts'
import { chanceOf, ratesOf } from './support/errorRates.ts'
import { scenarios } from './support/simulated.ts'

/*
 * `npm run bench -- gate-errors`: how often a gate on accuracy with a margin of 2 points is wrong. Exactly computed for
 * independent examples; other metrics, clusters and looks that nobody planned are simulated, with the binomial error of the runs
 * (RUNS, 500). Beside it the naive rule (the candidate's
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

const runs = Number(process.env['RUNS'] ?? 500)
const simulated = scenarios.map(({ name, draw }, index) => {
  const random = new Random(index + 1)
  const seen = { passesOneMarginWorse: 0, passesEqual: 0, failsEqual: 0 }
  for (let run = 0; run < runs; run++) {
    if (draw(random, 1, run) === 'pass') seen.passesOneMarginWorse++
    const equal = draw(random, 0, run)
    if (equal === 'pass') seen.passesEqual++
    if (equal === 'fail') seen.failsEqual++
  }
  return {
    name,
    runs,
    passesOneMarginWorse: rateOf(seen.passesOneMarginWorse),
    failsEqual: rateOf(seen.failsEqual),
    power: seen.passesEqual / runs,
  }
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
  ...simulated.flatMap(({ name, passesOneMarginWorse, failsEqual }) => [
    atMost(`one margin worse passes, less the binomial error: ${name}`, passesOneMarginWorse.atLeast),
    atMost(`an equal one fails, less the binomial error: ${name}`, failsEqual.atLeast),
  ]),
]
process.stdout.write(
  `${JSON.stringify({ benchmark: 'gate-errors', margin, independent, simulated, goals }, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value), 2)}\n`,
)

function atMost(name: string, value: number): { name: string; value: number; goal: string; met: boolean } {
  return { name, value, goal: '≤ 0.05', met: value <= 0.05 }
}

function rateOf(seen: number): { rate: number; atLeast: number } {
  return { rate: seen / runs, atLeast: 1 - upperErrorRate(runs - seen, runs, 0.95) }
}
