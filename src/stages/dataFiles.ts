import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError } from '../errors.ts'
import { sourcesOf } from '../spec/data/sources.ts'
import { resolveInside } from '../spec/paths.ts'
import type { StageContext } from './types.ts'

/* The files that `data` of model.yml names. */

export const sides = ['train', 'validation', 'test'] as const

/** A file as model.yml names it. Several may train. */
export type NamedFile = {
  side: (typeof sides)[number]
  /** What a job calls it: `train`, of several training files then `train-2` and so on. */
  input: string
  /** Of model.yml. */
  key: string
  /** As written there. */
  written: string
  share?: number
}

/** One with its place on this host. */
export type DataFile = NamedFile & { path: string }

/** The training files first. */
export function namedFiles({ data }: StageContext['spec']): NamedFile[] {
  const several = typeof data.train !== 'string'
  const train = sourcesOf(data.train).map(
    ({ path, share }, index): NamedFile => ({
      side: 'train',
      input: index === 0 ? 'train' : `train-${index + 1}`,
      key: several ? `data.train[${index}]` : 'data.train',
      written: path,
      ...(share === undefined ? {} : { share }),
    }),
  )
  const others = (['validation', 'test'] as const).flatMap((side): NamedFile[] => {
    const written = data[side]
    return written === undefined ? [] : [{ side, input: side, key: `data.${side}`, written }]
  })
  return [...train, ...others]
}

/** As people write it. @param input what a job calls it */
export const writtenName = ({ spec, specFile }: Pick<StageContext, 'spec' | 'specFile'>, input: string): string =>
  join(dirname(specFile), namedFiles(spec).find((one) => one.input === input)?.written ?? '')

export const dataFiles = (context: StageContext): Promise<DataFile[]> =>
  Promise.all(namedFiles(context.spec).map(async (one) => ({ ...one, path: await placeOf(context, one) })))

async function placeOf({ specFile, bounds }: StageContext, { key, written }: NamedFile): Promise<string> {
  const place = { file: specFile, key }
  const file = await resolveInside(bounds, written, place)
  const facts = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT')
      throw new UserError(
        `${written} does not exist: name a JSONL, CSV or Parquet file, relative to the directory of the spec`,
        {
          place,
        },
      )
    throw new UserError(`${written} cannot be read (${error.code}): change its owner or mode, or name another`, {
      place,
      cause: error,
    })
  })
  if (!facts.isFile()) throw new UserError(`${written} is no file: name a JSONL, CSV or Parquet file`, { place })
  return file
}
