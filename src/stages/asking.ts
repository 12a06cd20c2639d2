import type { Answered } from '../gateway/types.ts'
import type { Asked, Example, Seen } from '../monitor/types.ts'
import { answerIn } from '../rollout/golden.ts'
import type { RowValues } from '../rowText.ts'
import { askPatiently } from '../timers.ts'

/** With what JSON may make of each character, a request stays far under what the gateway's agent takes. */
const longestText = 16_000

const requestOf = (asked: Asked): string =>
  JSON.stringify({ inputs: [inputOf(asked)], outputs: [{ name: 'label' }, { name: 'score' }] })

function inputOf(asked: Asked): object {
  switch (asked.kind) {
    case 'text':
      return { name: 'text', shape: [1], datatype: 'BYTES', data: [cut(asked.text, longestText)] }
    case 'row':
      return shortened(asked.row)
    case 'image':
      return { name: 'image', shape: [1], datatype: 'BYTES', data: [asked.data.toString('base64')] }
  }
}

/** The same, with the ends of long values cut away where all of them are too long together, with the names of their columns. */
const shortened = (row: RowValues): RowValues => {
  const columns = Object.entries(row)
  const room = longestText - columns.reduce((sum, [name]) => sum + name.length, 0)
  const most = Math.max(0, Math.floor(room / Math.max(1, columns.length)))
  const whole = columns.reduce((sum, [, value]) => sum + (value?.length ?? 0), 0) <= room
  return whole ? row : Object.fromEntries(columns.map(([name, value]) => [name, value && cut(value, most)]))
}

/** A server refuses half of a character. */
const cut = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, '')

/** So often is an input asked that gets no answer, a little later each time. */
const tries = 3

/** So many are asked together: its users have a server that is hardly busier, and each way to a gateway in a container takes long. */
const atOnce = 4
/** A version that answers nothing is not asked a thousand times. */
const mostSilent = 10

/**
 * What the version says to each, in their order; what gets no answer is left out.
 * @param examples taken as they are asked, so that no more are in memory
 * @param ask one request to each of its servers, which nobody counts
 * @throws what `refused` makes of its words, where it has answered nothing but that requests are wrong (400)
 */
export async function askEach(
  examples: Iterable<Asked> | AsyncIterable<Asked>,
  ask: (body: string) => Promise<Answered[]>,
  {
    signal,
    onProgress,
    refused,
  }: {
    signal: AbortSignal
    /** @param asked how many were, of all */
    onProgress: (asked: number) => void
    refused: (because: string) => Error
  },
): Promise<Seen[]> {
  const seen: Seen[] = []
  const refusals: string[] = []
  let [asked, silent] = [0, 0]
  const askTogether = async (some: readonly Asked[]): Promise<void> => {
    const all = await Promise.all(
      some.map(async (example) => ({ example, said: await answerTo(requestOf(example), ask, signal) })),
    )
    for (const { example, said } of all) {
      const answered = 'answer' in said
      silent = answered ? 0 : silent + 1
      if (answered) seen.push({ ...withoutFile(example), ...said })
      else if (said.wrong !== undefined) refusals.push(said.wrong)
    }
    asked += some.length
    onProgress(asked)
  }
  let some: Asked[] = []
  for await (const example of examples) {
    some.push(example)
    if (some.length < Math.min(atOnce, mostSilent - silent)) continue
    await askTogether(some)
    some = []
    if (silent >= mostSilent) break
  }
  if (some.length > 0) await askTogether(some)
  const [because] = refusals
  if (because !== undefined && seen.length === 0 && refusals.length === silent) throw refused(because)
  return seen
}

function withoutFile(asked: Asked): Example {
  if (asked.kind !== 'image') return asked
  const { data: _, ...example } = asked
  return example
}

async function answerTo(
  body: string,
  ask: (body: string) => Promise<Answered[]>,
  signal: AbortSignal,
): Promise<Pick<Seen, 'answer' | 'score'> | { wrong?: string }> {
  const once = async () => {
    const answered = (await ask(body)).find((one) => one.outcome === 'answered')
    const said = answered?.status === 200 ? answerIn(answered.body) : undefined
    // What a server refuses it refuses again; one that has too much to do may not.
    return {
      said,
      refused: answered !== undefined && answered.status !== 429 && answered.status < 500,
      wrong: answered?.status === 400 ? answered.body : undefined,
    }
  }
  const isAnswer = ({ said, refused }: Awaited<ReturnType<typeof once>>): boolean => said !== undefined || refused
  const { said, wrong } = await askPatiently(once, { tries, isAnswer, signal })
  if (said !== undefined) return { answer: said.label, score: said.score }
  return wrong === undefined ? {} : { wrong }
}
