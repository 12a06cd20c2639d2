/** p values adjusted so that the chance of even one wrong rejection among them is at most the level (Holm 1979). */
export function holm(ps: readonly number[]): number[] {
  const adjusted = new Array<number>(ps.length).fill(1)
  let largest = 0
  ps.map((p, index) => ({ p, index }))
    .sort((a, b) => a.p - b.p)
    .forEach(({ p, index }, rank) => {
      largest = Math.max(largest, Math.min(1, p * (ps.length - rank)))
      adjusted[index] = largest
    })
  return adjusted
}
