import { alternatives, logs, points } from './sequential.ts'

/*
 * Evidence from draws that are independent of each other, whenever they come: which version each of those met that have
 * trouble. Other than errors of a window of time, which may have one cause, they need no cap; what time does to both, the
 * evidence by windows looks after, and a canary is worse where both say so.
 */

/** The logarithm of the likelihood ratio of each alternative. */
export type DrawEvidence = Float64Array

export const noDraws = (): DrawEvidence => new Float64Array(points)

/** @param counts of draws with trouble while the canary had this share @param ratio how many times as often it may have it */
export function afterDraws(
  before: DrawEvidence,
  { share, stable, canary }: { share: number; stable: number; canary: number },
  ratio: number,
): DrawEvidence {
  if (share === 0 || share === 1 || stable + canary === 0) return before
  const [own, rest] = [ratio * share, 1 - share]
  return before.map(
    (sum, index) =>
      sum +
      canary * (logs[index] ?? 0) -
      (canary + stable) * Math.log(((alternatives[index] ?? 1) * own + rest) / (own + rest)),
  )
}

/** The e-value. */
export const oddsOfDraws = (evidence: DrawEvidence): number =>
  evidence.reduce((sum, log) => sum + Math.exp(Math.min(690, log)), 0) / points
