import { normalQuantile } from './special.ts'

/** Chance of a wrong bound, of all looks at a test together. */
export const alphaOfAllLooks = 0.05
const power = 0.8

/** Fewer examples than this decide nothing, and neither do fewer clusters: with 40 of them bounds are wrong in up to 30 % of tests. */
export const fewestExamples = 200

/**
 * What a look may spend of the 5 %. Whoever adds examples until a candidate passes throws the dice again, and nobody can say
 * beforehand how often: so four fifths belong to the looks that were planned, in equal parts, and every later look takes four
 * fifths of what is left. However many there are, together they spend less than 5 %.
 * @param look which one of this candidate this is, from 1 on
 */
export function alphaOfLook(look: number, planned = 1): number {
  if (!(Number.isInteger(look) && look >= 1 && Number.isInteger(planned) && planned >= 1))
    throw new RangeError(`look ${look} of ${planned}`)
  const spent = 0.8
  return alphaOfAllLooks * spent * (look <= planned ? 1 / planned : (1 - spent) ** (look - planned))
}

/** Quantiles of a one-sided test and of its power, together: 2.486 at 5 %, whose square is the 6.18 of the usual rule. */
const reach = (alpha: number): number => normalQuantile(1 - alpha) + normalQuantile(power)

/** What makes a bound wider than luck with the examples seen does, where it does: of the difference of all examples. */
export type Allowance = {
  /** What may happen in examples of a kind that was not seen. It shrinks as examples grow. */
  unseen: number
  /** By how much the metric itself may be off. It shrinks as the root of the examples does. */
  bias: number
}

const none: Allowance = { unseen: 0, bias: 0 }

/** Of two models of about the same accuracy, the share of examples that one alone has right: measured values are 2 to 8 %. */
export const answeredOtherwise = 0.05
/** The same of a model and what quantization made of it. */
export const roundedOtherwise = 0.03

/** The smallest drop that a test with this standard error sees four times out of five. */
export const smallestDetectableDrop = (
  standardError: number,
  alpha = alphaOfAllLooks,
  { unseen, bias }: Allowance = none,
): number => Math.max(reach(alpha) * standardError, unseen) + bias

/**
 * How many examples decide four times out of five between "at most the margin is lost" and "more is", if the true difference
 * is the given one. Infinite where it lies at the margin.
 * @param of.variance of one example's difference: for accuracies the share of examples that one model alone has right, minus the squared difference
 * @param of.allowance of a test of `examples`
 */
export function examplesToDecide(
  of: { variance: number; difference: number; margin: number },
  alpha = alphaOfAllLooks,
  allowed: { examples: number; allowance: Allowance } = { examples: 1, allowance: none },
): number {
  const away = Math.abs(of.margin + of.difference)
  const { examples, allowance } = allowed
  const luck = (reach(alpha) * Math.sqrt(of.variance) + allowance.bias * Math.sqrt(examples)) / away
  return Math.ceil(Math.max(luck ** 2, (allowance.unseen * examples) / away))
}

/**
 * The fewest examples of which a test says, as it does when it was made, that they decide four times out of five: of two models
 * that are equally good, and of which one alone has this share of the examples right.
 * @param margin above 0
 */
export function examplesFor(of: { otherwise: number; margin: number }, alpha = alphaOfAllLooks): number {
  // As the test counts them: with one more of either kind, so that none in few examples is not taken for none at all.
  const needed = (examples: number): number => {
    const variance = (of.otherwise * examples + 2) / (examples + 2)
    return examplesToDecide({ variance, difference: 0, margin: of.margin }, alpha)
  }
  let [low, high] = [0, needed(0)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (needed(middle) <= middle) high = middle
    else low = middle
  }
  return Math.max(fewestExamples, high)
}
