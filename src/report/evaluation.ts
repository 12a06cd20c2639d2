import type { Environment } from '../engine/contract.generated.ts'
import type { Judged, Pair, Pairing } from '../statistics/pairing.ts'
import type { Metric, Task } from '../tasks/types.ts'
import type { Section } from './model.ts'
import { figure } from './text.ts'

const mostFlips = 10

/** What a comparison of two models looked like: scores, what the task can tell, what got better and worse, and where it ran. */
export function evaluationSections(of: {
  task: Task
  labels: readonly string[]
  candidate: readonly Judged[]
  baseline: readonly Judged[]
  pairing: Pairing
  environment: Environment | undefined
}): Section[] {
  const { task, labels, candidate } = of
  const pairs = of.pairing.verdict === 'paired' ? of.pairing.pairs : []
  return [
    scores(Object.values(task.metrics), candidate, of.baseline),
    ...task.sections(labels, candidate, pairs),
    ...(pairs.length === 0
      ? []
      : [flips('Got worse', task, pairs, 'baseline'), flips('Got better', task, pairs, 'candidate')]),
    ...(of.environment === undefined ? [] : [environment(of.environment, candidate.length)]),
  ]
}

function scores(metrics: readonly Metric[], candidate: readonly Judged[], baseline: readonly Judged[]): Section {
  const shown = (value: number | undefined) => (value === undefined ? '' : value.toFixed(4))
  return {
    kind: 'table',
    title: 'Scores',
    columns: ['metric', 'baseline', 'candidate', 'difference'],
    rows: metrics.map((metric) => {
      const [before, after] = [metric.of(baseline), metric.of(candidate)]
      const difference =
        before === undefined || after === undefined
          ? ''
          : `${after >= before ? '+' : '−'}${Math.abs(after - before).toFixed(4)}`
      return [
        `${metric.title}${metric.higherIsBetter ? '' : ' (lower is better)'}`,
        shown(before),
        shown(after),
        difference,
      ]
    }),
  }
}

/** Examples on which `winner` scores better, those on which the other was surest of its mistake first. */
function flips(title: string, task: Task, pairs: readonly Pair[], winner: 'candidate' | 'baseline'): Section {
  const loser = winner === 'candidate' ? 'baseline' : 'candidate'
  const score = (judged: Judged) => judged.scores[task.headline.name] ?? 0
  const surest = task.surest
  const sureness = (judged: Judged) => judged.scores[surest.name]
  const flipped = pairs
    .filter((pair) => score(pair[winner]) > score(pair[loser]))
    .sort((a, b) => (sureness(b[loser]) ?? 0) - (sureness(a[loser]) ?? 0))
  return {
    kind: 'table',
    title: `${title}: ${flipped.length} examples`,
    columns: ['example', 'label', `${loser} said`, `${surest.title} of the ${loser}`],
    rows: flipped.slice(0, mostFlips).map((pair) => {
      const sure = sureness(pair[loser])
      return [pair.id, pair.truth, pair[loser].answer, sure === undefined ? '' : figure(sure)]
    }),
    ...(flipped.length > mostFlips ? { note: `The ${mostFlips} on which the ${loser} was surest.` } : {}),
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
