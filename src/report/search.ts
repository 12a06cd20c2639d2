import type { SearchTrial } from '../engine/contract.generated.ts'
import type { Section } from './model.ts'
import { countText, figure } from './text.ts'

export type Searched = {
  /** The number of the trial whose model the result is. */
  best: number
  trials: readonly SearchTrial[]
  /** Of each key, which share of the differences follows from it; empty where it is not known. */
  importance: Readonly<Record<string, number>>
  /** Keys whose range is drawn from by its logarithm. */
  logarithmic: readonly string[]
}

const longestReason = 200

/** What was tried, and what came of it. The numbers of trials are told from 1. */
export function searchSections({ best, trials, importance, logarithmic }: Searched): Section[] {
  const keys = [...new Set(trials.flatMap(({ params }) => Object.keys(params)))]
  const of = (state: SearchTrial['state']): number => trials.filter((trial) => trial.state === state).length
  const values = (key: string) =>
    trials.map(({ params: { [key]: value = null } }) => (typeof value === 'boolean' ? String(value) : value))
  const cell = (value: number | string | boolean | undefined): string =>
    typeof value === 'number' ? figure(value) : String(value ?? '')
  const counts = [
    `${countText(of('complete'))} of ${countText(trials.length)} trials went to their end`,
    ...(of('pruned') > 0 ? [`${countText(of('pruned'))} were given up before`] : []),
    ...(of('failed') > 0 ? [`${countText(of('failed'))} failed`] : []),
  ]
  return [
    {
      kind: 'parallel',
      title: 'Search',
      part: 'training',
      columns: ['trial', ...keys, 'validation loss', 'validations', 'end'],
      rows: trials.map((trial) => [
        `${trial.number + 1}${trial.number === best ? ' (best)' : ''}`,
        ...keys.map((key) => cell(trial.params[key])),
        lossOf(trial)?.toPrecision(5) ?? '',
        String(trial.values.length),
        endOf(trial),
      ]),
      axes: [
        ...keys.map((name) => ({
          name,
          ...(logarithmic.includes(name) ? { log: true as const } : {}),
          values: values(name),
        })),
        { name: 'validation loss', values: trials.map((trial) => lossOf(trial) ?? null) },
      ],
      best,
      note: `${counts.join(', ')}. The model is that of trial ${best + 1}, with the least loss of the validation examples; no trial saw the test. That loss chose the model, so it is a little less than on other examples.`,
    },
    ...importanceSection(importance),
  ]
}

/** Of one that was given up, the last that is known. */
const lossOf = ({ value, values }: SearchTrial): number | undefined => value ?? values.at(-1)

const endOf = ({ state, because }: SearchTrial): string =>
  state === 'pruned' ? 'given up' : because === undefined ? state : `${state}: ${because.slice(0, longestReason)}`

function importanceSection(importance: Searched['importance']): Section[] {
  const sorted = Object.entries(importance).sort(([, a], [, b]) => b - a)
  if (sorted.length < 2) return []
  return [
    {
      kind: 'chart',
      title: 'What the validation loss depended on',
      part: 'training',
      x: sorted.map(([key]) => key),
      yTitle: 'share of the differences',
      series: [{ mark: 'bar', values: sorted.map(([, share]) => share) }],
      note: 'Estimated from the trials that went to their end (fANOVA). Of few trials it is a guess.',
    },
  ]
}
