import net from 'node:net'

/**
 * The two parts of `host:port`; an IPv6 host stands in brackets. A host has nothing in it that could end the line or the
 * word in which a proxy is told of it.
 */
export function splitAddress(address: string): { host: string; port: number } {
  const [, sixth, name, digits] =
    /^(?:\[([0-9A-Fa-f:.]{2,45})\]|([0-9A-Za-z._-]{1,253})):(\d{1,5})$/.exec(address) ?? []
  const host = sixth ?? name
  const port = Number(digits)
  if (host === undefined || (sixth !== undefined && !net.isIPv6(sixth)) || port < 1 || port > 65_535)
    throw new Error(`${JSON.stringify(address.slice(0, 300))} is no address: expected host:port`)
  return { host, port }
}

export const joinAddress = (host: string, port: number): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
