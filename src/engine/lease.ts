import { hostname } from 'node:os'
import { idleBytes, type Wanted } from './gpus.ts'
import type { Gpu } from './types.ts'

/*
 * Which cards a job gets of a host that it shares with other jobs. A lease says who has what, so that two jobs never take the same
 * card; what programs without a lease hold, nvidia-smi tells. Pure.
 */

/** What a lease has of one card. */
export type Share = {
  card: string
  /** Of a job that asks for memory; a job that asks for cards has them whole. */
  memoryBytes: number | 'whole'
  /** What programs without a lease held of it when it was taken. */
  foreignBytes: number
}

/** What the files of leases say of a job. */
export type Lease = {
  id: string
  /** `asked` until its job has seen that nobody asks for the same. */
  state: 'asked' | 'held'
  /** For people: `finetune of github.com/acme/shop/intents (user build, process 4711 since 10:14)`. */
  by: string
  shares: readonly Share[]
}

/** The name by which leases know a card: the driver's own, else its number on this host. */
export const cardName = ({ uuid, index }: Gpu): string => uuid ?? `${hostname()}/${index}`

/** Why a card cannot be had now. `by`: the jobs that have it; `asked`: whether one of them may yet step back. */
export type Taken = { kind: 'taken'; because: string; by: string; asked: boolean }
export type Fit = { kind: 'fits'; gpus: readonly Gpu[]; shares: readonly Share[] } | Taken

/**
 * The cards of a job, or why it cannot have them now. Whole cards are such as nobody leases; those that nobody computes on come
 * first. Memory is taken of the card of which least is left over.
 * @param cards the usable ones, as nvidia-smi tells of them now @param leases of jobs that are not over
 * @param patient whether the job would wait: then cards that programs without a lease compute on count as taken
 */
export function bestFit(wanted: Wanted, cards: readonly Gpu[], leases: readonly Lease[], patient: boolean): Fit {
  const spaces = cards.map((gpu) => spaceOn(gpu, leases))
  const chosen = typeof wanted === 'number' ? wholeCards(wanted, spaces, patient) : roomFor(wanted.memoryBytes, spaces)
  if (chosen === undefined) return taken(wanted, spaces)
  return {
    kind: 'fits',
    gpus: chosen.map(({ gpu }) => gpu),
    shares: chosen.map(({ gpu, foreignBytes }) => ({
      card: cardName(gpu),
      memoryBytes: typeof wanted === 'number' ? 'whole' : wanted.memoryBytes,
      foreignBytes,
    })),
  }
}

/** A card, who has leased it, and what is left of it. */
type Space = { gpu: Gpu; holders: readonly Lease[]; foreignBytes: number; leftBytes: number }

function spaceOn(gpu: Gpu, leases: readonly Lease[]): Space {
  const name = cardName(gpu)
  const holders = leases.filter(({ shares }) => shares.some(({ card }) => card === name))
  const shares = holders.flatMap((lease) => lease.shares.filter(({ card }) => card === name))
  const leased = shares.reduce((sum, { memoryBytes: of }) => sum + (of === 'whole' ? gpu.memoryBytes : of), 0)
  const used = gpu.freeBytes === undefined ? 0 : gpu.memoryBytes - gpu.freeBytes
  // A job takes its memory step by step, so that what is in use does not tell whose it is: what others held when the leases were
  // taken counts on, and what is more than all leases together is theirs.
  const foreignBytes = Math.max(0, used - leased, ...shares.map((share) => share.foreignBytes))
  return { gpu, holders, foreignBytes, leftBytes: gpu.memoryBytes - leased - foreignBytes }
}

const isBusy = ({ foreignBytes }: Space): boolean => foreignBytes > idleBytes

function wholeCards(count: number, spaces: readonly Space[], patient: boolean): Space[] | undefined {
  const free = spaces.filter((space) => space.holders.length === 0 && !(patient && isBusy(space)))
  const chosen = free.toSorted((a, b) => Number(isBusy(a)) - Number(isBusy(b))).slice(0, count)
  return chosen.length === count ? chosen : undefined
}

function roomFor(bytes: number, spaces: readonly Space[]): Space[] | undefined {
  const [best] = spaces.filter(({ leftBytes }) => leftBytes >= bytes).toSorted((a, b) => a.leftBytes - b.leftBytes)
  return best === undefined ? undefined : [best]
}

function taken(wanted: Wanted, spaces: readonly Space[]): Taken {
  const holders = [...new Set(spaces.flatMap((space) => space.holders))]
  const gib = (bytes: number): string => (Math.max(0, bytes) / 1024 ** 3).toFixed(1)
  const each = spaces.flatMap((space) => {
    const { gpu, foreignBytes, leftBytes } = space
    const by = space.holders.map((lease) => lease.by)
    if (foreignBytes > idleBytes) by.push(`programs without a lease, ${gib(foreignBytes)} GiB`)
    if (by.length === 0 && typeof wanted === 'number') return []
    const left = typeof wanted === 'number' ? '' : `, ${gib(leftBytes)} of ${gib(gpu.memoryBytes)} GiB left`
    return `GPU ${gpu.index} (${gpu.name}${left})${by.length === 0 ? '' : ` is held by ${by.join(' and ')}`}`
  })
  return {
    kind: 'taken',
    because: each.length > 0 ? each.join('; ') : `only ${spaces.length} can be used now`,
    by: holders.map(({ by }) => by).join(),
    asked: holders.some(({ state }) => state === 'asked'),
  }
}
