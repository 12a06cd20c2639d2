import { likelyMisspelt } from '../checkup/data.ts'
import { countText } from '../report/text.ts'
import { alphaOfLook, answeredOtherwise, examplesFor, fewestExamples } from '../statistics/power.ts'
import type { Facts } from './facts.ts'
import type { BySide, Guess } from './types.ts'

/* What model.yml is to say of examples with these facts. Pure. */

export type Task = 'text-classification' | 'image-classification'

export type Plan = {
  name: Guess<string>
  task: Guess<Task>
  base: Guess<string>
  files: Guess<BySide<string>>
  input: Guess<string>
  label: Guess<string>
  maxLength?: Guess<number>
  split?: { test?: Guess<number>; stratify: Guess<string>; group?: Guess<string> }
  epochs?: Guess<number>
  learningRate?: Guess<number>
  gates: Guess<{ metric: string; margin: number }[]>
  slice?: Guess<string>
  /** `owner/repository` at GitHub, where the remote says so. */
  repository?: string
}

const margins = [0.02, 0.03, 0.05, 0.1] as const

/** How many test examples a margin needs, if two models differ as they usually do. */
export const testsFor = (margin: number): number =>
  examplesFor({ otherwise: answeredOtherwise, margin }, alphaOfLook(1))

/** The least share, from a fifth on, whose examples decide about two points; the largest where none do. */
export function testShare(usable: number): Guess<number> {
  const wanted = testsFor(margins[0])
  const value = [0.2, 0.3, 0.4].find((share) => usable * share >= wanted) ?? 0.4
  const count = Math.round(usable * value)
  return {
    value,
    why: `about ${count} test examples${count >= wanted ? '' : `; ${wanted} would decide about a margin of ${margins[0]}`}`,
  }
}

/** The smallest margin that so many test examples can decide about. */
export function marginFor(tests: number): Guess<number> {
  const value = margins.find((margin) => testsFor(margin) <= tests) ?? 0.1
  return {
    value,
    why:
      tests < fewestExamples
        ? `${tests} test examples decide nothing, whatever the margin: ${fewestExamples} are the fewest`
        : `${tests} test examples decide about a loss of ${Math.round(value * 100)} points, not much less`,
  }
}

/** Where one class is most of the examples, accuracy alone praises who always says it. */
export function gatesFor({ classes, usable }: Facts, tests: number): Plan['gates'] {
  const margin = marginFor(tests)
  const accuracy = { metric: 'accuracy', margin: margin.value }
  const largest = Math.max(0, ...classes.values()) / Math.max(1, usable)
  const fewest = (Math.min(...classes.values()) / Math.max(1, usable)) * tests
  // A class with less than ten test examples makes metrics of classes inconclusive.
  if (largest < 0.6 || fewest < 10) return { value: [accuracy], why: margin.why }
  const own = { metric: 'macro_f1', margin: Math.max(0.05, margin.value) }
  return {
    value: [accuracy, own],
    why: `${margin.why}; macro_f1, as one class has ${Math.round(largest * 100)} % of the examples`,
  }
}

/** What most bases take. */
const usualPositions = 512

/** The longest `max-length` of a base. @param positions what it takes at most, where that is known */
const longestFor = (positions = usualPositions): number => 2 ** Math.floor(Math.log2(positions))

/** @param positions what the base takes at most, where it is known */
export function lengthFor(tokens: number, positions?: number): Guess<number> {
  const longest = longestFor(positions)
  // The next power of two, and no less than what a sentence has.
  const value = Math.min(longest, Math.max(32, 2 ** Math.ceil(Math.log2(Math.max(1, tokens)))))
  const why = `95 % of the texts have ${tokens} tokens at most, by an estimate without a tokenizer`
  return { value, why: tokens > longest ? `${why}; longer ones are cut, as the base takes ${longest}` : why }
}

/**
 * A model with few weights moves too little in each of them by the default: all-MiniLM-L6-v2, on 720 examples of seven classes,
 * then always says the most frequent one (54 %), and 71 % are right by ten times as much.
 */
export const learningRateFor = (weightsBytes: number | undefined): Guess<number> | undefined =>
  weightsBytes === undefined || weightsBytes >= 200e6
    ? undefined
    : { value: 2e-4, why: 'a model this small learns little by the default of 2e-5' }

/** Few examples are seen more often: three passes over hardly any are few steps. */
export function epochsFor(usable: number): Guess<number> | undefined {
  const stepsOfEpoch = Math.max(1, (usable * 0.7) / 16)
  if (stepsOfEpoch * 3 >= 300) return undefined
  const value = Math.min(10, Math.ceil(300 / stepsOfEpoch))
  return {
    value,
    why: `${usable} examples are few, and 3 epochs (the default) would be ${Math.round(stepsOfEpoch * 3)} steps`,
  }
}

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${countText(count)} ${count === 1 ? one : many}`

const mostMisspelt = 5

/**
 * What a person should know of their data before a training tells them; a sentence each.
 * @param at the file with the examples
 * @param positions what the base takes at most, where it is known
 */
export function remarksOn(
  facts: Facts,
  task: Task,
  { at, positions }: { at: string; positions?: number | undefined },
): string[] {
  const { unlabelled, contradictions, duplicates, empty, uselessIds, classes, whole, rows } = facts
  const [first] = unlabelled
  const rare = [...classes].filter(([, count]) => count < 10).map(([name]) => name)
  return [
    ...(whole ? [] : [`only the first ${countText(rows)} rows were looked at; the numbers are of those`]),
    ...(first === undefined
      ? []
      : [
          `${counted(unlabelled.length, 'row has', 'rows have')} no name or whole number as ${unlabelled.length === 1 ? 'its' : 'their'} label (${at}, row ${first} the first): prepare refuses that, so label or remove what lacks one`,
        ]),
    ...(uselessIds
      ? [
          'the column id does not name each row by a name of its own: prepare refuses that, so make ids distinct or rename the column',
        ]
      : []),
    ...(empty > 0
      ? [
          `${counted(empty, 'row has', 'rows have')} nothing in the input column and ${empty === 1 ? 'is' : 'are'} left out by prepare`,
        ]
      : []),
    ...(duplicates > 0
      ? [
          `${counted(duplicates, 'row repeats an earlier one and is', 'rows repeat an earlier one and are')} left out by prepare`,
        ]
      : []),
    ...(contradictions > 0
      ? [
          `${counted(contradictions, 'of them carries', 'of them carry')} another label than the first time: the first counts, so settle which is right`,
        ]
      : []),
    ...likelyMisspelt(classes)
      .slice(0, mostMisspelt)
      .map(({ told }) => `${told} prepare takes both as classes`),
    ...(rare.length > 0
      ? [
          `${rare.length} of ${classes.size} classes ${rare.length === 1 ? 'has' : 'have'} fewer than 10 examples (${rare.slice(0, 3).join(', ')}${rare.length > 3 ? ', …' : ''}): nothing will say how well they are recognised`,
        ]
      : []),
    ...(task === 'text-classification' && facts.tokens > longestFor(positions)
      ? [`more than one text in twenty is longer than ${longestFor(positions)} tokens: what lies behind is not read`]
      : []),
  ]
}

/** `git@github.com:acme/x.git` and `https://github.com/acme/x`. */
export const githubRepository = (remote: string | undefined): string | undefined =>
  /github\.com[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(remote ?? '')?.[1]
