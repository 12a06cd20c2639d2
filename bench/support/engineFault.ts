import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { findDockerGateway, openDockerGateway } from '../../src/gateway/docker.ts'
import { cleanUpRollout } from '../../src/rollout/cleanUp.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import type { RolloutPlan, RolloutReport } from '../../src/rollout/types.ts'
import { sleep } from '../../src/timers.ts'
import { comes, PrivateEngine } from '../../test/integration/docker-support/privateEngine.ts'
import { standIns } from '../../test/integration/docker-support/standIns.ts'
import { deployFirst, digestOf } from '../../test/integration/gateway-support/place.ts'

/*
 * The engine that a rollout runs at is started anew in the middle of it: its containers end with it, or with `live-restore` they go on, and only
 * what listens on loopback for them is gone meanwhile. Needs root and dockerd.
 */

const model = 'bench/engine'
const port = 8080
const log = { info: () => undefined, foreign: () => undefined }
/** As a deployment has by default: an engine is not back within those of seconds. */
const timing = { readyMs: 30_000, leaseTtlMs: 15_000 }

type EngineFault = {
  name: string
  liveRestore: boolean
  ends: RolloutReport['verdict']
  serves: '1.0.0' | '1.1.0'
  /** Seconds in which nobody listens. */
  deafS: number
}

export const engineFaults: readonly EngineFault[] = [
  { name: 'the Docker engine is started anew', liveRestore: false, ends: 'error', serves: '1.0.0', deafS: 40 },
  {
    name: 'the Docker engine is started anew, with live-restore',
    liveRestore: true,
    ends: 'pass',
    serves: '1.1.0',
    deafS: 5,
  },
]

type Options = { plan: RolloutPlan; healthIntervalMs: number; perSecond: number; patienceMs: number }

export async function engineFault(
  { name, liveRestore, ends, serves: wanted, deafS }: EngineFault,
  { plan, healthIntervalMs, perSecond, patienceMs }: Options,
) {
  const signal = new AbortController().signal
  const engine = new PrivateEngine({ liveRestore })
  try {
    const shared = await connectDocker({ environment: process.env })
    const image = await ensureImage({ docker: shared, kind: 'gateway', log, signal, environment: process.env })
    const docker = await engine.start()
    await docker.load(await shared.save(image, signal), signal)
    const gateway = await openDockerGateway({ docker, model, port, image, log })
    const target = standIns({ docker, model, image, directory: engine.directory })
    const stable = await target.start({ version: '1.0.0', digest: digestOf('a') }, signal)
    await target.ready(stable, 60_000, signal)
    await deployFirst({ gateway }, stable)
    await target.keep(stable.id)
    const program = join(import.meta.dirname, 'clientsApart.ts')
    const args = [program, `http://127.0.0.1:${port}`, String(perSecond), String(patienceMs)]
    const clients = spawn(...engine.inside(process.execPath, ...args), { stdio: ['pipe', 'pipe', 'inherit'] })
    const told = text(clients.stdout)
    let acted: Promise<DockerClient> | undefined
    let firstMs = Number.NaN
    const restart = async (): Promise<DockerClient> => {
      await sleep(500)
      await engine.stop()
      return engine.start()
    }
    const info = (event: string): void => {
      if (!/ has 20 % /.test(event)) return
      firstMs = performance.now()
      acted ??= restart()
    }
    let report: Pick<RolloutReport, 'verdict' | 'because'>
    try {
      const release = { version: '1.1.0', digest: digestOf('b') }
      const clock = { monotonicMs: () => performance.now() }
      report = await runRollout({
        target,
        ...gateway,
        plan,
        release,
        owner: 'bench',
        timing: { ...timing, healthIntervalMs },
        clock,
        signal,
        log: { info },
      })
    } catch (error) {
      report = { verdict: 'error', because: `thrown: ${String(error)}` }
    }
    const seconds = Number(((performance.now() - firstMs) / 1000).toFixed(1))
    const back = (await acted) ?? docker
    const found = await comes(async () => {
      const one = await findDockerGateway({ docker: back, model })
      if (one === undefined) throw new Error('no gateway runs')
      return one
    })
    // As the end of a job does.
    await cleanUpRollout({ traffic: found.traffic, target, owner: 'bench', note: () => undefined })
    await sleep(1_000)
    const ended = once(clients, 'exit')
    clients.stdin.end()
    await ended
    const seen = JSON.parse(await told) as { sent: number; lost: number; canary: number }
    const serves = (await found.traffic.status()).stable?.version
    const left = (await target.list()).map(({ version }) => version).filter((version) => version !== serves)
    const mayLose = perSecond * deafS
    return {
      fault: name,
      proxy: 'haproxy' as const,
      ended: report.verdict,
      because: report.because,
      ...seen,
      mayLose,
      seconds,
      serves,
      left,
      met: report.verdict === ends && serves === wanted && left.length === 0 && seen.lost <= mayLose,
    }
  } finally {
    await engine.end()
  }
}
