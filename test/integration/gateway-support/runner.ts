import { join } from 'node:path'
import { openProcessGateway } from '../../../src/gateway/process.ts'
import { type RolloutOptions, runRollout } from '../../../src/rollout/rollout.ts'
import { ModelProcesses, model } from './place.ts'

/* A rollout in a process of its own, that can be killed. One argument: JSON. */

export type RunnerInput = Pick<RolloutOptions, 'plan' | 'release' | 'owner' | 'timing'> & {
  stateDir: string
  port: number
  proxy: 'haproxy' | 'embedded'
}

const { stateDir, port, proxy, ...rollout } = JSON.parse(process.argv[2] ?? '') as RunnerInput
const log = { info: (line: string): void => void process.stdout.write(`${line}\n`) }
const report = await runRollout({
  ...rollout,
  target: new ModelProcesses(join(stateDir, 'versions')),
  ...(await openProcessGateway({ stateDir, model, port, proxy, log })),
  clock: { monotonicMs: () => performance.now() },
  signal: new AbortController().signal,
  log,
})
log.info(report.verdict)
