import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { splitAddress } from '../../../src/gateway/address.ts'
import { CounterBook } from '../../../src/gateway/agent/counters.ts'
import { readLogLine } from '../../../src/gateway/agent/haproxy-log.ts'
import { passedOn } from '../../../src/gateway/agent/messages.ts'
import { readConfig, readRequest } from '../../../src/gateway/agent/protocol.ts'
import { keepPrivate, readKept, writeStable } from '../../../src/gateway/agent/state.ts'
import { plain } from '../../../src/gateway/front.ts'
import type { Backend } from '../../../src/gateway/types.ts'

const model = 'github.com/acme/shop/tone'
const stable: Backend = {
  id: 'v1-0-0-aaaaaaaaaaaa',
  version: '1.0.0',
  digest: `sha256:${'a'.repeat(64)}`,
  addresses: ['127.0.0.1:8080', '[::1]:8080', 'model-aaaaaaaaaaaa:8080'],
  serving: {
    port: 8080,
    readyPath: '/v2/models/tone/versions/1.0.0/ready',
    protocol: 'open-inference-v2',
    maxLength: 16,
    maxBatch: 8,
    engine: 'onnxruntime',
  },
}

describe('what the gateway knew before', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'gateway-state-'))
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))
  const file = () => join(directory, 'state.json')
  const write = (backend: unknown) => writeFileSync(file(), JSON.stringify({ schema: 1, model, stable: backend }))

  it('is read as it was written', async () => {
    await writeStable(directory, model, stable)
    expect(readKept(directory, model).stable).toEqual(stable)
    await writeStable(directory, model, undefined)
    expect(readKept(directory, model).stable).toBeUndefined()
  })

  it('is not served by the gateway of another model', async () => {
    await writeStable(directory, model, stable)
    expect(() => readKept(directory, 'acme/voice')).toThrow(
      `${file()}: it is of the model ${model}, and acme/voice is to be served: each model needs a directory of its own`,
    )
  })

  it.each<[string, unknown]>([
    ['a line of configuration in its id', { ...stable, id: 'v1\n  server evil 10.0.0.1:80' }],
    ['a line of configuration in its address', { ...stable, addresses: ['10.0.0.1:80\n  server evil 10.0.0.1:80'] }],
    ['a word of configuration in its address', { ...stable, addresses: ['10.0.0.1 backup:80'] }],
    ['a command in its path', { ...stable, serving: { ...stable.serving, readyPath: '/x;set server' } }],
    ['no address', { ...stable, addresses: [] }],
    ['thousands of addresses', { ...stable, addresses: Array(1000).fill('127.0.0.1:1') }],
    ['a digest that is none', { ...stable, digest: 'sha256:x' }],
    ['nothing of a version', {}],
    ['null', null],
  ])('is not served with %s', (_, backend) => {
    write(backend)
    expect(() => readKept(directory, model)).toThrow(UserError)
    expect(() => readKept(directory, model)).toThrow(/it is damaged.*remove it/)
  })

  it('is not served where someone else can write it', async () => {
    await writeStable(directory, model, stable)
    chmodSync(file(), 0o666)
    expect(() => readKept(directory, model)).toThrow(/it is not what this program wrote/)
  })

  it('is not served from a link, a directory or a file without end', async () => {
    const elsewhere = join(directory, 'elsewhere.json')
    await writeStable(directory, model, stable)
    writeFileSync(elsewhere, JSON.stringify({ schema: 1, model, stable }), { mode: 0o600 })
    rmSync(file())
    symlinkSync(elsewhere, file())
    expect(() => readKept(directory, model)).toThrow(/it cannot be read \(ELOOP\)/)
    rmSync(file())
    mkdirSync(file())
    expect(() => readKept(directory, model)).toThrow(UserError)
    rmSync(file(), { recursive: true })
    writeFileSync(file(), Buffer.alloc(1 << 20, ' '), { mode: 0o600 })
    expect(() => readKept(directory, model)).toThrow(UserError)
  })

  it('lies in a directory of ours alone', () => {
    chmodSync(directory, 0o777)
    expect(() => keepPrivate(directory)).toThrow(/others may write to it/)
    chmodSync(directory, 0o755)
    expect(() => keepPrivate(directory)).not.toThrow()
    const link = `${directory}-link`
    symlinkSync(directory, link)
    try {
      expect(() => keepPrivate(link)).toThrow(UserError)
    } finally {
      rmSync(link)
    }
  })
})

describe('what the agent is asked', () => {
  it('is read with what it needs and nothing else', () => {
    const asked = { op: 'add', owner: 'job 1', backend: stable }
    expect(readRequest(JSON.stringify({ ...asked, more: 1 }))).toEqual(asked)
    expect(readRequest('{"op":"hello"}')).toEqual({ op: 'hello' })
  })

  it.each([
    '{"op":"toString"}',
    '{"op":"shift","owner":"a","canaryId":"b; shutdown","share":1}',
    '{"op":"shift","owner":"a","canaryId":"b","share":1.5}',
    '{"op":"shift","owner":"a","canaryId":"b"}',
    '{"op":"acquire","model":"m","owner":"a","ttlMs":1e400}',
    '{"op":"acquire","model":"m","owner":"a","ttlMs":null}',
    '{"op":"acquire","model":"m","owner":"a\\nb","ttlMs":1}',
    '{"op":"remove","owner":"a","id":"../x","timeoutMs":1}',
    'null',
    '"hello"',
    '[',
  ])('is refused where it is not one of its requests: %s', (line) => {
    expect(() => readRequest(line)).toThrow()
  })

  it('says no configuration of its own', () => {
    const config = {
      stateDir: '/s',
      program: 'sha',
      model,
      host: '127.0.0.1',
      listening: plain,
      port: 1,
      metricsPort: 0,
      metricsHost: '127.0.0.1',
      proxy: 'haproxy',
      haproxyPath: '/h',
    }
    expect(readConfig(JSON.stringify(config))).toEqual(config)
    for (const change of [
      { model: "a'\n b" },
      { host: '0.0.0.0 mode tcp' },
      { listening: { ...plain, tls: 'off' } },
      { port: 0 },
      { proxy: 'x' },
    ])
      expect(() => readConfig(JSON.stringify({ ...config, ...change }))).toThrow()
  })
})

describe('a line of the log', () => {
  const line = (change: object = {}) =>
    JSON.stringify({ v: stable.id, s: `${stable.id}.0`, o: '-', h: '-', st: 200, ts: '--', rc: '0', ta: 3, ...change })

  it('tells how a request of a version ended', () => {
    const ended = { id: stable.id, outcome: 'answered', latencyMs: 3 }
    expect(readLogLine(line())).toEqual(ended)
    expect(readLogLine(line({ st: 502, ts: 'PH' }))).toMatchObject({ outcome: 'unanswered' })
  })

  it.each([
    'null',
    '[]',
    '{}',
    line({ s: '__proto__' }).replace('}', ',"a":1}'),
    line({ st: '200' }),
    line({ ta: -1e99 }),
    line({ s: '<NOSRV>' }),
    `${line()}${line()}`,
    'Proxy fe stopped (cumulated conns: FE: 15, BE: 0).',
    'x'.repeat(1 << 20),
  ])('that tells of none is passed over', (text) => {
    expect(readLogLine(text)).toBeUndefined()
  })

  it('of a version that is not known takes no memory', () => {
    const book = new CounterBook()
    book.know(stable.id)
    for (let index = 0; index < 100; index++) book.record(`v-${index}`, 'answered', 1)
    book.record('__proto__', 'server-error', 1)
    book.record(stable.id, 'answered', 1)
    expect(Object.keys(book.read())).toEqual([stable.id])
    expect(book.read()[stable.id]).toMatchObject({ requests: 1, errors: 0 })
  })
})

describe('what is passed on', () => {
  it('is nothing of one connection, nor what its header names, but always host and length', () => {
    const headers = {
      connection: ['close, X-Mine, host', 'content-length'],
      host: ['a'],
      'content-length': ['1'],
      'keep-alive': ['1'],
      te: ['trailers'],
      upgrade: ['h2c'],
      'transfer-encoding': ['chunked'],
      'proxy-authorization': ['x'],
      expect: ['100-continue'],
      'x-mine': ['1'],
      'x-other': ['1', '2'],
    }
    expect(passedOn(headers)).toEqual([
      ['host', ['a']],
      ['content-length', ['1']],
      ['x-other', ['1', '2']],
    ])
  })

  it('is no header that could be read as two', () => {
    expect(() => passedOn({ a: ['b\r\nc: d'] })).toThrow()
    expect(() => passedOn({ 'content-length': ['1', '2'] })).toThrow(/more than one content-length/)
  })
})

it.each([
  'a b:1',
  'a\n:1',
  '[x]:1',
  '[127.0.0.1]:1',
  ':1',
  'a:0',
  'a:65536',
  'a:1e3',
  '::1:80',
  'a',
  `${'a'.repeat(300)}:1`,
])('an address is a host and a port, and not %j', (address) => {
  expect(() => splitAddress(address)).toThrow(/is no address/)
})
