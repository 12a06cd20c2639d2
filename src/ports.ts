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
export const portIsFree = async (port: number): Promise<boolean> => (await listenAt(port)) !== undefined

/** The port that was given, after it was let go; undefined where another program has it. */
const listenAt = (port: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(undefined) : reject(error),
    )
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined))
    })
  })
