import type { Pair } from '../statistics/pairing.ts'
import { alphaOfAllLooks } from '../statistics/power.ts'
import { normalQuantile } from '../statistics/special.ts'

/* Why a test is no test: reasons not to believe a pass, whatever the numbers say. */

/** Fewer examples of a class than this say next to nothing about it. */
export const fewestOfClass = 10

const mostNamed = 3

/** A metric to which every class counts alike stands on its rarest one. */
export function rareClasses(pairs: readonly Pair[], labels: readonly string[]): string | undefined {
  const examples = countsOf(pairs, ({ truth }) => truth)
  for (const label of labels) if (!examples.has(label)) examples.set(label, 0)
  // Who answers a class that no example has is judged by it, too.
  for (const { candidate, baseline } of pairs)
    for (const { answer } of [candidate, baseline]) if (!examples.has(answer)) examples.set(answer, 0)
  const rare = [...examples].filter(([, count]) => count < fewestOfClass).sort(([, a], [, b]) => a - b)
  const [rarest] = rare
  if (rarest === undefined) return undefined
  const named = rare.slice(0, mostNamed).map(([label, count]) => `${shown(label)} with ${count}`)
  const more = rare.length > mostNamed ? ` and ${rare.length - mostNamed} more` : ''
  const needed =
    rarest[1] === 0
      ? ''
      : `; with shares as they are that takes about ${Math.ceil((fewestOfClass * pairs.length) / rarest[1])} examples in all`
  return `every class counts alike, and some have fewer than ${fewestOfClass} examples in the test (${named.join(', ')}${more}): give at least ${fewestOfClass} of each${needed}`
}

/**
 * A test with one class only tells nothing, and neither do answers that agree with the labels no more than the same answers
 * handed out at random would: always saying the same is as good.
 */
export function tellsNothing(pairs: readonly Pair[]): string | undefined {
  const truths = countsOf(pairs, ({ truth }) => truth)
  const [only] = truths.keys()
  if (truths.size === 1) return `all examples are ${shown(only ?? '')}: give a test that has other classes, too`
  const answers = countsOf(pairs, ({ candidate }) => candidate.answer)
  const [said] = answers.keys()
  if (answers.size === 1) return `the candidate says ${shown(said ?? '')} of every example, whatever it is`
  return agreesByLuck(pairs, truths, answers)
    ? 'the answers of the candidate agree with the labels no more than by luck: always saying the same would do as well'
    : undefined
}

/** By the number of agreements if the candidate's answers were dealt out at random: their mean and variance are known. */
function agreesByLuck(
  pairs: readonly Pair[],
  truths: ReadonlyMap<string, number>,
  answers: ReadonlyMap<string, number>,
): boolean {
  const n = pairs.length
  let [products, mixed] = [0, 0]
  for (const [label, labelled] of truths) {
    const called = answers.get(label) ?? 0
    const product = labelled * called
    products += product
    mixed += product * (labelled + called)
  }
  const variance = (products ** 2 - n * mixed + n ** 2 * products) / (n ** 2 * (n - 1))
  const agreed = pairs.filter(({ truth, candidate }) => candidate.answer === truth).length
  // Half an example is left to rounding: so few agreements are no normal number.
  return !(agreed - 0.5 - products / n > normalQuantile(1 - alphaOfAllLooks) * Math.sqrt(Math.max(0, variance)))
}

/** Whether the baseline says the same of every example: then it must be beaten, as any constant must. */
export const saysOneThing = (pairs: readonly Pair[]): boolean =>
  pairs.length > 1 && pairs.every(({ baseline }) => baseline.answer === pairs[0]?.baseline.answer)

function countsOf(pairs: readonly Pair[], of: (pair: Pair) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const pair of pairs) counts.set(of(pair), (counts.get(of(pair)) ?? 0) + 1)
  return counts
}

const shown = (text: string): string => JSON.stringify(text.length <= 60 ? text : `${text.slice(0, 60)}…`)
