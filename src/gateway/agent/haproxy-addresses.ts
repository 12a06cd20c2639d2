import { lookup } from 'node:dns/promises'
import net from 'node:net'
import { sleep } from '../../timers.ts'
import { joinAddress, splitAddress } from '../address.ts'
import type { Backend } from '../types.ts'
import { connectTo } from './connect.ts'
import { serverName } from './haproxy-config.ts'
import { nowhere } from './names.ts'

/** How long a name, and an answer of one of several servers, are waited for. */
const resolveMs = 500

/** Where the servers of HAProxy are: it does not resolve the names of those that are added while it runs. */
export class ServerAddresses {
  /** Numeric address of each server. */
  readonly #found = new Map<string, string>()
  /** What HAProxy was told of each server. */
  readonly #told = new Map<string, string>()
  readonly #move: (name: string, address: string) => Promise<unknown>
  readonly #log: (line: string) => void

  /** @param options.move tells HAProxy that a server is somewhere else now */
  constructor(options: { move: (name: string, address: string) => Promise<unknown>; log: (line: string) => void }) {
    this.#move = options.move
    this.#log = options.log
  }

  /** HAProxy knows the server at this address. */
  told(name: string, address: string): void {
    this.#found.set(name, address)
    this.#told.set(name, address)
  }

  /** HAProxy began anew, with the addresses that were reachable. */
  toldAll(): void {
    for (const [name, address] of this.#found) this.#told.set(name, address)
  }

  forget(name: string): void {
    this.#found.delete(name)
    this.#told.delete(name)
  }

  /** The address now, or the last one known; nowhere where a name was never resolved: the refresh finds it once it can be. */
  async reachable(name: string, address: string): Promise<string> {
    const last = this.#found.get(name)
    // A name of a container that has ended is asked for outside of the host, for long where nobody answers.
    const late = sleep(resolveMs).then(() => last ?? nowhere)
    const numeric = await Promise.race([numericAddress(address).catch(() => last ?? nowhere), late])
    this.#found.set(name, numeric)
    return numeric
  }

  /** A container that starts again may have another address. */
  async refresh(known: Iterable<Backend>): Promise<void> {
    const all = [...known].flatMap(({ id, addresses }) =>
      addresses.map((address, index) => ({ name: serverName(id, index), address, alone: addresses.length === 1 })),
    )
    await Promise.all(all.map((server) => this.#refreshOne(server)))
  }

  async #refreshOne({ name, address, alone }: { name: string; address: string; alone: boolean }): Promise<void> {
    const found = await this.reachable(name, address)
    // A container that has ended is a host that is silent: what is sent there waits for seconds. One that is refused is
    // answered by another server at once.
    const now = alone || (await answers(found)) ? found : nowhere
    const before = this.#told.get(name)
    if (now === before) return
    this.#told.set(name, now)
    this.#log(now === nowhere ? `${name} does not answer at ${found}` : `${name} is at ${now}, and was at ${before}`)
    await this.#move(name, now).catch((error: unknown) => this.#log(String(error)))
  }
}

async function answers(address: string): Promise<boolean> {
  const socket = await connectTo(address, resolveMs)
  socket?.destroy()
  return socket !== undefined
}

/** @throws the resolver's error where the host is a name that cannot be resolved */
export async function numericAddress(address: string): Promise<string> {
  const { host, port } = splitAddress(address)
  return net.isIP(host) === 0 ? joinAddress((await lookup(host, 4)).address, port) : joinAddress(host, port)
}
