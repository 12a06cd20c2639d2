import { type Digest, digestBytes, digestJson } from '../digest.ts'
import type { FileEntry } from '../model/types.ts'
import { noteLook, type Reuse } from '../place/looks.ts'
import type { Section } from '../report/model.ts'
import { smallShare } from '../report/text.ts'
import type { Judged } from '../statistics/pairing.ts'
import { alphaOfAllLooks, alphaOfLook } from '../statistics/power.ts'
import type { StageContext } from './types.ts'

/** Other candidates on one test after which the best of them owes much to luck. */
const manyCandidates = 20

/** Which test this is: its examples and their labels, whatever their order. */
export const testDigest = (judged: readonly Judged[]): Digest =>
  digestBytes(
    judged
      .map(({ id, truth }) => JSON.stringify([id, truth]))
      .sort()
      .join('\n'),
  )

/** Which candidate this is: its weights and what is read with them, whatever its version and the data that were added to its test. */
const candidateDigest = (files: readonly FileEntry[]): Digest =>
  digestJson(Object.fromEntries(files.flatMap(({ path, digest }) => (path === 'model.json' ? [] : [[path, digest]]))))

/** Counts this look at a test, as far as this machine knows of others. */
export const countLook = (
  { place, clock }: StageContext,
  candidate: readonly FileEntry[],
  judged: readonly Judged[],
): Promise<Reuse> =>
  noteLook(place, {
    schema: 1,
    test: testDigest(judged),
    candidate: candidateDigest(candidate),
    examples: judged.length,
    at: clock.now().toISOString(),
  })

export function reuseSection(reuse: Reuse, planned: number, examples: number): Section {
  const { others, looks } = reuse
  const before =
    others === 0
      ? 'no other candidate was judged on it before'
      : `${others} other ${others === 1 ? 'candidate was' : 'candidates were'} judged on it before`
  const facts: [string, string][] = [
    ['test examples', String(examples)],
    ['how often this test was used', `${before}, as far as this machine knows`],
    [
      'tests of this candidate',
      `look ${looks}: it spends ${smallShare(alphaOfLook(looks, planned))} of the ${smallShare(alphaOfAllLooks)} of error that all looks have together`,
    ],
  ]
  const notes = [
    ...(others >= manyCandidates
      ? ['The best of so many candidates owes some of its lead to luck with these examples: give it a fresh test.']
      : []),
    ...(looks > planned
      ? [
          `This candidate was judged before on another test, and little of the error is left: where a test that did not decide may be topped up once, say so beforehand by \`evaluate.looks: 2\`.`,
        ]
      : []),
  ]
  return {
    kind: 'facts',
    title: 'Reuse of the test',
    part: 'comparison',
    facts,
    ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
  }
}
