import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { startLoad } from '../../scripts/load.ts'
import { sleep } from '../../src/timers.ts'

/** What one server did in one round of load. */
export type Round = {
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** CPU time of all threads but the event loop's, a text answered. */
  engineCpuMsPerText: number
  httpCpuMsPerText: number
  /** Requests without a 200. */
  lost: number
}
export type Server = {
  round(load: { texts: readonly string[]; connections: number; roundMs: number }): Promise<Round>
  stop(): void
}

type Rate = { perSecond: number; cpuMsPerText: number }
export type OfflineRound = { oneByOne: Rate; likeLength: Rate }

const environmentOf = (runtime: string) => ({ ...process.env, PYTHONPATH: runtime })

/** Resolves once the server of `runtime`, a directory with the package model_runtime, is ready. */
export function startServer(serve: {
  python: string
  runtime: string
  model: string
  options: readonly string[]
}): Promise<Server> {
  const args = ['--model', serve.model, '--name', 'bench', '--version', '1', '--port', '0', ...serve.options]
  const child = spawn(serve.python, ['-m', 'model_runtime', 'serve', ...args], {
    env: environmentOf(serve.runtime),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let url = ''
    let last = ''
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${last}`)))
    createInterface({ input: child.stderr }).on('line', (line) => {
      last = line
      url = /listening on (\S+)/.exec(line)?.[1] ?? url
      if (/ ready: /.test(line)) resolve(serverOf(child, `http://${url}`))
    })
  })
}

function serverOf(child: ChildProcess, url: string): Server {
  const pid = child.pid
  if (pid === undefined) throw new Error('the server has no process')
  return {
    stop: () => child.kill('SIGTERM'),
    async round({ texts, connections, roundMs }) {
      const startMs = performance.now()
      const before = cpuMsOf(pid)
      const perSecond = Number.POSITIVE_INFINITY
      const load = startLoad({ url, model: 'bench', texts, connections, perSecond, canary: 'none' })
      await sleep(roundMs)
      const { answered, lost, p50Ms, p99Ms } = await load.stop()
      const after = cpuMsOf(pid)
      return {
        perSecond: (answered * 1000) / (performance.now() - startMs),
        p50Ms,
        p99Ms,
        engineCpuMsPerText: (after.engine - before.engine) / answered,
        httpCpuMsPerText: (after.http - before.http) / answered,
        lost,
      }
    },
  }
}

/** CPU time of a process so far: of its first thread, which speaks HTTP, and of all others. */
function cpuMsOf(pid: number): { http: number; engine: number } {
  const spent = { http: 0, engine: 0 }
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    // The name in parentheses may hold blanks; utime and stime are the 12th and 13th field behind it, in hundredths.
    const fields = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    spent[thread === String(pid) ? 'http' : 'engine'] += (Number(fields[11]) + Number(fields[12])) * 10
  }
  return spent
}

/** The same model and texts in one process, without a server. */
export function startOffline(helper: {
  python: string
  model: string
  textsFile: string
  maxLength: number
  roundMs: number
}): { round(): Promise<OfflineRound>; stop(): void } {
  const program = join(import.meta.dirname, 'serving_offline.py')
  const args = [program, helper.model, helper.textsFile, String(helper.maxLength), String(helper.roundMs / 1000)]
  const child = spawn(helper.python, args, {
    env: environmentOf(join(import.meta.dirname, '../../docker/runtime')),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  return {
    stop: () => child.kill('SIGTERM'),
    round: () =>
      new Promise((resolve, reject) => {
        const ended = (code: number | null): void => reject(new Error(`the offline measurement ended with ${code}`))
        child.once('exit', ended)
        lines.once('line', (line) => {
          child.off('exit', ended)
          resolve(JSON.parse(line) as OfflineRound)
        })
        child.stdin.write('round\n')
      }),
  }
}
