import { z } from 'zod'
import type { Answered, Backend } from '../gateway/types.ts'
import { jsonOf } from '../json.ts'
import type { GoldenProbe } from '../model/probes.ts'
import { askPatiently, inTime, sleep } from '../timers.ts'
import type { GoldenAnswer, RolloutGate } from './types.ts'
import { lostAfterMs } from './watching.ts'

/**
 * Scores may differ by so much. Other numbers of threads move none of INT8, nor does a batch of 8 one of FP32 (MiniLM, 300
 * texts); INT8 in batches that it was not judged in moves one by 0.1.
 */
export const scoreTolerance = 0.01

/** Whether a server's answer is the one that was judged. Pure. @param body of an answer 200 of the Open Inference Protocol */
export function sameAnswer(body: string, { answer }: GoldenProbe): boolean {
  const said = answerIn(body)
  return said !== undefined && said.label === answer.label && Math.abs(said.score - answer.score) <= scoreTolerance
}

/** The label and score of the first input; undefined where an answer has none. Pure. */
export function answerIn(body: string): { label: string; score: number } | undefined {
  const parsed = inference.safeParse(jsonOf(body))
  if (!parsed.success) return undefined
  const said = (name: string) => parsed.data.outputs.find((output) => output.name === name)?.data[0]
  const [label, score] = [said('label'), said('score')]
  return typeof label === 'string' && typeof score === 'number' ? { label, score } : undefined
}

const inference = z.object({ outputs: z.array(z.object({ name: z.string(), data: z.array(z.unknown()) })) })

/** How a probe ended, of all servers of a version the worst: one that says something else, then one that says nothing. */
export function goldenAnswer(probe: GoldenProbe, answers: readonly Answered[]): GoldenAnswer {
  const of = (one: Answered): GoldenAnswer['outcome'] => {
    // A server that has too much to do, or failed, has not said anything about the input.
    if (one.outcome === 'unanswered' || one.status === 429 || one.status >= 500) return 'missing'
    return one.status === 200 && sameAnswer(one.body, probe) ? 'right' : 'wrong'
  }
  const outcomes = answers.map(of)
  const outcome = outcomes.includes('wrong')
    ? 'wrong'
    : outcomes.length === 0 || outcomes.includes('missing')
      ? 'missing'
      : 'right'
  return { id: probe.id, outcome }
}

/**
 * So often is a probe asked that gets no answer, a little later each time: the canary's first requests may be slow. Stable has
 * clients, and no turn of the canary's waits for it.
 */
const triesOf = { canary: 3, stable: 1 } as const
const stablePatienceMs = 5_000

/** Asks all of them before there is any traffic. @param tries as often each */
export async function askAll(
  probes: readonly GoldenProbe[],
  ask: Ask,
  { signal, tries }: { signal: AbortSignal; tries: number },
): Promise<GoldenAnswer[]> {
  const answers: GoldenAnswer[] = []
  // A server that answers nothing is tried with some: all of them would take minutes.
  for (let missing = 0; answers.length < probes.length && missing < 5; ) {
    const probe = probes[answers.length] as GoldenProbe
    const isAnswer = ({ outcome }: GoldenAnswer): boolean => outcome !== 'missing'
    const answer = await askPatiently(() => ask(probe), { tries, isAnswer, signal })
    answers.push(answer)
    if (answer.outcome === 'missing') missing++
  }
  return answers
}

/** Of the answers before there was traffic. Pure. */
export function gateBefore(answers: readonly GoldenAnswer[]): RolloutGate {
  const other = answers.filter(({ outcome }) => outcome !== 'right')
  const wrong = other.filter(({ outcome }) => outcome === 'wrong').length
  const said = [
    ...(wrong > 0 ? [`${wrong} other answers than were judged`] : []),
    ...(other.length > wrong ? [`no answer to ${other.length - wrong}`] : []),
  ].join(' and ')
  const [first] = other
  return {
    name: 'golden probes before traffic',
    verdict: first === undefined ? 'pass' : 'fail',
    observed: { value: other.length, unit: 'other answers' },
    allowed: 0,
    because:
      first === undefined
        ? `the canary answered all ${answers.length} golden probes as they were judged`
        : `the canary gave ${said}, of ${answers.length} golden probes (the first is example ${JSON.stringify(first.id)}): what runs is not what was evaluated`,
  }
}

/** How many answers users will have otherwise from now on, of test inputs; undefined where stable was not asked. Pure. */
export function toldOfStable(answers: readonly GoldenAnswer[]): string | undefined {
  if (answers.length === 0) return undefined
  const of = (outcome: GoldenAnswer['outcome']): number => answers.filter((one) => one.outcome === outcome).length
  const missing = of('missing')
  return `for comparison alone, as stable is another model: it answers ${of('wrong')} of ${answers.length} golden probes otherwise than the canary${missing === 0 ? '' : `, and ${missing} not at all`}; that decides nothing`
}

/** Test inputs that a release brings, and how often one of them is asked while traffic moves. */
export type Golden = {
  probes: readonly GoldenProbe[]
  everyMs: number
  /** One request to each server of a version, past the traffic. */
  ask: (backend: Backend, body: string) => Promise<Answered[]>
}

type Ask = (probe: GoldenProbe) => Promise<GoldenAnswer>

/**
 * The golden probes of one rollout: whether what runs is what was evaluated. Where what serves is at fault and a version that
 * served before takes all at once, there are none: each second counts, and it was asked then.
 */
export class GoldenProbes {
  readonly #golden: Golden | undefined
  readonly #ended = new AbortController()
  #answers: GoldenAnswer[] = []
  #perSecond = 0
  #gates: RolloutGate[] = []
  readonly #ofStable: GoldenAnswer[] = []

  constructor(golden: Golden | undefined) {
    this.#golden = golden
  }

  /** What they said before there was traffic. */
  get gates(): readonly RolloutGate[] {
    return this.#gates
  }

  /** How many are asked in a second from now on. */
  get perSecond(): number {
    return this.#perSecond
  }

  /**
   * Asks both versions all of them before there is any traffic; where the canary says what was judged, one after the other
   * from then on. What stable says decides nothing: it is another model.
   * @param patiently asks the gateway for as long as it makes sense
   */
  async before(
    { canary, stable }: { canary: Backend; stable: Backend | undefined },
    patiently: <T>(question: () => Promise<T>) => Promise<T>,
    signal: AbortSignal,
  ): Promise<RolloutGate | undefined> {
    if (this.#golden === undefined) return undefined
    const { probes, everyMs, ask: askServers } = this.#golden
    const asking =
      (backend: Backend, patienceMs: number): Ask =>
      async (probe) =>
        goldenAnswer(probe, await inTime(askServers(backend, JSON.stringify(probe.request)), patienceMs, []))
    const ask = asking(canary, lostAfterMs)
    const ofStable =
      stable === undefined ? undefined : this.#askStable(probes, asking(stable, stablePatienceMs), signal)
    const answers = await askAll(probes, (probe) => patiently(() => ask(probe)), { signal, tries: triesOf.canary })
    await ofStable?.inTime()
    const gate = gateBefore(answers)
    this.#gates = [gate]
    if (gate.verdict !== 'pass') return gate
    this.#perSecond = 1000 / everyMs
    void this.#keepAsking(probes, ask, everyMs)
    return gate
  }

  /** What it has not answered by the time the canary has, and a little later, is left. */
  #askStable(probes: readonly GoldenProbe[], ask: Ask, signal: AbortSignal): { inTime(): Promise<void> } {
    const late = new AbortController()
    const keep: Ask = async (probe) => {
      const answer = await ask(probe)
      if (!late.signal.aborted) this.#ofStable.push(answer)
      return answer
    }
    const ended = AbortSignal.any([signal, this.#ended.signal, late.signal])
    const asked = askAll(probes, keep, { signal: ended, tries: triesOf.stable }).then(
      () => undefined,
      () => undefined,
    )
    return {
      inTime: async () => {
        await inTime(asked, stablePatienceMs, undefined)
        late.abort()
      },
    }
  }

  /** What is to be said of stable's answers before there was traffic. */
  told(): string[] {
    const told = toldOfStable(this.#ofStable)
    return told === undefined ? [] : [told]
  }

  /** Those since the last time. */
  take(): GoldenAnswer[] {
    const taken = this.#answers
    this.#answers = []
    return taken
  }

  end(): void {
    this.#ended.abort()
  }

  /**
   * One at a time. One that is answered wrongly is asked again next: one wrong answer may be an accident, and its turn would
   * come minutes later.
   */
  async #keepAsking(probes: readonly GoldenProbe[], ask: Ask, everyMs: number): Promise<void> {
    const { signal } = this.#ended
    for (let next = 0; !signal.aborted; ) {
      // Whether the gateway answers at all is asked elsewhere, and nothing was learnt of the canary.
      const answer = await ask(probes[next % probes.length] as GoldenProbe).catch(() => undefined)
      if (answer !== undefined && !signal.aborted) this.#answers.push(answer)
      if (answer?.outcome !== 'wrong') next++
      await sleep(everyMs, signal).catch(() => undefined)
    }
  }
}
