import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Digest, hexOf } from '../digest.ts'
import { makeDirectory } from '../files.ts'
import type { HostPlace } from '../place/place.ts'
import { removeTree } from '../trees.ts'

/* Checkpoints outlive failed and killed runs, and the checkout: the next run of the same key goes on from there. */

const placeOf = (place: HostPlace, key: Digest): string => join(place.checkpoints, hexOf(key))

/** A file of this name in their directory asks for one at once; the runtime removes it when that is whole (`stopping.py`). */
export const requestName = 'checkpoint-now'

/** The directory for the checkpoints of this key; the lock of the key keeps two runs from writing there at once. */
export async function checkpointsOf(place: HostPlace, key: Digest): Promise<string> {
  await makeDirectory(placeOf(place, key))
  return placeOf(place, key)
}

/** The step that the next run of this key goes on from; undefined where it begins at the first one. */
export async function lastCheckpoint(place: HostPlace, key: Digest): Promise<number | undefined> {
  const names = await readdir(placeOf(place, key)).catch(() => [])
  const steps = names.flatMap((name) => /^step-(\d+)$/.exec(name)?.[1] ?? []).map(Number)
  return steps.length === 0 ? undefined : Math.max(...steps)
}

/** Of a disk that is slow, or far away, for what is written to it and read back for its digest. */
const slowBytesPerMs = 50_000
/** What a training step takes at most that the end of a training waits for. */
const stepMs = 60_000

/**
 * What a training has at its deadline to end its step and to write a checkpoint: the weights, and of each both of Adam's
 * states. @param weightsBytes the size of the base
 */
export const saveGraceMs = (weightsBytes: number): number => stepMs + Math.ceil((3 * weightsBytes) / slowBytesPerMs)

/**
 * What trackers were told of a training that may go on from its checkpoints. Beside their directory and not in it, as jobs write
 * there.
 */
export const trackingMemory = (checkpoints: string): string => `${checkpoints}.tracking.json`

export async function dropCheckpoints(place: HostPlace, key: Digest): Promise<void> {
  await removeTree(placeOf(place, key))
  await rm(trackingMemory(placeOf(place, key)), { force: true })
}
