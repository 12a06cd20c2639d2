import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sleep } from '../../timers.ts'

/* An agent that was killed leaves its HAProxy behind, with shares nobody watches. */

export const pidFile = (stateDir: string): string => join(stateDir, 'haproxy.pid')
export const configurationFile = (stateDir: string): string => join(stateDir, 'haproxy.cfg')

/** The HAProxy that was started here and runs; undefined where none does. */
export function runningHaproxy(stateDir: string): number | undefined {
  try {
    const pid = Number(readFileSync(pidFile(stateDir), 'utf8'))
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return words.includes(configurationFile(stateDir)) ? pid : undefined
  } catch {
    return undefined
  }
}

/** Closes its port at once; requests in flight may end. */
export function endOrphan(stateDir: string, pid = runningHaproxy(stateDir)): void {
  if (pid === undefined) return
  try {
    process.kill(pid, 'SIGUSR1')
  } catch {
    // It has ended meanwhile.
  }
}

/**
 * Ends what agents that are gone left in this process's group, as nobody else finds it any more: it holds the port, and asks
 * for a log that nobody reads. What it was asked may be answered first.
 * @param agents those that go on, with what they started
 */
export async function endStrays(agents: ReadonlySet<number>, graceMs: number): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGUSR1', graceMs],
    ['SIGKILL', 2_000],
  ] as const) {
    for (const pid of strays(agents))
      try {
        process.kill(pid, signal)
      } catch {
        // It has ended meanwhile.
      }
    for (const untilMs = performance.now() + waitMs; performance.now() < untilMs; await sleep(20))
      if (strays(agents).length === 0) return
  }
}

function strays(agents: ReadonlySet<number>): number[] {
  const found: number[] = []
  // Elsewhere than on Linux nothing tells of it.
  const all = existsSync('/proc') ? readdirSync('/proc') : []
  for (const name of all.filter((one) => /^\d+$/.test(one) && Number(one) !== process.pid))
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      // proc(5): behind the name in parentheses the state, the parent and the group.
      const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const isOurs = agents.has(Number(name)) || agents.has(Number(parent))
      if (Number(group) === process.pid && state !== 'Z' && !isOurs) found.push(Number(name))
    } catch {
      // It has ended meanwhile.
    }
  return found
}
