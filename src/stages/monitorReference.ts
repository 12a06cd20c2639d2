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
import { datasetRows } from '../results/datasetRows.ts'
import { lastMade, openLocalResults } from '../results/local.ts'
import { openOciResults } from '../results/oci.ts'
import { combineResults, type Results } from '../results/results.ts'
import type { ResultStore, Stored } from '../results/types.ts'
import { rowValuesIn } from '../rowText.ts'
import { boundsOf } from '../spec/paths.ts'
import { inputOf, type ModelSpec } from '../spec/schema.ts'
import { type Images, imageAsked } from './monitorImages.ts'
import { openRepository } from './registry.ts'
import type { StageContext } from './types.ts'

/*
 * The test split that a version was evaluated on. It is found by digests alone: the place knows of which result an image was
 * built, and each result names those that it was made from.
 */

/** Undefined where the place knows of no build of that image, or what it was made from is nowhere. */
export async function datasetOf(
  { digest }: Pick<Backend, 'digest'>,
  { store }: Pick<HostPlace, 'store'>,
  results: Pick<ResultStore, 'open'>,
): Promise<Stored | undefined> {
  const seen = new Set<Digest>()
  const built = (await lastMade(store, 'build')).filter(({ stored }) => stored.result.outputs['digest'] === digest)
  const queue = built.map(({ stored }) => stored)
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

/** Results of this host, and by their digests those of the repository that the spec names. */
export async function resultsOf(
  spec: ModelSpec,
  place: HostPlace,
  opening: Pick<StageContext, 'specFile' | 'environment' | 'platform' | 'signal'>,
): Promise<Results> {
  const local = openLocalResults(place.store)
  if (spec.results === undefined) return combineResults({ local, shared: undefined, believeKeys: false })
  const bounds = await boundsOf(opening.specFile)
  const store = await openRepository(spec.results, 'results', { ...opening, bounds })
  const scratch = join(place.cache, 'fetched')
  const shared = store === undefined ? undefined : openOciResults({ store, scratch, signal: opening.signal })
  return combineResults({ local, shared, believeKeys: false })
}

const datasetSchema = z.object({ input_columns: z.array(z.string()).default([]) })

/** @throws UserError where what serves was trained on other columns than the spec says */
export async function testExamples(
  dataset: Stored,
  { spec, specFile, most }: { spec: ModelSpec; specFile: string; most: number },
): Promise<Images> {
  const directory = join(await dataset.directory(), 'dataset')
  const { input_columns: theirs } = datasetSchema.parse(
    JSON.parse(await readFile(join(directory, 'dataset.json'), 'utf8')),
  )
  const { column } = inputOf(spec)
  const ours = typeof column === 'string' ? [] : column
  if (!askedAlike(theirs, ours))
    throw new UserError(
      `what serves was evaluated on ${askedWith(theirs)}, and this model.yml says ${askedWith(ours)}: look with the model.yml that it was deployed by`,
      { place: { file: specFile, key: 'data.text' } },
    )
  const drawn = new Drawn<Asked | undefined>(most)
  for await (const { id, input, label } of datasetRows(join(directory, 'test.arrow'))) {
    if (spec.task === 'image-classification') {
      const asked = imageAsked(input, (because) => new Error(`image ${id} of ${dataset.digest}: ${because}`))
      drawn.take(asked && { ...asked, label })
      continue
    }
    const text = input.toString('utf8')
    drawn.take(theirs.length === 0 ? { text, label } : { text, row: rowValuesIn(text, theirs), label })
  }
  const examples = drawn.examples.filter((one) => one !== undefined)
  return { examples, lines: drawn.lines, tooLarge: drawn.examples.length - examples.length }
}
