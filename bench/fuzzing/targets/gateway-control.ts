import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent } from '../../../src/gateway/agent/agent.ts'
import { CounterBook } from '../../../src/gateway/agent/counters.ts'
import { FrontKeeper } from '../../../src/gateway/agent/front.ts'
import type { AgentConfig } from '../../../src/gateway/agent/protocol.ts'
import type { TrafficProxy } from '../../../src/gateway/agent/proxy.ts'
import { answer } from '../../../src/gateway/agent/requests.ts'
import { plain } from '../../../src/gateway/front.ts'
import { backendAt } from '../gateway.ts'
import type { FuzzTarget } from '../types.ts'

const stateDir = mkdtempSync(join(tmpdir(), 'fuzz-control-'))
const config: AgentConfig = {
  stateDir,
  program: 'this',
  model: 'a',
  host: '127.0.0.1',
  listening: plain,
  port: 1,
  metricsPort: 0,
  metricsHost: '127.0.0.1',
  proxy: 'embedded',
  haproxyPath: '',
}
const mustBePlain = (word: string): void => {
  if (!/^[a-z0-9-]{1,200}$/.test(word)) throw new TypeError(`the proxy was told of ${JSON.stringify(word)}`)
}
const front = new FrontKeeper({ stateDir, listening: plain, log: () => undefined })
let told: unknown
const tell = async (word: string): Promise<void> => {
  try {
    mustBePlain(word)
  } catch (cause) {
    told = cause
  }
}
const proxy: TrafficProxy = {
  start: async () => undefined,
  renew: async () => undefined,
  add: ({ id }) => tell(id),
  split: async ({ stable, canary }) => {
    if (stable !== undefined) await tell(stable.id)
    if (canary === undefined) return
    await tell(canary.backend.id)
    if (!(canary.share >= 0 && canary.share <= 1)) told = new TypeError(`a share of ${canary.share}`)
  },
  mirror: async (share) => {
    if (!(share >= 0 && share <= 1)) told = new TypeError(`a share of ${share}`)
  },
  remove: tell,
  stop: async () => undefined,
  drain: async () => undefined,
}

const backend = { ...backendAt(1), addresses: ['127.0.0.1:1'] }
const lines = (...requests: object[]): Uint8Array => Buffer.from(requests.map((one) => JSON.stringify(one)).join('\n'))
const owner = 'o'

export const target: FuzzTarget = {
  seeds: async () => [
    lines(
      { op: 'acquire', model: 'a', owner, ttlMs: 1000 },
      { op: 'add', owner, backend },
      { op: 'shift', owner, canaryId: backend.id, share: 0.5 },
      { op: 'promote', owner, canaryId: backend.id },
      { op: 'add', owner, backend: { ...backend, id: 'v2' } },
      { op: 'mirror', owner, canaryId: 'v2', share: 0.5 },
      { op: 'demote', owner, stableId: backend.id },
      { op: 'remove', owner, id: backend.id, timeoutMs: 1 },
      { op: 'release', owner },
    ),
    lines({ op: 'hello' }, { op: 'status' }, { op: 'observe' }, { op: 'evict' }, { op: 'renew', owner, ttlMs: 1 }),
  ],
  words: ['\\n', '; set server', 'null', '__proto__', 'constructor', '1e999', '-1', '{}', '[]', '"op":"add",', '\n'],
  async run(input) {
    const counters = new CounterBook()
    const agent = new Agent({
      stateDir,
      model: 'a',
      proxy,
      front,
      counters,
      earlier: { gone: async () => undefined },
      log: () => undefined,
    })
    told = undefined
    for (const line of Buffer.from(input).toString('utf8').split('\n')) {
      const { reply } = await answer({ agent, config, router: undefined }, line)
      JSON.stringify(reply)
      if (told !== undefined) throw told
    }
    agent.release(owner)
  },
  async close() {
    rmSync(stateDir, { recursive: true, force: true })
  },
}
