import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Backend } from '../../src/gateway/types.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import type { RolloutReport, Target } from '../../src/rollout/types.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { quickPlan } from '../rolloutPlan.ts'
import { deployFirst, digestOf, openPlace, type Place, servingOf } from './gateway-support/place.ts'

const inferPath = '/v2/models/tone/infer'

/** A version in this process, which knows what it was asked. */
class Model {
  readonly asked: { path: string; body: string; headers: http.IncomingHttpHeaders }[] = []
  says: (text: string) => string = () => 'good'
  hangs = false
  readonly #server: http.Server
  backend!: Backend

  constructor() {
    this.#server = http.createServer((request, response) => void this.#answer(request, response))
  }

  async open(version: string, letter: string): Promise<this> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const { port } = this.#server.address() as AddressInfo
    const id = `v${version.replaceAll('.', '-')}-${letter.repeat(12)}`
    const serving = servingOf(version)
    this.backend = { id, version, digest: digestOf(letter), addresses: [`127.0.0.1:${port}`], serving }
    return this
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const path = request.url ?? ''
    if (path.endsWith('/ready')) return void response.end()
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const body = Buffer.concat(pieces).toString()
    this.asked.push({ path, body, headers: request.headers })
    if (this.hangs) return
    const text = /"data":\["([^"]*)"\]/.exec(body)?.[1] ?? ''
    const answer = JSON.stringify({
      outputs: [{ name: 'label', shape: [1], datatype: 'BYTES', data: [this.says(text)] }],
    })
    // In two parts: what is copied must be whole.
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
    response.write(answer.slice(0, 10))
    setImmediate(() => response.end(answer.slice(10)))
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

const question = (text: string): string =>
  JSON.stringify({ inputs: [{ name: 'text', shape: [1], datatype: 'BYTES', data: [text] }] })

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(proxy === 'haproxy' ? ['haproxy'] : [], `shadow traffic of the ${proxy} gateway`, () => {
    let place: Place
    let stable: Model
    let canary: Model

    beforeAll(async () => {
      place = await openPlace(proxy)
      stable = await new Model().open('1.0.0', 'a')
      canary = await new Model().open('1.1.0', 'b')
      await deployFirst(place, stable.backend)
    }, 60_000)
    afterAll(async () => {
      await place.end()
      stable.close()
      canary.close()
    })

    const agent = new http.Agent({ keepAlive: true, maxSockets: 4 })
    afterAll(() => agent.destroy())
    const ask = async (
      body: string,
      { path = inferPath, method = 'POST', headers = {} }: { path?: string; method?: string; headers?: object } = {},
    ): Promise<{ status: number; by: unknown; label: string }> => {
      const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) }
      const request = http.request(`${place.gateway.url}${path}`, { method, agent, headers: { ...length, ...headers } })
      request.end(body)
      const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
      let text = ''
      for await (const piece of answer) text += String(piece)
      return {
        status: answer.statusCode ?? 0,
        by: answer.headers['x-model-version'],
        label: /"data":\["([^"]*)"\]/.exec(text)?.[1] ?? text,
      }
    }
    const counts = async () => (await place.gateway.traffic.status()).shadow?.counts
    const mirrored = async (share: number): Promise<void> => {
      const { traffic } = place.gateway
      await traffic.acquire('runner', 600_000)
      if (!(await traffic.status()).idle.some(({ id }) => id === canary.backend.id))
        await traffic.add('runner', canary.backend)
      await traffic.mirror('runner', canary.backend.id, share)
      canary.asked.length = 0
    }

    test('asks the canary what clients asked, compares its answers, and gives them to nobody', async () => {
      canary.says = (text) => (text.startsWith('odd') ? 'bad' : 'good')
      await mirrored(1)
      const texts = Array.from({ length: 40 }, (_, index) =>
        `${index % 4 === 0 ? 'odd' : 'even'} ${index} "ä"`.replaceAll('"', "'"),
      )
      for (const text of texts)
        expect(await ask(question(text), { headers: { authorization: 'Bearer secret', cookie: 'mine' } })).toEqual({
          status: 200,
          by: stable.backend.id,
          label: 'good',
        })
      await expect
        .poll(counts, { timeout: 20_000 })
        .toEqual({ compared: 40, otherwise: 10, unanswered: 0, incomparable: 0, repeated: 0, dropped: 0 })
      expect(canary.asked.map(({ body }) => body).sort()).toEqual(texts.map(question).sort())
      // What a client says of itself is for stable alone.
      expect(canary.asked.some(({ headers }) => 'cookie' in headers || 'authorization' in headers)).toBe(false)
      // A copy is no request of a version.
      expect((await place.gateway.metrics.observe())[canary.backend.id]?.requests).toBe(0)
    }, 60_000)

    test('copies only what changes nothing and is short', async () => {
      await mirrored(1)
      await ask('', { method: 'GET' })
      await ask(question('admin'), { path: '/v2/repository/models/tone/unload' })
      await ask(question('long'.repeat(5_000)))
      await ask(question('last'))
      await ask(question('last'))
      await expect.poll(async () => (await counts())?.repeated, { timeout: 20_000 }).toBe(1)
      await expect.poll(async () => (await counts())?.compared, { timeout: 20_000 }).toBe(1)
      expect(canary.asked.map(({ body }) => body)).toEqual([question('last')])
    }, 60_000)

    test('copies its share, drawn by chance', async () => {
      await mirrored(0.3)
      const requests = 300
      for (let index = 0; index < requests; index++) await ask(question(String(index)))
      // Four standard deviations to either side.
      const [least, most] = [58, 122]
      let before = 0
      const compared = async (): Promise<number | undefined> => {
        const [earlier, now] = [before, (await counts())?.compared ?? 0]
        before = now
        return now >= least && now === earlier ? now : undefined
      }
      // Once no more of them come.
      await expect.poll(compared, { timeout: 20_000, interval: 500 }).toBeDefined()
      expect(before).toBeLessThanOrEqual(most)
    }, 60_000)

    test('a canary that takes requests and answers none delays and fails no client; what finds no room is counted', async () => {
      canary.hangs = true
      await mirrored(1)
      const before = stable.asked.length
      let sent = 0
      for (const untilMs = performance.now() + 30_000; ((await counts())?.dropped ?? 0) === 0; ) {
        expect(performance.now()).toBeLessThan(untilMs)
        const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => ask(question(String(sent + index)))))
        sent += answers.length
        expect(new Set(answers.map(({ status, by }) => `${status} ${String(by)}`))).toEqual(
          new Set([`200 ${stable.backend.id}`]),
        )
      }
      expect(stable.asked.length - before).toBe(sent)
      // Four are asked at once; who does not answer in time makes room.
      const asked = canary.asked.length
      expect(asked).toBeLessThanOrEqual(4 + ((await counts())?.compared ?? 0))
      canary.hangs = false
      await place.gateway.traffic.mirror('runner', canary.backend.id, 0)
    }, 60_000)

    test('ends with the first share of the traffic, and with an eviction', async () => {
      await mirrored(1)
      expect((await place.gateway.traffic.status()).shadow).toMatchObject({ id: canary.backend.id, share: 1 })
      await place.gateway.traffic.shift('runner', canary.backend.id, 0.5)
      expect((await place.gateway.traffic.status()).shadow).toBeUndefined()
      await place.gateway.traffic.evict()
      await mirrored(1)
      await place.gateway.traffic.evict()
      expect((await place.gateway.traffic.status()).shadow).toBeUndefined()
      canary.asked.length = 0
      await ask(question('after'))
      await sleep(100)
      expect(canary.asked).toEqual([])
      await place.gateway.traffic.remove('runner', canary.backend.id, 1_000)
      await place.gateway.traffic.release('runner')
    }, 60_000)

    const rolledOut = async (says: (text: string) => string): Promise<RolloutReport> => {
      canary.says = says
      canary.asked.length = 0
      let going = true
      const clients = Promise.all(
        Array.from({ length: 2 }, async (_, client) => {
          for (let index = 0; going; index++) {
            const { status } = await ask(question(`${client} ${index}`))
            expect(status).toBe(200)
            await sleep(5)
          }
        }),
      )
      try {
        return await runRollout({
          target: inProcess([stable.backend, canary.backend]),
          ...place.gateway,
          plan: quickPlan(0.05, {
            shadow: {
              share: 0.5,
              minRequests: 60,
              maxDisagreement: 0.1,
              minTimeMs: 200,
              deadlineMs: 60_000,
              falseRollbacks: 0.01,
            },
          }),
          release: { version: canary.backend.version, digest: canary.backend.digest },
          owner: 'test',
          timing: { readyMs: 10_000, healthIntervalMs: 100, leaseTtlMs: 15_000 },
          clock: { monotonicMs: () => performance.now() },
          signal: new AbortController().signal,
          log: { info: () => undefined },
        })
      } finally {
        going = false
        await clients
      }
    }

    test('a canary that answers otherwise than stable gets no request of a client', async () => {
      const report = await rolledOut((text) => (text.endsWith('1') ? 'good' : 'bad'))
      expect(report, report.because).toMatchObject({ verdict: 'fail', steps: [], serving: { id: stable.backend.id } })
      expect(report.because).toMatch(
        /copied requests otherwise than stable: surely more than the 10 % that are allowed/,
      )
      expect(report.gates).toEqual([expect.objectContaining({ name: 'agreement', verdict: 'fail' })])
      expect(report.shadow?.compared).toBeGreaterThan(0)
      expect((await place.gateway.metrics.observe())[canary.backend.id]?.requests).toBe(0)
      expect((await place.gateway.traffic.status()).shadow).toBeUndefined()
    }, 90_000)

    test('a canary that answers as stable does goes on to its first step', async () => {
      const report = await rolledOut(() => 'good')
      expect(report, report.because).toMatchObject({ verdict: 'pass', serving: { id: canary.backend.id } })
      expect(report.gates).toContainEqual(expect.objectContaining({ name: 'agreement', verdict: 'pass' }))
      expect(report.steps[0]).toMatchObject({ name: 'step 1' })
    }, 90_000)
  })

/** Versions that run already, and are told from those that were stopped. */
function inProcess(all: readonly Backend[]): Target {
  const running = new Set(all.map(({ id }) => id))
  const find = (has: (one: Backend) => boolean): Backend => all.find(has) as Backend
  return {
    name: 'process',
    list: async () => all.filter(({ id }) => running.has(id)),
    start: async ({ digest }) => find((one) => one.digest === digest),
    prepare: async () => undefined,
    ready: async () => undefined,
    keep: async () => undefined,
    halt: async () => undefined,
    startAgain: async (id) => find((one) => one.id === id),
    stop: async (id) => void running.delete(id),
    sweep: async () => [],
  }
}
