import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GoldenProbe } from '../../src/model/probes.ts'
import { freePort } from '../../src/ports.ts'
import type { RolloutOptions } from '../../src/rollout/rollout.ts'
import { sleep } from '../../src/timers.ts'
import type { Place } from '../../test/integration/gateway-support/place.ts'
import { planOf } from '../../test/rolloutPlan.ts'
import { bakes, canaryId, type Fault, hasFirst, hasLast, plan, stableId } from './fault.ts'
import { forget } from './faultActs.ts'

/* Rows whose fault is not the canary's alone: trouble that both versions share, too little traffic, who is asked besides, and the runner's end. */

/** Shares of their requests that versions fail, by their id: read anew with each request. */
const failing = (place: Place): string => join(place.stateDir, 'failing')
const asTold = (place: Place): string => `fails-as-${failing(place)}`

function fail(place: Place, shares: Record<string, number>): void {
  mkdirSync(failing(place), { recursive: true })
  for (const [id, share] of Object.entries(shares)) writeFileSync(join(failing(place), id), String(share))
}

/** Both fail most for a while; then the canary alone goes on, with `share`. */
const afterSharedErrors = (share: number, seconds: number): Fault => ({
  name: `fails ${share * 100} % of its requests, after ${seconds} s in which both versions fail 80 %`,
  stable: asTold,
  stableFails: true,
  canary: asTold,
  plan: {
    stepDeadlineMs: seconds * 1_000 + 25_000,
    classes: { ...plan.classes, errors: { ...plan.classes.errors, tolerance: 0.01 } },
  },
  when: {
    says: hasFirst,
    act: async (place) => {
      fail(place, { [stableId]: 0.8, [canaryId]: 0.8 })
      await sleep(seconds * 1_000)
      fail(place, { [stableId]: 0, [canaryId]: share })
    },
  },
  ends: 'fail',
  // What is twice what is tolerated may be too little to be sure of before the deadline: it is not promoted either way.
  orEnds: 'inconclusive',
  serves: '1.0.0',
})

/** 5 s each, one after the other. */
async function stumble(place: Place): Promise<void> {
  for (const id of [canaryId, stableId]) {
    await sleep(1_000)
    fail(place, { [id]: 1 })
    await sleep(5_000)
    fail(place, { [id]: 0 })
  }
}

/** Errors that come together tell as little as one: to be sure of 2 % would take minutes, and of 5 % up to two. */
const manyTogether: Fault['plan'] = {
  stepDeadlineMs: 60_000,
  classes: { ...plan.classes, errors: { ...plan.classes.errors, tolerance: 0.08 } },
}

const users = 'x-user'
const split: Pick<Fault, 'front' | 'plan'> = {
  front: { host: '127.0.0.1', accessLog: 'none', splitBy: users },
  plan: { minValues: 10 },
}

/** Shares and gates of a deployment whose spec says nothing of them, in seconds instead of minutes. */
const { steps, minRequests, classes } = planOf()
const thin: Pick<Fault, 'perSecond' | 'plan'> = {
  perSecond: 2,
  plan: { steps: [...steps], minRequests, classes: { ...plan.classes, errors: classes.errors } },
}

/** As many until the deadline of a step as with the defaults: one a second, and more than 20 times the time. */
async function golden({ gateway: { ask } }: Place): Promise<Partial<RolloutOptions>> {
  const probes = Array.from({ length: 100 }, (_, index): GoldenProbe => {
    const request = { inputs: [{ name: 'text', shape: [1], datatype: 'BYTES', data: ['x'.repeat(index)] }] }
    const sizeBytes = Buffer.byteLength(JSON.stringify(request))
    return { id: `probe ${index}`, request, answer: { label: sizeBytes % 2 === 0 ? 'even' : 'odd', score: 0.9 } }
  })
  return { golden: { probes, everyMs: 50, ask } }
}

const asking = (url: string, query: string): Partial<RolloutOptions> => ({
  prometheus: { url, fetch },
  plan: {
    ...plan,
    stepDeadlineMs: 8_000,
    queries: [{ name: 'mine', query, windowMs: 500, bound: { kind: 'max', limit: 1, failures: 3 } }],
  },
})

/** A real one, that has scraped nothing. */
async function emptyPrometheus(_: Place, until: AbortSignal): Promise<Partial<RolloutOptions>> {
  const directory = mkdtempSync(join(tmpdir(), 'faults-prometheus-'))
  const config = join(directory, 'prometheus.yml')
  writeFileSync(config, 'scrape_configs: []\n')
  const address = `127.0.0.1:${await freePort()}`
  const args = [`--config.file=${config}`, `--storage.tsdb.path=${directory}/data`, `--web.listen-address=${address}`]
  const prometheus = spawn('prometheus', args, { stdio: 'ignore' })
  const ended = once(prometheus, 'exit')
  until.addEventListener('abort', () => {
    prometheus.kill('SIGKILL')
    void ended.then(() => rmSync(directory, { recursive: true }))
  })
  const isReady = () =>
    fetch(`http://${address}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  for (const untilMs = performance.now() + 30_000; !(await isReady()); await sleep(100))
    if (performance.now() > untilMs) throw new Error('Prometheus does not come up')
  return asking(`http://${address}`, 'nobody_counts{version="{{id}}"}')
}

/** It takes every question and answers none in time. */
async function slowPrometheus(_: Place, until: AbortSignal): Promise<Partial<RolloutOptions>> {
  const answer = '{"status":"success","data":{"resultType":"scalar","result":[1,"1"]}}'
  const server = createServer((_, response) => void setTimeout(() => response.end(answer), 5_000).unref())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  until.addEventListener('abort', () => {
    server.closeAllConnections()
    server.close()
  })
  return asking(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'up')
}

const runnerEnds = (name: string, kill: NonNullable<Fault['kill']>, more: Partial<Fault> = {}): Fault => ({
  name,
  kill,
  ends: kill.signal === 'SIGKILL' ? 'killed' : 'cancelled',
  serves: '1.0.0',
  ...more,
})
const longStep = { plan: { minTimeMs: 60_000, stepDeadlineMs: 90_000 } }
const longBake = { plan: { bakeMs: 60_000 } }

export const trafficFaults: readonly Fault[] = [
  afterSharedErrors(0.1, 15),
  // Six windows, as 30 s are with the defaults: in steps as short as these, more of them would be what is usual.
  afterSharedErrors(0.02, 3),
  {
    name: 'versions alike, whose errors come 20 in a row',
    stable: 'runs-800',
    stableFails: true,
    canary: 'runs-700',
    plan: manyTogether,
    ends: 'pass',
    serves: '1.1.0',
  },
  {
    name: 'versions alike, each of which fails everything for 5 s in the last step',
    stable: asTold,
    stableFails: true,
    canary: asTold,
    plan: manyTogether,
    when: { says: hasLast, act: stumble },
    ends: 'pass',
    serves: '1.1.0',
  },
  {
    name: 'both versions refuse connections for 0.15 s in the last step',
    stableFails: true,
    when: {
      says: hasLast,
      afterMs: 1_000,
      act: ({ target }) => {
        for (const id of [stableId, canaryId]) target.refuse(id)
      },
    },
    // Its circuit breaker opens, and what that spared the canary counts against it for a while.
    plan: { stepDeadlineMs: 60_000 },
    // Those of the time in which nobody listens, and those that were being answered.
    deafS: { haproxy: 0.3, embedded: 0.3 },
    ends: 'pass',
    serves: '1.1.0',
  },
  {
    name: '2 requests a second, and golden probes; steps of 1, 5 and 95 %',
    ...thin,
    asked: golden,
    ends: 'pass',
    serves: '1.1.0',
  },
  {
    name: '2 requests a second, without golden probes; steps of 1, 5 and 95 %',
    ...thin,
    ends: 'inconclusive',
    serves: '1.0.0',
  },
  { name: 'Prometheus is empty', asked: emptyPrometheus, only: 'haproxy', ends: 'inconclusive', serves: '1.0.0' },
  { name: 'Prometheus is slow', asked: slowPrometheus, only: 'haproxy', ends: 'inconclusive', serves: '1.0.0' },
  {
    name: 'stable, which would be gone back to, is missing when it begins',
    before: (place) => forget(place, { id: stableId }),
    // Until the canary is ready; the probes that find stable dead take their time.
    deafS: { haproxy: 10, embedded: 10 },
    ends: 'pass',
    serves: '1.1.0',
  },
  { name: 'clients are split by a header; a good version', ...split, ends: 'pass', serves: '1.1.0' },
  {
    name: 'clients are split by a header; the canary fails 5 %',
    ...split,
    canary: 'leak',
    ends: 'fail',
    // What a hundred clients say may not be enough by the deadline.
    orEnds: 'inconclusive',
    serves: '1.0.0',
  },
  runnerEnds(
    'the runner is killed before the canary is ready',
    { signal: 'SIGKILL', at: / started/ },
    {
      canary: 'never-ready',
    },
  ),
  runnerEnds('the runner is killed in the last step', { signal: 'SIGKILL', at: 0.8 }),
  runnerEnds('the runner is killed in the bake', { signal: 'SIGKILL', at: bakes }, longBake),
  runnerEnds('the runner gets SIGTERM in the first step', { signal: 'SIGTERM', at: 0.2 }, longStep),
  runnerEnds('the runner gets SIGTERM in the bake', { signal: 'SIGTERM', at: bakes }, longBake),
]
