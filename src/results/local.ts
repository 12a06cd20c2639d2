import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, link, mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError } from '../errors.ts'
import { makeDirectory, writeWhole } from '../files.ts'
import { takeLock } from '../locks.ts'
import { digestBytes, isDigest, measureFile } from '../model/digest.ts'
import { listFiles } from '../model/paths.ts'
import type { Digest } from '../model/types.ts'
import { readResult } from './read.ts'
import { type Result, type ResultStore, resultName, type Stored } from './types.ts'

/*
 * Results on this host: results/HEX holds one whole result, keys/STAGE-HEX the digest that a lineage key leads to. A result
 * is named by what it holds and never changes; a key may come to lead to another one.
 */

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

const hexOf = (digest: Digest): string => digest.slice('sha256:'.length)

export function openLocalResults(directory: string): LocalResults {
  const results = join(directory, 'results')
  const keys = join(directory, 'keys')
  const making = join(directory, 'making')
  const placeOf = (digest: Digest): string => join(results, hexOf(digest))
  const keyFile = (stage: string, key: Digest): string => join(keys, `${stage}-${hexOf(key)}`)

  const open: ResultStore['open'] = async (digest) => {
    const found = placeOf(digest)
    const file = join(found, resultName)
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
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

  /** Moves a finished directory, with its result.json in it, into its place. */
  const settle = async (made: string, result: Result, bytes: Uint8Array): Promise<Stored> => {
    const digest = digestBytes(bytes)
    await makeDirectory(results)
    const final = placeOf(digest)
    await rename(made, final).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
      // The same result is there already. One that was changed since makes room for the right one.
      if ((await verifyFiles(final, result).catch(() => 'changed' as const)) !== 'changed') return
      const replaced = join(making, randomBytes(6).toString('hex'))
      await rename(final, replaced)
      await rename(made, final)
      await rm(replaced, { recursive: true, force: true })
    })
    const stored = await open(digest)
    if (stored === undefined) throw new Error(`${placeOf(digest)} vanished while it was written`)
    return stored
  }

  /** From now on its key finds it. */
  const file = async ({ digest, result }: Pick<Stored, 'digest' | 'result'>): Promise<void> => {
    await makeDirectory(keys)
    await writeWhole(keyFile(result.stage, result.key), `${digest}\n`)
  }

  const begin: LocalResults['begin'] = async () => {
    await makeDirectory(making)
    await sweep(making)
    const home = join(making, randomBytes(6).toString('hex'))
    await mkdir(home)
    const lock = await takeLock(join(home, 'lock'), { label: 'a result in the making' })
    if (lock.kind === 'held') throw new Error(`${home} was just made and is ${lock.by}`)
    const made = join(home, 'result')
    const scratch = join(home, 'scratch')
    await mkdir(made)
    await mkdir(scratch)
    const discard = (): Promise<void> => rm(home, { recursive: true, force: true })
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
        const target = join(workspace.directory, path)
        await mkdir(dirname(target), { recursive: true })
        await link(join(from, path), target).catch(() => copyFile(join(from, path), target))
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
      const text = await readFile(keyFile(stage, key), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      const digest = text?.trim() ?? ''
      if (!isDigest(digest)) return undefined
      const stored = await open(digest)
      return stored?.result.stage === stage && stored.result.key === key ? stored : undefined
    },
    takeOver,
    async put(stored) {
      await takeOver(stored)
      await file(stored)
    },
  }
}

/** Every file has the size and digest that result.json says, and there is no other file. */
async function verifyFiles(directory: string, result: Result): Promise<'unchanged'> {
  const remedy = `it was changed after ${result.stage} made it: run ${result.stage} again with --force, and find out who can write there`
  const present = new Map((await listFiles(directory, { links: 'refused' })).map((file) => [file.path, file.sizeBytes]))
  present.delete(resultName)
  for (const expected of result.files) {
    const shown = join(directory, expected.path)
    const sizeBytes = present.get(expected.path)
    if (sizeBytes === undefined) throw new UserError(`${shown}: missing, though ${resultName} lists it: ${remedy}`)
    const found = sizeBytes === expected.sizeBytes ? await measureFile(shown) : { sizeBytes, digest: undefined }
    if (found.sizeBytes !== expected.sizeBytes)
      throw new UserError(`${shown}: ${found.sizeBytes} bytes, ${resultName} says ${expected.sizeBytes}: ${remedy}`)
    if (found.digest !== expected.digest)
      throw new UserError(`${shown}: its digest is ${found.digest}, ${resultName} says ${expected.digest}: ${remedy}`)
    present.delete(expected.path)
  }
  const [extra] = present.keys()
  if (extra !== undefined) throw new UserError(`${join(directory, extra)}: not listed in ${resultName}: ${remedy}`)
  return 'unchanged'
}

/** Removes what killed runs left in the making; that of a run which still lives is left alone. */
async function sweep(making: string): Promise<void> {
  for (const entry of await readdir(making)) {
    const home = join(making, entry)
    const facts = await stat(home).catch(() => undefined)
    // One that was made this moment has no lock yet.
    if (facts === undefined || (!existsSync(join(home, 'lock')) && Date.now() - facts.mtimeMs < 60_000)) continue
    const lock = await takeLock(join(home, 'lock'), { label: 'sweeping' }).catch(() => undefined)
    if (lock?.kind === 'taken') await rm(home, { recursive: true, force: true })
  }
}
