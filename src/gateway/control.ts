import net from 'node:net'
import type { Reply, Request } from './agent/protocol.ts'

const longestReply = 16 << 20

/** Asks the agent at a socket; rejects with the system's error where nobody listens. */
export function call(socketPath: string, request: Request, timeoutMs = 120_000): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(socketPath)
    let text = ''
    socket.setEncoding('utf8')
    socket.setTimeout(timeoutMs, () =>
      socket.destroy(new Error(`the gateway's agent does not answer to ${request.op}`)),
    )
    socket.once('error', reject)
    socket.once('connect', () => socket.write(`${JSON.stringify(request)}\n`))
    socket.on('data', (data: string) => {
      text += data
      const end = text.indexOf('\n')
      if (end < 0 && text.length > longestReply)
        socket.destroy(new Error(`the gateway's agent answers ${request.op} without end`))
      if (end < 0) return
      socket.destroy()
      try {
        resolve(JSON.parse(text.slice(0, end)) as Reply)
      } catch (cause) {
        reject(new Error(`the gateway's agent answers ${request.op} with no JSON`, { cause }))
      }
    })
    socket.once('end', () =>
      reject(Object.assign(new Error(`the gateway's agent ended during ${request.op}`), { code: 'ECONNRESET' })),
    )
  })
}
