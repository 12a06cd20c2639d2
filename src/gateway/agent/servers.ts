import { askServer } from '../ask.ts'
import { answersReady } from '../ready.ts'
import type { Answered, Backend } from '../types.ts'

/* What the servers of a version say when the agent itself asks them, past the proxy: nobody counts it. */

const probeTimeoutMs = 5_000
const askTimeoutMs = 10_000
/** An answer to Prometheus is at most so old. */
const readyForMs = 5_000

/** Whether every server of a version says that this very model is ready: any other answer is that of a stranger. */
export async function allReady({ addresses, serving }: Backend): Promise<boolean> {
  const answers = await Promise.all(addresses.map((one) => answersReady(one, serving.readyPath, probeTimeoutMs)))
  return answers.length > 0 && answers.every((ready) => ready)
}

/** At the path of its model: nobody gets a request of another's choice through this. */
const inferPath = ({ serving }: Backend): string => serving.readyPath.replace(/ready$/, 'infer')

export const askAll = (backend: Backend, body: string): Promise<Answered[]> =>
  Promise.all(backend.addresses.map((one) => askServer(one, inferPath(backend), body, askTimeoutMs)))

/** One of its servers, drawn by chance. */
export function askOne(backend: Backend, body: string): Promise<Answered> {
  const address = backend.addresses[Math.floor(Math.random() * backend.addresses.length)] ?? ''
  return askServer(address, inferPath(backend), body, askTimeoutMs)
}

/** Who is ready. However often that is asked, the servers are asked once in a while. */
export class Readiness {
  #askedMs = Number.NEGATIVE_INFINITY
  #answers: Promise<Record<string, boolean>> = Promise.resolve({})

  /** By id. */
  of(backends: readonly Backend[]): Promise<Record<string, boolean>> {
    if (performance.now() - this.#askedMs > readyForMs) {
      const asked = backends.map(async (one) => [one.id, await allReady(one)] as const)
      this.#askedMs = performance.now()
      this.#answers = Promise.all(asked).then(Object.fromEntries)
    }
    return this.#answers
  }
}
