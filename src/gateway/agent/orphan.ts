import { readFileSync } from 'node:fs'
import { join } from 'node:path'

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
