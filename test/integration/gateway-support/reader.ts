import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import type { Backend } from '../../../src/gateway/types.ts'
import { digestOf, servingOf } from './place.ts'

/* A version that reads requests in one way only: whatever two readers could understand differently is odd, and told. */

export type Reader = {
  backend: Backend
  /** The path of each request whose head came. */
  asked: string[]
  /** What is no request that every reader reads alike. */
  odd: string[]
  close(): void
}

const line = /^[A-Z]+ (\/[!-~]*) HTTP\/1\.([01])$/
const header = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:[ \t]*[\t\x20-\x7e\x80-\xff]*$/

export async function reader(name: string): Promise<Reader> {
  const asked: string[] = []
  const odd: string[] = []
  const server = net.createServer((socket) => {
    let rest = ''
    let left: Frame | undefined
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      rest += data.toString('latin1')
      try {
        for (;;) {
          if (left === undefined) {
            const end = rest.indexOf('\r\n\r\n')
            if (end < 0) return
            const head = headOf(rest.slice(0, end))
            rest = rest.slice(end + 4)
            asked.push(head.path)
            left = head.frame
          }
          const after = behind(rest, left)
          if (after === undefined) return
          rest = after
          left = undefined
          socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')
        }
      } catch (error) {
        odd.push((error as Error).message)
        socket.destroy()
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const backend = { id: `v-${name}`, version: '9.9.9', digest: digestOf('d'), addresses: [`127.0.0.1:${port}`] }
  return { backend: { ...backend, serving: servingOf('9.9.9') }, asked, odd, close: () => server.close() }
}

type Frame = { kind: 'length'; bytes: number } | { kind: 'chunks' }

function headOf(text: string): { path: string; frame: Frame } {
  const [first = '', ...lines] = text.split('\r\n')
  const [, path, minor] = line.exec(first) ?? []
  if (path === undefined) throw new Error(`a request line: ${JSON.stringify(first)}`)
  const bad = lines.find((one) => !header.test(one))
  if (bad !== undefined) throw new Error(`a header: ${JSON.stringify(bad)}`)
  const values = (name: string): string[] =>
    lines.filter((one) => one.toLowerCase().startsWith(`${name}:`)).map((one) => one.slice(name.length + 1).trim())
  const [hosts, lengths, encodings] = [values('host'), values('content-length'), values('transfer-encoding')]
  if (values('upgrade').length > 0) throw new Error('an upgrade')
  if (hosts.length !== 1) throw new Error(`hosts: ${JSON.stringify(hosts)}`)
  if (lengths.length + encodings.length > 1) throw new Error(`two frames: ${JSON.stringify(lines)}`)
  if (encodings.length === 1) {
    // Of HTTP/1.0 some readers know no chunks.
    if (encodings[0]?.toLowerCase() !== 'chunked' || minor === '0')
      throw new Error(`an encoding: ${JSON.stringify(encodings)}`)
    return { path, frame: { kind: 'chunks' } }
  }
  const length = lengths[0] ?? '0'
  if (!/^\d{1,9}$/.test(length)) throw new Error(`a length: ${JSON.stringify(length)}`)
  return { path, frame: { kind: 'length', bytes: Number(length) } }
}

/** What follows a body; undefined where more of it is to come. */
function behind(text: string, frame: Frame): string | undefined {
  if (frame.kind === 'length') return text.length < frame.bytes ? undefined : text.slice(frame.bytes)
  for (let at = 0; ; ) {
    const end = text.indexOf('\r\n', at)
    if (end < 0) return undefined
    const size = text.slice(at, end)
    if (!/^[0-9a-fA-F]{1,8}$/.test(size)) throw new Error(`the size of a chunk: ${JSON.stringify(size)}`)
    const bytes = Number.parseInt(size, 16)
    if (bytes === 0) return lastOf(text, end + 2)
    at = end + 2 + bytes + 2
    if (text.length < at) return undefined
    if (text.slice(at - 2, at) !== '\r\n') throw new Error('a chunk without its end')
  }
}

/** Behind the last chunk: trailers, of which none frames a body that is over, and an empty line. */
function lastOf(text: string, from: number): string | undefined {
  for (let at = from; ; ) {
    const end = text.indexOf('\r\n', at)
    if (end < 0) return undefined
    const trailer = text.slice(at, end)
    if (trailer === '') return text.slice(end + 2)
    if (!header.test(trailer)) throw new Error(`a trailer: ${JSON.stringify(trailer)}`)
    at = end + 2
  }
}
