import { join } from 'node:path'
import { measureFile } from '../digest.ts'
import { UserError } from '../errors.ts'
import { listFiles } from '../trees.ts'
import type { FileEntry } from './types.ts'

/**
 * Every file of the directory has the size and digest that its list says, and there is no other file but the list itself.
 * @param list.remedy what to do where that is not so @throws UserError with the file's name
 */
export async function verifyListed(
  directory: string,
  files: readonly FileEntry[],
  list: { name: string; remedy: string },
): Promise<void> {
  const { name, remedy } = list
  const present = new Map((await listFiles(directory, { links: 'refused' })).map((file) => [file.path, file.sizeBytes]))
  present.delete(name)
  for (const expected of files) {
    const shown = join(directory, expected.path)
    const sizeBytes = present.get(expected.path)
    if (sizeBytes === undefined) throw new UserError(`${shown}: missing, though ${name} lists it: ${remedy}`)
    // One of another size need not be read; one that is written to meanwhile is not what it was listed as.
    const found = sizeBytes === expected.sizeBytes ? await measureFile(shown) : { sizeBytes, digest: undefined }
    if (found.sizeBytes !== expected.sizeBytes)
      throw new UserError(`${shown}: ${found.sizeBytes} bytes, ${name} says ${expected.sizeBytes}: ${remedy}`)
    if (found.digest !== expected.digest)
      throw new UserError(`${shown}: its digest is ${found.digest}, ${name} says ${expected.digest}: ${remedy}`)
    present.delete(expected.path)
  }
  const [extra] = present.keys()
  if (extra !== undefined) throw new UserError(`${join(directory, extra)}: not listed in ${name}: ${remedy}`)
}
