/** Median and spread of repeated measurements; a single time says little on a shared machine. */
export type Spread = { median: number; low: number; high: number; runs: number }

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { median: at(0.5), low: at(0.1), high: at(0.9), runs: sorted.length }
}

export const ratioOf = (values: readonly number[], peers: readonly number[]): Spread =>
  spread(values.map((value, index) => value / (peers[index] ?? Number.NaN)))
