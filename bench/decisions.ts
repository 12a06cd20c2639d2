import { upperErrorRate } from '../src/statistics/proportions.ts'
import { planOf } from '../test/rolloutPlan.ts'
import { type End, type Judge, ours, polls, rollOut } from './support/rollouts.ts'
import type { Traffic } from './support/traffic.ts'
import {
  atTheTolerance,
  bad,
  good,
  intermittent,
  unseenByGolden,
  unseenInABake,
  worseByLoad,
  worseInRuns,
} from './support/trafficKinds.ts'

/*
 * `npm run bench -- decisions`: the decisions of rollouts, as the product takes them, on traffic as real services have it.
 * How often a version that is no worse is stopped, one that is worse is promoted, and how long and how many failed requests
 * it takes to find out. Beside it, on the same kinds of traffic, the rules that others ship: their default steps and bounds.
 * RUNS (100) rollouts each from SEED (1).
 */

const runs = Number(process.env['RUNS'] ?? 100)
const firstSeed = Number(process.env['SEED'] ?? 1)

const plan = planOf()

const judges: Record<string, (traffic: Traffic) => Judge> = {
  'model-actions': (traffic) => ours(plan, traffic),
  // A rate over 1 % in five polls of 10 s in a row, at our steps.
  'five polls': () =>
    polls({ everySeconds: 10, success: 0.99, failures: 5, inARow: true, shares: [0.01, 0.05, 1], pollsPerShare: 20 }),
  // Flagger's documentation: every minute 99 % of requests succeed, 10 misses roll back, 5 % more a minute up to 50 %.
  Flagger: () =>
    polls({
      everySeconds: 60,
      success: 0.99,
      failures: 10,
      inARow: false,
      shares: Array.from({ length: 10 }, (_, index) => 0.05 * (index + 1)),
      pollsPerShare: 1,
    }),
  // Argo Rollouts' documentation: every five minutes 95 % succeed, 3 misses are allowed; 20 %, 40 %, 60 %, 80 %.
  'Argo Rollouts': () =>
    polls({
      everySeconds: 300,
      success: 0.95,
      failures: 4,
      inARow: false,
      shares: [0.2, 0.4, 0.6, 0.8],
      pollsPerShare: 2,
    }),
}

const share = (ends: readonly End[], how: End['how']): number =>
  ends.filter((end) => end.how === how).length / ends.length
const median = (values: readonly number[]): number | undefined =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

function measured(traffic: Traffic) {
  const rules = Object.entries(judges).map(([name, judge], index) => {
    // Ours is measured; of the others it is enough to see their size.
    const count = index === 0 ? runs : Math.ceil(runs / 4)
    const ends = Array.from({ length: count }, (_, run) => rollOut(traffic, judge(traffic), firstSeed + run))
    const stopped = ends.filter(({ how }) => how !== 'promoted')
    const promoted = ends.filter(({ how }) => how === 'promoted')
    return [
      name,
      {
        runs: count,
        failed: share(ends, 'failed'),
        inconclusive: share(ends, 'inconclusive'),
        promoted: share(ends, 'promoted'),
        ...(stopped.length === 0 ? {} : { stoppedAfterS: median(stopped.map(({ second }) => second)) }),
        ...(promoted.length === 0 ? {} : { promotedAfterS: median(promoted.map(({ second }) => second)) }),
        failedRequests: median(ends.map(({ lost }) => lost)),
      },
    ] as const
  })
  return { traffic: traffic.name, rules: Object.fromEntries(rules) }
}

const kinds = {
  good: good.map(measured),
  bad: [...bad, ...intermittent, ...worseByLoad, ...worseInRuns].map(measured),
  atTheTolerance: atTheTolerance.map(measured),
  // Without a goal: no bake of the default length can see them.
  unseenInABake: unseenInABake.map(measured),
  // Without a goal: golden probes are most of what is known, and show none of the errors.
  unseenByGolden: unseenByGolden.map(measured),
}

type Figures = (typeof kinds.good)[number]
const of = ({ rules }: Figures) => rules['model-actions']
/** Less the binomial error of the runs: a rate that is surely over the goal misses it. */
const atLeast = (rate = 1): number => 1 - upperErrorRate(Math.round((1 - rate) * runs), runs, 0.95)
const worst = (figures: readonly Figures[], rate: (one: Figures) => number | undefined) =>
  figures
    .map((one) => ({ traffic: one.traffic, rate: rate(one) ?? 1 }))
    .reduce((most, one) => (one.rate > most.rate ? one : most))

const goal = (name: string, found: { traffic: string; rate: number }, most: number) => ({
  name: `${name}; worst: ${found.traffic}`,
  value: found.rate,
  goal: `≤ ${most}, less the binomial error of ${runs} runs`,
  met: atLeast(found.rate) <= most,
})
process.stdout.write(
  `${JSON.stringify(
    {
      benchmark: 'decisions',
      runs,
      firstSeed,
      ...kinds,
      goals: [
        goal(
          'a version that is no worse is stopped',
          worst(kinds.good, (one) => of(one)?.failed),
          0.01,
        ),
        goal(
          'a version at the tolerance is promoted',
          worst(kinds.atTheTolerance, (one) => of(one)?.promoted),
          0.05,
        ),
        goal(
          'a version that is worse is promoted',
          worst(kinds.bad, (one) => of(one)?.promoted),
          0.01,
        ),
      ],
    },
    (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value),
    2,
  )}\n`,
)
