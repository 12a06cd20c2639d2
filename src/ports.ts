import { createServer } from 'node:net'

/**
 * A port of loopback that no program has at this moment: the one that is wanted, where it is free. It is not reserved:
 * whoever takes it must be ready to find it taken.
 */
export async function freePort(wanted = 0): Promise<number> {
  const port = (await listenAt(wanted)) ?? (await listenAt(0))
  if (port === undefined) throw new Error('loopback has no free port')
  return port
}

/** Whether no program listens at this port of loopback. */
export const portIsFree = async (port: number): Promise<boolean> => (await whyNotFree(port, '127.0.0.1')) === undefined

/** The system's word for why nobody could listen there now, as `EADDRINUSE`; undefined where somebody could. */
export async function whyNotFree(port: number, host: string): Promise<string | undefined> {
  const found = await tryListening(port, host)
  return typeof found === 'number' ? undefined : found
}

const listenAt = async (port: number): Promise<number | undefined> => {
  const found = await tryListening(port, '127.0.0.1')
  return typeof found === 'number' ? found : undefined
}

/** The port that was given, after it was let go; else the system's word for why none was. */
const tryListening = (port: number, host: string): Promise<number | string> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => resolve(code))
    server.listen(port, host, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 'unknown'))
    })
  })
