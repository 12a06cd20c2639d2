import type { Answered } from '../gateway/types.ts'
import type { Example, Seen } from '../monitor/types.ts'
import { answerIn } from '../rollout/golden.ts'
import type { RowValues } from '../rowText.ts'
import { askPatiently } from '../timers.ts'

/** With what JSON may make of each character, a request stays under what the gateway's agent takes. */
const longestText = 16_000

const requestOf = ({ text, row }: Example): string =>
  JSON.stringify({
    inputs: [
      row === undefined
        ? { name: 'text', shape: [1], datatype: 'BYTES', data: [text.slice(0, longestText)] }
        : shortened(row),
    ],
    outputs: [{ name: 'label' }, { name: 'score' }],
  })

/** The same, with the ends of the longest values cut away where all of them are too long together. */
const shortened = (row: RowValues): RowValues => {
  const most = Math.floor(longestText / Math.max(1, Object.keys(row).length))
  const whole = Object.values(row).reduce((sum, value) => sum + (value?.length ?? 0), 0) <= longestText
  return whole
    ? row
    : Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value?.slice(0, most) ?? null]))
}

/** So often is an input asked that gets no answer, a little later each time. */
const tries = 3

/** So many are asked together: its users have a server that is hardly busier, and each way to a gateway in a container takes long. */
const atOnce = 4
/** A version that answers nothing is not asked a thousand times. */
const mostSilent = 10

/**
 * What the version says to each, in their order; what gets no answer is left out.
 * @param ask one request to each of its servers, which nobody counts
 */
export async function askEach(
  examples: readonly Example[],
  ask: (body: string) => Promise<Answered[]>,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<Seen[]> {
  const seen: Seen[] = []
  for (let [at, silent] = [0, 0]; at < examples.length && silent < mostSilent; onProgress(at / examples.length)) {
    const some = examples.slice(at, at + Math.min(atOnce, mostSilent - silent))
    const all = await Promise.all(
      some.map(async (example) => ({ example, said: await answerTo(requestOf(example), ask, signal) })),
    )
    for (const { example, said } of all) {
      silent = said === undefined ? silent + 1 : 0
      if (said !== undefined) seen.push({ ...example, ...said })
    }
    at += some.length
  }
  return seen
}

async function answerTo(
  body: string,
  ask: (body: string) => Promise<Answered[]>,
  signal: AbortSignal,
): Promise<Pick<Seen, 'answer' | 'score'> | undefined> {
  const once = async () => {
    const answered = (await ask(body)).find((one) => one.outcome === 'answered')
    const said = answered?.status === 200 ? answerIn(answered.body) : undefined
    // What a server refuses it refuses again; one that has too much to do may not.
    return { said, refused: answered !== undefined && answered.status !== 429 && answered.status < 500 }
  }
  const isAnswer = ({ said, refused }: Awaited<ReturnType<typeof once>>): boolean => said !== undefined || refused
  const { said } = await askPatiently(once, { tries, isAnswer, signal })
  return said && { answer: said.label, score: said.score }
}
