import type { SplitSide, SplitStatus } from '../gateway/types.ts'
import { countText } from './text.ts'

/* How requests that are split by the value of a header read. */

/** Of one value that made most of a version's errors, where that is no accident. */
export const mostOfOne = ({ errors, worst }: SplitSide): string | undefined =>
  errors >= 10 && worst.errors > errors / 2
    ? `one value made ${countText(worst.errors)} of ${countText(errors)} errors`
    : undefined

/** Of both versions, in one line. */
export function splitText({ stable, canary, capped }: SplitStatus): string {
  const told = (side: SplitSide): string =>
    [
      `${countText(side.values)} values, of which ${countText(side.failed)} had an error`,
      ...[mostOfOne(side)].filter((text) => text !== undefined),
    ].join('; ')
  return `canary: ${told(canary)}; stable: ${told(stable)}${capped ? '; there are more than are known one by one' : ''}`
}

export const splitColumns = [
  'values',
  'their requests',
  'most by one',
  'requests by chance',
  'errors',
  'values with errors',
  'most errors of one',
  'expected errors',
] as const

export const splitRow = (side: SplitSide): string[] => [
  countText(side.values),
  countText(side.requests),
  countText(side.mostRequests),
  countText(side.without),
  countText(side.errors),
  countText(side.failed),
  countText(side.worst.errors),
  countText(Math.round(side.expected)),
]
