import { randomBytes } from 'node:crypto'
import { constants, readFileSync, readlinkSync } from 'node:fs'
import { access, chmod, lstat, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import type { Lease } from '../engine/lease.ts'
import type { Claim, LeaseStore, Remains } from '../engine/leasing.ts'
import { UserError } from '../errors.ts'
import { diskError, makeDirectory, readRegular } from '../files.ts'
import { processStart } from '../processes.ts'
import { placesDirectory } from './place.ts'

/*
 * Leases of the GPUs of this host, a file each, in a directory that all its users share. A file is its holder's alone: nobody else
 * changes or needs to remove it, and one whose job is over counts for nothing. So a job that is killed at any moment leaves no card
 * taken, and users who may not remove each other's files do not block each other.
 * Two who ask at once: each writes its file and then reads all; whoever reads later sees the other, and steps back.
 */

type Environment = Readonly<Record<string, string | undefined>>

const variable = 'MODEL_ACTIONS_GPU_LEASES'
/** For lock files that every user may write; emptied when the machine starts. */
const shared = '/run/lock'
const longestBytes = 64 * 1024
const touchMs = 10_000
/** Holders that cannot be looked up are believed while they touch their lease. */
const silenceMs = 120_000

/** What other users wrote is shown to people. */
const shown = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{C}]*$/u)

const written = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  state: z.enum(['asked', 'held']),
  label: shown(1_000),
  user: shown(100),
  since: z.iso.datetime(),
  /** Who sees the holder by its process id: this boot of the machine, and the namespace of processes. */
  boot: z.string().max(100),
  namespace: z.string().max(100),
  pid: z.int().min(2),
  startedAt: z.string().max(100),
  directory: z.string().min(1).max(4_096),
  endpoint: z.string().max(1_000).optional(),
  shares: z
    .array(
      z.object({
        card: z.string().min(1).max(300),
        memoryBytes: z.union([z.number().min(0), z.literal('whole')]),
        foreignBytes: z.number().min(0),
      }),
    )
    .max(256),
})
type Written = z.infer<typeof written>

/**
 * The leases of this host, for the jobs of one run.
 * @param options.label whose jobs they are, for whoever is told that a card is taken: `github.com/acme/shop/intents`
 */
export function gpuLeases(options: {
  environment: Environment
  label: string
  log: { info(line: string): void }
  /** Where every user may write; by default that of the system. */
  shared?: string
}): LeaseStore {
  let known: Promise<string> | undefined
  const directory = (): Promise<string> => {
    known ??= directoryOf(options)
    return known
  }
  return {
    living: async (remains) => livingIn(await directory(), remains),
    ask: async (job, shares) => {
      const path = await directory()
      const lease: Written = {
        id: randomBytes(8).toString('hex'),
        state: 'asked',
        label: `${job.verb} of ${options.label}`,
        user: userName(),
        since: new Date().toISOString(),
        ...ourSight(),
        pid: process.pid,
        startedAt: (await processStart(process.pid)) ?? '',
        directory: job.directory,
        ...(job.endpoint === undefined ? {} : { endpoint: job.endpoint }),
        shares: [...shares],
      }
      return claimOf(path, lease)
    },
  }
}

async function claimOf(directory: string, lease: Written): Promise<Claim> {
  const path = join(directory, `${lease.id}.json`)
  const writing = `${path}.tmp`
  const write = async (content: Written): Promise<void> => {
    try {
      const file = await open(writing, 'wx', 0o644)
      try {
        // Whatever our umask is: others must read it.
        await file.chmod(0o644)
        await file.writeFile(JSON.stringify(content))
      } finally {
        await file.close()
      }
      await rename(writing, path)
    } catch (error) {
      await rm(writing, { force: true }).catch(() => undefined)
      throw diskError(`${path}: the lease of a GPU cannot be written`, error)
    }
  }
  await write(lease)
  const touching = setInterval(() => {
    const now = new Date()
    // One touch that is missed is no reason to stop the work.
    utimes(path, now, now).catch(() => undefined)
  }, touchMs).unref()
  return {
    id: lease.id,
    hold: () => write({ ...lease, state: 'held' }),
    async giveBack() {
      clearInterval(touching)
      await rm(path, { force: true })
    },
  }
}

type RemainsAt = Parameters<LeaseStore['living']>[0]

async function livingIn(directory: string, remains: RemainsAt): Promise<Lease[]> {
  const names = await readdir(directory)
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(directory, name)
      if (name.endsWith('.json.tmp')) await removeOld(path)
      if (!/^[0-9a-f]{16}\.json$/.test(name)) return []
      const lease = await readLease(path)
      // Gone meanwhile, or nothing that we wrote: it holds nothing.
      if (lease === undefined || `${lease.id}.json` !== name) return []
      const left = await stateOf(lease, path, remains)
      if (left !== 'over') return [{ ...lease, by: describe(lease, left) }]
      // Only its owner may where others write too; it counts for nothing in any case.
      await rm(path, { force: true }).catch(() => undefined)
      return []
    }),
  )
  return found.flat()
}

async function readLease(path: string): Promise<Written | undefined> {
  try {
    return written.parse(JSON.parse((await readRegular(path, longestBytes)).toString()))
  } catch {
    return undefined
  }
}

/** What a run that was killed while it wrote has left. */
async function removeOld(path: string): Promise<void> {
  const facts = await stat(path).catch(() => undefined)
  if (facts !== undefined && Date.now() - facts.mtimeMs > silenceMs)
    await rm(path, { force: true }).catch(() => undefined)
}

type State = 'runs' | 'over' | 'processes' | Exclude<Remains, 'nothing'>

async function stateOf(lease: Written, path: string, remains: RemainsAt): Promise<State> {
  const ours = ourSight()
  // Nothing outlives the machine's own end.
  if (ours.boot !== '' && lease.boot !== ours.boot) return 'over'
  if (await runs(lease, path, ours)) return 'runs'
  if (lease.endpoint === undefined) return (await isNamed(lease.directory)) ? 'processes' : 'over'
  const left = await remains(lease.endpoint, lease.id)
  return left === 'nothing' ? 'over' : left
}

async function runs(lease: Written, path: string, ours: Sight): Promise<boolean> {
  if (lease.namespace === ours.namespace && (await canSeeOthers(lease)))
    return (await processStart(lease.pid)) === lease.startedAt
  const facts = await stat(path).catch(() => undefined)
  return facts !== undefined && Date.now() - facts.mtimeMs < silenceMs
}

/** Systems may hide the processes of other users (hidepid): then none is seen, and that does not mean that it is gone. */
const canSeeOthers = async ({ user }: Written): Promise<boolean> =>
  user === userName() || (await stat('/proc/1').catch(() => undefined)) !== undefined

/** Whether a process that runs was started with words that name the directory. */
async function isNamed(directory: string): Promise<boolean> {
  const names = await readdir('/proc').catch(() => [])
  const texts = names
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => ''))
  return (await Promise.all(texts)).some((words) => words.includes(directory))
}

function describe({ label, user, pid, since }: Written, state: State): string {
  const began = new Date(since)
  const two = (part: number): string => String(part).padStart(2, '0')
  const day = `${began.getFullYear()}-${two(began.getMonth() + 1)}-${two(began.getDate())}`
  const isToday = began.toDateString() === new Date().toDateString()
  const time = `${isToday ? '' : `${day} `}${two(began.getHours())}:${two(began.getMinutes())}`
  const left = {
    runs: '',
    over: '',
    processes: '; that process is gone, and it left others that still run',
    container: '; that process is gone, and its container still runs',
    unknown: '; that process is gone, and the Docker engine does not say whether its container still runs',
  }[state]
  return `${label} (user ${user}, process ${pid} since ${time}${left})`
}

type Sight = { boot: string; namespace: string }

function ourSight(): Sight {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return { boot, namespace: readlinkSync('/proc/self/ns/pid') }
  } catch {
    return { boot: '', namespace: '' }
  }
}

/** In a container a user may have no name. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? '')
  }
}

/** The directory for leases, made where it is not there; where it cannot be shared, one of our own, and a line says so. */
async function directoryOf(options: Parameters<typeof gpuLeases>[0]): Promise<string> {
  const named = options.environment[variable] ?? ''
  if (named !== '') {
    const because = isAbsolute(named) ? await unusable(named, named) : 'it is no absolute path'
    if (because === undefined) return named
    throw new UserError(
      `${variable}=${named} cannot hold the leases of GPUs (${because}): name a directory that all users of this host may write`,
      { exit: 'preflight' },
    )
  }
  const common = join(options.shared ?? shared, 'model-actions')
  const because = await unusable(common)
  if (because === undefined) return common
  const own = join(placesDirectory(options.environment), '.gpu-leases')
  try {
    await makeDirectory(own, { mode: 0o700 })
  } catch (error) {
    throw diskError(`${own}: the leases of GPUs cannot be kept there`, error)
  }
  options.log.info(
    `leases of GPUs are kept in ${own}, where other users of this host do not see them: ${common} cannot be used (${because}); \`sudo install -d -m 1777 ${common}\` makes it, or name another directory by ${variable}`,
  )
  return own
}

/**
 * Makes the directory where it is not there, for all users.
 * @param named one that a user names, whose rights stay as they are @returns why leases cannot be kept in it
 */
async function unusable(path: string, named?: string): Promise<string | undefined> {
  try {
    await mkdir(path, 0o700).then(
      // Whatever our umask is: every user may add a file, and none remove another's.
      () => chmod(path, 0o1777),
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      },
    )
    let facts = await lstat(path)
    if (!facts.isDirectory()) return 'it is no directory'
    if (path !== named && facts.uid === process.getuid?.() && (facts.mode & 0o7777) === 0o700) {
      // Whoever made it was killed before it was open to all.
      await chmod(path, 0o1777)
      facts = await lstat(path)
    }
    const isOpen = (facts.mode & 0o002) !== 0
    if (isOpen && (facts.mode & 0o1000) === 0) return 'whoever may write there may remove the files of others'
    await access(path, constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? (error as Error).message
  }
}
