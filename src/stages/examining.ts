import { lstat } from 'node:fs/promises'
import { dirname, extname, isAbsolute, join, relative } from 'node:path'
import { acrossFiles } from '../checkup/across.ts'
import { type DataColumns, type Examined, examine, mostRows, mostTold, type Side } from '../checkup/data.ts'
import { type Gates, type Need, needsOf } from '../checkup/needs.ts'
import { mixed } from '../checkup/sources.ts'
import { type Problem, UserError } from '../errors.ts'
import { isParquet, parquetRows } from '../init/parquet.ts'
import { delimiterOf, firstLineOf, rowsOf } from '../init/records.ts'
import type { Row } from '../init/types.ts'
import { inputOf, type ModelSpec, numericOf, truthOf } from '../spec/schema.ts'
import { taskOf } from '../tasks/index.ts'
import { listAnew, outdatedCopy } from './copies.ts'
import { dataFiles, writtenName } from './dataFiles.ts'
import { oncePerRun } from './memo.ts'
import type { StageContext } from './types.ts'

/* The data of model.yml, looked at before any job: without Python, and without a model. */

export type ExaminedData = { files: readonly Examined[]; problems: readonly Problem[]; warnings: readonly string[] }

export const examineData = (context: StageContext): Promise<ExaminedData> =>
  oncePerRun(context, 'a look at the data', () => look(context))

/** @throws UserError (exit `data`) with all that is wrong with the data, up to twenty of it */
export async function refuseData(context: StageContext): Promise<void> {
  const { problems } = await examineData(context)
  const [first, ...more] = problems.slice(0, mostTold)
  if (first === undefined) return
  const rest = problems.length - mostTold
  throw new UserError(
    [
      first,
      ...more,
      ...(rest > 0 ? [{ what: `${rest} more errors of the data are not shown: correct these first` }] : []),
    ],
    { exit: 'data' },
  )
}

async function look(context: StageContext): Promise<ExaminedData> {
  const { spec } = context
  const files = await dataFiles(context)
  // Only an image of the user's own knows what it reads.
  if (spec.engine.image !== undefined) return { files: [], problems: [], warnings: [] }
  const examined: Examined[] = []
  for (const { side, input, path, written, share } of files) {
    const name = writtenName(context, input)
    const columns = columnsOf(spec, side)
    const images = columns.kind === 'image' ? imagesBeside({ path, name: written }) : undefined
    const file = { side, name, columns, ...(share === undefined ? {} : { share }) }
    const found = await examine(file, rowsIn(path, name, columns), images)
    const outdated = found.whole ? await outdatedCopy({ path, name: written, rows: found.rows }) : undefined
    examined.push(outdated === undefined ? found : { ...found, warnings: [...found.warnings, outdated] })
  }
  const across = acrossFiles(examined)
  return {
    files: examined,
    problems: [...examined.flatMap(({ problems }) => problems), ...across.problems],
    warnings: [...examined.flatMap(({ warnings }) => warnings), ...across.warnings],
  }
}

/** What each file must have: only the training file is split, and only the test is told apart by slices. */
function columnsOf(spec: ModelSpec, side: Side): DataColumns {
  const { data, evaluate, task } = spec
  const { group, stratify } = data.split
  const tested: Side = data.test === undefined ? 'train' : 'test'
  return {
    kind: taskOf(task).inputKind,
    input: inputOf(spec).column,
    numeric: numericOf(spec),
    ...truthOf(spec),
    ...(group === undefined ? {} : { group }),
    ...(stratify === undefined || side !== 'train' ? {} : { stratify }),
    slices: side === tested ? evaluate.slices : [],
  }
}

/** What ends the reading of a file is one of the errors of its rows, where it has a line. */
async function* rowsIn(path: string, name: string, columns: DataColumns): AsyncGenerator<Row> {
  try {
    yield* await openRows(path, name, columns)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const [{ what, place }] = error.problems
    if (place?.line === undefined) throw new UserError(what, { place: { file: name }, exit: 'data', cause: error })
    yield { line: place.line, wrong: what }
  }
}

/** As `prepare` reads them: JSON lines, CSV and Parquet, by the name or, where it tells nothing, by what stands at the beginning. */
async function openRows(path: string, name: string, { input }: DataColumns): Promise<AsyncIterable<Row>> {
  const suffix = extname(path).toLowerCase()
  if (suffix === '.parquet' || (suffix === '' && (await isParquet(path)))) return numbered(path)
  const first = await firstLineOf(path)
  const named = suffix === '' ? (first.trimStart().startsWith('{') ? '.jsonl' : '.csv') : suffix
  if (named === '.jsonl' || named === '.ndjson') return rowsOf(path, { kind: 'jsonl' })
  const refuse = (what: string): never => {
    throw new UserError(what, { place: { file: path }, exit: 'data' })
  }
  if (named !== '.csv')
    return refuse(
      `is no data that prepare reads: give JSONL, CSV or Parquet, or have \`model-actions init ${name}\` make it`,
    )
  const delimiter = delimiterOf(first)
  if (delimiter !== ',' && !first.split(',').some((column) => column.trim().replaceAll('"', '') === [input].flat()[0]))
    return refuse(
      `its columns are cut by ${delimiter === '\t' ? 'tabs' : `"${delimiter}"`}, and prepare reads commas: save it with commas, or have \`model-actions init ${name}\` make JSON lines of it`,
    )
  return rowsOf(path, { kind: 'csv' })
}

/** The rows of a Parquet file by their numbers, and no more of them than are looked at. */
async function* numbered(path: string): AsyncGenerator<Row> {
  let line = 0
  for await (const fields of parquetRows(path, mostRows + 1)) {
    line += 1
    yield { line, fields }
  }
}

/** More than so many are left to `prepare`, which reads them anyway. */
const mostImages = 10_000

/** Why an image that a row names cannot be used; of each path only what it is, not what is in it. */
function imagesBeside(list: { path: string; name: string }): (value: string) => Promise<string | undefined> {
  const directory = dirname(list.path)
  let missing = 0
  const kinds = new Map<string, Promise<'directory' | 'file' | 'link' | 'other' | 'nothing'>>()
  const kindOf = (path: string) => {
    const known = kinds.get(path)
    if (known !== undefined) return known
    const found = lstat(path).then(
      (entry) =>
        entry.isSymbolicLink() ? 'link' : entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : 'other',
      () => 'nothing' as const,
    )
    kinds.set(path, found)
    return found
  }
  return async (value) => {
    const named = `image ${JSON.stringify(value.slice(0, 200))}`
    if (value === '' || isAbsolute(value) || value.split('/').includes('..'))
      return `${named} leaves the directory of the data: give a path relative to the file`
    if (kinds.size >= mostImages || value.includes('\0')) return undefined
    const path = join(directory, value)
    const parts = relative(directory, path).split('/')
    for (const [index] of parts.entries()) {
      const kind = await kindOf(join(directory, ...parts.slice(0, index + 1)))
      if (kind === 'link') return `${named} goes through a link: put the image itself there`
      if (kind === 'nothing') {
        missing += 1
        // Of many, the first says it for all.
        const anew = missing === 1 ? await listAnew(list) : undefined
        return `${named} is not there: put it there, or remove the row${anew === undefined ? '' : `; ${anew}`}`
      }
      if (index === parts.length - 1 && kind !== 'file') return `${named} is no file: name an image`
    }
    return undefined
  }
}

/** What the gates of these stages need of the test. */
export async function needsOfGates(
  context: StageContext,
  of: { evaluate: boolean; quantize: boolean },
): Promise<readonly Need[]> {
  const { spec } = context
  const { files } = await examineData(context)
  if (files.length === 0) return []
  const train = mixed(files.filter(({ side }) => side === 'train'))
  const test = files.find(({ side }) => side === 'test')
  const share = (test === undefined ? (spec.data.split.test ?? 0) : 1) * spec.data.sample
  const [rarest] = [...(test ?? train).classes].sort(([, a], [, b]) => a.count - b.count)
  const gates: Gates = {
    ...(of.evaluate ? { evaluate: spec.evaluate } : {}),
    ...(of.quantize ? { quantize: { precision: spec.quantize.precision, margin: spec.quantize.gates.margin } } : {}),
  }
  return needsOf(
    gates,
    Math.round((test ?? train).usable * share),
    rarest && { label: rarest[0], tests: Math.round(rarest[1].count * share) },
  )
}
