import { CounterBook } from '../../../src/gateway/agent/counters.ts'
import { readLogLine } from '../../../src/gateway/agent/haproxy-log.ts'
import type { FuzzTarget } from '../types.ts'

const known = 'v1-0-0-aaaaaaaaaaaa'
const line = (fields: object): Uint8Array =>
  Buffer.from(
    JSON.stringify({ v: known, s: `${known}.0`, o: '-', h: '-', st: 200, ts: '--', rc: '0', ta: 3, ...fields }),
  )

export const target: FuzzTarget = {
  seeds: async () => [
    line({}),
    line({ st: 502, ts: 'PH' }),
    line({ v: 'v2' }),
    line({ rc: '+2' }),
    line({ s: '<NOSRV>', st: 408, ts: 'cR' }),
    line({ st: -1, ts: 'CD', ta: -1 }),
  ],
  words: ['"', '<NOSRV>', '__proto__', '-1', 'null', '\\u0000', '.0', '.999999'],
  async run(input) {
    const book = new CounterBook()
    book.know(known)
    for (const one of Buffer.from(input).toString('utf8').split('\n')) {
      const ended = readLogLine(one)
      if (ended !== undefined) book.record(ended.id, ended.outcome, ended.latencyMs)
    }
    const read = Object.entries(book.read())
    if (read.length !== 1 || read[0]?.[0] !== known) throw new Error(`counted for ${read.map(([id]) => id)}`)
    const { requests = 0, latency, errors = 0 } = read[0][1]
    if (latency.counts.some((count) => !(count >= 0 && count <= requests)) || errors > requests)
      throw new Error(`counts that cannot be: ${JSON.stringify(read[0][1])}`)
  },
}
