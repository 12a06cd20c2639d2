/**
 * How much may be lost by what no example of the test shows: the exact bound for events of which none was seen.
 *
 * A bootstrap draws from what was seen, and where the two models never disagreed it is sure that they never will. But if unit i
 * goes wrong with a chance of p_i, none of them does with a chance of Π(1 − p_i); so chances for which that is at least `alpha`
 * are not refuted. Of those, the ones that cost most (Σ p_i·w_i with the stakes w_i) are p_i = 1 − λ/w_i where that is positive,
 * with λ such that the product is `alpha`. For n examples of equal stakes 1/n it is 1 − alpha^(1/n), about 3/n.
 * @param stakes by kind, what one unit of it takes from the metric if its answers become as wrong as can be
 */
export function unseenLoss(multiplicities: Uint32Array, stakes: Float64Array, alpha: number): number {
  const order = Uint32Array.from(stakes.keys())
    .filter((kind) => (stakes[kind] ?? 0) > 0 && (multiplicities[kind] ?? 0) > 0)
    .sort((a, b) => (stakes[b] ?? 0) - (stakes[a] ?? 0))
  let [units, logarithms, total] = [0, 0, 0]
  for (const [index, kind] of order.entries()) {
    const [times, stake] = [multiplicities[kind] ?? 0, stakes[kind] ?? 0]
    units += times
    logarithms += times * Math.log(stake)
    total += times * stake
    const level = Math.exp((logarithms + Math.log(alpha)) / units)
    const next = order[index + 1]
    if (next === undefined || level >= (stakes[next] ?? 0)) return total - units * level
  }
  return 0
}
