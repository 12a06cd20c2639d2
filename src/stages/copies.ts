import { basename, dirname, extname, join, parse } from 'node:path'
import { UserError } from '../errors.ts'
import { isThere } from '../files.ts'
import { formatOf, recordsOf } from '../init/records.ts'

/* JSON lines that `init` made of another file, which has other rows by now: training would go on with the old ones. */

/** What `init` makes copies of; CSV only where its columns are cut by something else than commas. */
const copied = ['.json', '.parquet', '.tsv', '.csv'] as const

/** @param lines a data file, and `rows` what it holds @returns what to tell of it, where it is no longer what it was made of */
export async function outdatedCopy(lines: string, rows: number): Promise<string | undefined> {
  if (extname(lines) !== '.jsonl') return undefined
  const copy = basename(lines)
  for (const suffix of copied) {
    const source = join(dirname(lines), `${parse(lines).name}${suffix}`)
    if (!(await isThere(source))) continue
    const there = await rowsOf(source, rows)
    if (there === undefined || there === rows) continue
    return `${basename(source)} has ${there > rows ? 'more' : 'fewer'} rows than ${copy}, which \`init\` made of it: remove ${copy} and run \`model-actions init\`, which makes it anew and leaves model.yml as it is`
  }
  return undefined
}

/** How many rows a file has, or `most` and one; undefined where that file is none that `init` copies. */
async function rowsOf(file: string, most: number): Promise<number | undefined> {
  try {
    const format = await formatOf(file)
    if (format.kind === 'csv') return undefined
    let rows = 0
    for await (const _ of recordsOf(file, format)) if (++rows > most) break
    return rows
  } catch (error) {
    // What trains is the copy, whatever became of the other one.
    if (error instanceof UserError) return undefined
    throw error
  }
}
