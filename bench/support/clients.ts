import http from 'node:http'
import { sleep } from '../../src/timers.ts'

/** One answer: which version gave it, when the request reached that version, and how long it took; `by` is empty where none came. */
export type Answered = { status: number; by: string; arrivedNs: bigint; ms: number }

/** One request over a kept connection. `arrivedNs` is of the clock that all processes of a machine share. */
export function ask(
  url: string,
  agent: http.Agent,
  signal?: AbortSignal,
  headers: http.OutgoingHttpHeaders = {},
): Promise<Answered> {
  const beganMs = performance.now()
  return new Promise((resolve) => {
    const end = (status: number, headers: http.IncomingHttpHeaders): void =>
      resolve({
        status,
        by: String(headers['x-model-version'] ?? ''),
        arrivedNs: BigInt(String(headers['x-arrived-ns'] ?? '0')),
        ms: performance.now() - beganMs,
      })
    const request = http.request(
      url,
      { method: 'POST', agent, headers, ...(signal === undefined ? {} : { signal }) },
      (answer) => {
        answer.resume()
        answer.once('error', () => end(0, {}))
        answer.once('end', () => end(answer.statusCode ?? 0, answer.headers))
      },
    )
    request.once('error', () => end(0, {}))
    request.end('{"inputs":["x"]}')
  })
}

/** Clients that ask again and again, each as soon as it has its answer, until they are ended. */
export function clientsOf(url: string, clients: number, onAnswer: (answer: Answered) => void) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients })
  let going = true
  const running = Array.from({ length: clients }, async () => {
    while (going) onAnswer(await ask(url, agent))
  })
  return {
    async end(): Promise<void> {
      going = false
      await Promise.all(running)
      agent.destroy()
    },
  }
}

/**
 * Clients that come at a fixed rate, whatever becomes of those before them, and give up after `patienceMs`, until they are
 * ended. Each is told of by its number, from 0.
 */
export function arriving(
  url: string,
  perSecond: number,
  patienceMs: number,
  onAnswer: (answer: Answered, index: number) => void,
  headersOf: (index: number) => http.OutgoingHttpHeaders = () => ({}),
) {
  const agent = new http.Agent({ keepAlive: true })
  const startMs = performance.now()
  const open = new Set<Promise<void>>()
  let going = true
  const running = (async () => {
    for (let index = 0; going; index++) {
      const waitMs = startMs + (index * 1000) / perSecond - performance.now()
      if (waitMs > 0) await sleep(waitMs)
      const one = ask(url, agent, AbortSignal.timeout(patienceMs), headersOf(index)).then((answer) => {
        open.delete(one)
        onAnswer(answer, index)
      })
      open.add(one)
    }
  })()
  return {
    async end(): Promise<void> {
      going = false
      await running
      await Promise.all(open)
      agent.destroy()
    },
  }
}

/** Asks all in turn at a fixed rate, however long the answers take, so that a slow one hides nothing of those behind it. */
export async function inTurn(urls: readonly string[], perSecond: number, requests: number): Promise<Answered[][]> {
  const agent = new http.Agent({ keepAlive: true })
  const startMs = performance.now()
  const asked = urls.map((): Promise<Answered>[] => [])
  for (let index = 0; index < requests; index++) {
    const waitMs = startMs + (index * 1000) / perSecond - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    const at = index % urls.length
    asked[at]?.push(ask(urls[at] ?? '', agent))
  }
  const answers = await Promise.all(asked.map((all) => Promise.all(all)))
  agent.destroy()
  return answers
}
