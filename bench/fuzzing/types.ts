/** Something that reads bytes which an attacker may have written. */
export type FuzzTarget = {
  /** Valid inputs, which cases are made from by edits. */
  seeds(): Promise<readonly Uint8Array[]>
  /** Words of the format; an edit may put one anywhere. */
  words?: readonly string[]
  /**
   * Reads one input. A `UserError` is an answer; anything else that is thrown is a defect, and so is an effect outside of
   * what was asked, which the target itself looks for and tells by throwing an `Error`.
   */
  run(input: Uint8Array): Promise<void>
  /** Makes lengths and checksums fit again. Half of the cases go through it, or edits would reach nothing behind those. */
  repaired?(input: Uint8Array): Uint8Array
  /** An input with `count` entries of the kind that a reader might go through again for each of them. */
  grown?(count: number): Promise<Uint8Array>
  close?(): Promise<void>
}

export type CaseEnd = { kind: 'read'; ms: number } | { kind: 'refused'; ms: number } | Failed<'crash'>
export type Failed<Kind> = { kind: Kind; ms: number; error: string }

/** What one target's cases came to. `seed` repeats them. */
export type FuzzReport = {
  name: string
  cases: number
  refused: number
  seconds: number
  slowestMs: number
  seed: number
  failures: readonly Failure[]
}

/** `file` holds the smallest input that was found to fail. */
export type Failure = { kind: 'crash' | 'hang' | 'growth'; error: string; file?: string }
