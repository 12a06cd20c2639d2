/** The two parts of `host:port`; an IPv6 host stands in brackets. */
export function splitAddress(address: string): { host: string; port: number } {
  const end = address.lastIndexOf(':')
  const host = address.slice(0, Math.max(0, end)).replace(/^\[(.*)\]$/, '$1')
  const port = Number(address.slice(end + 1))
  if (host === '' || !Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`${address} is no address: expected host:port`)
  return { host, port }
}

export const joinAddress = (host: string, port: number): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
