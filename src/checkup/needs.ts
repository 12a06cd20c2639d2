import { alphaOfLook, answeredOtherwise, examplesFor, fewestExamples, roundedOtherwise } from '../statistics/power.ts'

/* What gates need of the test to decide: known before anything is trained, by the arithmetic that they decide by. */

export type Gates = {
  evaluate?: { gates: readonly { metric: string; margin: number }[]; looks: number; baseline: string }
  quantize?: { precision: 'int8' | 'fp32'; margin: number }
}

/** A key of model.yml, and what its gate lacks. */
export type Need = { key: string; what: string }

/** Every class of the test counts alike in these: one with fewer examples than this makes them inconclusive. */
const byClass = /^macro_/
const fewestOfClass = 10

/**
 * @param tests how many examples the test has, about
 * @param rarest the class with the fewest of them
 */
export function needsOf(
  { evaluate, quantize }: Gates,
  tests: number,
  rarest: { label: string; tests: number } | undefined,
): Need[] {
  if (tests < fewestExamples && (evaluate !== undefined || quantize !== undefined))
    return [
      {
        key: 'data.split.test',
        what: `the test has about ${tests} rows, and no gate decides anything on fewer than ${fewestExamples}: more rows, a larger share (data.split.test), or evaluate.on-inconclusive: warn`,
      },
    ]
  const needs: Need[] = []
  for (const [index, { metric, margin }] of (evaluate?.gates ?? []).entries()) {
    const key = `evaluate.gates[${index}]`
    if (byClass.test(metric) && rarest !== undefined && rarest.tests < fewestOfClass)
      needs.push({
        key,
        what: `${metric} counts each class alike and needs ${fewestOfClass} test rows of each, and ${JSON.stringify(rarest.label)} has about ${rarest.tests}: more rows of it, or a gate on accuracy`,
      })
    // How much other metrics differ from example to example, nobody knows before. Whoever always says the same has to be beaten by any amount.
    if (metric !== 'accuracy' || evaluate === undefined || evaluate.baseline === 'majority') continue
    const needed = examplesFor({ otherwise: answeredOtherwise, margin }, alphaOfLook(1, evaluate.looks))
    if (tests < needed)
      needs.push({
        key: `${key}.margin`,
        what: `accuracy's margin of ${margin} needs about ${needed} test rows against another model, there are ${tests}: more rows, a larger margin, or evaluate.on-inconclusive: warn`,
      })
  }
  if (quantize?.precision === 'int8') {
    const needed = examplesFor({ otherwise: roundedOtherwise, margin: quantize.margin })
    if (tests < needed)
      needs.push({
        key: 'quantize.gates.margin',
        what: `INT8's margin of ${quantize.margin} needs about ${needed} test rows, there are ${tests}: more rows, a larger margin, or quantize.precision: fp32`,
      })
  }
  return needs
}
