import { inUnit } from '../report/text.ts'
import { byDeciles, chiSquare, kolmogorovSmirnov, stabilityIndex } from '../statistics/drift.ts'
import type { Finding } from './types.ts'

/* How two samples of one thing are held against each other. Pure. */

/** A smaller shift than this is no reason to act, however sure it is: the usual bound of the index. */
export const mostShift = 0.2

export type Samples<T> = readonly [reference: readonly T[], recent: readonly T[]]

/** What is looked at, and whether it is a matter of what came in or of what was said to it. */
export type Looked = Pick<Finding, 'name' | 'about'>

export const each = <T, U>([reference, recent]: Samples<T>, of: (one: T) => U): Samples<U> => [
  reference.map(of),
  recent.map(of),
]

/** By Kolmogorov and Smirnov's test. @param told of a sample, its median by itself */
export function numbers(
  looked: Looked,
  [usual, now]: Samples<number>,
  told: (values: readonly number[]) => string,
): Finding {
  const shift = stabilityIndex(...byDeciles(usual, now))
  return shifted(looked, kolmogorovSmirnov(usual, now).p, shift, { usual: told(usual), now: told(now) })
}

/** By the chi-square test. @param shown whether the kinds may be named where people read it */
export function kinds(looked: Looked, samples: Samples<string>, shown = true): Finding {
  const [usual, now] = countsByKind(...samples)
  const [a, b] = [[...usual.values()], [...now.values()]]
  const told = (counts: ReadonlyMap<string, number>, order: ReadonlyMap<string, number>, all: number) =>
    [...order]
      .sort((one, other) => other[1] - one[1])
      .slice(0, mostTold)
      .map(([kind]) => `${shown ? `${kind} ` : ''}${inUnit((counts.get(kind) ?? 0) / all, 'share')}`)
      .join(', ')
  return shifted(looked, chiSquare(a, b).p, stabilityIndex(a, b), {
    usual: told(usual, usual, samples[0].length),
    // Without names, the shares of the same kinds stand in the same order.
    now: told(now, shown ? now : usual, samples[1].length),
  })
}

const mostTold = 3

/** How often each kind comes up in both, in one order. */
export function countsByKind(
  usual: readonly string[],
  now: readonly string[],
): [Map<string, number>, Map<string, number>] {
  const names = [...new Set([...usual, ...now])].sort()
  const counted = (kinds: readonly string[]) => {
    const counts = new Map(names.map((name) => [name, 0]))
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    return counts
  }
  return [counted(usual), counted(now)]
}

/**
 * Several findings about one thing as one: the surest of those that matter, or of all. Its p is that of all of them together
 * (Bonferroni), as any of them could have been the one.
 */
export function asOne(found: readonly [Finding, ...Finding[]]): Finding {
  const [first] = [...found].sort((a, b) => Number(b.matters) - Number(a.matters) || a.p - b.p)
  if (first === undefined) throw new RangeError('no finding')
  return { ...first, p: Math.min(1, first.p * found.length) }
}

function shifted(looked: Looked, p: number, shift: number, told: Pick<Finding, 'usual' | 'now'>): Finding {
  const observed = { value: Number(shift.toPrecision(3)), unit: 'PSI' }
  return { ...looked, p, observed, allowed: mostShift, matters: shift >= mostShift, ...told }
}

export const median = (values: readonly number[]): number =>
  Float64Array.from(values).sort()[Math.floor(values.length / 2)] as number
