import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { sleep } from '../../../src/timers.ts'
import { ofInstallation } from '../../ofInstallation.ts'
import type { Place } from './place.ts'
import type { RunnerInput } from './runner.ts'

const patienceMs = 60_000

/**
 * Starts a rollout in a process of its own, to be cancelled or killed there.
 * @param at the canary's share of the traffic, or what the rollout says @returns once it is there
 */
export async function startRunner(
  { stateDir, port, gateway }: Place,
  at: number | RegExp,
  input: Omit<RunnerInput, 'stateDir' | 'port'>,
): Promise<ChildProcess> {
  const program = join(import.meta.dirname, 'runner.ts')
  const argument = JSON.stringify({ stateDir, port, ...input } satisfies RunnerInput)
  const runner = spawn(process.execPath, [...ofInstallation(), program, argument], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  runner.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const there = async (): Promise<boolean> =>
    typeof at === 'number' ? (await gateway.traffic.status()).canary?.share === at : at.test(said)
  const untilMs = performance.now() + patienceMs
  while (!(await there())) {
    if (runner.exitCode === null && performance.now() < untilMs) await sleep(20)
    else {
      runner.kill('SIGKILL')
      throw new Error(`the runner ${runner.exitCode === null ? 'did not reach' : 'ended before'} ${at}`)
    }
  }
  return runner
}
