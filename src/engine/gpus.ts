import { UserError } from '../errors.ts'
import { type Installed, installedGpus } from './machine.ts'
import type { Gpu, Resources } from './types.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The devices that CUDA_VISIBLE_DEVICES leaves to us; undefined where it is not set. */
export const visibleDevices = (environment: Environment): string[] | undefined =>
  environment['CUDA_VISIBLE_DEVICES']
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== '-1')

/** The machine's GPUs that were left to us, in the order in which CUDA_VISIBLE_DEVICES names them. */
export async function usableGpus(environment: Environment, signal: AbortSignal): Promise<Installed> {
  const { gpus, ...rest } = await installedGpus(environment, signal)
  return { ...rest, gpus: leftTo(visibleDevices(environment), gpus) }
}

/**
 * The cards of these names: numbers as nvidia-smi counts, UUIDs or how they begin. As CUDA does, what follows a name that no
 * card has is not seen. Where that is the first one, it stays as it is, so that a job fails by it and does not take the CPU: a
 * part of a card (MIG) has a name that is not listed. Pure.
 */
export function leftTo(visible: readonly string[] | undefined, gpus: readonly Gpu[]): readonly Gpu[] {
  if (visible === undefined) return gpus
  const found: Gpu[] = []
  for (const [position, name] of visible.entries()) {
    const called = (gpu: Gpu): boolean =>
      /^\d+$/.test(name) ? gpu.index === Number(name) : gpu.uuid?.toLowerCase().startsWith(name.toLowerCase()) === true
    const there = gpus[position]
    const gpu = gpus.find(called)
    if (gpu !== undefined) found.push(gpu)
    else if (there !== undefined && (position === 0 || there.uuid === undefined))
      found.push({ name: there.name, memoryBytes: there.memoryBytes, index: there.index, uuid: name })
    else break
  }
  return found
}

/** What the driver and a screen hold of a card that nobody computes on, at most. */
export const idleBytes = 2 * 1024 ** 3

const isBusy = ({ memoryBytes, freeBytes }: Gpu): boolean =>
  freeBytes !== undefined && memoryBytes - freeBytes > idleBytes

/** What a job is told of cards of its own that other programs compute on; undefined where there are none. Pure. */
export function busyNote(gpus: readonly Gpu[]): string | undefined {
  const gib = (bytes = 0): string => (bytes / 1024 ** 3).toFixed(1)
  const busy = gpus.filter(isBusy)
  if (busy.length === 0) return undefined
  const each = busy.map(
    ({ index, name, memoryBytes, freeBytes }) =>
      `${index} (${name}: ${gib(freeBytes)} of ${gib(memoryBytes)} GiB are free)`,
  )
  return `other programs use GPU ${each.join(', ')}: a job that needs more will end as out of memory`
}

/**
 * The names by which CUDA and the container tools find these cards; undefined where one of them has none, and only their number
 * is known. Pure.
 */
export function namesOf(gpus: readonly Gpu[]): string[] | undefined {
  const names = gpus.flatMap(({ uuid }) => uuid ?? [])
  return names.length === gpus.length ? names : undefined
}

/** Whole cards, or memory of one. */
export type Wanted = number | { memoryBytes: number }

/**
 * Which of the machine's GPUs a job gets: such as no other program computes on, as far as there are any. Without a word of the
 * spec it gets one, where there is one: a machine with a GPU never trains on its CPU because something between the two is not
 * set up.
 * @param unusable why jobs of this engine cannot use them, with the remedy; asked only where a job would get one
 * @throws UserError (exit `preflight`) where the machine has fewer than are wanted, or the engine cannot use them
 */
export async function gpusFor(
  wanted: Resources['gpus'],
  present: readonly Gpu[],
  unusable: () => Promise<string | undefined>,
): Promise<readonly Gpu[]> {
  const place = { key: 'engine.gpus' }
  if (wanted === 0 || (wanted === undefined && present.length === 0)) return []
  const memory = typeof wanted === 'object' ? wanted.memoryBytes : undefined
  const gib = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GiB`
  if (present.length === 0)
    throw new UserError(
      `${memory === undefined ? `${wanted} GPUs` : `${gib(memory)} of a GPU`} are asked for, and this machine has none: run on one that has, or set it to 0`,
      {
        place,
        exit: 'preflight',
      },
    )
  const largest = Math.max(...present.map(({ memoryBytes }) => memoryBytes))
  if (memory !== undefined && memory > largest)
    throw new UserError(
      largest === 0
        ? 'memory is asked for, and nvidia-smi does not say how much the GPUs of this machine have: ask for a number of them'
        : `${gib(memory)} of a GPU are asked for, and the largest of this machine has ${gib(largest)}: ask for less, or run on a larger one`,
      { place, exit: 'preflight' },
    )
  const count = wanted === 'all' ? present.length : typeof wanted === 'object' ? 1 : (wanted ?? 1)
  if (count > present.length)
    throw new UserError(`${count} GPUs are asked for, and this machine has ${present.length}: ask for fewer`, {
      place,
      exit: 'preflight',
    })
  const because = await unusable()
  if (because !== undefined)
    throw new UserError(
      `this machine has a GPU (${present[0]?.name}) that jobs cannot use: ${because}; or set it to 0 to train on the CPU knowingly`,
      { place, exit: 'preflight' },
    )
  const large = present.filter(({ memoryBytes }) => memory === undefined || memoryBytes >= memory)
  return large.toSorted((a, b) => Number(isBusy(a)) - Number(isBusy(b))).slice(0, count)
}
