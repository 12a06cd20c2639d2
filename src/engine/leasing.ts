import { stat } from 'node:fs/promises'
import { connectDocker } from '../docker/client.ts'
import { UserError } from '../errors.ts'
import { after, sleep } from '../timers.ts'
import { duration } from './end.ts'
import { busyNote, type Wanted } from './gpus.ts'
import { bestFit, type Lease, type Share, type Taken } from './lease.ts'
import { cleanUpJobs, leaseLabel } from './orphans.ts'
import type { Facts, Gpu, Verb } from './types.ts'

/* A job gets its cards: it takes those that fit, waits, or is refused with the words who has them. */

type Environment = Readonly<Record<string, string | undefined>>

/** What is left of a job whose process is gone. `unknown`: its engine does not answer. */
export type Remains = 'nothing' | 'container' | 'unknown'

/** Where leases are kept for all who use the GPUs of this host. */
export interface LeaseStore {
  /** Those of jobs that are not over. A lease whose process is gone is one as long as something of the job remains. */
  living(remains: (endpoint: string, id: string) => Promise<Remains>): Promise<Lease[]>
  /** Writes down that a job asks for these cards. Whoever looks from now on sees it. */
  ask(job: LeasedJob, shares: readonly Share[]): Promise<Claim>
}

/** By what others find out whether it still runs. */
export type LeasedJob = {
  verb: Verb
  /** The private directory of the job, which the words of each of its processes name. */
  directory: string
  /** The Docker engine that has its container. */
  endpoint?: string
}

export interface Claim {
  readonly id: string
  hold(): Promise<void>
  giveBack(): Promise<void>
}

export type LeaseNeeds = {
  store: LeaseStore
  wanted: Wanted
  job: LeasedJob
  /** The usable cards, as nvidia-smi tells of them now; undefined where it does not answer. */
  cards(): Promise<readonly Gpu[] | undefined>
  waitMs: number
  environment: Environment
  log: { info(line: string): void; progress(what: string, share: number): void }
  signal: AbortSignal
}

export type Leased = {
  id: string
  gpus: readonly Gpu[]
  /** @param how `unsure`: the engine could not say that the job has ended; then the lease stays as long as its container does */
  giveBack(how?: 'unsure'): Promise<void>
}

const pollMs = 1_000
/** How long one who asks for the same at the same moment is given to make up its mind. */
const settleMs = 10_000
const remindMs = 10 * 60_000

/**
 * Takes the cards of a job.
 * @throws UserError (exit `preflight`) that names who has them, at once or when the time to wait is over
 * @throws the signal's reason; then nothing is left
 */
export async function leaseCards(needs: LeaseNeeds): Promise<Leased> {
  const { store, wanted, job, waitMs, log, signal } = needs
  const began = performance.now()
  const remains = remainsAt(needs.environment)
  let isOver = false
  const timer = after(waitMs, () => {
    isOver = true
  })
  let told: { by: string; atMs: number } | undefined
  try {
    for (;;) {
      signal.throwIfAborted()
      const last = isOver || waitMs === 0
      const cards = await needs.cards()
      const found = cards === undefined ? silent : bestFit(wanted, cards, await store.living(remains), waitMs > 0)
      const leased = found.kind === 'fits' ? await take(needs, found, remains) : found
      if (leased.kind === 'leased') {
        const note = busyNote(leased.lease.gpus)
        if (note !== undefined && typeof wanted === 'number') log.info(note)
        if (told !== undefined) log.info(`${job.verb} has ${named(leased.lease.gpus)}`)
        return leased.lease
      }
      const waitedMs = performance.now() - began
      if (leased.asked && waitedMs < settleMs) {
        // Of two who stepped back from each other, one comes first the next time.
        await sleep(20 + Math.random() * 200, signal)
        continue
      }
      if (last) throw refusal(wanted, leased, waitMs)
      if (told === undefined || told.by !== leased.by)
        told = tell(`${job.verb} waits up to ${duration(waitMs)} for ${asked(wanted)}: ${leased.because}`)
      else if (waitedMs - told.atMs > remindMs)
        told = tell(`${job.verb} has waited ${duration(waitedMs)} for ${asked(wanted)}: ${leased.because}`)
      log.progress(`waiting for ${asked(wanted)}`, Math.min(1, waitedMs / waitMs))
      await sleep(Math.min(pollMs, Math.max(1, waitMs - waitedMs)), signal)

      function tell(line: string): { by: string; atMs: number } {
        log.info(line)
        return { by: (leased as Taken).by, atMs: waitedMs }
      }
    }
  } finally {
    timer.cancel()
  }
}

const silent: Taken = { kind: 'taken', because: 'nvidia-smi no longer tells of the GPUs', by: '', asked: false }

/** Asks for the cards, and holds them where nobody else has asked for the same: whoever asks later sees us. */
async function take(
  { store, job, wanted }: LeaseNeeds,
  found: { gpus: readonly Gpu[]; shares: readonly Share[] },
  remains: ReturnType<typeof remainsAt>,
): Promise<{ kind: 'leased'; lease: Leased } | Taken> {
  const claim = await store.ask(job, found.shares)
  try {
    const others = (await store.living(remains)).filter(({ id }) => id !== claim.id)
    const again = bestFit(wanted, found.gpus, others, false)
    if (again.kind === 'taken') {
      await claim.giveBack()
      return again
    }
    await claim.hold()
  } catch (error) {
    await claim.giveBack()
    throw error
  }
  return {
    kind: 'leased',
    lease: {
      id: claim.id,
      gpus: found.gpus,
      async giveBack(how) {
        const left = how === 'unsure' && job.endpoint !== undefined ? await remains(job.endpoint, claim.id) : 'nothing'
        if (left === 'nothing') await claim.giveBack()
      },
    },
  }
}

/** Looks for the container of a job whose run is gone; what such a run left is ended first, as by every next run. */
export const remainsAt =
  (environment: Environment) =>
  async (endpoint: string, id: string): Promise<Remains> => {
    if (endpoint !== environment['DOCKER_HOST'] && !(await isOfThisHost(endpoint))) return 'unknown'
    try {
      const docker = await connectDocker({ environment: { ...environment, DOCKER_HOST: endpoint } })
      await cleanUpJobs(docker)
      return (await docker.list({ [leaseLabel]: id })).length > 0 ? 'container' : 'nothing'
    } catch (error) {
      if (error instanceof UserError) return 'unknown'
      throw error
    }
  }

/** Others write leases too: none of them leads us to an engine of theirs, or by ssh to another machine. */
async function isOfThisHost(endpoint: string): Promise<boolean> {
  const path = /^unix:\/\/(\/.+)$/.exec(endpoint)?.[1]
  const facts = path === undefined ? undefined : await stat(path).catch(() => undefined)
  return facts !== undefined && [0, process.getuid?.()].includes(facts.uid)
}

const asked = (wanted: Wanted): string =>
  typeof wanted !== 'number'
    ? `${(wanted.memoryBytes / 1024 ** 3).toFixed(1)} GiB of a GPU`
    : wanted === 1
      ? 'a GPU'
      : `${wanted} GPUs`

const named = (gpus: readonly Gpu[]): string => gpus.map(({ index, name }) => `GPU ${index} (${name})`).join(', ')

const refusal = (wanted: Wanted, { because }: Taken, waitMs: number): UserError =>
  waitMs === 0
    ? new UserError(
        `${asked(wanted)} cannot be had now: ${because}; run again when it is free, or set engine.gpu-wait to how long a job waits, such as 2h`,
        { place: { key: 'engine.gpus' }, exit: 'preflight' },
      )
    : new UserError(
        `${asked(wanted)} could not be had within ${duration(waitMs)}: ${because}; wait longer, or ask for less (engine.gpus)`,
        { place: { key: 'engine.gpu-wait' }, exit: 'preflight' },
      )

/** What a job asks for of the cards that the preflight found for it; undefined where it uses none. Pure. */
export const wantedOf = (wanted: unknown, { gpus }: Pick<Facts, 'gpus'>): Wanted | undefined =>
  gpus.length === 0 ? undefined : isMemory(wanted) ? wanted : gpus.length

const isMemory = (wanted: unknown): wanted is { memoryBytes: number } => typeof wanted === 'object' && wanted !== null
