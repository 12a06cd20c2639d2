import { chmodSync, existsSync, rmSync } from 'node:fs'
import net from 'node:net'
import { dirname } from 'node:path'

const lookMs = 1_000

/**
 * A unix socket of this user alone, which is made again where somebody who cleans up removed its file: whoever serves can be
 * asked for as long as he serves. @param path as it is now: the directory may move, and is made where it can be
 */
export async function listenPrivately(
  path: () => string,
  take: (socket: net.Socket) => void,
): Promise<{ close(): void }> {
  const open = async (at: string): Promise<net.Server> => {
    const server = net.createServer((socket) => {
      // Who asks may be killed in the middle of it.
      socket.on('error', () => undefined)
      take(socket)
    })
    rmSync(at, { force: true })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(at, resolve)
    })
    server.on('error', () => undefined)
    try {
      chmodSync(at, 0o600)
    } catch (error) {
      // Nobody can reach it any more, and open it would keep whoever serves from ending.
      server.close()
      throw error
    }
    return server
  }
  const listen = async (): Promise<net.Server> => {
    const at = path()
    return open(at).catch((error: unknown) => {
      // Who listened there last may have removed the directory as it ended, just after it was made.
      if (existsSync(dirname(at))) throw error
      return open(path())
    })
  }
  let server = await listen()
  let closed = false
  const again = async (): Promise<void> => {
    const at = path()
    // One that moved took the socket with it.
    if (existsSync(at) || !existsSync(dirname(at))) return
    server.close()
    server = await listen()
    if (closed) server.close()
  }
  const look = setInterval(() => void again().catch(() => undefined), lookMs)
  look.unref()
  return {
    close() {
      closed = true
      clearInterval(look)
      server.close()
    },
  }
}
