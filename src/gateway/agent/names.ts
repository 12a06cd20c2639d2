import { Resolver } from 'node:dns/promises'
import net from 'node:net'
import { joinAddress, splitAddress } from '../address.ts'

/* Names of containers, as a router asks for them: not by the system's own way, which takes a thread of few for each question. */

/** A name of a container that has ended is asked for outside of the host, for long where nobody answers. */
const resolver = new Resolver({ timeout: 500, tries: 1 })

/** Refuses at once. */
export const nowhere = '127.0.0.1:1'

/** The address with its host as a number: as it is now, or where it cannot be known as it was last. */
export async function numericNow(address: string, last: string | undefined): Promise<string> {
  const { host, port } = splitAddress(address)
  if (net.isIP(host) !== 0) return address
  const [found] = await resolver.resolve4(host).catch(() => [])
  return found === undefined ? (last ?? nowhere) : joinAddress(found, port)
}
