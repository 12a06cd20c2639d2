import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { sleep } from '../../timers.ts'

/*
 * What agents that are gone left behind: their HAProxy, with shares nobody watches; and what those that were replaced still
 * answer. Linux tells of processes; elsewhere none is found.
 */

export const pidFile = (stateDir: string): string => join(stateDir, 'haproxy.pid')
export const configurationFile = (stateDir: string): string => join(stateDir, 'haproxy.cfg')

type Process = { pid: number; parent: number; group: number; startedAt: string }

function processOf(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // proc(5): behind the name in parentheses the state, the parent and the group; the start is field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, parent, group] = fields
    if (state === 'Z') return undefined
    return { pid, parent: Number(parent), group: Number(group), startedAt: fields[19] ?? '' }
  } catch {
    return undefined
  }
}

function processes(): Process[] {
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    return pids.map((name) => processOf(Number(name))).filter((one) => one !== undefined)
  } catch {
    return []
  }
}

/** Those that were started here by an agent and run, whoever else ended; it need not have come to write its process id down. */
export function runningHaproxies(stateDir: string): number[] {
  return processes()
    .filter(({ pid }) => pid !== process.pid && isHaproxyOf(stateDir, pid))
    .map(({ pid }) => pid)
}

function isHaproxyOf(stateDir: string, pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(configurationFile(stateDir))
  } catch {
    // Of another user, or ended meanwhile.
    return false
  }
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, name)
    } catch {
      // It has ended meanwhile.
    }
}

/** Each closes its port at once; what it was asked may be answered. */
export const retireHaproxies = (pids: readonly number[]): void => signal(pids, 'SIGUSR1')

/**
 * Ends what agents that are gone left, as nobody else finds it any more: it holds the port, and asks for a log that nobody
 * reads. What it was asked may be answered first.
 * @param agents those that go on, with what they started; `socket` the descriptor that all of them accept from
 */
export async function endStrays(
  { agents, socket }: { agents: () => ReadonlySet<number>; socket: number },
  graceMs: number,
): Promise<void> {
  for (const [name, waitMs] of [
    ['SIGUSR1', graceMs],
    ['SIGKILL', 2_000],
  ] as const) {
    signal(strays(agents(), socket), name)
    for (const untilMs = performance.now() + waitMs; performance.now() < untilMs; await sleep(20))
      if (strays(agents(), socket).length === 0) return
  }
}

/** Closes the ports of what agents that are gone left; HAProxy ends itself once it has answered, see its configuration. */
export const retireStrays = (agents: ReadonlySet<number>, socket: number): void =>
  retireHaproxies(strays(agents, socket))

/** Of this process's own group, or in another one with a socket that it inherited from us. */
function strays(agents: ReadonlySet<number>, socket: number): number[] {
  const name = linkOf(`/proc/self/fd/${socket}`)
  return processes()
    .filter(({ pid, parent }) => pid !== process.pid && !agents.has(pid) && !agents.has(parent))
    .filter(({ pid, group }) => group === process.pid || (name !== undefined && holds(pid, name)))
    .map(({ pid }) => pid)
}

function holds(pid: number, name: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => linkOf(`/proc/${pid}/fd/${fd}`) === name)
  } catch {
    return false
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

/** Those that were here before us and still answer what they were asked: they know stable as it was, and nobody tells them more. */
export interface Earlier {
  /** Resolves once they have ended; after `timeoutMs` they are ended, with what they have not answered. */
  gone(timeoutMs: number): Promise<void>
}

/** As they are now, once we serve. */
export function earlierOnes(stateDir: string): Earlier {
  const supervisor = process.ppid
  const isOurGroup = processOf(process.pid)?.group === supervisor
  const found = processes()
    .filter(({ pid, parent }) => pid !== process.pid && pid !== supervisor && parent !== process.pid)
    .filter(({ pid, group }) => (isOurGroup && group === supervisor) || isHaproxyOf(stateDir, pid))
  const left = (): number[] =>
    found.filter(({ pid, startedAt }) => processOf(pid)?.startedAt === startedAt).map(({ pid }) => pid)
  return {
    async gone(timeoutMs) {
      for (const untilMs = performance.now() + timeoutMs; left().length > 0; await sleep(50))
        if (performance.now() > untilMs) return signal(left(), 'SIGKILL')
    },
  }
}
