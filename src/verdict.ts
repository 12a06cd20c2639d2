/** What a test with a decision says. Only `pass` promotes; a verdict is never an exception. */
export type Verdict = 'pass' | 'fail' | 'inconclusive' | 'error'

/** One test with a decision. */
export type Gate = {
  name: string
  verdict: Verdict
  observed: { value: number; low?: number; high?: number; unit: string }
  /** The bound that `observed` is held against, in the same unit. */
  allowed: number
  /** A sentence a person can act on. */
  because: string
}

/** The verdict of several gates together: the worst one; no gates is an error, never a pass. */
export function overall(gates: readonly Gate[]): Verdict {
  for (const verdict of ['error', 'fail', 'inconclusive'] as const)
    if (gates.some((gate) => gate.verdict === verdict)) return verdict
  return gates.length === 0 ? 'error' : 'pass'
}
