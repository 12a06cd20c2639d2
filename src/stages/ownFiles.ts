import { chmod, copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Digest, digestFile } from '../digest.ts'
import type { Mount, Verb } from '../engine/types.ts'
import { UserError } from '../errors.ts'
import { makeDirectory, makeTemporary, openRegular } from '../files.ts'
import { resolveInside } from '../spec/paths.ts'
import { removeTree } from '../trees.ts'
import { oncePerRun } from './memo.ts'
import type { StageContext } from './types.ts'

/* engine.files: what an image of the user's own reads beside the inputs that the contract names. */

/** Verbs that get them. Data is prepared without: a trainer's setting must not make ten million rows be read again. */
const given: readonly Verb[] = ['finetune', 'evaluate', 'export', 'quantize']

type OwnFile = { name: string; path: string; digest: Digest }

/** @throws UserError for one that is not there, is no file, or lies outside of the checkout */
export const ownFiles = (context: StageContext): Promise<OwnFile[]> =>
  oncePerRun(context, 'files of the image', () =>
    Promise.all(
      Object.entries(context.spec.engine.files ?? {}).map(async ([name, written]) => {
        const place = { file: context.specFile, key: `engine.files.${name}` }
        // A link inside of the checkout leads to its file; the real path is what is read.
        const path = await resolveInside(context.bounds, written, place)
        const refused = (because: string, cause: unknown): UserError =>
          new UserError(`${written} ${because}: put the file there, or correct the path`, { place, cause })
        const opened = await openRegular(path).catch((error: NodeJS.ErrnoException) => {
          if (error instanceof UserError) throw refused('is not a file', error)
          throw error.code === 'ENOENT' || error.code === 'ENOTDIR'
            ? refused('does not exist', error)
            : refused(`cannot be read (${error.code ?? error.message})`, error)
        })
        await opened.file.close()
        return { name, path, digest: await digestFile(path) }
      }),
    ),
  )

/** By name; nothing where the spec names no file, so that other keys stay what they were. */
export async function ownFilesDigests(context: StageContext): Promise<{ files?: Record<string, Digest> }> {
  const files = await ownFiles(context)
  return files.length === 0 ? {} : { files: Object.fromEntries(files.map(({ name, digest }) => [name, digest])) }
}

/**
 * Runs a job with the input that holds them: copies, so that it reads what its key says, and nothing that lies beside them.
 * @throws UserError (exit `data`) for one that is no longer what the key says
 */
export async function withOwnFiles<T>(
  context: StageContext,
  verb: Verb,
  run: (inputs: { files?: Mount }) => Promise<T>,
): Promise<T> {
  const files = given.includes(verb) ? await ownFiles(context) : []
  if (files.length === 0) return run({})
  const temporary = await makeTemporary('model-actions-files-')
  try {
    const directory = join(temporary, 'files')
    await makeDirectory(directory)
    for (const { name, path, digest } of files) {
      const copy = join(directory, name)
      await copyFile(path, copy)
      // The job may be another user, who only reads.
      await chmod(copy, 0o444)
      if ((await digestFile(copy)) !== digest)
        throw new UserError(`${path} changed during the run: run again`, {
          place: { file: context.specFile, key: `engine.files.${name}` },
          exit: 'data',
        })
    }
    await chmod(directory, 0o755)
    return await run({ files: { directory } })
  } finally {
    await removeTree(temporary)
  }
}
