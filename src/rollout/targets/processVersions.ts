import { open, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import { readIfPresent } from '../../files.ts'
import { checkBackend } from '../../gateway/backend.ts'
import { type Check, shape, text, whole } from '../../gateway/checked.ts'
import type { Backend } from '../../gateway/types.ts'
import { LineCutter } from '../../lines.ts'
import { processStart } from '../../processes.ts'
import { endGroup, ownGroups } from '../../processGroups.ts'
import { sleep } from '../../timers.ts'
import type { LogOptions, Versions } from '../types.ts'

/** What tells our process from another that later got its id. */
export type ProcessRecord = Backend & { pid: number; startedAt: string }

/** Its group is ended by this file's word, and requests go to its address. */
const checkRecord: Check<ProcessRecord> = (value, place) => ({
  ...checkBackend(value, place),
  ...shape<{ pid: number; startedAt: string }>({
    pid: whole(2, 2 ** 31),
    startedAt: text(/^[^\p{Cc}]{1,100}$/u, 'when a process began'),
  })(value, place),
})

/** SIGTERM lets a server answer what is in flight; it gives itself 9 s for that. */
const drainMs = 10_000

const followMs = 250

export const backendOf = ({ pid: _, startedAt: __, ...backend }: ProcessRecord): Backend => backend

export type ProcessVersions = Versions & {
  directoryOf(id: string): string
  recordFile(id: string): string
  logFile(id: string): string
  /** The last lines of its log. */
  tail(id: string): Promise<string[]>
  readRecord(id: string): Promise<ProcessRecord | undefined>
  alive(record: ProcessRecord): Promise<boolean>
  /** Ends its process, and keeps its directory. */
  halt(id: string, graceMs?: number): Promise<void>
  /** Ends what runs in its directory and is not in its record: whoever started it was killed before he wrote it down. */
  endUnrecorded(id: string, graceMs?: number): Promise<void>
}

/** The versions that run as processes of this host. @param stateDir everything of them lies below it, a directory a version */
export function processVersions(stateDir: string): ProcessVersions {
  const directoryOf = (id: string): string => {
    if (!/^[a-z0-9-]+$/.test(id)) throw new Error(`${id} is no id of a version`)
    return join(stateDir, id)
  }
  const recordFile = (id: string): string => join(directoryOf(id), 'process.json')
  const logFile = (id: string): string => join(directoryOf(id), 'log.txt')
  const readRecord = async (id: string): Promise<ProcessRecord | undefined> => {
    const found = (await readIfPresent(recordFile(id)))?.toString()
    if (found === undefined) return undefined
    try {
      return checkRecord(JSON.parse(found), '')
    } catch (error) {
      throw new UserError(`${recordFile(id)} is damaged: end its process by hand and remove ${directoryOf(id)}`, {
        cause: error,
      })
    }
  }
  const alive = async (record: ProcessRecord): Promise<boolean> => (await processStart(record.pid)) === record.startedAt
  const ids = async (): Promise<string[]> => {
    const entries = await readdir(stateDir, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    })
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  }
  const end = async (id: string, pid: number, graceMs: number): Promise<void> => {
    if (!(await endGroup(pid, Math.min(graceMs, drainMs))))
      throw new UserError(`the process ${pid} of version ${id} does not end: end it by hand (kill -9 ${pid})`, {
        exit: 'crashed',
      })
  }
  const endUnrecorded: ProcessVersions['endUnrecorded'] = async (id, graceMs = drainMs) => {
    const directory = await realpath(directoryOf(id)).catch(() => undefined)
    if (directory === undefined) return
    const recorded = (await readRecord(id))?.pid
    const found = (await ownGroups()).filter((one) => one.directory === directory && one.group !== recorded)
    for (const group of new Set(found.map((one) => one.group))) await end(id, group, graceMs)
  }
  const halt: ProcessVersions['halt'] = async (id, graceMs = drainMs) => {
    const record = await readRecord(id)
    if (record !== undefined && (await alive(record))) await end(id, record.pid, graceMs)
    await endUnrecorded(id, graceMs)
  }
  const stop: Versions['stop'] = async (id, graceMs) => {
    await halt(id, graceMs)
    await rm(directoryOf(id), { recursive: true, force: true })
  }
  const known: Versions['known'] = async () => {
    const found: { backend: Backend; running: boolean }[] = []
    for (const id of await ids()) {
      const record = await readRecord(id)
      if (record !== undefined) found.push({ backend: backendOf(record), running: await alive(record) })
    }
    return found
  }

  return {
    name: 'process',
    directoryOf,
    recordFile,
    logFile,
    tail: async (id) =>
      (await readFile(logFile(id), 'utf8').catch(() => ''))
        .split('\n')
        .filter((line) => line.trim() !== '')
        .slice(-5),
    readRecord,
    alive,
    halt,
    endUnrecorded,
    stop,
    known,
    async list() {
      return (await known()).filter(({ running }) => running).map(({ backend }) => backend)
    },
    async sweep(keepId, graceMs) {
      const gone = (await ids()).filter((id) => id !== keepId)
      await Promise.all(gone.map((id) => stop(id, graceMs)))
      return gone
    },
    logs: (id, options) =>
      readLog(logFile(id), options, async () => {
        const record = await readRecord(id)
        return record !== undefined && (await alive(record))
      }),
  }
}

/** The last lines of a file, and what is added to it for as long as somebody writes. */
async function readLog(
  path: string,
  { lines, follow, signal, onLine }: LogOptions,
  writes: () => Promise<boolean>,
): Promise<boolean> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (file === undefined) return false
  try {
    const cutter = new LineCutter(onLine)
    const chunk = Buffer.alloc(64 * 1024)
    let at = await lastLinesFrom(file, lines)
    for (;;) {
      signal.throwIfAborted()
      // Asked before the read: what it wrote last, before it ended, is read as well.
      const goesOn = follow && (await writes())
      for (;;) {
        const { bytesRead } = await file.read(chunk, 0, chunk.length, at)
        if (bytesRead === 0) break
        at += bytesRead
        await cutter.take(chunk.subarray(0, bytesRead))
      }
      if (!goesOn) break
      await sleep(followMs, signal)
    }
    await cutter.end()
    return true
  } finally {
    await file.close()
  }
}

/** Where the last lines of a file begin: it is read from its end, as it may have grown for months. */
async function lastLinesFrom(file: Awaited<ReturnType<typeof open>>, lines: number): Promise<number> {
  const chunk = Buffer.alloc(64 * 1024)
  const { size } = await file.stat()
  let ends = 0
  for (let to = size; to > 0; ) {
    const from = Math.max(0, to - chunk.length)
    const { bytesRead } = await file.read(chunk, 0, to - from, from)
    for (let i = bytesRead - 1; i >= 0; i--) {
      // The end of the last line is no beginning of another one.
      if (chunk[i] !== 0x0a || from + i === size - 1) continue
      ends += 1
      if (ends === lines) return from + i + 1
    }
    to = from
  }
  return 0
}
