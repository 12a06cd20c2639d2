import type { TrafficStatus } from './types.ts'

/** Who gets which part of the requests now, 0 to 1: while its breaker is open a canary has none of its share. Pure. */
export function sharesOf({ stable, paused, canary }: Pick<TrafficStatus, 'stable' | 'paused' | 'canary'>): {
  stable: number
  canary: number
} {
  const served = stable !== undefined && paused === undefined
  if (canary === undefined) return { stable: served ? 1 : 0, canary: 0 }
  // With nobody beside it, it has them all, and its breaker stays closed.
  if (!served) return { stable: 0, canary: canary.share > 0 ? 1 : 0 }
  const share = canary.breaker.openInARow > 0 ? 0 : canary.share
  return { stable: 1 - share, canary: share }
}
