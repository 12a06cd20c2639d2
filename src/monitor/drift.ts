import { inUnit } from '../report/text.ts'
import { shareFell } from '../statistics/drift.ts'
import { each, kinds, median, numbers } from './findings.ts'
import { inputFindings } from './inputs.ts'
import type { Finding, Seen } from './types.ts'

/*
 * Recent inputs and what was said to them, against those of the reference, which the very same version was asked. Pure.
 */

/** Under so many the deciles of one and the classes of the other say nothing. */
export const fewestExamples = 100

/** @param how.quotes whether values of the inputs may stand where people read it */
export function driftFindings(
  reference: readonly Seen[],
  recent: readonly Seen[],
  { accuracyMargin, quotes }: { accuracyMargin: number; quotes: boolean },
): Finding[] {
  if (reference.length < fewestExamples || recent.length < fewestExamples) return []
  const samples = [reference, recent] as const
  const labelled = (seen: readonly Seen[]) => seen.filter(({ label }) => label !== undefined)
  return [
    ...inputFindings(samples, quotes),
    kinds(
      { name: 'predicted class', about: 'answers' },
      each(samples, ({ answer }) => answer),
    ),
    numbers(
      { name: 'confidence', about: 'answers' },
      each(samples, ({ score }) => score),
      (values) => `median ${inUnit(median(values), 'share')}`,
    ),
    ...accuracy(labelled(reference), labelled(recent), accuracyMargin),
  ]
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
