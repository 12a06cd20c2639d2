import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { sleep } from '../src/timers.ts'

/** What a load sent and what came back. `lost` is every request without a 200, whoever failed it. */
export type LoadReport = {
  sent: number
  answered: number
  lost: number
  /** Lost requests that the canary answered with an error; the rest of `lost` is a failure of stable or of the gateway. */
  lostByCanary: number
  byVersion: Record<string, { answered: number; failed: number }>
  p50Ms: number
  p99Ms: number
}

type Options = {
  url: string
  model: string
  texts: readonly string[]
  connections: number
  perSecond: number
  /** How the names of the canary's backends begin, in the header x-model-version. */
  canary: string
}

/** Sends texts in turn over keep-alive connections, at most `perSecond`, until it is stopped; nothing is sent twice. */
export function startLoad({ url, model, texts, connections, perSecond, canary }: Options): {
  stop(): Promise<LoadReport>
} {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const target = new URL(`/v2/models/${model}/infer`, url)
  const report: LoadReport = { sent: 0, answered: 0, lost: 0, lostByCanary: 0, byVersion: {}, p50Ms: 0, p99Ms: 0 }
  const latenciesMs: number[] = []
  const startMs = performance.now()
  let stopped = false
  let next = 0

  async function connection(): Promise<void> {
    while (!stopped) {
      const turn = next++
      const dueMs = startMs + (turn * 1000) / perSecond
      const waitMs = dueMs - performance.now()
      if (waitMs > 0) await sleep(waitMs)
      if (stopped) return
      const sentMs = performance.now()
      report.sent += 1
      const { status, version } = await infer(agent, target, texts[turn % texts.length] ?? '')
      report.byVersion[version] ??= { answered: 0, failed: 0 }
      const seen = report.byVersion[version]
      if (status === 200) {
        report.answered += 1
        seen.answered += 1
        latenciesMs.push(performance.now() - sentMs)
      } else {
        report.lost += 1
        seen.failed += 1
        if (version.startsWith(canary)) report.lostByCanary += 1
      }
    }
  }

  const running = Array.from({ length: connections }, connection)
  return {
    async stop() {
      stopped = true
      await Promise.all(running)
      agent.destroy()
      latenciesMs.sort((a, b) => a - b)
      report.p50Ms = quantile(latenciesMs, 0.5)
      report.p99Ms = quantile(latenciesMs, 0.99)
      return report
    },
  }
}

const quantile = (sorted: readonly number[], share: number): number =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10

function infer(agent: Agent, target: URL, text: string): Promise<{ status: number; version: string }> {
  const body = JSON.stringify({ inputs: [{ name: 'text', datatype: 'BYTES', shape: [1], data: [text] }] })
  return new Promise((resolve) => {
    const sent = request(
      target,
      {
        agent,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        timeout: 30_000,
      },
      (response) => {
        const version = String(response.headers['x-model-version'] ?? 'gateway')
        response.on('end', () => resolve({ status: response.statusCode ?? 0, version }))
        response.on('error', () => resolve({ status: 0, version }))
        response.resume()
      },
    )
    sent.on('timeout', () => sent.destroy())
    sent.on('error', () => resolve({ status: 0, version: 'no answer' }))
    sent.end(body)
  })
}
