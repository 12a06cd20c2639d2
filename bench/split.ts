import { upperErrorRate } from '../src/statistics/proportions.ts'
import { badCanaries, equalVersions, rollOutByValue, type ValueTraffic } from './support/valueTraffic.ts'

/*
 * `npm run bench -- split`: rollouts whose requests are split by the value of a header (deploy.split-by), with 20, 100 and 1,000
 * clients of which few ask most. How often a version that is no worse is stopped because of who its clients are, and how one
 * that is worse ends. RUNS (100) rollouts each from SEED (1).
 */

const runs = Number(process.env['RUNS'] ?? 100)
const firstSeed = Number(process.env['SEED'] ?? 1)

const median = (values: readonly number[]): number | undefined =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

function measured(traffic: ValueTraffic) {
  const ends = Array.from({ length: runs }, (_, run) => rollOutByValue(traffic, firstSeed + run))
  const promoted = ends.filter(({ verdict }) => verdict === 'pass').length
  return {
    promoted: promoted / runs,
    failed: ends.filter(({ verdict }) => verdict === 'fail').length / runs,
    stoppedUpTo: upperErrorRate(runs - promoted, runs, 0.95),
    medianSeconds: median(ends.map(({ seconds }) => seconds)),
    medianFailedRequests: median(ends.map(({ failed }) => failed)),
  }
}

const each = (kinds: Record<string, ValueTraffic>) =>
  Object.fromEntries(Object.entries(kinds).map(([name, traffic]) => [name, measured(traffic)]))
const equal = each(equalVersions)
const bad = each(badCanaries)
const stopped = Object.values(equal).reduce((sum, { promoted }) => sum + (1 - promoted) * runs, 0)
const rollouts = runs * Object.keys(equal).length
const goals = {
  'equal versions stopped: at most 1 %': stopped / rollouts <= 0.01,
  'bad canaries promoted: none': Object.values(bad).every(({ promoted }) => promoted === 0),
}
process.stdout.write(
  `${JSON.stringify({ benchmark: 'split', runs, equal, bad, stopped: stopped / rollouts, goals }, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value), 2)}\n`,
)
if (!Object.values(goals).every(Boolean)) process.exitCode = 1
