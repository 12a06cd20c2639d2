import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Backend } from '../../src/gateway/types.ts'
import { freePort } from '../../src/ports.ts'
import { askPrometheus } from '../../src/rollout/prometheus.ts'
import type { QueryGate } from '../../src/rollout/queries.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import type { RolloutReport, StepReport } from '../../src/rollout/types.ts'
import { checkQueries } from '../../src/stages/prometheus.ts'
import type { StageContext } from '../../src/stages/types.ts'
import { describeWith } from '../parts.ts'
import { quickPlan } from '../rolloutPlan.ts'
import { deployFirst, digestOf, get, load, openPlace, type Place } from './gateway-support/place.ts'

const { signal } = new AbortController()

describeWith(['prometheus'], "a rollout with the user's own queries at a real Prometheus", () => {
  let place: Place
  let stable: Backend
  let directory: string
  let prometheus: ChildProcess
  let url: string
  let clients: ReturnType<typeof load> | undefined

  beforeEach(async () => {
    const metricsPort = await freePort()
    place = await openPlace('embedded', metricsPort)
    directory = mkdtempSync(join(tmpdir(), 'model-actions-prometheus-'))
    const config = join(directory, 'prometheus.yml')
    writeFileSync(
      config,
      `global: { scrape_interval: 100ms }\nscrape_configs: [{ job_name: gateway, static_configs: [{ targets: ['127.0.0.1:${metricsPort}'] }] }]\n`,
    )
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    const args = [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ]
    prometheus = spawn('prometheus', args, { stdio: 'ignore' })
    stable = await place.target.up('1.0.0', 'a')
    await deployFirst(place, stable)
    clients = load(place.gateway.url)
    const ready = () => value(`model_actions_version_ready{version="${stable.id}"}`)
    await expect.poll(ready, { timeout: 60_000 }).toBe(1)
  }, 90_000)
  afterEach(async () => {
    await clients?.end()
    await endPrometheus()
    await place.end()
    rmSync(directory, { recursive: true })
  }, 60_000)

  const endPrometheus = async (): Promise<void> => {
    if (prometheus.exitCode !== null || prometheus.signalCode !== null) return
    prometheus.kill('SIGKILL')
    await once(prometheus, 'exit')
  }
  const value = async (query: string): Promise<unknown> => {
    const asked = await askPrometheus({ url, fetch }, query, 1_000, signal)
    return asked.outcome === 'value' ? asked.value : asked
  }
  const go = (
    query: string,
    bound: QueryGate['bound'],
    { deadlineMs = 60_000, onInterval = (_: StepReport): void => undefined } = {},
  ) =>
    runRollout({
      target: place.target,
      traffic: place.gateway.traffic,
      metrics: place.gateway.metrics,
      probe: place.gateway.probe,
      url: place.gateway.url,
      prometheus: { url, fetch },
      plan: quickPlan(0.02, {
        stepDeadlineMs: deadlineMs,
        queries: [{ name: 'mine', query, windowMs: 200, bound }],
      }),
      release: { version: '1.1.0', digest: digestOf('b') },
      owner: 'run 1',
      timing: { readyMs: 30_000, healthIntervalMs: 100, leaseTtlMs: 10_000 },
      clock: { monotonicMs: () => performance.now() },
      signal,
      log: { info: () => undefined },
      onInterval,
    })
  const gateOf = ({ gates }: RolloutReport) => gates.find(({ name }) => name === 'prometheus mine')
  const stableServes = async (): Promise<void> => {
    expect((await get(place.gateway.url)).by).toBe(stable.id)
    expect((await place.target.list()).map(({ id }) => id)).toEqual([stable.id])
    expect(clients?.bad).toEqual([])
  }

  test('promotes a version whose query keeps its bound, and reports what was seen', async () => {
    const report = await go('sum(model_actions_version_info{version="{{id}}"})', {
      kind: 'min',
      limit: 1,
      failures: 3,
    })
    expect(report.verdict, report.because).toBe('pass')
    expect(gateOf(report)).toMatchObject({ verdict: 'pass', because: '1, and at least 1 is allowed' })
    expect(clients?.bad).toEqual([])
  }, 120_000)

  test('takes a version back whose query goes beyond its bound three windows in a row, or finds nothing', async () => {
    const bound = { kind: 'max', limit: 0, failures: 3 } as const
    const beyond = await go('sum(model_actions_version_info{version="{{id}}"})', bound)
    expect(beyond).toMatchObject({ verdict: 'fail', because: expect.stringContaining('3 of 3 windows in a row') })
    await stableServes()
    const empty = await go('nobody_counts{version="{{id}}"}', bound, { deadlineMs: 3_000 })
    expect(empty).toMatchObject({ verdict: 'inconclusive' })
    expect(empty.because).toContain('the query finds nothing for v1-1-0-bbbbbbbbbbbb')
    await stableServes()
  }, 120_000)

  test('takes a version back that is worse than stable window after window', async () => {
    // Who has less of the traffic has answered fewer requests: a query that surely tells the two apart.
    const query = 'sum(model_actions_traffic_share_ratio{version="{{id}}"})'
    const plan = { kind: 'versus-stable', better: 'higher', by: 'margin', allowed: 0.1 } as const
    const report = await go(query, plan)
    expect(report, report.because).toMatchObject({ verdict: 'fail' })
    expect(report.because).toMatch(/^0\.2 against 0\.8 of stable, and 0\.1 less is allowed/)
    await stableServes()
  }, 120_000)

  test('holds where Prometheus is killed in the middle, and goes back at the deadline with that reason', async () => {
    let killed = false
    const report = await go(
      'sum(model_actions_version_info{version="{{id}}"})',
      { kind: 'min', limit: 1, failures: 3 },
      {
        deadlineMs: 20_000,
        // Once it had an answer: a step waits for nothing else of Prometheus then.
        onInterval: ({ outcome }) => {
          if (!killed && !outcome.includes('prometheus')) killed = prometheus.kill('SIGKILL')
        },
      },
    )
    expect(report.verdict, report.because).toBe('inconclusive')
    expect(report.because).toMatch(/prometheus mine: 127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)/)
    expect(killed).toBe(true)
    await stableServes()
  }, 120_000)

  test('refuses a wrong query before anything starts, with the key that names it', async () => {
    const check = (...queries: string[]): Promise<void> =>
      checkQueries({
        spec: {
          version: '1.1.0',
          deploy: { prometheus: { url, gates: queries.map((query) => ({ query, window: '30s' })) } },
        },
        specFile: 'model.yml',
        environment: {},
        signal,
      } as unknown as StageContext)
    await check('sum(rate(model_actions_requests_total{version="{{id}}"}[1m]))', '0 / 0', '1')
    await expect(check('1', 'sum(rate(')).rejects.toThrow(
      /^model\.yml: deploy\.prometheus\.gates\[1\]\.query: .*parse error.*: correct the query$/,
    )
    await expect(check('up[1m]')).rejects.toThrow(/it is a range of values, and one number is needed/)
    await expect(check('{job="gateway"}')).rejects.toThrow(/it has \d+ series, and one number is needed/)
    await endPrometheus()
    await expect(check('1')).rejects.toThrow(
      /^model\.yml: deploy\.prometheus\.url: 127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\): correct the address/,
    )
  }, 120_000)
})

test('a Prometheus that hangs, leads elsewhere or wants a token is told as such, and the token goes nowhere else', async () => {
  const asked: (string | undefined)[] = []
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization)
    if (request.url === '/hangs/api/v1/query') return
    if (request.url === '/leads/api/v1/query') return response.writeHead(307, { location: '/elsewhere' }).end()
    if (request.headers.authorization !== 'Bearer s3cret') return response.writeHead(401).end('no')
    return response.end('{"status":"success","data":{"resultType":"scalar","result":[1,"7"]}}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = (path: string, token?: string) =>
    askPrometheus(
      {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`,
        fetch,
        ...(token === undefined ? {} : { token: async () => token }),
      },
      '7',
      1_000,
      signal,
    )
  try {
    expect(await at('', 's3cret')).toEqual({ outcome: 'value', value: 7 })
    expect(await at('')).toMatchObject({ outcome: 'unknown', because: expect.stringContaining('wants another token') })
    const wrong = await at('', 'oth3r')
    expect(JSON.stringify(wrong)).not.toContain('oth3r')
    expect(await at('hangs')).toMatchObject({ because: expect.stringMatching(/did not answer within 1 s/) })
    expect(await at('leads', 's3cret')).toMatchObject({ because: expect.stringContaining('name the address') })
    expect(asked).toHaveLength(5)
  } finally {
    server.closeAllConnections()
    server.close()
  }
})
