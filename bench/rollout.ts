import http from 'node:http'
import type { Backend } from '../src/gateway/types.ts'
import { runRollout } from '../src/rollout/rollout.ts'
import { sleep } from '../src/timers.ts'
import { deployFirst, digestOf, openPlace, type Place } from '../test/integration/gateway-support/place.ts'
import type { RunnerInput } from '../test/integration/gateway-support/runner.ts'
import { startRunner } from '../test/integration/gateway-support/startRunner.ts'
import { quickPlan } from '../test/rolloutPlan.ts'
import { type Answered, ask, clientsOf, inTurn } from './support/clients.ts'
import { startKamal } from './support/kamal.ts'
import { spread } from './support/measure.ts'

/*
 * `npm run bench -- rollout`: whole rollouts with real processes under load, through both proxies. How many requests are lost
 * while shares change and versions come and go; what the gateway adds to a request, against the server asked directly and
 * kamal-proxy in turn; what kamal-proxy loses while as many versions come and go; how long after the decision to go back the last request reaches the canary; and when stable has everything again
 * after the runner was killed. REQUESTS (100,000) for each proxy, ROLLOUTS (10).
 */

const requests = Number(process.env['REQUESTS'] ?? 100_000)
const rollouts = Number(process.env['ROLLOUTS'] ?? 10)
const evictions = 20
const log = { info: (): void => undefined }
const timing = { readyMs: 10_000, healthIntervalMs: 100, leaseTtlMs: 15_000 }

/** Twelve changes of the share in each rollout. */
const plan = quickPlan(0.05, {
  steps: [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.95],
  minTimeMs: 200,
  minRequests: 5,
})
const proxies = ['haproxy', 'embedded'] as const

async function latency(place: Place, stable: Backend) {
  const peer = await startKamal()
  await peer?.deploy(stable)
  const urls = [`http://${stable.addresses[0]}/`, place.gateway.url, ...(peer === undefined ? [] : [peer.url])]
  const [around = [], through = [], throughPeer] = await inTurn(urls, 300, 3_000 * urls.length)
  await peer?.end()
  const at = (answers: readonly Answered[], share: number): number =>
    answers.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(answers.length * share)] ?? Number.NaN
  const of = (share: number) => ({
    directMs: at(around, share),
    gatewayMs: at(through, share),
    kamalProxyMs: throughPeer === undefined ? 'not measured: there is no kamal-proxy on PATH' : at(throughPeer, share),
  })
  return { p50: of(0.5), p99: of(0.99), requestsEach: through.length }
}

async function wholeRollouts(place: Place) {
  const answered = { all: 0, lost: 0, byStatus: {} as Record<string, number> }
  let shares = 0
  const clients = clientsOf(place.gateway.url, 16, ({ status, by }) => {
    answered.all += 1
    if (status === 200) return
    answered.lost += 1
    const key = `${status} by ${by === '' ? 'the gateway' : by}`
    answered.byStatus[key] = (answered.byStatus[key] ?? 0) + 1
  })
  const verdicts: string[] = []
  for (let index = 1; index <= rollouts; index++) {
    const report = await runRollout({
      target: place.target,
      ...place.gateway,
      plan,
      release: { version: `1.${index}.0`, digest: digestOf('bcdef'.charAt(index % 5)) },
      owner: `rollout ${index}`,
      timing,
      clock: { monotonicMs: () => performance.now() },
      signal: new AbortController().signal,
      log,
      onShare: () => {
        shares += 1
      },
    })
    verdicts.push(report.verdict === 'pass' ? 'pass' : `${report.verdict}: ${report.because}`)
  }
  while (answered.all < requests) await sleep(50)
  await clients.end()
  return {
    rollouts: verdicts,
    shareChanges: shares,
    requests: answered.all,
    lost: answered.lost,
    lostAs: answered.byStatus,
  }
}

/** The same of kamal-proxy, which switches from one version to the next at once. */
async function peersSwitches(place: Place, stable: Backend) {
  const peer = await startKamal()
  if (peer === undefined) return { notMeasured: 'there is no kamal-proxy on PATH' }
  const next = await place.target.up('8.0.0', '8')
  await peer.deploy(stable)
  let [all, lost] = [0, 0]
  const clients = clientsOf(peer.url, 16, ({ status }) => {
    all += 1
    if (status !== 200) lost += 1
  })
  for (let index = 0; index < rollouts; index++) {
    await peer.deploy(index % 2 === 0 ? next : stable)
    await sleep(500)
  }
  await clients.end()
  await peer.end()
  await place.target.stop(next.id)
  return { switches: rollouts, requests: all, lost }
}

/** From the call that takes the traffic away until the last request that reached the canary. */
async function lastRequests(place: Place) {
  const canary = await place.target.up('9.0.0', '9')
  const { traffic } = place.gateway
  await traffic.acquire('evictions', 600_000)
  await traffic.add('evictions', canary)
  let lastNs = 0n
  const clients = clientsOf(place.gateway.url, 16, ({ by, arrivedNs }) => {
    if (by === canary.id && arrivedNs > lastNs) lastNs = arrivedNs
  })
  const tookMs: number[] = []
  for (let index = 0; index < evictions; index++) {
    await traffic.shift('evictions', canary.id, 0.5)
    await sleep(300)
    const decidedNs = process.hrtime.bigint()
    await traffic.evict()
    await sleep(300)
    tookMs.push(Math.max(0, Number(lastNs - decidedNs) / 1e6))
  }
  await clients.end()
  await traffic.remove('evictions', canary.id, 1_000)
  await traffic.release('evictions')
  await place.target.stop(canary.id)
  return { ...spread(tookMs), longest: Math.max(...tookMs) }
}

/** From the end of a runner that had no time to clean up until nothing reaches the canary any more. */
async function killedRunner(place: Place, proxy: RunnerInput['proxy']) {
  const { gateway } = place
  const release = { version: '9.1.0', digest: digestOf('a') }
  const long = { ...plan, minTimeMs: 600_000, steps: [0.5, 0.95] }
  const runner = await startRunner(place, 0.5, { proxy, release, owner: 'killed', timing, plan: long })
  const agent = new http.Agent({ keepAlive: true })
  const killedMs = performance.now()
  runner.kill('SIGKILL')
  let lastMs = killedMs
  while ((await gateway.traffic.status()).canary !== undefined || performance.now() - lastMs < 1_000) {
    const { by } = await ask(gateway.url, agent)
    if (by.startsWith('v9-1-0')) lastMs = performance.now()
    await sleep(5)
  }
  agent.destroy()
  return { stableHasEverythingAfterS: (lastMs - killedMs) / 1000, leaseS: timing.leaseTtlMs / 1000 }
}

const measured = []
for (const proxy of proxies) {
  const place = await openPlace(proxy)
  try {
    const stable = await place.target.up('1.0.0', 'a')
    await deployFirst(place, stable)
    const added = await latency(place, stable)
    const kamalProxy = await peersSwitches(place, stable)
    const whole = await wholeRollouts(place)
    const evicted = await lastRequests(place)
    measured.push({
      proxy,
      added,
      kamalProxy,
      whole,
      lastRequestAfterDecisionMs: evicted,
      killed: await killedRunner(place, proxy),
    })
  } finally {
    await place.end()
  }
}

const goals = measured.flatMap(({ proxy, whole, lastRequestAfterDecisionMs, killed }) => [
  {
    name: `${proxy}: lost of ${whole.requests} requests over ${whole.shareChanges} changes of shares`,
    value: whole.lost,
    goal: '0',
    met: whole.lost === 0,
  },
  {
    name: `${proxy}: rollouts that did not end as promoted`,
    value: whole.rollouts.filter((one) => one !== 'pass').length,
    goal: '0',
    met: whole.rollouts.every((one) => one === 'pass'),
  },
  {
    name: `${proxy}: ms from the decision to the last request of the canary, longest`,
    value: lastRequestAfterDecisionMs.longest,
    goal: '≤ 1000',
    met: lastRequestAfterDecisionMs.longest <= 1_000,
  },
  {
    name: `${proxy}: seconds until stable has everything after the runner was killed`,
    value: killed.stableHasEverythingAfterS,
    goal: '≤ 30',
    met: killed.stableHasEverythingAfterS <= 30,
  },
])
process.stdout.write(
  `${JSON.stringify({ benchmark: 'rollout', measured, goals }, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value), 2)}\n`,
)
