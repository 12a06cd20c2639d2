import { createHash } from 'node:crypto'
import { glob, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Log } from './types.ts'

/*
 * Results of stages in the cache of GitHub Actions. A cache that fails costs time and nothing else: it warns and the run
 * goes on. Each result in it is what its digest says; which one a lineage key leads to is the word of whoever wrote the cache.
 */

const prefix = `model-actions-v1-${process.platform}-${process.arch}-`

/**
 * Restores the newest cache of these directories, and returns how to save them again where their entries changed.
 * @param options.directories glob patterns of directories; a cache is found again only by equal ones
 */
export async function openCache(options: {
  directories: readonly string[]
  log: Log
}): Promise<{ save(): Promise<void> }> {
  const { log } = options
  const directories = [...options.directories]
  const cache = await import('@actions/cache')
  if (!cache.isFeatureAvailable()) {
    log.info('cache: this runner has none; results are kept on this host only')
    return { save: async () => undefined }
  }
  const before = new Set(await entriesOf(directories))
  let restored: string | undefined
  try {
    restored = await cache.restoreCache([...directories], `${prefix}${await contentKey(directories)}`, [prefix])
    log.info(restored === undefined ? 'cache: no earlier results' : `cache: earlier results restored from ${restored}`)
  } catch (error) {
    log.warn(`cache: nothing restored (${messageOf(error)}); going on without it`)
  }
  // A broken archive is unpacked up to where it breaks, and half a result must not be taken for one.
  if (restored === undefined)
    for (const entry of await entriesOf(directories)) if (!before.has(entry)) await rm(entry, { recursive: true })
  return {
    async save() {
      try {
        const key = `${prefix}${await contentKey(directories)}`
        if (key === restored || key === `${prefix}empty`) return
        await cache.saveCache([...directories], key)
      } catch (error) {
        log.warn(`cache: results not saved (${messageOf(error)}); going on without it`)
      }
    },
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Results in the directories, whole ones only. */
async function entriesOf(directories: readonly string[]): Promise<string[]> {
  const entries: string[] = []
  for (const directory of directories)
    for await (const entry of glob(`${directory}/*`)) if (!basename(entry).startsWith('.')) entries.push(entry)
  return entries.sort()
}

/** Names the results that are there: stores of equal names hold equal results, as their names are lineage keys. */
async function contentKey(directories: readonly string[]): Promise<string> {
  const entries = await entriesOf(directories)
  return entries.length === 0 ? 'empty' : createHash('sha256').update(entries.join('\n')).digest('hex').slice(0, 32)
}
