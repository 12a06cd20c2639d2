import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import type { Backend } from '../../../src/gateway/types.ts'
import { digestOf, servingOf } from './place.ts'

/* Both sides of the gateway as bytes: clients and versions that keep to nothing. */

/** A request as bytes. */
export const request = (line: string, ...headers: string[]): string =>
  `${[line, 'host: a', ...headers].join('\r\n')}\r\n\r\n`

/** Where an answer is due, it is waited for so long: a machine that has much else to do is no reason to go. */
export const dueMs = 30_000

/** Sends bytes on a connection of its own; what came back until it was closed, or was `enough`, or `patienceMs` passed. */
export function send(port: number, bytes: string | Uint8Array, patienceMs: number, enough?: RegExp): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    let answer = ''
    const late = setTimeout(() => socket.destroy(), patienceMs)
    socket.on('data', (data) => {
      answer += data.toString('latin1')
      if (enough?.test(answer) === true) socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(late)
      resolve(answer)
    })
    socket.write(bytes)
  })
}

export type Stranger = { backend: Backend; asked: string[]; close(): void }

/** A version that answers each piece of a request with the bytes that `answer` gives, and then ends the connection or not. */
export async function stranger(
  name: string,
  answer: (asked: string) => { bytes: string | Uint8Array; end: boolean },
): Promise<Stranger> {
  const asked: string[] = []
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      asked.push(data.toString('latin1'))
      const { bytes, end } = answer(asked.at(-1) ?? '')
      socket.write(bytes)
      if (end) socket.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const backend = { id: `v-${name}`, version: '9.9.9', digest: digestOf('c'), addresses: [`127.0.0.1:${port}`] }
  return { backend: { ...backend, serving: servingOf('9.9.9') }, asked, close: () => server.close() }
}
