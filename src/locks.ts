import { randomBytes } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { type FileHandle, link, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { UserError } from './errors.ts'
import { makeDirectory, makeDirectoryIn, readIfPresent } from './files.ts'
import { processStart } from './processes.ts'
import { sleep } from './timers.ts'

/*
 * Locks between processes, as files. A lock says who holds it: host, process and when that process began, so that a lock
 * whose holder is gone is taken over, and a later process with the same id is not mistaken for it. Processes of another host
 * cannot be looked up, nor can those of a container, which may have the name of its host; and both go: a container of a job, a
 * rented machine whose disk stays. So a holder touches its lock as long as it lives, and a lock whose holder cannot be looked
 * up is believed while it is touched.
 */

const touchMs = 10_000
/** Many touches, as a holder may be busy and a shared disk slow; short against the work that somebody waits for. */
const silenceMs = 120_000

type Owner = {
  host: string
  /** Who sees the holder by its process id: this boot of the machine, and the namespace of processes. */
  sight: string
  pid: number
  startedAt: string
  label: string
  since: string
  token: string
}

type Lock = { kind: 'taken'; release(): Promise<void> }
/** `by` is for people: what holds the lock, since when. */
export type Held = { kind: 'held'; label: string; by: string }

/**
 * Takes the lock, or says who has it.
 * @param options.label what it is held for, in words for the one who is refused
 * @param options.inside a directory that must be there: where it is gone, none is made anew for the lock
 */
export async function takeLock(
  path: string,
  options: { label: string; inside?: string | undefined },
): Promise<Lock | Held> {
  const { inside } = options
  await (inside === undefined ? makeDirectory(dirname(path)) : makeDirectoryIn(inside, dirname(path)))
  const owner: Owner = {
    host: hostname(),
    sight: ourSight(),
    pid: process.pid,
    startedAt: (await ownStart()) ?? '',
    label: options.label,
    since: new Date().toISOString(),
    token: randomBytes(8).toString('hex'),
  }
  // Written first and linked into place: nobody ever sees a lock without its owner.
  const mine = `${path}.${owner.token}`
  const text = JSON.stringify(owner)
  const handle = await open(mine, 'wx', 0o600)
  let lock: Lock | undefined
  try {
    await handle.write(text, 0)
    for (;;) {
      const found = await readOwner(path)
      if (found !== undefined) {
        if (await lives(found, path, mine)) return { kind: 'held', label: found.label, by: describe(found) }
        await clear(path, found.token)
        continue
      }
      // One that is empty after a power failure says nothing of who held it.
      await handle.sync()
      const taken = await link(mine, path).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return false
          throw error
        },
      )
      if (taken) {
        lock = keep(handle, text, () => releaseLock(path, owner.token))
        return lock
      }
    }
  } finally {
    await rm(mine, { force: true })
    if (lock === undefined) await handle.close()
  }
}

/**
 * Does the work while holding the lock; waits for who has it.
 * @param options.onHeld called once, with who has it; what it throws ends the waiting
 * @throws the signal's reason when it aborts while waiting
 */
export async function withLock<T>(
  path: string,
  options: { signal?: AbortSignal; label: string; inside?: string | undefined; onHeld?: (held: Held) => void },
  work: () => Promise<T>,
): Promise<T> {
  for (let waits = 0; ; waits++) {
    options.signal?.throwIfAborted()
    const lock = await takeLock(path, options)
    if (lock.kind === 'taken') {
      try {
        return await work()
      } finally {
        await lock.release()
      }
    }
    if (waits === 1) options.onHeld?.(lock)
    await sleep(Math.min(250, 20 * (waits + 1)), options.signal)
  }
}

let start: Promise<string | undefined> | undefined
function ownStart(): Promise<string | undefined> {
  start ??= processStart(process.pid)
  return start
}

/** Written again as it is, so that the clock of the disk counts, and through the handle, so that no later lock is hit. */
function keep(handle: FileHandle, text: string, free: () => Promise<void>): Lock {
  let touched: Promise<unknown> = Promise.resolve()
  const touching = setInterval(() => {
    // One that is missed is no reason to stop the work.
    touched = handle.write(text, 0).catch(() => undefined)
  }, touchMs).unref()
  return {
    kind: 'taken',
    async release() {
      clearInterval(touching)
      await touched
      await handle.close()
      await free()
    },
  }
}

function ourSight(): string {
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return ''
  }
}

/** @param mine a file that was written just now, beside the lock */
async function lives(owner: Owner, path: string, mine: string): Promise<boolean> {
  if (owner.host === hostname() && owner.sight === ourSight())
    return (await processStart(owner.pid)) === owner.startedAt
  const [lock, now] = await Promise.all([stat(path).catch(() => undefined), stat(mine)])
  return lock !== undefined && now.mtimeMs - lock.mtimeMs < silenceMs
}

/** `process 4711 since 10:14`, in the time of who reads it. */
function describe({ pid, host, since }: Owner): string {
  const began = new Date(since)
  if (Number.isNaN(began.getTime())) return `process ${pid} on ${host}`
  const two = (part: number): string => String(part).padStart(2, '0')
  const day = `${began.getFullYear()}-${two(began.getMonth() + 1)}-${two(began.getDate())}`
  const isToday = began.toDateString() === new Date().toDateString()
  const time = `${two(began.getHours())}:${two(began.getMinutes())}`
  return `process ${pid}${host === hostname() ? '' : ` on ${host}`} since ${isToday ? time : `${day} ${time}`}`
}

async function readOwner(path: string): Promise<Owner | undefined> {
  const text = (await readIfPresent(path))?.toString()
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as Owner
  } catch (cause) {
    throw new UserError(`${path} is damaged: remove it if nothing of model-actions runs on this host`, { cause })
  }
}

async function releaseLock(path: string, token: string): Promise<void> {
  if ((await readOwner(path))?.token === token) await rm(path, { force: true })
}

/**
 * Removes a lock whose holder is gone. Of several that see it so, one at a time may look again and remove it, so that a
 * lock that was taken meanwhile stays.
 */
async function clear(path: string, token: string): Promise<void> {
  const guard = `${path}.clearing`
  const made = await mkdir(guard).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )
  if (!made) {
    // Held for a moment only; one that is older was left by a process that was killed in that moment.
    const ageMs = Date.now() - (await stat(guard).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs
    const left = `${guard}.${randomBytes(4).toString('hex')}`
    if (ageMs > 5_000)
      await rename(guard, left).then(
        () => rm(left, { recursive: true }),
        () => undefined,
      )
    await sleep(20)
    return
  }
  try {
    if ((await readOwner(path))?.token === token) await rm(path, { force: true })
  } finally {
    await rm(guard, { recursive: true, force: true })
  }
}
