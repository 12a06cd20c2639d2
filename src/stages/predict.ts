import { z } from 'zod'
import { UserError } from '../errors.ts'
import { jsonOf } from '../json.ts'
import type { ModelManifest } from '../model/types.ts'
import { type Fetch, openFetch } from '../network.ts'
import { oneLine } from '../report/text.ts'
import { taskOf } from '../tasks/index.ts'
import { inTime } from '../timers.ts'
import { requestOf } from './curl.ts'
import type { Question } from './questions.ts'
import type { StageContext } from './types.ts'

/* A model's answers to many questions, by the protocol that its clients speak. */

export type Prediction = {
  label: string
  score: number /** By class, the likeliest first. */
  classes: [string, number][]
}
export type Answered = { question: Question; prediction: Prediction }

/** As many as share a request; what a server takes in one is a mebibyte. */
const mostOf = { text: 64, image: 8 } as const
const mostChars = 600_000

type Server = {
  url: string
  manifest: ModelManifest
  /** Rejects where it ended by itself, with what it said last. */
  ended: Promise<void>
} & Pick<StageContext, 'environment' | 'signal'>

/**
 * Questions that are there together share a request; none waits for one that somebody has yet to write.
 * @throws UserError (exit `data`) for a question that the server refuses, which names it; (exit `crashed`) where the server ends
 */
export async function* answersTo(questions: AsyncIterator<Question>, server: Server): AsyncGenerator<Answered> {
  const ask = asker(server)
  const most = mostOf[taskOf(server.manifest.task).inputKind]
  let waiting: Question[] = []
  let chars = 0
  const flush = async function* (): AsyncGenerator<Answered> {
    const some = waiting
    waiting = []
    chars = 0
    if (some.length === 0) return
    const together = await ask(some)
    // One among them may be what it cannot read: it is told by itself.
    for (const [index, question] of some.entries()) {
      const prediction = together.kind === 'answered' ? together.predictions[index] : await alone(ask, question)
      if (prediction === undefined) throw new Error('an answer for each question')
      yield { question, prediction }
    }
  }
  try {
    for (;;) {
      const next = questions.next()
      if (waiting.length > 0 && !(await comesSoon(next))) yield* flush()
      const { value: question, done } = await next
      if (done === true) break
      if (waiting.length > 0 && chars + sizeOf(question) > mostChars) yield* flush()
      waiting.push(question)
      chars += sizeOf(question)
      if (waiting.length >= most) yield* flush()
    }
  } catch (error) {
    // What stands before a row that cannot be read is answered.
    if (!server.signal.aborted) yield* flush()
    throw error
  }
  yield* flush()
}

/** A row travels with the names of its columns. */
const sizeOf = ({ data }: Question): number => (typeof data === 'string' ? data : JSON.stringify(data)).length

const soonMs = 100

const comesSoon = (next: Promise<unknown>): Promise<boolean> =>
  inTime(
    next.then(
      () => true,
      () => true,
    ),
    soonMs,
    false,
  )

type Asking = (
  questions: readonly Question[],
) => Promise<{ kind: 'answered'; predictions: Prediction[] } | { kind: 'refused'; status: number; because: string }>

async function alone(ask: Asking, question: Question): Promise<Prediction> {
  const said = await ask([question])
  if (said.kind === 'answered' && said.predictions[0] !== undefined) return said.predictions[0]
  const { status, because } = said.kind === 'refused' ? said : { status: 200, because: 'no answer' }
  throw new UserError(
    `${question.from}: the server answers ${status}: ${oneLine(because, 300)}; it will answer the same where it serves`,
    { exit: 'data' },
  )
}

const untilGoneMs = 5_000

const outputs = z.object({
  outputs: z.array(z.object({ name: z.string(), data: z.array(z.union([z.string(), z.number()])) })),
})

function asker({ url, manifest, ended, environment, signal }: Server): Asking {
  const fetch: Fetch = openFetch(environment)
  const kind = taskOf(manifest.task).inputKind
  const address = `${url}/v2/models/${encodeURIComponent(manifest.name)}/infer`
  return async (questions) => {
    const body = requestOf(
      kind,
      questions.map(({ data }) => data),
    )
    const headers = { 'content-type': 'application/json' }
    const { status, text } = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body), signal })
      .then(async (answer) => ({ status: answer.status, text: await answer.text() }))
      .catch(async (cause: Error) => {
        signal.throwIfAborted()
        // A connection breaks before the end of its server is known.
        await inTime(ended, untilGoneMs, undefined)
        throw new UserError(
          `the server of ${manifest.name} gave no answer (${oneLine(String((cause.cause as Error | undefined)?.message ?? cause.message), 200)}): run again, and ask it less at a time`,
          { exit: 'crashed', cause },
        )
      })
    if (status !== 200) {
      const { error } = (jsonOf(text) ?? {}) as { error?: unknown }
      return { kind: 'refused', status, because: typeof error === 'string' ? error : text }
    }
    return { kind: 'answered', predictions: predictionsIn(outputs.parse(jsonOf(text)), manifest.labels) }
  }
}

/** Probabilities come as one list, a row an example, in the order of the labels. Pure. */
export function predictionsIn(answer: z.infer<typeof outputs>, labels: readonly string[]): Prediction[] {
  const of = (name: string) => answer.outputs.find((one) => one.name === name)?.data ?? []
  const [chosen, scores, all] = [of('label'), of('score'), of('probabilities')]
  return chosen.map((label, at) => ({
    label: String(label),
    score: Number(scores[at]),
    classes: labels
      .map((name, index): [string, number] => [name, Number(all[at * labels.length + index])])
      .sort(([, a], [, b]) => b - a),
  }))
}
