import { stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Digest, digestFile, digestTree } from '../../digest.ts'
import type { Mount } from '../../engine/types.ts'
import { UserError } from '../../errors.ts'
import { resolveInside } from '../../spec/paths.ts'
import type { StageContext } from '../types.ts'

/* Where the synonyms of finetune.augment come from. */

type Asking = Pick<StageContext, 'spec' | 'specFile' | 'bounds' | 'environment'>
type Place = { file: string } | { directory: string }

/** As an input of the job; nothing where none are asked for. @throws UserError where they are not there */
export async function synonymsInput(context: Asking): Promise<{ synonyms?: Mount }> {
  const place = await placeOf(context)
  return place === undefined ? {} : { synonyms: place }
}

/** For the key of a result: other synonyms are other examples. */
export async function synonymsDigest(context: Asking): Promise<{ synonyms?: Digest }> {
  const place = await placeOf(context)
  if (place === undefined) return {}
  return { synonyms: 'file' in place ? await digestFile(place.file) : await digestTree(place.directory) }
}

async function placeOf({ spec, specFile, bounds, environment }: Asking): Promise<Place | undefined> {
  const asked = spec.finetune.augment?.synonyms
  if (asked === undefined) return undefined
  if (asked.file === undefined) return { directory: await wordnet(specFile, environment) }
  const place = { file: specFile, key: 'finetune.augment.synonyms.file' }
  const file = await resolveInside(bounds, asked.file, place)
  const facts = await stat(file).catch(() => undefined)
  if (facts?.isFile() !== true)
    throw new UserError(`${asked.file} is no file: name a CSV file, relative to the directory of the spec`, { place })
  return { file }
}

/** Where Debian, NLTK and WordNet's own variable say that its files lie. */
async function wordnet(specFile: string, environment: Asking['environment']): Promise<string> {
  const own = environment['WNSEARCHDIR']
  const directories = [
    ...(own === undefined ? [] : [own]),
    '/usr/share/wordnet',
    join(environment['HOME'] ?? homedir(), 'nltk_data/corpora/wordnet'),
  ]
  for (const directory of directories) {
    const facts = await stat(join(directory, 'data.noun')).catch(() => undefined)
    if (facts?.isFile() === true) return directory
  }
  throw new UserError(
    `WordNet is not installed here (looked into ${directories.join(', ')}): run \`apt-get install wordnet-base\`, set WNSEARCHDIR to its directory, or give a file of synonyms`,
    { place: { file: specFile, key: 'finetune.augment.synonyms.wordnet' } },
  )
}
