import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Digest, hexOf, isDigest } from '../digest.ts'
import { readIfPresent } from '../files.ts'
import { type Held, withLock } from '../locks.ts'
import type { HistoryRecord } from '../model/history.ts'
import { cachedKeys } from '../results/local.ts'
import { resultSchema } from '../results/types.ts'
import { listFiles, removeTree } from '../trees.ts'
import { readHistory } from './history.ts'
import type { HostPlace } from './place.ts'

/*
 * A place does not grow for ever: results, checkpoints and what can be made again go, the longest unused first. What serves,
 * what can be gone back to, what was built and not yet deployed, and what those were made from stays.
 */

type Limits = { maxAgeMs: number; maxBytes: number }

/** `acme/intents` keeps a month of work, and no more than fills a small disk. */
export const defaultLimits: Limits = { maxAgeMs: 30 * 24 * 3_600_000, maxBytes: 100e9 }

/** A job that runs now may hold any of these: what was used this day stays whatever the size. */
const shortestAgeMs = 24 * 3_600_000

export type Kept = {
  digest: Digest
  stage: string
  parents: readonly Digest[]
  /** Of the image, for a result of `build`. */
  image?: Digest
  sizeBytes: number
  usedMs: number
}

/** Which results go. Pure: what is needed stays with everything that it was made from. */
export function chooseResults(
  results: readonly Kept[],
  history: readonly HistoryRecord[],
  limits: Limits,
  nowMs: number,
): Digest[] {
  // One that was promoted again, after a crash, is still one: the release before it can be gone back to.
  const promoted = history.filter((record) => record.outcome === 'promoted').map((record) => record.digest)
  const needed = new Set([...new Set(promoted.toReversed())].slice(0, 2))
  const lastPromotedMs = Date.parse(history.findLast((record) => record.outcome === 'promoted')?.at ?? '') || 0
  const roots = results.filter(
    ({ stage, image, usedMs }) =>
      image !== undefined && (needed.has(image) || (stage === 'build' && usedMs > lastPromotedMs)),
  )
  const byDigest = new Map(results.map((result) => [result.digest, result]))
  const kept = new Set<Digest>()
  const keep = (digest: Digest): void => {
    if (kept.has(digest)) return
    kept.add(digest)
    for (const parent of byDigest.get(digest)?.parents ?? []) keep(parent)
  }
  for (const root of roots) keep(root.digest)
  let total = results.reduce((sum, result) => sum + result.sizeBytes, 0)
  const gone: Digest[] = []
  for (const result of results.toSorted((a, b) => a.usedMs - b.usedMs)) {
    const ageMs = nowMs - result.usedMs
    if (kept.has(result.digest) || ageMs < Math.min(shortestAgeMs, limits.maxAgeMs)) continue
    if (ageMs <= limits.maxAgeMs && total <= limits.maxBytes) continue
    gone.push(result.digest)
    total -= result.sizeBytes
  }
  return gone
}

/** Removes what the limits say. @param others.onHeld as `withLock` @returns what went, in bytes and entries */
export async function prune(
  place: HostPlace,
  limits: Limits,
  nowMs: number,
  others: { signal: AbortSignal; onHeld: (held: Held) => void },
): Promise<{ entries: number; bytes: number }> {
  return withLock(join(place.locks, 'prune'), { label: 'prune', ...others }, async () => {
    const results = await readResults(place)
    let entries = 0
    let bytes = 0
    const gone = new Set(chooseResults(results, await readHistory(place), limits, nowMs))
    for (const { digest, sizeBytes } of results.filter((result) => gone.has(result.digest))) {
      await removeTree(directoryOf(place, digest))
      entries += 1
      bytes += sizeBytes
    }
    for (const keys of [join(place.store, 'keys'), cachedKeys(place.store)])
      for (const path of (await names(keys)).map((file) => join(keys, file))) {
        const digest = (await textOf(path)).trim()
        if (isDigest(digest) && gone.has(digest)) await rm(path, { force: true })
      }
    for (const parent of [
      place.checkpoints,
      place.logs,
      ...(await names(place.cache)).map((name) => join(place.cache, name)),
    ])
      for (const name of await names(parent)) {
        const path = join(parent, name)
        const mtimeMs = await changedMs(path)
        if (mtimeMs === undefined || nowMs - mtimeMs <= limits.maxAgeMs) continue
        bytes += await sizeOf(path)
        entries += 1
        await removeTree(path)
      }
    return { entries, bytes }
  })
}

const directoryOf = (place: HostPlace, digest: Digest): string => join(place.store, 'results', hexOf(digest))

/** Others may have put something else there, which is not waited for, and held in memory only as far as a result goes. */
const textOf = (path: string): Promise<string> =>
  readIfPresent(path).then(
    (content) => content?.toString('utf8') ?? '',
    () => '',
  )

async function readResults(place: HostPlace): Promise<Kept[]> {
  const found: Kept[] = []
  for (const name of await names(join(place.store, 'results'))) {
    const digest = `sha256:${name}`
    if (!isDigest(digest)) continue
    const directory = directoryOf(place, digest)
    const text = await textOf(join(directory, 'result.json'))
    const mtimeMs = await changedMs(directory)
    if (mtimeMs === undefined) continue
    const parsed = resultSchema.safeParse(parse(text))
    // What is no result any more is needed by nobody.
    if (!parsed.success) {
      found.push({ digest, stage: '', parents: [], sizeBytes: await sizeOf(directory), usedMs: mtimeMs })
      continue
    }
    const { stage, parents, files, outputs } = parsed.data
    const image = outputs['digest'] ?? ''
    found.push({
      digest,
      stage,
      parents: Object.values(parents),
      ...(isDigest(image) ? { image } : {}),
      sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
      usedMs: mtimeMs,
    })
  }
  return found
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function names(directory: string): Promise<string[]> {
  return readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
}

/** Undefined where another run has removed it since it was listed. */
async function changedMs(path: string): Promise<number | undefined> {
  return (await lstat(path).catch(unlessGone))?.mtimeMs
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

async function sizeOf(path: string): Promise<number> {
  const facts = await lstat(path).catch(unlessGone)
  if (facts?.isDirectory() !== true) return facts?.size ?? 0
  return (await listFiles(path).catch(() => [])).reduce((sum, file) => sum + file.sizeBytes, 0)
}
