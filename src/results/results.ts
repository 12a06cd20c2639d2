import { rm } from 'node:fs/promises'
import type { LocalResults } from './local.ts'
import type { ResultStore, Stored } from './types.ts'

/** Results of this host, and those of a repository that other machines share. */
export interface Results extends ResultStore {
  begin: LocalResults['begin']
  /** Lets other machines have a result; does nothing where no repository is shared. */
  publish(stored: Stored): Promise<void>
}

/**
 * Looks on this host first. What comes from elsewhere is taken over into the place, checked.
 * @param options.believeKeys whether a result of the shared repository may be found by its lineage key alone. A digest says
 * what the result is; behind a key lies what whoever can write there put there. So not where anything is signed or deployed;
 * and what was taken over is found here by its digest alone, or a later run would believe the key after all.
 */
export function combineResults(options: {
  local: LocalResults
  shared: ResultStore | undefined
  believeKeys: boolean
}): Results {
  const { local, shared, believeKeys } = options
  /** Small things are believed at once, by digest; files are fetched when somebody asks for them. */
  const takenOver = (found: Stored): Stored => {
    let fetched: Promise<Stored> | undefined
    const fetch = (): Promise<Stored> => {
      fetched ??= local.takeOver(found).then(async () => {
        await rm(await found.directory(), { recursive: true, force: true })
        const mine = await local.open(found.digest)
        if (mine === undefined) throw new Error(`${found.digest} vanished from ${local.name}`)
        return mine
      })
      return fetched
    }
    return {
      ...found,
      directory: async () => (await fetch()).directory(),
      unchecked: async () => (await fetch()).unchecked(),
    }
  }
  return {
    name: shared === undefined ? local.name : `${local.name} and ${shared.name}`,
    begin: () => local.begin(),
    put: (stored) => local.put(stored),
    async find(stage, key) {
      const mine = await local.find(stage, key)
      if (mine !== undefined || shared === undefined || !believeKeys) return mine
      const theirs = await shared.find(stage, key)
      return theirs === undefined ? undefined : takenOver(theirs)
    },
    async open(digest) {
      const mine = await local.open(digest)
      if (mine !== undefined || shared === undefined) return mine
      const theirs = await shared.open(digest)
      return theirs === undefined ? undefined : takenOver(theirs)
    },
    publish: async (stored) => shared?.put(stored),
  }
}
