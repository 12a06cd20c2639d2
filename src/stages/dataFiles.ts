import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError } from '../errors.ts'
import { resolveInside } from '../spec/paths.ts'
import type { StageContext } from './types.ts'

/* The files that `data` of model.yml names. */

export type DataFiles = { train: string; validation?: string; test?: string }

/** The same keys, each with something of its file. */
export const mapped = <T>(files: DataFiles, of: (file: string) => T): { train: T; validation?: T; test?: T } => ({
  train: of(files.train),
  ...(files.validation === undefined ? {} : { validation: of(files.validation) }),
  ...(files.test === undefined ? {} : { test: of(files.test) }),
})

/** As people write it. */
export const writtenName = (
  { spec, specFile }: Pick<StageContext, 'spec' | 'specFile'>,
  side: keyof DataFiles,
): string => join(dirname(specFile), spec.data[side] ?? '')

export async function dataFiles(context: StageContext): Promise<DataFiles> {
  const { train, validation, test } = context.spec.data
  return {
    train: await dataFile(context, 'data.train', train),
    ...(validation === undefined ? {} : { validation: await dataFile(context, 'data.validation', validation) }),
    ...(test === undefined ? {} : { test: await dataFile(context, 'data.test', test) }),
  }
}

async function dataFile({ specFile, bounds }: StageContext, key: string, path: string): Promise<string> {
  const place = { file: specFile, key }
  const file = await resolveInside(bounds, path, place)
  const facts = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT')
      throw new UserError(
        `${path} does not exist: name a JSONL, CSV or Parquet file, relative to the directory of the spec`,
        {
          place,
        },
      )
    throw new UserError(`${path} cannot be read (${error.code}): change its owner or mode, or name another`, {
      place,
      cause: error,
    })
  })
  if (!facts.isFile()) throw new UserError(`${path} is no file: name a JSONL, CSV or Parquet file`, { place })
  return file
}
