import { existsSync } from 'node:fs'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { sleep } from './timers.ts'

/*
 * What runs on this machine, found and ended by its id or its group, whoever started it. `processes.ts` starts it.
 */

/** Between the polite signal and the one that cannot be refused; leaves time to report within 2 s of the abort. */
export const graceMs = 1_500

/** Ends a group begun by `spawnDetached` of processes.ts: SIGTERM, after the grace SIGKILL. True when nothing of it is left. */
export async function endGroup(pid: number, patienceMs = graceMs): Promise<boolean> {
  for (const [signal, waitMs] of [
    ['SIGTERM', patienceMs],
    // Gigabytes of a model take the kernel a while to take down, on a busy machine most of all.
    ['SIGKILL', 5_000],
  ] as const) {
    if (!signalGroup(pid, signal)) return true
    for (const until = performance.now() + waitMs; performance.now() < until; ) {
      if (!groupAlive(pid)) return true
      await sleep(20)
    }
  }
  return !groupAlive(pid)
}

/** True while a process of the group exists. */
export const groupAlive = (pid: number): boolean => signalGroup(pid, 0)

/** Whether a process has this id, also one of another user. A killed one has it until its parent takes note of its end. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Groups of processes of this user by their first one, as Linux tells of them; none elsewhere. Where that has ended, by each
 * that it left.
 * @returns the words that each was started by, and the directory that it runs in, also where that was removed
 */
export async function ownGroups(): Promise<{ pid: number; group: number; words: string[]; directory: string }[]> {
  const names = await readdir('/proc').catch(() => [])
  const found = names.map(async (name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const stat = await readFile(`/proc/${name}/stat`, 'utf8')
      // proc(5): behind the name in parentheses the state, the parent and the group.
      const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2] ?? ''
      if (group !== name && existsSync(`/proc/${group}`)) return []
      // Of another user's this cannot be read.
      const directory = (await readlink(`/proc/${name}/cwd`)).replace(/ \(deleted\)$/, '')
      const words = (await readFile(`/proc/${name}/cmdline`, 'utf8')).split('\0')
      return [{ pid: Number(name), group: Number(group), words, directory }]
    } catch {
      return []
    }
  })
  return (await Promise.all(found)).flat()
}

/** @returns whether there is such a group */
export function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  // Group 0 is our own and -1 is everyone: such an id can only come from a damaged state file.
  if (!Number.isSafeInteger(pid) || pid <= 1) return false
  try {
    process.kill(-pid, signal)
    return true
  } catch (error) {
    // EPERM: the group exists and is another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
