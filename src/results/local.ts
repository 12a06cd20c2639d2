import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Digest, digestBytes, hexOf, isDigest, measureFile } from '../digest.ts'
import { makeDirectory, readIfPresent, writeWhole } from '../files.ts'
import { takeLock } from '../locks.ts'
import { verifyListed } from '../model/listed.ts'
import { linkOrCopy, listFiles, removeTree } from '../trees.ts'
import { readResult } from './read.ts'
import { type Result, type ResultStore, resultName, type Stored } from './types.ts'

/*
 * Results on this host: results/HEX holds one whole result, keys/STAGE-HEX the digest that a lineage key leads to. A result
 * is named by what it holds and never changes; a key may come to lead to another one. keys/ holds what this host saw made;
 * cached-keys/ what a cache that others can write to may have changed, which is looked at only where somebody asked for it.
 */

/** What a cache carries beside results/, so that whoever can write to it does not change what this host saw. */
export const cachedKeys = (directory: string): string => join(directory, 'cached-keys')

/** A result in the making. Nobody sees it before `commit`; what was never committed is swept by the next run. */
export type Workspace = {
  /** Becomes the result's directory. */
  directory: string
  /** For what does not belong into the result; gone after `commit` and `discard`. */
  scratch: string
  /** Hashes every file, writes result.json and moves the result into its place. @throws UserError for links and odd names */
  commit(result: Omit<Result, 'files' | 'schema'>): Promise<Stored>
  discard(): Promise<void>
}

export interface LocalResults extends ResultStore {
  begin(): Promise<Workspace>
  /** The same as `put`, but its key does not find it: what it says of its own key was not seen to be so. */
  takeOver(stored: Stored): Promise<void>
}

/** @param options.cached finds and files results by keys that a cache may have brought, too */
export function openLocalResults(directory: string, options: { cached?: boolean } = {}): LocalResults {
  const results = join(directory, 'results')
  const keys = [join(directory, 'keys'), ...(options.cached === true ? [cachedKeys(directory)] : [])]
  const making = join(directory, 'making')
  const placeOf = (digest: Digest): string => join(results, hexOf(digest))
  const keyName = (stage: string, key: Digest): string => `${stage}-${hexOf(key)}`

  const open: ResultStore['open'] = async (digest) => {
    const found = placeOf(digest)
    const file = join(found, resultName)
    const bytes = await readIfPresent(file)
    if (bytes === undefined) return undefined
    const result = readResult(bytes, { digest, where: file })
    // For `prune`, which takes what was longest not used.
    await utimes(found, new Date(), new Date()).catch(() => undefined)
    let checked: Promise<string> | undefined
    return {
      digest,
      result,
      bytes,
      unchecked: async () => found,
      directory() {
        checked ??= verifyFiles(found, result).then(() => found)
        return checked
      },
    }
  }

  /** Moves the finished directory of a workspace, with its result.json in it, into its place. */
  const settle = async (made: string, result: Result, bytes: Uint8Array): Promise<Stored> => {
    const digest = digestBytes(bytes)
    await makeDirectory(results)
    const final = placeOf(digest)
    await rename(made, final).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
      // The same result is there already. One that was changed since makes room for the right one.
      if (await isUnchanged(final, result, bytes)) return
      await rename(final, join(dirname(made), 'replaced'))
      await rename(made, final)
    })
    const stored = await open(digest)
    if (stored === undefined) throw new Error(`${placeOf(digest)} vanished while it was written`)
    return stored
  }

  /** From now on its key finds it. */
  const file = async ({ digest, result }: Pick<Stored, 'digest' | 'result'>): Promise<void> => {
    for (const parent of keys) {
      await makeDirectory(parent)
      await writeWhole(join(parent, keyName(result.stage, result.key)), `${digest}\n`)
    }
  }

  const begin: LocalResults['begin'] = async () => {
    await makeDirectory(making)
    await sweep(making)
    const home = join(making, randomBytes(6).toString('hex'))
    const lock = await takeLock(lockOf(home), { label: 'a result in the making' })
    if (lock.kind === 'held') throw new Error(`${home} is not made yet and is held by ${lock.by}`)
    const made = join(home, 'result')
    const scratch = join(home, 'scratch')
    await mkdir(home)
    await mkdir(made)
    await mkdir(scratch)
    const discard = async (): Promise<void> => {
      await removeTree(home)
      await lock.release()
    }
    return {
      directory: made,
      scratch,
      discard,
      async commit(fields) {
        const files = []
        for (const { path } of await listFiles(made, { links: 'refused' }))
          files.push({ path, ...(await measureFile(join(made, path))) })
        const result: Result = { schema: 1, ...fields, files }
        const bytes = Buffer.from(`${JSON.stringify(result, null, 2)}\n`)
        await writeWhole(join(made, resultName), bytes)
        const stored = await settle(made, result, bytes)
        await file(stored)
        await discard()
        return stored
      },
    }
  }

  const takeOver: LocalResults['takeOver'] = async (stored) => {
    if ((await open(stored.digest)) !== undefined) return
    const from = await stored.directory()
    const workspace = await begin()
    try {
      for (const { path } of stored.result.files) {
        await linkOrCopy(join(from, path), join(workspace.directory, path))
      }
      await writeWhole(join(workspace.directory, resultName), stored.bytes)
      await settle(workspace.directory, stored.result, stored.bytes)
    } finally {
      await workspace.discard()
    }
  }

  return {
    name: directory,
    open,
    begin,
    async find(stage, key) {
      for (const parent of keys) {
        const digest = (await readIfPresent(join(parent, keyName(stage, key))))?.toString().trim() ?? ''
        const stored = isDigest(digest) ? await open(digest) : undefined
        if (stored?.result.stage === stage && stored.result.key === key) return stored
      }
      return undefined
    },
    takeOver,
    async put(stored) {
      await takeOver(stored)
      await file(stored)
    },
  }
}

/** What this host saw a stage make, the last one first: each as its key now leads to it, and since when it does. */
export async function lastMade(directory: string, stage: string): Promise<{ stored: Stored; at: Date }[]> {
  const keys = join(directory, 'keys')
  const names = await readdir(keys).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const { open } = openLocalResults(directory)
  const found = []
  for (const name of names.filter((one) => one.startsWith(`${stage}-`))) {
    const file = join(keys, name)
    const digest = (await readIfPresent(file))?.toString().trim() ?? ''
    const stored = isDigest(digest) ? await open(digest) : undefined
    if (stored?.result.stage === stage) found.push({ stored, at: (await stat(file)).mtime })
  }
  return found.sort((a, b) => b.at.getTime() - a.at.getTime())
}

/** Every file has the size and digest that result.json says, and there is no other file. */
const verifyFiles = (directory: string, { files, stage }: Result): Promise<void> =>
  verifyListed(directory, files, {
    name: resultName,
    remedy: `it was changed after ${stage} made it: run ${stage} again with --force, and find out who can write there`,
  })

/** Whether a result lies there whole, as it was made. */
async function isUnchanged(directory: string, result: Result, bytes: Uint8Array): Promise<boolean> {
  try {
    await verifyFiles(directory, result)
    return (await readIfPresent(join(directory, resultName)))?.equals(bytes) === true
  } catch {
    return false
  }
}

/** Beside the workspace, and there before it is: whoever looks at the lock puts nothing into what another one removes. */
const lockOf = (home: string): string => `${home}.lock`

/** Removes what killed runs left in the making; that of a run which still lives is left alone. */
async function sweep(making: string): Promise<void> {
  const homes = new Set((await readdir(making)).flatMap((name) => /^([0-9a-f]{12})(?:\.lock)?$/.exec(name)?.[1] ?? []))
  for (const home of [...homes].map((name) => join(making, name))) {
    const lock = await takeLock(lockOf(home), { label: 'sweeping' })
    if (lock.kind === 'held') continue
    await removeTree(home)
    await lock.release()
  }
}
