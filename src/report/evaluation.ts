import type { Environment } from '../engine/contract.generated.ts'
import type { Judged, Pair, Pairing } from '../statistics/pairing.ts'
import type { SliceScore } from '../tasks/slices.ts'
import type { Metric, Task } from '../tasks/types.ts'
import type { Gate } from '../verdict.ts'
import { type Explained, explanationSection } from './explanation.ts'
import type { Interval, Section } from './model.ts'
import { directedTitle, excerptText, inUnit, signedInUnit } from './text.ts'

const mostFlips = 10
const mostSlices = 50
const mostLost = 5

/** Values of a metric, where they can be computed. */
type Values = Readonly<Record<string, number>>

/** What a comparison of two models looked like: scores, what the task can tell, what got better and worse, and where it ran. */
export function evaluationSections(of: {
  task: Task
  metrics: readonly Metric[]
  labels: readonly string[]
  candidate: readonly Judged[]
  /** Each of the metric that it is named after. */
  gates: readonly Gate[]
  values: { candidate: Values; baseline: Values }
  slices: readonly { metric: Metric; slices: readonly SliceScore[] }[]
  pairing: Pairing
  explained: Explained | undefined
  /** Whether the report may say how texts begin, and show images. */
  quotes: boolean
  /** Of images, some of those whose answer changed, by id: JPEG in base64. */
  pictures?: Readonly<Record<string, string>> | undefined
  environment: Environment | undefined
}): Section[] {
  const { task, labels, candidate, pictures = {} } = of
  const pairs = of.pairing.verdict === 'paired' ? of.pairing.pairs : []
  return [
    ...intervals(of.metrics, of.gates, of.values, pairs.length),
    scores(of.metrics, of.values),
    ...of.slices.map(({ metric, slices }) => slicesSection(metric, slices)),
    ...task.sections(labels, candidate, pairs),
    ...(pairs.length === 0
      ? []
      : [
          flips('Got worse', task, pairs, { winner: 'baseline', quotes: of.quotes, pictures }),
          ...explanationSection(of.explained, pairs, { quotes: of.quotes, known: knownBy(task), pictures }),
          flips('Got better', task, pairs, { winner: 'candidate', quotes: of.quotes, pictures }),
        ]),
    ...(of.environment === undefined ? [] : [environment(of.environment, candidate.length)]),
  ]
}

/** What decides, as a forest plot. */
function intervals(
  metrics: readonly Metric[],
  gates: readonly Gate[],
  { candidate, baseline }: { candidate: Values; baseline: Values },
  examples: number,
): Section[] {
  const rows = gates.map(({ name, verdict, observed: { value, low, high }, allowed }): Interval => {
    const metric = metrics.find((one) => one.name === name)
    const [before, after] = [baseline[name], candidate[name]]
    return {
      name: metric?.title ?? name,
      unit: metric?.unit ?? 'score',
      ...(metric?.higherIsBetter === false ? { lowerIsBetter: true } : {}),
      ...(before === undefined ? {} : { baseline: before }),
      ...(after === undefined ? {} : { candidate: after }),
      ...(low === undefined || high === undefined ? {} : { difference: { value, low, high } }),
      margin: Math.abs(allowed),
      verdict,
      examples,
      ...(verdict === 'pass' && high !== undefined && high < 0 ? { note: 'worse, but within the margin' } : {}),
    }
  })
  return rows.length === 0 ? [] : [{ kind: 'intervals', title: 'Candidate against baseline', part: 'comparison', rows }]
}

type Unit = Pick<Metric, 'unit'>

const shown = (value: number | undefined, { unit }: Unit): string => (value === undefined ? '' : inUnit(value, unit))

const change = (before: number | undefined, after: number | undefined, { unit }: Unit): string =>
  before === undefined || after === undefined ? '' : signedInUnit(after - before, unit)

function scores(metrics: readonly Metric[], { candidate, baseline }: { candidate: Values; baseline: Values }): Section {
  return {
    kind: 'table',
    title: 'Scores',
    part: 'comparison',
    columns: ['metric', 'baseline', 'candidate', 'difference'],
    rows: metrics
      .filter(({ name }) => candidate[name] !== undefined || baseline[name] !== undefined)
      .map((metric) => [
        directedTitle(metric.title, metric),
        shown(baseline[metric.name], metric),
        shown(candidate[metric.name], metric),
        change(baseline[metric.name], candidate[metric.name], metric),
      ]),
  }
}

/** The slices that lost most first; of slices nothing is decided, as they are many and small. */
function slicesSection(metric: Metric, all: readonly SliceScore[]): Section {
  const { title, higherIsBetter } = metric
  const gain = ({ candidate, baseline }: SliceScore): number =>
    ((candidate ?? 0) - (baseline ?? 0)) * (higherIsBetter ? 1 : -1)
  const sorted = [...all].sort((a, b) => gain(a) - gain(b))
  const rows = sorted.slice(0, mostSlices)
  const lost = sorted.filter((slice) => slice.lost).map(({ field, value }) => `${field} ${value}`)
  const notes = [
    ...(lost.length === 0
      ? []
      : [
          `Surely worse, and not by the luck of ${all.length} slices: ${lost.slice(0, mostLost).join(', ')}${lost.length > mostLost ? ` and ${lost.length - mostLost} more` : ''}.`,
        ]),
    ...(rows.length === all.length ? [] : [`The ${rows.length} of ${all.length} slices that lost most.`]),
    'Slices are shown, and decide nothing: of many, some are worse by luck.',
  ]
  return {
    kind: 'table',
    title: `Slices: ${title}`,
    part: 'slices',
    columns: ['field', 'value', 'examples', 'baseline', 'candidate', 'difference'],
    rows: rows.map(({ field, value, examples, baseline, candidate }) => [
      field,
      value,
      String(examples),
      shown(baseline, metric),
      shown(candidate, metric),
      change(baseline, candidate, metric),
    ]),
    note: notes.join(' '),
  }
}

/** What people know an example by, as the head of a column. */
const knownBy = ({ inputKind }: Task): 'begins with' | 'file' => (inputKind === 'image' ? 'file' : 'begins with')

/** Examples on which `winner` scores better, those on which the other was surest of its mistake first, where answers tell that. */
function flips(
  title: string,
  task: Task,
  pairs: readonly Pair[],
  {
    winner,
    quotes,
    pictures,
  }: { winner: 'candidate' | 'baseline'; quotes: boolean; pictures: Readonly<Record<string, string>> },
): Section {
  const loser = winner === 'candidate' ? 'baseline' : 'candidate'
  const { perExample } = task
  const score = (judged: Judged) => judged.scores[perExample.name] ?? 0
  const lead = (pair: Pair) => score(pair[winner]) - score(pair[loser])
  const led = pairs.filter((pair) => lead(pair) > 0)
  const surest = task.surest?.find(({ name }) => led.some((pair) => pair[loser].scores[name] !== undefined))
  const told = surest ?? (task.surest === undefined ? perExample : undefined)
  const sureness = (pair: Pair) => (surest === undefined ? 0 : (pair[loser].scores[surest.name] ?? 0))
  const flipped = led.sort((a, b) => lead(b) - lead(a) || sureness(b) - sureness(a))
  const quoted = quotes && flipped.slice(0, mostFlips).some((pair) => pair[loser].excerpt !== undefined)
  const drawn = flipped
    .slice(0, mostFlips)
    .map(({ id }) => (quoted && Object.hasOwn(pictures, id) ? pictures[id] : undefined) ?? '')
  const which =
    surest !== undefined
      ? `The ${mostFlips} on which the ${loser} was surest.`
      : told !== undefined
        ? `The ${mostFlips} that lost most.`
        : `The first ${mostFlips} of them: \`answer.score\` of the predictions would tell which mistakes were the surest.`
  return {
    kind: 'table',
    title: `${title}: ${flipped.length} examples`,
    part: 'changes',
    columns: [
      'example',
      ...(quoted ? [knownBy(task)] : []),
      'label',
      `${loser} said`,
      ...(told === undefined ? [] : [`${told.title} of the ${loser}`]),
    ],
    rows: flipped.slice(0, mostFlips).map((pair) => {
      const said = pair[loser]
      return [
        pair.id,
        ...(quoted ? [excerptText(said)] : []),
        pair.truth,
        said.answer,
        ...(told === undefined ? [] : [shown(said.scores[told.name], told)]),
      ]
    }),
    ...(drawn.some((one) => one !== '') ? { pictures: { column: 1, rows: drawn } } : {}),
    ...(flipped.length > mostFlips ? { note: which } : {}),
  }
}

function environment({ python, machine, threads, packages, cpu_flags }: Environment, examples: number): Section {
  return {
    kind: 'facts',
    title: 'Environment',
    folded: true,
    facts: [
      ['examples', String(examples)],
      ['machine', machine],
      ['threads', String(threads)],
      ['CPU', cpu_flags.join(' ')],
      ['Python', python],
      ...Object.entries(packages).map(([name, version]): [string, string] => [name, version]),
    ],
  }
}
