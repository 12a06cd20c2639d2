import net from 'node:net'
import type { Reply, Request } from './agent/protocol.ts'

export const longestReplyChars = 16 << 20

/** Asks the agent at a socket; rejects with the system's error where nobody listens. */
export const call = (socketPath: string, request: Request, timeoutMs = 120_000): Promise<Reply> =>
  exchange(socketPath, request.op, request, timeoutMs) as Promise<Reply>

/** Sends one line of JSON and takes one. */
export async function exchange(socketPath: string, what: string, value: object, timeoutMs: number): Promise<unknown> {
  const { said, hangUp } = await converse(socketPath, what, value, timeoutMs)
  hangUp()
  return said
}

/** The same, and the line stays open until it is hung up: the other side learns when we are gone, too. */
export function converse(
  socketPath: string,
  what: string,
  value: object,
  timeoutMs: number,
): Promise<{ said: unknown; hangUp(): void }> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(socketPath)
    let text = ''
    socket.setEncoding('utf8')
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`the gateway's agent does not answer to ${what}`)))
    socket.on('error', (error) => {
      socket.destroy()
      reject(error)
    })
    socket.once('connect', () => socket.write(`${JSON.stringify(value)}\n`))
    socket.on('data', (data: string) => {
      text += data
      const end = text.indexOf('\n')
      if (end < 0 && text.length > longestReplyChars)
        socket.destroy(new Error(`the gateway's agent answers ${what} without end`))
      if (end < 0) return
      socket.setTimeout(0)
      try {
        resolve({ said: JSON.parse(text.slice(0, end)), hangUp: () => void socket.destroy() })
      } catch (cause) {
        socket.destroy()
        reject(new Error(`the gateway's agent answers ${what} with no JSON`, { cause }))
      }
    })
    socket.once('end', () =>
      reject(Object.assign(new Error(`the gateway's agent ended during ${what}`), { code: 'ECONNRESET' })),
    )
  })
}
