import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Digest } from '../digest.ts'
import { UserError } from '../errors.ts'
import type { Backend } from '../gateway/types.ts'
import { askedAlike, askedWith } from '../model/columns.ts'
import { Drawn } from '../monitor/examples.ts'
import type { Asked } from '../monitor/types.ts'
import type { HostPlace } from '../place/place.ts'
import { type DatasetRow, datasetRows } from '../results/datasetRows.ts'
import { lastMade } from '../results/local.ts'
import type { ResultStore, Stored } from '../results/types.ts'
import { rowValuesIn } from '../rowText.ts'
import { verifyRelease } from '../signing/release.ts'
import { openResults } from './context.ts'
import { openImages, trusted } from './image.ts'
import { imageExample, isTooLarge } from './monitorImages.ts'
import { type Columns, type Inputs, mostOf } from './monitorInputs.ts'
import type { Setting } from './types.ts'

/*
 * The test split that a version was evaluated on. It is found by digests alone: the place knows of which result an image was
 * built, the signed release on the image says by which result it was evaluated, and each result names those that it was made
 * from.
 */

/** @throws UserError where it cannot be had */
export async function evaluatedOn(stable: Pick<Backend, 'digest' | 'version'>, host: Setting): Promise<Stored> {
  const { spec, specFile, place } = host
  const results = await openResults(host, { believeKeys: false })
  const built = await builtAs(stable.digest, place)
  const dataset = await datasetBehind(built, results)
  if (dataset !== undefined) return dataset
  const lacking = (because: string): UserError =>
    new UserError(
      `there is nothing that recent inputs could be held against: data.test is no file of JSON lines, and the test split that ${stable.version} was evaluated on is not in ${results.name}${because}: name a file of JSON lines as the reference (--reference)`,
      { place: { file: specFile, key: 'data.test' } },
    )
  // A host that only serves knows no result of the version; others may have handed over theirs.
  if (spec.results === undefined) throw lacking('')
  const evaluation = await evaluationOf(stable, host).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
    throw lacking(`, as which one that is cannot be read from its image (${error.message})`)
  })
  const found = await results.open(evaluation)
  const theirs = await datasetBehind(found === undefined ? [] : [found], results)
  if (theirs === undefined) throw lacking(` (it was evaluated by the result ${evaluation})`)
  return theirs
}

/** What this host built the image of, the last one first. */
const builtAs = async (image: Digest, { store }: HostPlace): Promise<Stored[]> =>
  (await lastMade(store, 'build'))
    .filter(({ stored }) => stored.result.outputs['digest'] === image)
    .map(({ stored }) => stored)

/** By which result the version was judged, as its signed release says. @throws UserError where nobody vouches for it */
async function evaluationOf({ digest, version }: Pick<Backend, 'digest' | 'version'>, host: Setting): Promise<Digest> {
  const store = await openImages(host)
  const wanted = { name: host.spec.name, version }
  const { release } = await verifyRelease({ store, digest, policy: await trusted(host), wanted })
  return release.gates.evaluate.result
}

/** Undefined where none of them, and nothing that they were made from, is a dataset that is somewhere. */
async function datasetBehind(from: readonly Stored[], results: Pick<ResultStore, 'open'>): Promise<Stored | undefined> {
  const seen = new Set<Digest>()
  const queue = [...from]
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (at.result.stage === 'prepare') return at
    for (const parent of Object.values(at.result.parents)) {
      if (seen.has(parent)) continue
      seen.add(parent)
      const found = await results.open(parent)
      if (found !== undefined) queue.push(found)
    }
  }
  return undefined
}

const datasetSchema = z.object({ input_columns: z.array(z.string()).default([]) })

/**
 * Rows are drawn by their numbers first, and read when it is their turn: a split of images is larger than the memory of who
 * serves.
 * @throws UserError where what serves was trained on other columns than the spec says, and for what `prepare` did not write
 */
export async function testInputs(dataset: Stored, columns: Columns, specFile: string): Promise<Inputs> {
  const directory = join(await dataset.directory(), 'dataset')
  const theirs = await columnsIn(join(directory, 'dataset.json'))
  const ours = columns.kind === 'row' ? columns.columns : []
  if (!askedAlike(theirs, ours))
    throw new UserError(
      `what serves was evaluated on ${askedWith(theirs)}, and this model.yml says ${askedWith(ours)}: look with the model.yml that it was deployed by`,
      { place: { file: specFile, key: 'data.text' } },
    )
  const split = join(directory, 'test.arrow')
  const drawn = new Drawn<{ number: number; tooLarge: boolean }>(mostOf(columns.kind))
  for await (const { input } of datasetRows(split))
    drawn.take({ number: drawn.lines, tooLarge: columns.kind === 'image' && isTooLarge(input) })
  const wanted = new Set(drawn.examples.filter(({ tooLarge }) => !tooLarge).map(({ number }) => number))
  return {
    digest: dataset.digest,
    lines: drawn.lines,
    drawn: drawn.examples.length,
    tooLarge: drawn.examples.length - wanted.size,
    async *examples(): AsyncGenerator<Asked> {
      let number = 0
      for await (const row of datasetRows(split))
        if (wanted.has(number++)) yield askedOf(row, { theirs, columns, split })
    },
  }
}

/** @throws UserError for what `prepare` did not write */
async function columnsIn(file: string): Promise<string[]> {
  try {
    return datasetSchema.parse(JSON.parse(await readFile(file, 'utf8'))).input_columns
  } catch (cause) {
    throw noDataset(file, (cause as NodeJS.ErrnoException).code ?? 'it is no description of one', cause)
  }
}

function askedOf(
  { id, input, label }: DatasetRow,
  { theirs, columns, split }: { theirs: readonly string[]; columns: Columns; split: string },
): Asked {
  if (columns.kind === 'image') {
    const example = imageExample(input, (because) => noDataset(split, `its image ${id}: ${because}`))
    // A copy, as what was read is a part of something larger.
    return { ...example, data: Buffer.from(input), label }
  }
  const text = input.toString('utf8')
  if (columns.kind === 'text') return { kind: 'text', text, label }
  try {
    return { kind: 'row', row: rowValuesIn(text, theirs), label }
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw noDataset(split, `its row ${id}: ${cause.message}`, cause)
  }
}

const noDataset = (file: string, because: string, cause?: unknown): UserError =>
  new UserError(
    `${file} is no part of a dataset (${because}): run prepare again with --force, or name a file of JSON lines as the reference (--reference)`,
    { exit: 'data', ...(cause === undefined ? {} : { cause }) },
  )
