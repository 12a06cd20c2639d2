import { basename } from 'node:path'
import type { Problem } from '../errors.ts'
import { type Examined, likelyMisspelt, mostTold, quoted, type Side, some, unitOf } from './data.ts'
import { nearestOf } from './nearest.ts'

/* What is wrong with files of data beside each other. */

/** What no file says alone. */
export function acrossFiles(files: readonly Examined[]): { problems: Problem[]; warnings: string[] } {
  const training = files.filter(({ side }) => side === 'train')
  const judged = files.filter(({ side }) => side !== 'train')
  const [first] = training
  if (first === undefined) return { problems: [], warnings: [] }
  const classes = countsOf(training)
  const names = [...classes.keys()]
  const problems: Problem[] = sameIds(training)
  // Of a file that was not read to its end, or not well, nobody knows what else it has.
  const known = training.every(({ whole, problems: told }) => whole && told.length === 0)
  const where = training.length === 1 ? '' : ', in all training files together'
  if (names.length === 1 && known)
    problems.push({
      what: `the examples have one class only, ${quoted(names[0] ?? '')}${where}: a classifier needs examples of at least two`,
      place: { file: first.name },
    })
  if (known)
    for (const { side, name, classes: theirs } of judged)
      for (const [label, { count, line }] of theirs)
        if (!classes.has(label))
          problems.push({
            what: strange(label, side, count, problems.length < mostTold ? names : []),
            place: { file: name, line },
          })
  // What stands in two training files is used once.
  for (const [index, other] of judged.entries())
    for (const ones of [training, ...judged.slice(0, index).map((one) => [one])]) {
      // Two images of one name are one image only in one directory.
      if (other.columns.kind === 'text') problems.push(...inBoth('example', ones, other, ({ inputs }) => inputs))
      problems.push(...inBoth('group', ones, other, ({ groups }) => groups))
    }
  return { problems, warnings: [...rareClasses(training, classes), ...misspelt(training, classes)] }
}

/** How many usable examples each class has in all of the files. */
function countsOf(files: readonly Examined[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { classes } of files)
    for (const [label, { count }] of classes) counts.set(label, (counts.get(label) ?? 0) + count)
  return counts
}

/** Training files are one to those who use their examples. */
function sameIds(training: readonly Examined[]): Problem[] {
  return training.flatMap((file, index) =>
    [...file.ids].flatMap(([id, line]): Problem[] => {
      const before = training.slice(0, index).find(({ ids }) => ids.has(id))
      return before === undefined
        ? []
        : [
            {
              what: `the id ${quoted(id)} is also on ${spot(training, before, before.ids.get(id))}: make ids distinct`,
              place: { file: file.name, line },
            },
          ]
    }),
  )
}

/** Where something is in one of several files, or in the only one. */
function spot(files: readonly Examined[], file: Examined, line: number | undefined): string {
  const at = `${unitOf(file.name)} ${line}`
  if (files.length === 1) return at
  const name = basename(file.name)
  const same = files.filter((other) => basename(other.name) === name).length > 1
  return `${at} of ${name}${same ? ` (source ${files.indexOf(file) + 1})` : ''}`
}

type Lines = ReadonlyMap<string, number>
const sideNames: Readonly<Record<Side, string>> = { train: 'training', validation: 'validation', test: 'test' }

/** @param ones of one side */
function inBoth(
  what: 'example' | 'group',
  ones: readonly Examined[],
  other: Examined,
  linesOf: (of: Examined) => Lines,
): Problem[] {
  const found = [...linesOf(other)].flatMap(([value, line]) => {
    const one = ones.find((each) => linesOf(each).has(value))
    return one === undefined ? [] : [`${spot([other], other, line)} = ${spot(ones, one, linesOf(one).get(value))}`]
  })
  const [first] = ones
  if (found.length === 0 || first === undefined) return []
  const stand = found.length === 1 ? `${what} also stands` : `${what}s also stand`
  return [
    {
      what: `${found.length} ${other.side} ${stand} in the ${sideNames[first.side]} ${ones.length === 1 ? 'file' : 'files'} (${found.slice(0, 3).join(', ')}): remove them from one of the two files, as a model is not tested on what it has seen`,
      place: { file: other.name },
    },
  ]
}

function strange(label: string, side: Side, count: number, names: readonly string[]): string {
  const near = nearestOf(label, names)
  const which = count === 1 ? `a ${side} example has` : `${count} ${side} examples have`
  return `no training example has the class ${quoted(label)}, which ${which}${near === undefined ? '' : `; did you mean ${quoted(near)}?`}: add training examples of it, or correct it here`
}

function rareClasses(training: readonly Examined[], classes: ReadonlyMap<string, number>): string[] {
  if (!training.every(({ whole }) => whole)) return []
  const alone = [...classes].filter(([, count]) => count === 1).map(([label]) => label)
  return alone.length === 0
    ? []
    : [
        `${training.map(({ name }) => name).join(', ')}: ${alone.length} of ${classes.size} classes ${alone.length === 1 ? 'has' : 'have'} one example, which stays in training (${some(alone)}): nothing will say how well ${alone.length === 1 ? 'it is' : 'they are'} recognised, so give more of ${alone.length === 1 ? 'it' : 'them'}`,
      ]
}

const misspelt = (training: readonly Examined[], counts: ReadonlyMap<string, number>): string[] =>
  likelyMisspelt(counts).map(({ label, told }) => {
    const file = training.find(({ classes }) => classes.has(label))
    return `${file?.name}:${file?.classes.get(label)?.line}: ${told}`
  })
