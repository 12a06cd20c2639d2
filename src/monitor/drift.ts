import { inUnit } from '../report/text.ts'
import { byDeciles, chiSquare, kolmogorovSmirnov, shareFell, stabilityIndex } from '../statistics/drift.ts'
import { Random } from '../statistics/random.ts'
import { lengthOf, scriptOf, trigramsOf } from './texts.ts'
import type { Finding, Seen } from './types.ts'

/*
 * Recent inputs and what was said to them, against those of the reference, which the very same version was asked. Pure.
 */

/** A smaller shift than this is no reason to act, however sure it is: the usual bound of the index. */
export const mostShift = 0.2

/** Under so many the deciles of one and the classes of the other say nothing. */
export const fewestExamples = 100

export function driftFindings(reference: readonly Seen[], recent: readonly Seen[], accuracyMargin: number): Finding[] {
  if (reference.length < fewestExamples || recent.length < fewestExamples) return []
  const labelled = (seen: readonly Seen[]) => seen.filter(({ label }) => label !== undefined)
  return [
    numbers(
      'text length',
      'inputs',
      [reference, recent],
      ({ text }) => lengthOf(text),
      (value) => `${value} characters`,
    ),
    unknownParts(reference, recent),
    kinds('script', 'inputs', [reference, recent], ({ text }) => scriptOf(text)),
    kinds('predicted class', 'answers', [reference, recent], ({ answer }) => answer),
    numbers(
      'confidence',
      'answers',
      [reference, recent],
      ({ score }) => score,
      (value) => inUnit(value, 'share'),
    ),
    ...accuracy(labelled(reference), labelled(recent), accuracyMargin),
  ]
}

type Samples<T> = readonly [reference: readonly T[], recent: readonly T[]]

function numbers<T>(
  name: string,
  about: Finding['about'],
  samples: Samples<T>,
  of: (one: T) => number,
  shown: (value: number) => string,
): Finding {
  const [usual, now] = [samples[0].map(of), samples[1].map(of)]
  const shift = stabilityIndex(...byDeciles(usual, now))
  return shifted(name, about, kolmogorovSmirnov(usual, now).p, shift, {
    usual: `median ${shown(median(usual))}`,
    now: `median ${shown(median(now))}`,
  })
}

function kinds<T>(name: string, about: Finding['about'], samples: Samples<T>, of: (one: T) => string): Finding {
  const [usual, now] = countsByKind(samples[0].map(of), samples[1].map(of))
  const tell = (counts: ReadonlyMap<string, number>, all: number) =>
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 3)
      .map(([kind, count]) => `${kind} ${inUnit(count / all, 'share')}`)
      .join(', ')
  const [a, b] = [[...usual.values()], [...now.values()]]
  return shifted(name, about, chiSquare(a, b).p, stabilityIndex(a, b), {
    usual: tell(usual, samples[0].length),
    now: tell(now, samples[1].length),
  })
}

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
 * One half of the reference, drawn by chance, says what is known, and the other half is compared with: a text would know all of
 * its own parts.
 */
function unknownParts(reference: readonly Seen[], recent: readonly Seen[]): Finding {
  const random = new Random(0)
  const [knowing, compared]: [Seen[], Seen[]] = [[], []]
  for (const one of reference) (random.word() % 2 === 0 ? knowing : compared).push(one)
  const known = new Set(knowing.flatMap(({ text }) => trigramsOf(text)))
  const unknown = ({ text }: Seen): number => {
    const parts = trigramsOf(text)
    return parts.filter((part) => !known.has(part)).length / parts.length
  }
  return numbers('unknown character sequences', 'inputs', [compared, recent], unknown, (value) =>
    inUnit(value, 'share'),
  )
}

function shifted(
  name: string,
  about: Finding['about'],
  p: number,
  shift: number,
  told: Pick<Finding, 'usual' | 'now'>,
): Finding {
  const observed = { value: Number(shift.toPrecision(3)), unit: 'PSI' }
  return { name, about, p, observed, allowed: mostShift, matters: shift >= mostShift, ...told }
}

function accuracy(reference: readonly Seen[], recent: readonly Seen[], margin: number): Finding[] {
  if (reference.length < fewestExamples || recent.length < fewestExamples) return []
  const hits = (seen: readonly Seen[]) => ({
    hits: seen.filter(({ answer, label }) => answer === label).length,
    all: seen.length,
  })
  const [usual, now] = [hits(reference), hits(recent)]
  const fell = usual.hits / usual.all - now.hits / now.all
  const tell = (of: typeof usual) => `${inUnit(of.hits / of.all, 'share')} of ${of.all}`
  return [
    {
      name: 'accuracy',
      about: 'answers',
      p: shareFell(usual, now, margin),
      observed: { value: Number((100 * fell).toPrecision(3)), unit: 'points less' },
      allowed: 100 * margin,
      matters: fell > margin,
      usual: tell(usual),
      now: tell(now),
    },
  ]
}

const median = (values: readonly number[]): number =>
  Float64Array.from(values).sort()[Math.floor(values.length / 2)] as number
