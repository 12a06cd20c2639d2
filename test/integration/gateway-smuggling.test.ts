import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWith } from '../parts.ts'
import { deployFirst, openPlace, type Place } from './gateway-support/place.ts'
import { type Reader, reader } from './gateway-support/reader.ts'
import { dueMs, send } from './gateway-support/stranger.ts'

/*
 * What one server takes for a body and another for the next request, as bytes. `/hidden` is what a client hides: no version may
 * be asked for it. What a version is asked for arrives in a form that every reader reads alike, and is counted.
 */

const hidden = 'GET /hidden HTTP/1.1\r\nhost: a\r\n\r\n'
const post = (...headers: string[]): string => ['POST /x HTTP/1.1', 'host: a', ...headers, '', ''].join('\r\n')
const chunked = 'transfer-encoding: chunked'
const chunk = (text: string, size = text.length.toString(16)): string => `${size}\r\n${text}\r\n`
const last = '0\r\n\r\n'
const length = (text: string): string => `content-length: ${text.length}`

/** Whether or not it is told on, nothing else is. */
const hides: Record<string, string> = {
  'CL.TE: a length and chunks': `${post('content-length: 6', chunked)}${last}${hidden}`,
  'TE.CL: chunks, and a length that ends before them': `${post(chunked, 'content-length: 4')}${chunk(hidden)}${last}`,
  'TE.TE: chunked twice': `${post(chunked, chunked)}${chunk(hidden)}${last}`,
  'TE.TE: chunked, then what nobody knows': `${post(chunked, 'transfer-encoding: cow')}${chunk(hidden)}${last}`,
  'chunked before identity': `${post('transfer-encoding: chunked, identity', length(hidden))}${hidden}`,
  'identity and a length': `${post('transfer-encoding: identity', length(hidden))}${hidden}`,
  'xchunked and a length': `${post('transfer-encoding: xchunked', length(hidden))}${hidden}`,
  'chunked in quotes': `${post('transfer-encoding: "chunked"', length(hidden))}${hidden}`,
  'chunked behind a vertical tab': `${post('transfer-encoding: \x0bchunked', length(hidden))}${hidden}`,
  'chunked behind a byte that is no letter': `${post('transfer-encoding: \xa0chunked', length(hidden))}${hidden}`,
  'chunked by HTTP/1.0': `${post(chunked, length(hidden)).replace('HTTP/1.1', 'HTTP/1.0')}${chunk('abc')}${last}${hidden}`,
  'a space before the colon of the encoding': `${post('transfer-encoding : chunked', length(hidden))}${hidden}`,
  'a space before the colon of the length': `${post(`content-length : ${hidden.length}`)}${hidden}`,
  'a tab before the name': `${post(`\t${chunked}`, length(hidden))}${hidden}`,
  'a folded encoding': `${post('transfer-encoding:\r\n chunked', length(hidden))}${hidden}`,
  'a folded length': `${post(`content-length:\r\n ${hidden.length}`)}${hidden}`,
  'a folded header that holds a length': `${post('a: b\r\n content-length: 0', length(hidden))}${hidden}`,
  'two lengths that differ': `${post('content-length: 0', length(hidden))}${hidden}`,
  'two lengths in one header': `${post(`content-length: 0, ${hidden.length}`)}${hidden}`,
  'a length of less than nothing': `${post('content-length: -1')}${hidden}`,
  'a length with a plus': `${post(`content-length: +${hidden.length}`)}${hidden}`,
  'a length in hexadecimal': `${post(`content-length: 0x${hidden.length.toString(16)}`)}${hidden}`,
  'a length with an underscore': `${post('content-length: 3_5')}${hidden}`,
  'a length of 2^64 + 1': `${post('content-length: 18446744073709551617')}a${hidden}`,
  'a length without a number': `${post('content-length:')}${hidden}`,
  'a length with a fraction': `${post('content-length: 3.5')}${hidden}`,
  'bare line feeds around an encoding': `${post(`a: b\n${chunked}`, length(hidden))}${hidden}`,
  'a bare line feed that ends the head': `POST /x HTTP/1.1\r\nhost: a\r\n${length(hidden)}\n\n${hidden}`,
  'a bare carriage return in a value': `${post(`a: b\r${chunked}`, length(hidden))}${hidden}`,
  'a bare carriage return that ends the head': `POST /x HTTP/1.1\r\nhost: a\r\n${length(hidden)}\r\r${hidden}`,
  'NUL in a name': `${post('transfer-encoding\0: chunked', length(hidden))}${hidden}`,
  'NUL in a value': `${post('transfer-encoding: chunked\0', length(hidden))}${hidden}`,
  'a header without a name': `${post(': chunked', length(hidden))}${hidden}`,
  'a header without a colon': `${post('transfer-encoding chunked', length(hidden))}${hidden}`,
  'a chunk of 0x size': `${post(chunked)}${chunk(hidden, `0x${hidden.length.toString(16)}`)}${last}`,
  'a chunk with an underscore in its size': `${post(chunked)}${chunk(hidden, '2_1')}${last}`,
  'a chunk of less than nothing': `${post(chunked)}${chunk(hidden, '-1')}${last}`,
  'a chunk with a plus': `${post(chunked)}${chunk(hidden, `+${hidden.length.toString(16)}`)}${last}`,
  'a chunk of 2^64 + 1': `${post(chunked)}10000000000000001\r\na\r\n${last}${hidden}`,
  'a chunk of 2^32 + 1': `${post(chunked)}100000001\r\na\r\n${last}${hidden}`,
  'a chunk with a space before its size': `${post(chunked)}${chunk(hidden, ` ${hidden.length.toString(16)}`)}${last}`,
  'a chunk whose extension holds a line feed': `${post(chunked)}3;a\nxx\r\nabc\r\n${last}`,
  'a chunk whose extension holds a carriage return': `${post(chunked)}3;a\rxx\r\nabc\r\n${last}`,
  'a chunk that is longer than its size': `${post(chunked)}3\r\nabc${hidden}\r\n${last}`,
  'a chunk whose size ends with a bare line feed': `${post(chunked)}3\nabc\r\n${last}`,
  'a chunk whose data ends with a bare line feed': `${post(chunked)}3\r\nabc\n${last}`,
  'no chunk at all': `${post(chunked)}\r\n${hidden}`,
  'the Connection header names the length': `${post(length(hidden), 'connection: close, content-length')}${hidden}`,
  'the Connection header names the encoding': `${post(chunked, 'connection: close, transfer-encoding')}${chunk(hidden)}${last}`,
  'HTTP/2 by upgrade': `${post(length(hidden), 'connection: upgrade, http2-settings', 'upgrade: h2c', 'http2-settings: AAMAAABkAAQAAP__')}${hidden}`,
  'a websocket by upgrade': `${post(length(hidden), 'connection: upgrade', 'upgrade: websocket')}${hidden}`,
  'two hosts': `${post('host: b', length(hidden))}${hidden}`,
  'an address in place of a path': `${post(length(hidden)).replace('/x', 'http://b/x')}${hidden}`,
  'a space in the path': `${post(length(hidden)).replace('/x', '/x /hidden')}${hidden}`,
  'a version that nobody has': `${post(length(hidden)).replace('1.1', '1.9')}${hidden}`,
  'no version': `POST /x\r\nhost: a\r\n${length(hidden)}\r\n\r\n${hidden}`,
  'a line feed in the request line': `${post(length(hidden)).replace('/x', '/x\n/y')}${hidden}`,
  'a tab in the request line': `${post(length(hidden)).replace(' /x ', '\t/x\t')}${hidden}`,
  'an empty line before it': `\r\n\r\n${post(length(hidden))}${hidden}`,
  'an expectation, and the body without waiting': `${post(length(hidden), 'expect: 100-continue')}${hidden}`,
  'a GET with a body': `${post(length(hidden)).replace('POST', 'GET')}${hidden}`,
  'a HEAD with chunks': `${post(chunked).replace('POST', 'HEAD')}${chunk(hidden)}${last}`,
  'a trailer that is a length': `${post(chunked, 'trailer: content-length')}${chunk('abc')}0\r\ncontent-length: 50\r\n\r\n`,
}

/** Well-formed: each is told on, and what follows it is the next one. */
const follows: Record<string, string> = {
  'no body': post('content-length: 0'),
  'a body by its length': `${post(length(hidden))}${hidden}`,
  chunks: `${post(chunked)}${chunk('abc')}${chunk(hidden)}${last}`,
  'chunks of many zeros and capitals': `${post('Transfer-Encoding: Chunked')}${chunk(hidden, `000${hidden.length.toString(16).toUpperCase()}`)}${last}`,
  'a chunk extension': `${post(chunked)}${chunk(hidden, `${hidden.length.toString(16)};a="b"`)}${last}`,
  trailers: `${post(chunked)}${chunk(hidden)}0\r\na: b\r\n\r\n`,
}

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(proxy === 'haproxy' ? ['haproxy'] : [], `through the ${proxy} gateway`, () => {
    let place: Place
    let version: Reader

    const counts = async () => (await place.gateway.metrics.observe())[version.backend.id]
    /** The paths that the version was asked for meanwhile, each counted and none held against it. */
    const askedBy = async (bytes: string, patienceMs = 250): Promise<string[]> => {
      const before = await counts()
      version.asked.length = 0
      version.odd.length = 0
      await send(place.port, Buffer.from(bytes, 'latin1'), patienceMs)
      const since = async () => {
        const now = await counts()
        const counted = (now?.requests ?? 0) - (before?.requests ?? 0)
        // What was closed for its own fault while the gateway still connected never reached the version.
        const abandoned = (now?.abandoned.count ?? 0) - (before?.abandoned.count ?? 0)
        return {
          hidden: Math.max(0, version.asked.length - counted),
          unasked: Math.max(0, counted - version.asked.length - abandoned),
          errors: (now?.errors ?? 0) - (before?.errors ?? 0),
          odd: version.odd,
        }
      }
      await expect.poll(since, { timeout: dueMs }).toEqual({ hidden: 0, unasked: 0, errors: 0, odd: [] })
      return [...version.asked]
    }

    beforeAll(async () => {
      place = await openPlace(proxy)
      version = await reader('plain')
      await deployFirst(place, version.backend)
    })
    afterAll(async () => {
      version.close()
      await place.end()
    })

    test.each(Object.entries(hides))('nothing is hidden from the count by %s', async (_, bytes) => {
      expect([[], ['/x']]).toContainEqual(await askedBy(bytes))
    })

    test.each(Object.entries(follows))('what follows %s is the next request', async (_, bytes) => {
      const next = 'GET /next HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'
      // To the end of the connection: by then both were told on, and nothing beside them.
      expect(await askedBy(`${bytes}${next}`, dueMs)).toEqual(['/x', '/next'])
    })
  })
