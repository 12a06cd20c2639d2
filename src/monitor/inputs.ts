import { figure, inUnit } from '../report/text.ts'
import { Random } from '../statistics/random.ts'
import { asOne, each, kinds, type Looked, median, numbers, type Samples } from './findings.ts'
import type { ImageFacts } from './imageFacts.ts'
import { lengthOf, scriptOf, trigramsOf } from './texts.ts'
import type { Example, Finding, ImageExample, RowExample, TextExample } from './types.ts'

/* What came in, by what it is: texts, rows of several columns, or images. Pure. */

export function inputFindings([reference, recent]: Samples<Example>, quotes: boolean): Finding[] {
  const texts = [reference.filter(isText), recent.filter(isText)] as const
  const rows = [reference.filter(isRow), recent.filter(isRow)] as const
  const images = [reference.filter(isImage), recent.filter(isImage)] as const
  return [
    ...(onBothSides(texts)
      ? textFindings(
          each(texts, ({ text }) => normal(text)),
          inputs,
        )
      : []),
    ...(onBothSides(rows) ? rowFindings(rows, quotes) : []),
    ...(onBothSides(images) ? imageFindings(images) : []),
  ]
}

const isText = (one: Example): one is TextExample => one.kind === 'text'
const isRow = (one: Example): one is RowExample => one.kind === 'row'
const isImage = (one: Example): one is ImageExample => one.kind === 'image'

const onBothSides = (samples: Samples<Example>): boolean => samples.every((side) => side.length > 0)

const rowFindings = (samples: Samples<RowExample>, quotes: boolean): Finding[] =>
  Object.keys(samples[0][0]?.row ?? {}).map((name) =>
    columnFinding(
      name,
      each(samples, ({ row }) => (typeof row[name] === 'string' ? normal(row[name]) : null)),
      quotes,
    ),
  )

/** As `prepare` writes a dataset and as servers read: the same letter is not another one because of how it is put together. */
export const normal = (text: string): string => text.normalize('NFC')

/** How large they are, and how many bytes a pixel takes: fewer of what is dark, blurred or even, more of what is sharp or noisy. */
function imageFindings(samples: Samples<ImageExample>): Finding[] {
  const of = (name: string, unit: string, measured: (image: ImageFacts) => number) =>
    numbers(
      inputs(name),
      each(samples, ({ image }) => measured(image)),
      (values) => `median ${figure(median(values))} ${unit}`,
    )
  return [
    of('image width', 'pixels', ({ width }) => width),
    of('image height', 'pixels', ({ height }) => height),
    of('image detail', 'bytes a pixel', ({ width, height, sizeBytes }) => sizeBytes / (width * height)),
  ]
}

const inputs = (name: string): Looked => ({ name, about: 'inputs' })

function textFindings(samples: Samples<string>, looked: (name: string) => Looked): [Finding, ...Finding[]] {
  const told = (values: readonly number[]) => `median ${median(values)} characters`
  return [
    numbers(looked('text length'), each(samples, lengthOf), told),
    unknownParts(samples, looked('unknown character sequences')),
    kinds(looked('script'), each(samples, scriptOf)),
  ]
}

/**
 * One half of the reference, drawn by chance, says what is known, and the other half is compared with: a text would know all of
 * its own parts.
 */
function unknownParts([reference, recent]: Samples<string>, looked: Looked): Finding {
  const random = new Random(0)
  const [knowing, compared]: [string[], string[]] = [[], []]
  for (const one of reference) (random.word() % 2 === 0 ? knowing : compared).push(one)
  const known = new Set(knowing.flatMap(trigramsOf))
  const unknown = (text: string): number => {
    const parts = trigramsOf(text)
    return parts.filter((part) => !known.has(part)).length / parts.length
  }
  return numbers(looked, each([compared, recent], unknown), (values) => `median ${inUnit(median(values), 'share')}`)
}

/** Fewer values than this are kinds, such as grades from 1 to 5, and not a scale. */
const fewestNumbers = 11
/** Of so many values at most, each coming up so often on the average, are kinds made; others are texts. */
const [mostKinds, fewestOfKind] = [100, 5]

/**
 * What a column holds is told by both samples together, in which neither is more than the other: what was chosen by the
 * reference alone would suit the reference better.
 */
function columnFinding(name: string, samples: Samples<string | null>, quotes: boolean): Finding {
  const looked = (what?: string): Looked => inputs(`column ${name}${what === undefined ? '' : `: ${what}`}`)
  const said = samples.flat().filter((value) => value !== null)
  const values = new Set(said)
  const numeric = said.filter((value) => numberIn(value) !== undefined).length
  if (values.size >= fewestNumbers && 2 * numeric >= said.length)
    // What is no number, or not there, lies below every number, so that more of it is a shift too.
    return numbers(
      looked(),
      each(samples, (value) => numberIn(value ?? '') ?? Number.NEGATIVE_INFINITY),
      numbersTold,
    )
  if (values.size <= mostKinds && said.length >= fewestOfKind * values.size)
    return kinds(
      looked(),
      each(samples, (value) => value ?? 'no value'),
      quotes,
    )
  return asOne(
    textFindings(
      each(samples, (value) => value ?? ''),
      looked,
    ),
  )
}

const written = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** The number that a value is written as, if it is one alone. */
function numberIn(value: string): number | undefined {
  const text = value.trim()
  const number = written.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(number) ? number : undefined
}

function numbersTold(values: readonly number[]): string {
  const found = values.filter(Number.isFinite)
  const lacking = values.length - found.length
  const parts = [
    ...(found.length === 0 ? [] : [`median ${figure(median(found))}`]),
    ...(lacking === 0 ? [] : [`${inUnit(lacking / values.length, 'share')} without a number`]),
  ]
  return parts.join(', ')
}
