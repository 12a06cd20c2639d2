import net from 'node:net'
import { getSystemErrorName } from 'node:util'
import { sleep } from '../../timers.ts'
import { cannotListen, type Listener, whyRefused } from '../port.ts'
import { retireHaproxies, runningHaproxies } from './orphan.ts'

/*
 * The sockets that clients come to are the supervisor's, and whoever accepts from them inherits them: where an agent ends or is
 * replaced, who connects meanwhile waits in the queue of the socket, and nobody is refused.
 */

/** As which descriptors an agent finds them; HAProxy has the first one under the same number. `up`: where it tells that it serves. */
export const inherited = { traffic: 3, metrics: 4, up: 5 } as const

/** The last word for an agent: there is `up`. A supervisor of an earlier version does not say it. */
export const tells = 'tells'

/** An address, or a descriptor of a socket that is bound to one. */
export type ListenAt = { host: string; port: number } | { fd: number }

export type Bound = { readonly fd: number; close(): void }

/** What Node's own cluster module binds by: a server of net would accept, and the supervisor must not. */
type Handle = Bound & { getsockname(out: { port?: number }): number }
const { _createServerHandle: createHandle } = net as unknown as {
  _createServerHandle(host: string, port: number, family: 4 | 6, fd: number, flags: number): Handle | number
}

/** A process that was killed holds its port until the last of its threads is gone. */
const bindMs = 5_000

/**
 * An address that is bound and not listened at yet. @param orphanOf the directory whose HAProxy may hold it, and nobody watches
 * @throws UserError where another program has it, or the system refuses it
 */
export async function bind(listener: Listener, orphanOf: string | undefined): Promise<Bound> {
  const { host, port } = listener
  for (const untilMs = performance.now() + bindMs; ; await sleep(50)) {
    const handle = createHandle(host, port, net.isIPv6(host) ? 6 : 4, -1, 0)
    const why = typeof handle === 'number' ? whyRefused(getSystemErrorName(handle)) : 'taken'
    if (typeof handle !== 'number') {
      const at: { port?: number } = {}
      handle.getsockname(at)
      // That the address is taken is said at `listen` only, which is another's.
      if (at.port === port) return handle
      handle.close()
    }
    if (orphanOf !== undefined) retireHaproxies(runningHaproxies(orphanOf))
    // Waiting helps against a process that ends, and against nothing else.
    if (why !== 'taken' || performance.now() > untilMs) throw cannotListen(listener, why)
  }
}
