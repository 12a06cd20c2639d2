import { accessLine } from '../../../src/gateway/agent/access.ts'
import { readAccess } from '../../../src/gateway/agent/haproxy-log.ts'
import type { FuzzTarget } from '../types.ts'

/* Path, method and request id are a client's: whatever they are, each request is one line of the access log, and reads as it was written. */

const seed = (fields: object): Uint8Array =>
  Buffer.from(
    JSON.stringify({
      v: 'v1-0-0-aaaaaaaaaaaa',
      s: 'v1-0-0-aaaaaaaaaaaa.0',
      st: 200,
      ts: '--',
      rc: '0',
      ta: 3,
      t: 1_700_000_000_000,
      c: '10.0.0.7',
      b: 412,
      k: 'search',
      i: '4f2c',
      m: 'POST',
      p: '/v2/models/tone/infer',
      ...fields,
    }),
  )

export const target: FuzzTarget = {
  seeds: async () => [
    seed({}),
    seed({ s: '<NOSRV>', st: 401, k: '-' }),
    seed({ st: -1, ta: -1, b: 0 }),
    seed({ t: 8_640_000_000_000_000 }),
    seed({ p: '/a"},"s":"b\u0000' }),
  ],
  words: ['9007199254740991', '-9007199254740991', '1e400', 'null', '\\u2028', '\\ud800', '"p":"', '"t":', '__proto__'],
  async run(input) {
    for (const one of Buffer.from(input).toString('utf8').split('\n')) {
      const access = readAccess(one)
      if (access === undefined) continue
      const line = accessLine(access)
      if (line.indexOf('\n') !== line.length - 1) throw new TypeError('more than a line')
      const { time, status, ms } = JSON.parse(line) as typeof access
      if (Number.isNaN(Date.parse(time)) || status < 0 || ms < 0) throw new TypeError(`what cannot be: ${line}`)
      if (JSON.stringify(JSON.parse(line)) !== line.trimEnd()) throw new TypeError('it reads as something else')
    }
  },
}
