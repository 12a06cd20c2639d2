import type { EvaluateResult } from '../engine/contract.generated.ts'
import { groupedBy } from '../grouping.ts'
import type { Section } from '../report/model.ts'
import { inUnit } from '../report/text.ts'
import type { Judged } from '../statistics/pairing.ts'

/** The classes that both models of a comparison know, where they differ. */
export type CommonClasses = {
  compared: readonly string[]
  baselineLacks: readonly string[]
  baselineOnly: readonly string[]
}

/** @param labels the classes of the data, which are those of the candidate @returns undefined where the baseline has the same */
export function commonClassesOf(
  { compared_labels: compared, baseline_only_labels: baselineOnly }: EvaluateResult,
  labels: readonly string[],
): CommonClasses | undefined {
  if (compared === undefined) return undefined
  const known = new Set(compared)
  return { compared, baselineLacks: labels.filter((label) => !known.has(label)), baselineOnly: baselineOnly ?? [] }
}

/** The examples that both models can get right: of a class that the baseline does not know, it can only be wrong. */
export function comparableOf(judged: readonly Judged[], common: CommonClasses | undefined): readonly Judged[] {
  if (common === undefined) return judged
  const known = new Set(common.compared)
  return judged.filter(({ truth }) => known.has(truth))
}

/** What a gate says beside its numbers. */
export function toldOf({ compared, baselineLacks, baselineOnly }: CommonClasses): string {
  const lacking =
    baselineLacks.length === 0
      ? []
      : [
          `the baseline lacks ${some(baselineLacks)}: compared on the examples of the ${compared.length} classes that both know`,
        ]
  const more =
    baselineOnly.length === 0 ? [] : [`the baseline also knows ${some(baselineOnly)}, and is wrong where it says so`]
  return [...lacking, ...more].join('; ')
}

/** @param candidate its answers to all examples, also to those that nobody else was asked */
export function commonClassesSection(common: CommonClasses, candidate: readonly Judged[]): Section {
  const lacking = new Set(common.baselineLacks)
  const among = groupedBy(
    candidate.filter(({ truth }) => lacking.has(truth)),
    ({ truth }) => truth,
  )
  const row = (label: string): string[] => {
    const asked = among.get(label) ?? []
    const right = asked.filter(({ truth, answer }) => truth === answer).length
    return [label, String(asked.length), asked.length === 0 ? '' : inUnit(right / asked.length, 'share')]
  }
  const head = { title: 'Classes that the baseline does not have', part: 'comparison' } as const
  return common.baselineLacks.length === 0
    ? { ...head, title: 'Classes that the candidate does not have', kind: 'text', text: sentence(toldOf(common)) }
    : {
        ...head,
        kind: 'table',
        columns: ['class', 'examples', 'candidate'],
        rows: common.baselineLacks.slice(0, mostRows).map(row),
        note: `${sentence(toldOf(common))} What the candidate makes of the others stands here, and decides nothing.`,
      }
}

const mostRows = 50
const mostNamed = 3

const some = (labels: readonly string[]): string =>
  labels.length <= mostNamed
    ? labels.join(', ')
    : `${labels.slice(0, mostNamed).join(', ')} and ${labels.length - mostNamed} more`

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
