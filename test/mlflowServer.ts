import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { freePort } from '../src/ports.ts'
import { sleep } from '../src/timers.ts'

/* A real MLflow server with a database of its own, which can be killed and started again with what it knew. */

export type MlflowHere = {
  uri: string
  start(): Promise<void>
  kill(): void
  ask(path: string, body: object): Promise<Record<string, unknown>>
}

export async function mlflowIn(directory: string): Promise<MlflowHere> {
  const port = await freePort()
  const uri = `http://127.0.0.1:${port}`
  let ended: (() => void) | undefined
  return {
    uri,
    async start() {
      const options = ['--host', '127.0.0.1', '--port', String(port), '--workers', '1']
      const database = ['--backend-store-uri', `sqlite:///${join(directory, 'mlflow.sqlite')}`]
      const server = spawn(
        process.env['MODEL_ACTIONS_TRACKERS'] ?? '',
        ['-m', 'mlflow', 'server', ...options, ...database],
        {
          cwd: directory,
          detached: true,
          stdio: 'ignore',
          env: { ...process.env, MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false' },
        },
      )
      let isOver = false
      server.once('exit', () => {
        isOver = true
      })
      // Its workers are in its group.
      ended = () => {
        if (server.pid !== undefined) process.kill(-server.pid, 'SIGKILL')
        ended = undefined
      }
      for (;;) {
        if (isOver) throw new Error('the MLflow server ended')
        const answer = await fetch(`${uri}/health`).catch(() => undefined)
        if (answer?.ok) return
        await sleep(100)
      }
    },
    kill: () => ended?.(),
    async ask(path, body) {
      const answer = await fetch(`${uri}/api/2.0/mlflow/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return (await answer.json()) as Record<string, unknown>
    },
  }
}

type Metric = { key: string; value: number; step: number }
export type MlflowRun = {
  info: { run_id: string; run_name: string; status: string; end_time?: number }
  data: { params: { key: string; value: string }[]; tags: { key: string; value: string }[] }
}

export async function runsOf(server: MlflowHere, experiment: string): Promise<MlflowRun[]> {
  const found = await fetch(
    `${server.uri}/api/2.0/mlflow/experiments/get-by-name?${new URLSearchParams({ experiment_name: experiment })}`,
  )
  const { experiment: known } = (await found.json()) as { experiment: { experiment_id: string } }
  const { runs = [] } = await server.ask('runs/search', { experiment_ids: [known.experiment_id] })
  return runs as MlflowRun[]
}

/** Every value of a metric, as it was told. */
export async function historyOf(
  server: MlflowHere,
  run: string,
  name: string,
): Promise<[step: number, value: number][]> {
  const query = new URLSearchParams({ run_id: run, metric_key: name, max_results: '25000' })
  const answer = await fetch(`${server.uri}/api/2.0/mlflow/metrics/get-history?${query}`)
  const { metrics = [] } = (await answer.json()) as { metrics?: Metric[] }
  return metrics.map(({ step, value }): [number, number] => [step, value]).sort(([a], [b]) => a - b)
}
