import { basename, dirname, join, parse, relative } from 'node:path'
import { examplesOf } from './find.ts'
import { formatOf, sampleOf } from './records.ts'
import { type BySide, type Format, type Sample, type Side, type Source, sides } from './types.ts'

/* Examples that were found, as the rest sees them: rows of a table, and the file that prepare is to read. */

export type Part = {
  sample: Sample
  /** What model.yml names. */
  file: string
  /** How that file comes to be, where it is not the one that was found. */
  made?: { from: { file: string; format: Format } } | { rows: readonly { image: string; label: string }[] }
}

export async function readSource(source: Source): Promise<BySide<Part>> {
  const parts: Partial<Record<Side, Part>> = {}
  for (const side of sides) {
    if (source.kind === 'table') {
      const file = source.files[side]
      if (file !== undefined) parts[side] = await readTable(file)
    } else {
      const directory = source.directories[side]
      if (directory !== undefined) parts[side] = await readTree(directory)
    }
  }
  if (parts.train === undefined) throw new Error('a source without training examples')
  return { ...parts, train: parts.train }
}

async function readTable(file: string): Promise<Part> {
  const format = await formatOf(file)
  const sample = await sampleOf(file, format)
  if (format.kind === 'csv' || format.kind === 'jsonl' || format.kind === 'parquet') return { sample, file }
  return { sample, file: join(dirname(file), `${parse(file).name}.jsonl`), made: { from: { file, format } } }
}

/** A list of the images lies beside their tree, as paths in it are relative to it. */
async function readTree(directory: string): Promise<Part> {
  const here = relative('.', directory) === ''
  const rows = await examplesOf(directory, here ? '' : basename(directory))
  const file = here ? 'images.jsonl' : join(dirname(directory), `${basename(directory)}.jsonl`)
  return { sample: { columns: ['image', 'label'], rows, whole: true }, file, made: { rows } }
}
