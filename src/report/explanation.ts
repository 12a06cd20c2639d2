import type { EvaluateResult } from '../engine/contract.generated.ts'
import type { Judged } from '../statistics/pairing.ts'
import type { Section } from './model.ts'
import { inUnit, signed } from './text.ts'

/** An effect of less than this is none that a person can see. */
const smallestEffect = 0.005
const longestPart = 60

/** What moved the candidate to mistakes that the baseline does not make; nothing where it was not asked for. */
export function explanationSection(
  explanations: EvaluateResult['explanations'],
  candidate: readonly Judged[],
): Section[] {
  if (explanations === undefined) return []
  const byId = new Map(candidate.map((judged) => [judged.id, judged]))
  const rows = explanations.flatMap(({ id, confidence, parts }) => {
    const judged = byId.get(id)
    if (judged === undefined) return []
    const told = (sign: 1 | -1): string =>
      parts
        .filter(({ effect }) => effect * sign >= smallestEffect)
        .map(({ part, effect }) => `“${[...part].slice(0, longestPart).join('')}” ${signed(effect, 'share')}`)
        .join(', ')
    const [towards, against] = [told(1), told(-1)]
    // A mistake that several words agree on stands without each of them.
    const shown = towards === '' && against === '' ? 'no part alone' : towards
    return [[id, judged.truth, judged.answer, inUnit(confidence, 'share'), shown, against]]
  })
  if (rows.length === 0) return []
  return [
    {
      kind: 'table',
      title: 'Got worse: what moved the candidate',
      part: 'changes',
      columns: ['example', 'label', 'candidate said', 'how surely', 'spoke for it', 'spoke against it'],
      rows,
      note: 'Each part was taken away, and the candidate asked again: by so many points the probability of its answer then fell, or rose. What parts do only together is not seen. This decides nothing.',
    },
  ]
}
