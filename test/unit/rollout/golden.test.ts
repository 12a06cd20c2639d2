import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Answered, Backend } from '../../../src/gateway/types.ts'
import type { GoldenProbe } from '../../../src/model/probes.ts'
import { decide, type Stand } from '../../../src/rollout/decide.ts'
import { nothingSeen, type Seen, weigh } from '../../../src/rollout/evidence.ts'
import { GoldenProbes, goldenAnswer, sameAnswer } from '../../../src/rollout/golden.ts'
import { nothing } from '../../../src/rollout/tally.ts'
import type { GoldenAnswer, Tally } from '../../../src/rollout/types.ts'
import { planOf } from '../../rolloutPlan.ts'

const plan = planOf()
const right = (count: number): GoldenAnswer[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${index % 100}`, outcome: 'right' }))
const tally = (requests: number, errors = 0): Tally => ({ requests, errors, clientErrors: 0, slow: 0 })

/** Intervals of five seconds at 5 %, one after the other. */
const seenOf = (...parts: { golden: readonly GoldenAnswer[]; canary?: Tally }[]): Seen =>
  parts.reduce(
    (seen, { golden, canary = nothing }, index) =>
      weigh(plan, seen, {
        fromMs: index * 5_000,
        toMs: (index + 1) * 5_000,
        share: 0.05,
        stable: nothing,
        canary,
        healthy: true,
        golden,
      }),
    nothingSeen(),
  )
const at = (index: number): Stand => ({ phase: { name: 'step', index }, sinceMs: 0, against: 'stable' })
const said = (seen: Seen, index = 1) => decide(plan, seen, at(index), 600_000)

describe('golden probes while traffic moves', () => {
  test('stand for requests that nobody sends', () => {
    expect(said(seenOf({ golden: right(99) }), 0)).toMatchObject({
      do: 'hold',
      because: 'the canary answered 0 and 99 golden probes of 100 requests',
    })
    expect(said(seenOf({ golden: right(100) }), 0)).toMatchObject({ do: 'step', index: 1 })
    expect(said(seenOf({ golden: right(320) })).do).toBe('hold')
    expect(said(seenOf({ golden: right(340) }))).toMatchObject({ do: 'step', index: 2 })
  })

  test('count from the beginning of a step', () => {
    const before = seenOf({ golden: right(340) })
    const after = weigh(plan, before, {
      ...{ fromMs: 5_000, toMs: 10_000, share: 0.95, stable: nothing, canary: nothing, healthy: true },
      golden: right(5),
    })
    expect(said(after, 2)).toMatchObject({ do: 'hold', because: expect.stringContaining('5 golden probes of 100') })
  })

  test('make no request good that failed', () => {
    const failing = seenOf({ golden: right(1_000), canary: tally(30, 1) })
    expect(said(failing)).toMatchObject({
      do: 'hold',
      because: expect.stringMatching(/^the canary failed 1 of 30 requests:/),
    })
    expect(said(seenOf({ golden: right(1_000), canary: tally(30) }))).toMatchObject({ do: 'step' })
  })

  test('are errors where they are answered wrongly or not at all', () => {
    const wrong: GoldenAnswer = { id: 'one', outcome: 'wrong' }
    const missing: GoldenAnswer = { id: 'two', outcome: 'missing' }
    expect(said(seenOf({ golden: [wrong, missing, ...right(330)] }))).toMatchObject({
      do: 'hold',
      because: expect.stringContaining('and 2 of 332 golden probes'),
    })
  })

  test('stop the canary when the same one is answered wrongly twice in a row', () => {
    const wrong: GoldenAnswer = { id: 'one', outcome: 'wrong' }
    const missing: GoldenAnswer = { id: 'one', outcome: 'missing' }
    const stopped = { do: 'roll-back', verdict: 'fail', because: expect.stringContaining('golden probe "one"') }
    expect(said(seenOf({ golden: [wrong] }, { golden: [wrong] }))).toMatchObject(stopped)
    expect(said(seenOf({ golden: [wrong, missing, wrong] }))).toMatchObject(stopped)
    expect(said(seenOf({ golden: [wrong, { id: 'one', outcome: 'right' }, wrong] })).do).toBe('hold')
    expect(said(seenOf({ golden: [wrong, { id: 'other', outcome: 'wrong' }] })).do).toBe('hold')
    expect(said(seenOf({ golden: [missing, missing, missing] })).do).toBe('hold')
  })

  test('are never compared with stable', () => {
    const { total, worse } = seenOf(
      ...Array.from({ length: 50 }, () => ({ golden: [{ id: 'x', outcome: 'missing' as const }] })),
    )
    expect(total).toEqual({ stable: nothing, canary: nothing })
    expect(worse).toEqual(nothingSeenWorse(50))
  })
})

/** After so many windows in which nobody sent anything. */
const nothingSeenWorse = (count: number): Seen['worse'] =>
  seenOf(...Array.from({ length: count }, () => ({ golden: [] }))).worse

const probe = (id: string): GoldenProbe => ({ id, request: { id }, answer: { label: 'good', score: 0.9 } })
const answer = (label: string, score: number): Answered => ({
  outcome: 'answered',
  status: 200,
  body: JSON.stringify({
    outputs: [
      { name: 'label', data: [label] },
      { name: 'score', data: [score] },
    ],
  }),
})

describe('an answer to a golden probe', () => {
  test('is right by its label, and by its score within one hundredth', () => {
    const same = (label: string, score: number) => goldenAnswer(probe('a'), [answer(label, score)]).outcome
    expect([same('good', 0.9), same('good', 0.909), same('good', 0.892)]).toEqual(['right', 'right', 'right'])
    expect([same('bad', 0.9), same('good', 0.912), same('good', 0.5)]).toEqual(['wrong', 'wrong', 'wrong'])
    for (const body of ['', 'null', '{"outputs":[]}', '{"outputs":[{"name":"label","data":["good"]}]}'])
      expect(sameAnswer(body, probe('a'))).toBe(false)
  })

  test('is missing where a server has too much to do, wrong where it refuses, and of several servers the worst', () => {
    const status = (code: number): Answered => ({ outcome: 'answered', status: code, body: '' })
    const of = (...answers: Answered[]) => goldenAnswer(probe('a'), answers).outcome
    expect([of(status(429)), of(status(503)), of({ outcome: 'unanswered' }), of()]).toEqual(Array(4).fill('missing'))
    expect([of(status(400)), of(status(404))]).toEqual(['wrong', 'wrong'])
    expect(of(answer('good', 0.9), status(503))).toBe('missing')
    expect(of(answer('good', 0.9), status(503), answer('bad', 0.9))).toBe('wrong')
  })
})

describe('golden probes before traffic', () => {
  const canary = { id: 'v2' } as Backend
  const signal = new AbortController().signal
  const begun = async (ask: (id: string, version: string) => Answered, stable?: Backend) => {
    const golden = new GoldenProbes({
      probes: ['a', 'b', 'c'].map(probe),
      everyMs: 1,
      ask: async ({ id: version }, body) => [ask((JSON.parse(body) as { id: string }).id, version)],
    })
    const gate = await golden.before({ canary, stable }, (question) => question(), signal)
    return { golden, gate }
  }

  test('stop a version that says something else, with how many and the first example', async () => {
    const { golden, gate } = await begun((id) => answer(id === 'a' ? 'good' : 'bad', 0.9))
    golden.end()
    expect(gate).toMatchObject({
      verdict: 'fail',
      because:
        'the canary gave 2 other answers than were judged, of 3 golden probes (the first is example "b"): what runs is not what was evaluated',
    })
    expect(golden.take()).toEqual([])
  })

  test('have patience with a server whose first answers do not come', async () => {
    let asked = 0
    const { golden, gate } = await begun(() => (++asked === 1 ? { outcome: 'unanswered' } : answer('good', 0.9)))
    golden.end()
    expect(gate).toMatchObject({
      verdict: 'pass',
      because: 'the canary answered all 3 golden probes as they were judged',
    })
  })

  test('are asked of stable too, and what it says otherwise is told and does not stop the canary', async () => {
    const of = (version: string, id: string): Answered =>
      version === 'v2' || id === 'a' ? answer('good', 0.9) : id === 'b' ? answer('bad', 0.9) : { outcome: 'unanswered' }
    const { golden, gate } = await begun((id, version) => of(version, id), { id: 'v1' } as Backend)
    golden.end()
    expect(gate?.verdict).toBe('pass')
    expect(golden.told()).toEqual([
      'for comparison alone, as stable is another model: it answers 1 of 3 golden probes otherwise than the canary, and 1 not at all; that decides nothing',
    ])
    const first = await begun(() => answer('good', 0.9))
    first.golden.end()
    expect(first.golden.told()).toEqual([])
  })

  test('make no canary wait for a stable that hangs or is slow', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const slow = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
    for (const stableMs of [1_000_000_000, 1_500]) {
      const golden = new GoldenProbes({
        probes: Array.from({ length: 100 }, (_, index) => probe(String(index))),
        everyMs: 1_000,
        ask: async ({ id }) => {
          if (id === 'v1') await slow(stableMs)
          return [answer('good', 0.9)]
        },
      })
      const beganMs = Date.now()
      let tookMs = Number.POSITIVE_INFINITY
      const gate = golden.before({ canary, stable: { id: 'v1' } as Backend }, (question) => question(), signal)
      void gate.then(() => {
        tookMs = Date.now() - beganMs
      })
      await vi.advanceTimersByTimeAsync(200_000)
      expect((await gate)?.verdict).toBe('pass')
      expect(tookMs).toBeLessThanOrEqual(5_000)
      golden.end()
    }
  })

  test('go on one after the other, and one that went wrong is asked again next', async () => {
    let asked = 0
    const { golden } = await begun((id) => answer(++asked > 3 && id === 'b' ? 'bad' : 'good', 0.9))
    const seen: GoldenAnswer[] = []
    while (seen.length < 3) {
      await new Promise((resolve) => setTimeout(resolve, 2))
      seen.push(...golden.take())
    }
    golden.end()
    expect(seen.slice(0, 3)).toEqual([
      { id: 'a', outcome: 'right' },
      { id: 'b', outcome: 'wrong' },
      { id: 'b', outcome: 'wrong' },
    ])
  })
})
