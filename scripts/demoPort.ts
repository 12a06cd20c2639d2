import { createServer } from 'node:net'

/** The port that is wanted, where it is free on loopback; else one that is. */
export const freePort = async (wanted: number): Promise<number> =>
  (await listenAt(wanted)) ?? (await listenAt(0)) ?? wanted

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
