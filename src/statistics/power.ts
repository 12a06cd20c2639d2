import { normalQuantile } from './special.ts'

/** Chance of a wrong bound, of all looks at a test together. */
export const alphaOfAllLooks = 0.05
const power = 0.8

/** Quantiles of a one-sided test and of its power, together: 2.486 for one look, whose square is the 6.18 of the usual rule. */
const reach = (looks: number): number => normalQuantile(1 - alphaOfAllLooks / looks) + normalQuantile(power)

/** The smallest drop that a test with this standard error sees four times out of five. */
export const smallestDetectableDrop = (standardError: number, looks = 1): number => reach(looks) * standardError

/**
 * How many examples decide four times out of five between "at most the margin is lost" and "more is", if the true difference
 * is the given one. Infinite where it lies at the margin.
 * @param variance of one example's difference: for accuracies the share of examples that one model alone has right, minus the squared difference
 */
export const examplesToDecide = (variance: number, difference: number, margin: number, looks = 1): number =>
  Math.ceil((reach(looks) ** 2 * variance) / (margin + difference) ** 2)
