import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openProcessGateway } from '../src/gateway/process.ts'
import { freePort } from '../src/ports.ts'
import { type RolloutOptions, runRollout } from '../src/rollout/rollout.ts'
import type { RolloutReport, Tally } from '../src/rollout/types.ts'
import { sleep } from '../src/timers.ts'
import { deployFirst, openPlace, type Place } from '../test/integration/gateway-support/place.ts'
import type { RunnerInput } from '../test/integration/gateway-support/runner.ts'
import { arriving } from './support/clients.ts'
import { engineFault, engineFaults } from './support/engineFault.ts'
import {
  bakes,
  canaryId,
  type Ended,
  endedRunner,
  type Fault,
  hasFirst,
  outageFile,
  patienceMs,
  perSecond,
  plan,
  release,
  stableId,
  timing,
} from './support/fault.ts'
import {
  failedOf,
  fillDisk,
  forget,
  jumpClock,
  killProxy,
  longRequests,
  onSmallDisk,
  staleLease,
  whenLeaseEnds,
} from './support/faultActs.ts'
import { imageNotPulled, pullFault } from './support/pullFault.ts'
import { trafficFaults } from './support/trafficFaults.ts'

/*
 * `npm run bench -- faults`: each fault of a rollout with real processes, while clients come at a fixed rate: what was lost,
 * who lost it, and how long until stable had everything again. `--write docs/faults.md` keeps the table, `--only bake` runs those
 * whose name has the word.
 */

const { values } = parseArgs({
  options: { write: { type: 'string' }, only: { type: 'string' } },
  allowPositionals: true,
})
const faults: Fault[] = [
  { name: 'none: a good version', ends: 'pass', serves: '1.1.0' },
  { name: 'is never ready', canary: 'never-ready', ends: 'fail', serves: '1.0.0' },
  { name: 'crashes after 50 requests', canary: 'crash-after-50', ends: 'fail', serves: '1.0.0' },
  {
    name: 'dies during the bake',
    when: { says: bakes, afterMs: 500, act: (place) => place.target.kill(canaryId) },
    ends: 'fail',
    serves: '1.0.0',
  },
  {
    name: 'stands still during the bake',
    when: { says: bakes, afterMs: 500, act: (place) => place.target.pause(canaryId) },
    ends: 'fail',
    // Requests that hang are too few ends.
    orEnds: 'error',
    serves: '1.0.0',
  },
  { name: 'fails 5 % of its requests', canary: 'leak', ends: 'fail', serves: '1.0.0' },
  { name: 'answers 404', canary: 'refuse', ends: 'fail', serves: '1.0.0' },
  { name: 'never answers; clients give up after 2 s', canary: 'hang', ends: 'fail', serves: '1.0.0' },
  { name: 'takes 200 ms for what took 1 ms', canary: 'slow', ends: 'fail', serves: '1.0.0' },
  { name: 'resets every connection', canary: 'reset', ends: 'fail', serves: '1.0.0' },
  {
    name: 'both versions fail everything for 3 s in the first step',
    stable: (place) => `broken-while-${outageFile(place)}`,
    stableFails: true,
    canary: (place) => `broken-while-${outageFile(place)}`,
    when: { says: hasFirst, act: outage },
    ends: 'pass',
    serves: '1.1.0',
  },
  {
    name: 'both versions fail everything for 3 s in the bake',
    stable: (place) => `broken-while-${outageFile(place)}`,
    stableFails: true,
    canary: (place) => `broken-while-${outageFile(place)}`,
    when: { says: bakes, act: outage },
    ends: 'pass',
    serves: '1.1.0',
  },
  { name: 'the fix of a version that fails half', stable: 'half', stableFails: true, ends: 'pass', serves: '1.1.0' },
  {
    name: 'the runner is cancelled',
    when: { says: hasFirst, afterMs: 500, act: (_, cancel) => cancel.abort(new Error('cancelled')) },
    ends: 'cancelled',
    serves: '1.0.0',
  },
  {
    name: 'the runner is killed',
    kill: { signal: 'SIGKILL', at: 0.2 },
    plan: { minTimeMs: 60_000, stepDeadlineMs: 90_000 },
    ends: 'killed',
    serves: '1.0.0',
  },
  {
    name: 'the agent of the gateway is killed',
    when: { says: hasFirst, afterMs: 500, act: (place) => void process.kill(place.agentPid(), 'SIGKILL') },
    deafS: { embedded: 1 },
    ends: 'error',
    serves: '1.0.0',
  },
  {
    name: 'HAProxy is killed',
    only: 'haproxy',
    when: { says: hasFirst, afterMs: 500, act: killProxy },
    deafS: { haproxy: 1 },
    ends: 'error',
    serves: '1.0.0',
  },
  { name: 'the disk fills up', disk: 'small', when: { says: bakes, act: fillDisk }, ends: 'error', serves: '1.0.0' },
  { name: 'the clock of the runner jumps', when: { says: hasFirst, act: clockJump }, ends: 'pass', serves: '1.1.0' },
  {
    name: 'another model wants the port',
    when: { says: hasFirst, act: samePort },
    ends: 'pass',
    serves: '1.1.0',
  },
  { name: 'Prometheus is down', asked: withoutPrometheus, ends: 'inconclusive', serves: '1.0.0' },
  {
    name: 'stable, which is to be gone back to, dies',
    when: { says: hasFirst, afterMs: 500, act: (place) => forget(place, { id: stableId }) },
    // Those that it was answering.
    deafS: { haproxy: 0.05, embedded: 0.05 },
    ends: 'pass',
    serves: '1.1.0',
  },
  {
    name: 'a runner was killed and left its lease',
    before: (place) => staleLease(place, 3_000),
    ends: 'pass',
    serves: '1.1.0',
  },
  { name: 'streams and uploads are in flight; a good version', long: true, ends: 'pass', serves: '1.1.0' },
  {
    name: 'streams and uploads are in flight; the canary gets worse and goes back',
    long: true,
    canary: (place) => `broken-while-${outageFile(place)}`,
    when: { says: hasFirst, afterMs: 1_500, act: (place) => writeFileSync(outageFile(place), '') },
    ends: 'fail',
    serves: '1.0.0',
  },
  { name: 'a second rollout begins', when: { says: hasFirst, act: secondRollout }, ends: 'pass', serves: '1.1.0' },
  { name: 'no traffic', without: 'clients', plan: { stepDeadlineMs: 8_000 }, ends: 'inconclusive', serves: '1.0.0' },
  { name: 'the first version of a model', without: 'stable', ends: 'pass', serves: '1.1.0' },
  {
    name: 'the first version of a model, which fails 5 %',
    without: 'stable',
    canary: 'leak',
    plan: { minTimeMs: 10_000 },
    ends: 'fail',
    serves: '1.1.0',
  },
  ...trafficFaults,
]

async function outage(place: Place): Promise<void> {
  writeFileSync(outageFile(place), '')
  await sleep(3_000)
  rmSync(outageFile(place))
}

async function clockJump(): Promise<void> {
  const right = jumpClock()
  await sleep(5_000)
  right()
}

async function samePort(place: Place): Promise<void> {
  const stateDir = mkdtempSync(join(tmpdir(), 'faults-other-'))
  const other = { stateDir, model: 'github.com/acme/shop/other', port: place.port, proxy: 'embedded' } as const
  const refused = await openProcessGateway({ ...other, log: { info: () => undefined } }).then(
    () => false,
    () => true,
  )
  rmSync(stateDir, { recursive: true })
  if (!refused) throw new Error('another model got the port')
}

async function withoutPrometheus(): Promise<Partial<RolloutOptions>> {
  const bound = { kind: 'max', limit: 1, failures: 3 } as const
  return {
    prometheus: { url: `http://127.0.0.1:${await freePort()}`, fetch },
    plan: { ...plan, stepDeadlineMs: 5_000, queries: [{ name: 'mine', query: 'up', windowMs: 500, bound }] },
  }
}

async function secondRollout(place: Place): Promise<void> {
  await rollout(place, { owner: 'second' }).then(
    () => {
      throw new Error('a second rollout was let in')
    },
    () => undefined,
  )
}

function rollout(place: Place, change: Partial<Parameters<typeof runRollout>[0]>): Promise<RolloutReport> {
  return runRollout({
    target: place.target,
    ...place.gateway,
    plan,
    release,
    owner: 'bench',
    timing,
    clock: { monotonicMs: () => performance.now() },
    signal: new AbortController().signal,
    log: { info: () => undefined },
    ...change,
  })
}

async function shown(fault: Fault, proxy: RunnerInput['proxy']) {
  const { made: place, unmount } =
    fault.disk === 'small'
      ? await onSmallDisk(() => openPlace(proxy))
      : { made: await openPlace(proxy, undefined, fault.front), unmount: () => undefined }
  const seen = { sent: 0, lost: 0, canary: 0 }
  const textOf = (of: Fault['stable']): string => (typeof of === 'function' ? of(place) : (of ?? 'none'))
  const rate = fault.perSecond ?? perSecond
  const splitBy = fault.front?.splitBy
  const clientsOf = 100
  /** Clients that the canary has answered, and how often one of them was answered by stable while the canary had a share. */
  const [moved, done] = [new Set<number>(), new AbortController()]
  let wentBack = 0
  let acted: Promise<void> | undefined
  try {
    if (fault.without !== 'stable') await deployFirst(place, await place.target.up('1.0.0', 'a', textOf(fault.stable)))
    place.target.fault = textOf(fault.canary)
    const clients =
      fault.without === 'clients'
        ? undefined
        : arriving(
            place.gateway.url,
            rate,
            patienceMs,
            ({ status, by }, index) => {
              // Where nothing is deployed yet, nothing is lost.
              if (fault.without === 'stable' && status === 503) return
              seen.sent += 1
              if (status !== 200) seen.lost += 1
              if (by === canaryId) {
                seen.canary += 1
                moved.add(index % clientsOf)
              } else if (moved.has(index % clientsOf)) wentBack += 1
            },
            (index) => (splitBy === undefined ? {} : { [splitBy]: `user ${index % clientsOf}` }),
          )
    const long = fault.long === true ? longRequests(place.gateway.url) : undefined
    await fault.before?.(place)
    const cancel = new AbortController()
    let firstMs = Number.NaN
    const info = (event: string): void => {
      if (/ of the traffic$/.test(event) && Number.isNaN(firstMs)) firstMs = performance.now()
      const { when } = fault
      if (when === undefined || acted !== undefined || !when.says.test(event)) return
      acted = sleep(when.afterMs ?? 0).then(() => when.act(place, cancel))
    }
    let ended: Ended = 'killed'
    let because = ''
    let failedOfReport = 0
    if (fault.kill !== undefined) {
      const { kill, plan: changed } = fault
      firstMs = await endedRunner(place, proxy, { kill, plan: changed, canary: textOf(fault.canary) })
      if (kill.signal !== 'SIGKILL') ended = 'cancelled'
    } else
      try {
        const changed = {
          plan: { ...plan, ...fault.plan },
          signal: cancel.signal,
          log: { info },
          ...(await fault.asked?.(place, done.signal)),
        }
        const report = await whenLeaseEnds(() => rollout(place, changed))
        ended = report.verdict
        because = report.because
        const failed = ({ errors, clientErrors }: Tally): number => errors + clientErrors
        for (const { canary, stable } of report.steps)
          failedOfReport += failed(canary) + (fault.stableFails === true ? failed(stable) : 0)
      } catch (error) {
        if (!cancel.signal.aborted) throw error
        ended = 'cancelled'
      }
    const tookS = (performance.now() - firstMs) / 1000
    await acted
    await clients?.end()
    const whole = await long?.end()
    if (whole !== undefined) {
      seen.sent += whole.sent
      seen.lost += whole.lost
    }
    const serves = (await place.gateway.traffic.status()).stable?.version
    const left = (await place.target.list()).map(({ version }) => version).filter((version) => version !== serves)
    const mayLoseOf = async (): Promise<number> =>
      Math.max(failedOfReport, await failedOf(place, fault.stableFails === true)) + rate * (fault.deafS?.[proxy] ?? 0)
    let mayLose = await mayLoseOf()
    // What a proxy counts comes a little later than what clients see.
    for (let tries = 0; tries < 50 && seen.lost > mayLose; tries++) {
      await sleep(100)
      mayLose = await mayLoseOf()
    }
    return {
      fault: fault.name,
      proxy,
      ended,
      because,
      ...seen,
      mayLose,
      ...(Number.isNaN(tookS) ? {} : { seconds: Number(tookS.toFixed(1)) }),
      serves,
      left,
      met:
        (ended === fault.ends || ended === fault.orEnds) &&
        serves === fault.serves &&
        left.length === (fault.kill?.signal === 'SIGKILL' ? 1 : 0) &&
        seen.lost <= mayLose &&
        (splitBy === undefined || fault.ends !== 'pass' || wentBack === 0),
    }
  } finally {
    done.abort()
    await place.end()
    unmount()
  }
}

const rows: Awaited<ReturnType<typeof shown>>[] = []
for (const fault of faults.filter(({ name }) => values.only === undefined || name.includes(values.only)))
  for (const proxy of fault.only === undefined ? (['haproxy', 'embedded'] as const) : ([fault.only] as const)) {
    rows.push(await shown(fault, proxy))
    process.stderr.write(`${JSON.stringify(rows.at(-1))}\n`)
  }
for (const fault of engineFaults.filter(({ name }) => values.only === undefined || name.includes(values.only))) {
  rows.push(await engineFault(fault, { plan, perSecond, patienceMs, healthIntervalMs: timing.healthIntervalMs }))
  process.stderr.write(`${JSON.stringify(rows.at(-1))}\n`)
}
if (values.only === undefined || pullFault.includes(values.only)) {
  rows.push(await imageNotPulled({ plan, perSecond, patienceMs, healthIntervalMs: timing.healthIntervalMs }))
  process.stderr.write(`${JSON.stringify(rows.at(-1))}\n`)
}

if (values.write !== undefined) {
  const table = rows.map(
    ({ fault, proxy, ended, sent, lost, mayLose, canary, seconds, serves }) =>
      `| ${fault} | ${proxy} | ${ended} | ${sent} | ${lost} | ${mayLose} | ${canary} | ${seconds ?? '—'} | ${serves} |`,
  )
  writeFileSync(
    values.write,
    `# What happens when a rollout goes wrong

Each row is a rollout from 1.0.0 to 1.1.0 with real processes, while ${perSecond} clients a second come and give up after ${patienceMs / 1000} s.
Made by \`npm run bench -- faults --write docs/faults.md\`, with a plan of seconds instead of minutes: steps of 20 and 80 %, windows of ${plan.windowMs / 1000} s,
a bake of ${plan.bakeMs / 1000} s, a health probe every ${timing.healthIntervalMs / 1000} s of which ${plan.healthFailures} may fail, and a lease of ${timing.leaseTtlMs / 1000} s. With the defaults the same takes about ten times as long, and the canary has 1 % first.

*Lost* is every request without a 200, whoever failed it, and *may be* how many that is at most: what the version at fault itself failed or left
unanswered until its clients gave up, by the count of the gateway, and where a process of the gateway is killed the requests until the next one listens. *By 1.1.0* is how many
the new version answered. *Seconds* are from its first request to the end of the rollout, or from the signal to the runner until 1.0.0 had everything again.

The Docker engine is one of its own, gateway and versions are containers at it, and the lease is one of 15 s, as by default. Without \`live-restore\` an engine that is started
anew ends all of its containers: nothing serves until it is back, then 1.0.0 does by itself, and the rollout ends. With it containers go on, the rollout too, and clients lose what
they ask on loopback while the engine is away. The image that cannot be pulled lies in a registry that has lost one of its layers; gateway and 1.0.0 are containers
of the engine that the environment names.

Where both versions fail 80 %, 1 % is tolerated and the rollout has 25 s more for a step. Errors that come 20 in a row are over after a second at the latest;
there, and where versions fail everything for 5 s, 8 % of errors are tolerated, elsewhere 2 %: with so little the deadline comes before such a version is known well enough.
What the circuit breaker of the gateway spares a canary by not asking it for 10 s counts against it, so that rows in which it opens take longer. Golden probes come 20 a second,
where the defaults have one a second and deadlines that are more than 20 times as long: with them 2 requests a second are enough, and without them nothing is promoted by so few. Where clients are split by a header, there are 100 of them, and one that 1.1.0 has answered
is answered by it for the rest of a rollout that passes. So few clients say less than as many requests of strangers: a 1.1.0 that fails 5 % of them is found, or ends at the deadline. Where the version that serves is missing when a rollout begins, it becomes the first deployment, since there is nothing to go back to.

| fault | gateway | ends | sent | lost | may be | by 1.1.0 | seconds | serves |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${table.join('\n')}
`,
  )
}
const goals = rows.map(({ fault, proxy, met, ended, serves, lost, mayLose, left }) => ({
  name: `${fault} (${proxy})`,
  value: `${ended}, ${serves} serves, ${lost} lost, ${left.length} versions left`,
  goal: `as promised: at most ${mayLose} lost, and nothing is left behind`,
  met,
}))
process.stdout.write(`${JSON.stringify({ benchmark: 'faults', perSecond, rows, goals }, undefined, 2)}\n`)
