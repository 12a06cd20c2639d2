import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { haproxyConfiguration, haproxyMap } from '../../../src/gateway/agent/haproxy-config.ts'
import { readKept } from '../../../src/gateway/agent/state.ts'
import { plain } from '../../../src/gateway/front.ts'
import { backendAt } from '../gateway.ts'
import type { FuzzTarget } from '../types.ts'

const directory = mkdtempSync(join(tmpdir(), 'fuzz-state-'))
const stable = backendAt(8080)
const place = {
  model: 'a',
  listen: { host: '127.0.0.1', port: 1 },
  listening: plain,
  logPath: 'l',
  relayPath: 'r',
  socketPath: 's',
  mapPath: 'm',
}
const linesOf = (text: string): number => text.split(/[\r\n\u2028\u2029]/).length
const linesOfMap = linesOf(haproxyMap({ id: 'v', servers: 1 }))
const fewest = linesOf(haproxyConfiguration({ ...place, stable: undefined }))
const file = (backend: object): Uint8Array => Buffer.from(JSON.stringify({ schema: 1, model: 'a', stable: backend }))

/** Bytes that are no JSON stand in its words instead: id, address, path. */
function fileOf(input: Uint8Array): Uint8Array {
  const text = Buffer.from(input).toString('utf8')
  if (!text.startsWith('words|')) return input
  const [, id = '', address = '', readyPath = ''] = text.split('|')
  return file({ ...stable, id, addresses: [address], serving: { ...stable.serving, readyPath } })
}

export const target: FuzzTarget = {
  seeds: async () => [
    file(stable),
    file({ ...stable, addresses: ['[::1]:80', 'model-a:80'] }),
    Buffer.from('words|v1-0-0-aaaaaaaaaaaa|model-aaaaaaaaaaaa:8080|/v2/models/tone/versions/1.0.0/ready'),
    Buffer.from('words|v1|[fe80::1]:80|/'),
    Buffer.from('{"schema":1,"model":"a"}'),
  ],
  words: [
    '\\n',
    '\\n  server x 1.1.1.1:1',
    ' ',
    ';',
    '"',
    '[',
    '{}',
    'null',
    '__proto__',
    '\\u2028',
    '#',
    '1e999',
    '\n',
    '\r',
    '\u2028',
    '\0',
    '::',
    '%0a',
    '0',
  ],
  async run(input) {
    writeFileSync(join(directory, 'state.json'), fileOf(input), { mode: 0o600 })
    const read = readKept(directory, 'a').stable
    if (read === undefined) return
    const { id, addresses, serving } = read
    const lines = linesOf(haproxyConfiguration({ ...place, stable: { id, addresses } }))
    if (lines !== fewest + addresses.length)
      throw new Error(`a configuration of ${lines} lines for ${addresses.length}`)
    if (linesOf(haproxyMap({ id, servers: addresses.length })) !== linesOfMap) throw new Error('a line more in the map')
    for (const word of [id, ...addresses, serving.readyPath])
      if (!/^[\w.:[\]/~%+-]+$/.test(word)) throw new Error(`a word of configuration: ${word}`)
  },
  grown: async (count) => file({ ...stable, addresses: Array(count).fill('127.0.0.1:1') }),
  async close() {
    rmSync(directory, { recursive: true, force: true })
  },
}
