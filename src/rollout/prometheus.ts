import { z } from 'zod'
import { UserError } from '../errors.ts'
import type { Backend } from '../gateway/types.ts'
import { jsonOf } from '../json.ts'
import type { Fetch } from '../network.ts'
import { sleep } from '../timers.ts'
import { filledIn, type QueryAnswer, type QueryGate } from './queries.ts'

/** Where questions go. */
export type Prometheus = {
  url: string
  fetch: Fetch
  /** The bearer token as it is now; absent where it wants none. */
  token?: () => Promise<string>
}

/** What one question brought: `empty` where there is no number yet, as before traffic; `refused` where the question itself is at fault. */
export type Asked =
  | { outcome: 'value'; value: number }
  | { outcome: 'unknown'; because: string }
  | { outcome: 'empty'; because: string }
  | { outcome: 'refused'; because: string }

/** Longer than that is not waited for an answer: what is asked every 30 s must not take as long. */
const patienceMs = 10_000
/** One number has some hundred bytes. */
const longestAnswerBytes = 1 << 20

const sample = z.tuple([z.number(), z.string()])
const answerSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
  z.object({
    status: z.literal('success'),
    data: z.discriminatedUnion('resultType', [
      z.object({ resultType: z.literal('vector'), result: z.array(z.object({ value: sample.optional() })) }),
      z.object({ resultType: z.literal('scalar'), result: sample }),
      z.object({ resultType: z.literal('matrix') }),
      z.object({ resultType: z.literal('string') }),
    ]),
  }),
])

/** Asks for one number, now. What goes wrong is an answer too; @throws where `signal` aborts */
export async function askPrometheus(
  prometheus: Prometheus,
  query: string,
  windowMs: number,
  signal: AbortSignal,
): Promise<Asked> {
  const { host } = new URL(prometheus.url)
  const timeoutMs = Math.min(patienceMs, Math.max(1_000, windowMs))
  const late = AbortSignal.timeout(timeoutMs)
  try {
    const token = await prometheus.token?.()
    const response = await prometheus.fetch(`${prometheus.url.replace(/\/+$/, '')}/api/v1/query`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: new URLSearchParams({ query, timeout: `${timeoutMs}ms` }).toString(),
      // To where the token is not meant for.
      redirect: 'manual',
      signal: AbortSignal.any([late, signal]),
    })
    return answerOf(await textOf(response), response.status, host)
  } catch (error) {
    signal.throwIfAborted()
    if (late.aborted) return { outcome: 'unknown', because: `${host} did not answer within ${timeoutMs / 1000} s` }
    return { outcome: 'unknown', because: reasonOf(error, host) }
  }
}

function reasonOf(error: unknown, host: string): string {
  if (error instanceof UserError) return error.message
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  return `${host} does not answer (${code})`
}

/** Pure. */
export function answerOf(text: string, status: number, host: string): Asked {
  const parsed = answerSchema.safeParse(jsonOf(text))
  if (!parsed.success || (status !== 200 && parsed.data.status === 'success')) {
    const remedy =
      status === 401 || status === 403
        ? ': it wants another token'
        : status >= 300 && status < 400
          ? ': name the address that it leads to'
          : ''
    return { outcome: 'unknown', because: `${host} answers ${status} and no result of a query${remedy}` }
  }
  if (parsed.data.status === 'error') {
    const { errorType, error } = parsed.data
    if (errorType === 'bad_data') return { outcome: 'refused', because: error }
    return { outcome: 'unknown', because: `${host} says ${errorType}: ${error}` }
  }
  const { data } = parsed.data
  if (data.resultType === 'matrix' || data.resultType === 'string')
    return { outcome: 'refused', because: `it is a ${typeNames[data.resultType]}, and one number is needed` }
  if (data.resultType === 'scalar') return numberOf(data.result[1])
  const [first] = data.result
  if (first === undefined) return { outcome: 'empty', because: 'the query finds nothing' }
  if (data.result.length > 1)
    return {
      outcome: 'refused',
      because: `it has ${data.result.length} series, and one number is needed: sum() or max() makes one`,
    }
  return first.value === undefined
    ? { outcome: 'refused', because: 'it is a histogram, and one number is needed' }
    : numberOf(first.value[1])
}

const typeNames = { matrix: 'range of values', string: 'text' }

function numberOf(text: string): Asked {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value)
    ? { outcome: 'value', value }
    : { outcome: 'empty', because: `the answer is ${text.slice(0, 20)}` }
}

async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body ?? []) {
    pieces.push(piece)
    bytes += piece.length
    // Cut off it is no JSON, and is told as such.
    if (bytes > longestAnswerBytes) break
  }
  return Buffer.concat(pieces).toString()
}

/** One gate's question about both versions. */
async function askGate(
  prometheus: Prometheus,
  gate: QueryGate,
  { canary, stable }: { canary: Backend; stable: Backend },
  signal: AbortSignal,
): Promise<QueryAnswer> {
  const of = (backend: Backend) =>
    askPrometheus(prometheus, filledIn(gate.query, backend, stable), gate.windowMs, signal)
  const compared = gate.bound.kind === 'versus-stable'
  const [mine, theirs] = await Promise.all([of(canary), compared ? of(stable) : undefined])
  if (mine.outcome !== 'value') return { name: gate.name, outcome: 'unknown', because: whyUnknown(mine, canary) }
  if (theirs === undefined) return { name: gate.name, outcome: 'value', canary: mine.value }
  if (theirs.outcome !== 'value') return { name: gate.name, outcome: 'unknown', because: whyUnknown(theirs, stable) }
  return { name: gate.name, outcome: 'compared', canary: mine.value, stable: theirs.value }
}

const whyUnknown = (asked: Exclude<Asked, { outcome: 'value' }>, { id }: Backend): string =>
  asked.outcome === 'empty' ? `${asked.because} for ${id}` : asked.because

/**
 * The queries of one rollout, each asked at the end of each of its windows. These begin with each step and with the bake: what
 * one tells is of no other time.
 */
export class QueryWatch {
  readonly #prometheus: Prometheus
  readonly #gates: readonly QueryGate[]
  #ended = new AbortController()
  #answers: QueryAnswer[] = []

  constructor(prometheus: Prometheus, gates: readonly QueryGate[]) {
    this.#prometheus = prometheus
    this.#gates = gates
  }

  /** Windows begin now; those that are not over are forgotten. */
  begin(versions: { canary: Backend; stable: Backend }): void {
    this.end()
    this.#ended = new AbortController()
    this.#answers = []
    for (const gate of this.#gates) void this.#keepAsking(gate, versions)
  }

  /** Those since the last time. */
  take(): QueryAnswer[] {
    const taken = this.#answers
    this.#answers = []
    return taken
  }

  end(): void {
    this.#ended.abort()
  }

  async #keepAsking(gate: QueryGate, versions: { canary: Backend; stable: Backend }): Promise<void> {
    const { signal } = this.#ended
    while (!signal.aborted) {
      const answer = await sleep(gate.windowMs, signal)
        .then(() => askGate(this.#prometheus, gate, versions, signal))
        .catch((error: unknown): QueryAnswer => ({ name: gate.name, outcome: 'unknown', because: String(error) }))
      if (!signal.aborted) this.#answers.push(answer)
    }
  }
}
