import type { EvaluateResult } from '../engine/contract.generated.ts'
import type { Pair } from '../statistics/pairing.ts'
import type { Section } from './model.ts'
import { excerptText, inUnit, signed } from './text.ts'

/** An effect of less than this is none that a person can see. */
const smallestEffect = 0.005
const longestPart = 60

type Told = NonNullable<EvaluateResult['explanations']>

/** What `evaluate.explain` asks for, and what came of it: why not, where nobody was there who could tell. */
export type Explained = { examples: number; told: Told | { notTold: string } }

type Shown = {
  quotes: boolean
  known: 'begins with' | 'file'
  /** Of images, by id: JPEG in base64. */
  pictures?: Readonly<Record<string, string>>
}

const title = 'Got worse: what moved the candidate'

/**
 * What moved the candidate to mistakes that the baseline does not make; nothing where it was not asked for.
 * @param pairs what both were asked
 * @param shown what people know an example by: as which column, and whether that is said beside the parts that were asked for
 */
export function explanationSection(
  explained: Explained | undefined,
  pairs: readonly Pair[],
  { quotes, known, pictures = {} }: Shown,
): Section[] {
  if (explained === undefined) return []
  const text = (of: string): Section[] => [{ kind: 'text', title, part: 'changes', text: of }]
  if ('notTold' in explained.told) return text(explained.told.notTold)
  const lost = pairs.filter(
    ({ truth, candidate, baseline }) => candidate.answer !== truth && baseline.answer === truth,
  ).length
  if (lost === 0) return text('The candidate makes no mistake that the baseline does not make.')
  const rows = rowsOf(explained.told, pairs)
  const wanted = Math.min(explained.examples, lost)
  const missing = `${rows.length} of ${wanted} are told: give evaluate.explain.seconds more, or read the warnings of the job.`
  if (rows.length === 0) return text(missing)
  const quoted = quotes && rows.some(({ excerpt }) => excerpt !== '')
  const drawn = rows.map(({ id }) => (quoted && Object.hasOwn(pictures, id) ? pictures[id] : undefined) ?? '')
  return [
    {
      kind: 'table',
      title,
      part: 'changes',
      columns: [
        'example',
        ...(quoted ? [known] : []),
        'label',
        'candidate said',
        'how surely',
        'spoke for it',
        'spoke against it',
      ],
      rows: rows.map(({ id, excerpt, cells }) => [id, ...(quoted ? [excerpt] : []), ...cells]),
      ...(drawn.some((one) => one !== '') ? { pictures: { column: 1, rows: drawn } } : {}),
      note: `Each part was taken away, and the candidate asked again: by so many points the probability of its answer then fell, or rose. What parts do only together is not seen. This decides nothing.${rows.length < wanted ? ` ${missing}` : ''}`,
    },
  ]
}

type Row = { id: string; excerpt: string; cells: string[] }

function rowsOf(explanations: Told, pairs: readonly Pair[]): Row[] {
  const byId = new Map(
    pairs.map(({ id, truth, candidate }) => [id, { truth, answer: candidate.answer, excerpt: excerptText(candidate) }]),
  )
  return explanations.flatMap(({ id, confidence, parts }) => {
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
    return [
      {
        id,
        excerpt: judged.excerpt,
        cells: [judged.truth, judged.answer, inUnit(confidence, 'share'), shown, against],
      },
    ]
  })
}
