import { join } from 'node:path'
import { openProcessGateway } from '../../../src/gateway/process.ts'
import { type RolloutOptions, runRollout } from '../../../src/rollout/rollout.ts'
import { ModelProcesses, model } from './place.ts'

/* A rollout in a process of its own, that can be cancelled by SIGINT and SIGTERM, or killed. One argument: JSON. */

export type RunnerInput = Pick<RolloutOptions, 'plan' | 'release' | 'owner' | 'timing'> & {
  stateDir: string
  port: number
  proxy: 'haproxy' | 'embedded'
  /** Of the version that it starts. */
  fault?: string
}

const { stateDir, port, proxy, fault = 'none', ...rollout } = JSON.parse(process.argv[2] ?? '') as RunnerInput
const log = { info: (line: string): void => void process.stdout.write(`${line}\n`) }
const cancel = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => cancel.abort(new Error('cancelled')))
const target = new ModelProcesses(join(stateDir, 'versions'))
target.fault = fault
const report = await runRollout({
  ...rollout,
  ...(await openProcessGateway({ stateDir, model, port, proxy, log })),
  target,
  clock: { monotonicMs: () => performance.now() },
  signal: cancel.signal,
  log,
})
log.info(report.verdict)
