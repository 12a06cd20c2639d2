/** What a test with a decision says. Only `pass` promotes; a verdict is never an exception. */
export type Verdict = 'pass' | 'fail' | 'inconclusive' | 'error'

/** One test with a decision. */
export type Gate = {
  name: string
  verdict: Verdict
  /**
   * In `share` and `score` it is a difference of two models by a metric, positive where the candidate is better; in any other
   * unit it is what was measured. With `lowerIsBetter`, people are told candidate minus baseline all the same.
   */
  observed: { value: number; low?: number; high?: number; unit: string; lowerIsBetter?: true }
  /** The bound that `observed` is held against, in the same unit. */
  allowed: number
  /** A sentence a person can act on. */
  because: string
}

/** The order in which they must be looked at. */
export const worstFirst: readonly Verdict[] = ['error', 'fail', 'inconclusive', 'pass']

/** The gate that decides, as a sentence: its name, why, and how many others say the same; undefined where all pass. */
export function decisiveOf(gates: readonly Gate[]): string | undefined {
  const verdict = overall(gates)
  const [first, ...others] = gates.filter((gate) => gate.verdict === verdict)
  if (first === undefined || verdict === 'pass') return undefined
  return `${first.name}: ${first.because}${others.length === 0 ? '' : ` (and ${others.length} more)`}`
}

/** The verdict of several gates together: the worst one; no gates is an error, never a pass. */
export const overall = (gates: readonly Gate[]): Verdict =>
  worstFirst.find((verdict) => gates.some((gate) => gate.verdict === verdict)) ?? 'error'
