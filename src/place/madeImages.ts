import { join } from 'node:path'
import { type Digest, isDigest } from '../digest.ts'
import { diskError, makeDirectory, readIfPresent, writeWhole } from '../files.ts'
import { placesDirectory } from './place.ts'

/*
 * Which runtime images this host made, of all models. A tag of a registry, and a layout in a checkout, are written by others
 * too; this record is written by this user alone.
 */

export type MadeImages = {
  /** The image that was made last under this name; undefined where none was, or its record is damaged: it is made again. */
  digestOf(name: string): Promise<Digest | undefined>
  note(name: string, digest: Digest): Promise<void>
}

/** @param environment tells where the host keeps what outlasts a checkout, as for `placesDirectory` */
export function madeImages(environment: Readonly<Record<string, string | undefined>>): MadeImages {
  const directory = join(placesDirectory(environment), '.runtime-images')
  return {
    async digestOf(name) {
      const text = (await readIfPresent(join(directory, name)))?.toString().trim() ?? ''
      return isDigest(text) ? text : undefined
    },
    async note(name, digest) {
      const path = join(directory, name)
      try {
        await makeDirectory(directory, { mode: 0o700 })
        await writeWhole(path, `${digest}\n`, { mode: 0o600 })
      } catch (error) {
        throw diskError(`${path}: which image was made cannot be noted`, error)
      }
    },
  }
}
