import { digestBytes } from '../src/digest.ts'
import { falseAlarms, gatesOf } from '../src/monitor/decide.ts'
import { driftFindings } from '../src/monitor/drift.ts'
import type { Example, Seen } from '../src/monitor/types.ts'
import { alphaOfScheduledLook } from '../src/statistics/drift.ts'
import { holm } from '../src/statistics/holm.ts'
import { upperErrorRate } from '../src/statistics/proportions.ts'
import { Random } from '../src/statistics/random.ts'

/*
 * `npm run bench -- drift`: how often `monitor` calls it a drift where nothing changed. RUNS (500) versions of each kind are
 * looked at ten times, each look at 200 new inputs against one reference of 500. A version counts once, whatever it was.
 * `sure` is what chance does not explain by the tests alone; an alarm is that, and a shift that is large enough to matter.
 */

const [runs, looks, reference, recent] = [Number(process.env['RUNS'] ?? 500), 10, 500, 200]
const random = new Random(Number(process.env['SEED'] ?? 1))
const uniform = (): number => random.word() / 2 ** 32
const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
const some = (count: number): number => Math.floor(count * uniform())
/** Few kinds are common and many rare, as classes, words and countries are. */
const rarely = (count: number): number => Math.floor(count * uniform() ** 3)
const word = (): string => `${'bcdfglmnprst'[some(12)]}${'aeiou'[some(5)]}${rarely(400).toString(36)}`
const text = (): string => Array.from({ length: 1 + Math.floor(3 * Math.exp(normal() / 2)) }, word).join(' ')

const digest = digestBytes('nothing of what is simulated looks at it')
const kinds: Record<string, () => Example> = {
  texts: () => ({ kind: 'text', text: text() }),
  rows: () => ({
    kind: 'row',
    row: {
      title: text(),
      price: uniform() < 0.05 ? null : Math.exp(3 + normal()).toFixed(2),
      grade: String(1 + some(5)),
      country: `c${rarely(30)}`,
      customer: `n${some(4_000)}`,
    },
  }),
  images: () => {
    const [width, height] = [224 + 32 * some(8), 224 + 32 * some(8)]
    const sizeBytes = Math.round(width * height * Math.exp(normal() / 3))
    return { kind: 'image', image: { width, height, sizeBytes }, digest }
  },
}

/** Classes as rare as they are, of which the version gets nine of ten right. */
function seen(count: number, input: () => Example): Seen[] {
  return Array.from({ length: count }, () => {
    const answer = `class ${rarely(12)}`
    return { ...input(), answer, label: uniform() < 0.9 ? answer : 'another', score: 1 - 0.7 * uniform() ** 2 }
  })
}

function measured(input: () => Example) {
  let [alarmed, sure] = [0, 0]
  for (let version = 0; version < runs; version++) {
    const usual = seen(reference, input)
    let [anyAlarm, anySure] = [false, false]
    for (let look = 1; look <= looks; look++) {
      const findings = driftFindings(usual, seen(recent, input), { accuracyMargin: 0, quotes: true })
      anyAlarm ||= gatesOf(findings, look).some(({ verdict }) => verdict === 'fail')
      anySure ||= holm(findings.map(({ p }) => p)).some((p) => p <= alphaOfScheduledLook(falseAlarms, look))
    }
    alarmed += Number(anyAlarm)
    sure += Number(anySure)
  }
  return { alarmed: alarmed / runs, sure: sure / runs, sureUpTo: upperErrorRate(sure, runs, 0.95) }
}

const found = Object.fromEntries(Object.entries(kinds).map(([name, input]) => [name, measured(input)]))
const all = Object.values(found)
const alarmed = all.reduce((sum, each) => sum + each.alarmed, 0) / all.length
const goals = { 'versions with a false alarm: at most 1 %': alarmed <= falseAlarms }
process.stdout.write(
  `${JSON.stringify({ benchmark: 'drift', runs, looks, reference, recent, found, alarmed, goals }, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value), 2)}\n`,
)
