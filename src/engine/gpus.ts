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

/** The machine's GPUs, of which no more count than were left to us. */
export async function usableGpus(environment: Environment, signal: AbortSignal): Promise<Installed> {
  const { gpus, ...rest } = await installedGpus(environment, signal)
  return { ...rest, gpus: gpus.slice(0, visibleDevices(environment)?.length) }
}

/**
 * How many of the machine's GPUs a job gets. Without a word of the spec it gets one, where there is one: a machine with a
 * GPU never trains on its CPU because something between the two is not set up.
 * @param unusable why jobs of this engine cannot use them, with the remedy; asked only where a job would get one
 * @throws UserError (exit `preflight`) where the machine has fewer than are wanted, or the engine cannot use them
 */
export async function gpusFor(
  wanted: Resources['gpus'],
  present: readonly Gpu[],
  unusable: () => Promise<string | undefined>,
): Promise<number> {
  const place = { key: 'engine.gpus' }
  if (wanted === 0 || (wanted === undefined && present.length === 0)) return 0
  if (present.length === 0)
    throw new UserError(
      `${wanted} GPUs are asked for, and this machine has none: run on one that has, or set it to 0`,
      {
        place,
        exit: 'preflight',
      },
    )
  const count = wanted === 'all' ? present.length : (wanted ?? 1)
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
  return count
}
