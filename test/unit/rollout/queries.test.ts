import { describe, expect, test } from 'vitest'
import type { Backend } from '../../../src/gateway/types.ts'
import type { Fetch } from '../../../src/network.ts'
import { decide, type Stand } from '../../../src/rollout/decide.ts'
import { beforeBake, nothingSeen, weigh } from '../../../src/rollout/evidence.ts'
import { answerOf, QueryWatch } from '../../../src/rollout/prometheus.ts'
import {
  filledIn,
  isWithin,
  type QueryAnswer,
  type QueryGate,
  queryAfter,
  queryUnseen,
} from '../../../src/rollout/queries.ts'
import type { Observation } from '../../../src/rollout/types.ts'
import { Random } from '../../../src/statistics/random.ts'
import { evidenceOf } from '../../../src/statistics/sequential.ts'
import { planOf } from '../../rolloutPlan.ts'

const most: QueryGate = { name: 'queue', query: 'q', windowMs: 5_000, bound: { kind: 'max', limit: 10, failures: 3 } }
const likeStable = (allowed = 0): QueryGate => ({
  name: 'sales',
  query: 'q{{id}}',
  windowMs: 5_000,
  bound: { kind: 'versus-stable', better: 'higher', by: 'margin', allowed },
})
const value = (name: string, canary: number): QueryAnswer => ({ name, outcome: 'value', canary })
const compared = (name: string, canary: number, stable: number) =>
  ({ name, outcome: 'compared', canary, stable }) as const
const unknown = (name: string): QueryAnswer => ({ name, outcome: 'unknown', because: 'nobody answers' })

/** A canary that is well but for what is asked of it, and gets one answer an interval of five seconds. */
const decided = (gate: QueryGate, answers: readonly (QueryAnswer | undefined)[], share = 0.05) => {
  const plan = planOf({ queries: [gate] })
  const tally = (requests: number) => ({ requests, errors: 0, clientErrors: 0, slow: 0 })
  const one: Omit<Observation, 'fromMs' | 'toMs'> = { share, stable: tally(950), canary: tally(50), healthy: true }
  const seen = answers.reduce(
    (before, answer, index) =>
      weigh(plan, before, {
        ...one,
        fromMs: index * 5_000,
        toMs: (index + 1) * 5_000,
        queries: answer === undefined ? [] : [answer],
      }),
    nothingSeen(),
  )
  const stand: Stand = { phase: { name: 'step', index: 0 }, sinceMs: 0, against: 'stable' }
  return decide(plan, seen, stand, answers.length * 5_000)
}
const times = <T>(count: number, of: T): T[] => Array.from({ length: count }, () => of)

describe('a query with a bound', () => {
  test('lets a step pass while it is kept, and stops the canary after three windows in a row beyond it', () => {
    expect(decided(most, times(12, value('queue', 10)))).toMatchObject({ do: 'step' })
    expect(decided(most, [...times(10, value('queue', 3)), ...times(2, value('queue', 11))])).toMatchObject({
      do: 'hold',
      because: expect.stringContaining('prometheus queue: 11, and at most 10 is allowed (2 of 3 windows in a row'),
    })
    expect(decided(most, times(3, value('queue', 11)))).toMatchObject({ do: 'roll-back', verdict: 'fail' })
  })

  test('takes no answer for no sign of health: it ends no row, and lets no step pass', () => {
    const sick = value('queue', 11)
    expect(decided(most, [sick, unknown('queue'), sick, unknown('queue')]).do).toBe('hold')
    expect(decided(most, [sick, unknown('queue'), sick, unknown('queue'), sick]).do).toBe('roll-back')
    expect(decided(most, [...times(20, value('queue', 1)), unknown('queue')])).toMatchObject({
      do: 'hold',
      because: 'prometheus queue: nobody answers',
    })
  })

  test('goes back as inconclusive at the deadline, with the reason that there was no answer', () => {
    expect(decided(most, times(360, unknown('queue')))).toMatchObject({
      do: 'roll-back',
      verdict: 'inconclusive',
      because: expect.stringContaining('prometheus queue: nobody answers'),
    })
    expect(decided(most, times(360, undefined)).because).toContain('its first window is not over')
  })
})

test('what a query said before the bake says nothing of the bake', () => {
  const plan = planOf({ queries: [most] })
  const tally = (requests: number) => ({ requests, errors: 0, clientErrors: 0, slow: 0 })
  const both = { stable: tally(50), canary: tally(950) }
  let seen = nothingSeen()
  const see = (from: number, to: number, queries: QueryAnswer[]): void => {
    for (let at = from; at < to; at++)
      seen = weigh(plan, seen, {
        ...{ fromMs: at * 5_000, toMs: (at + 1) * 5_000, share: 0.95, ...both, healthy: true },
        queries,
      })
  }
  see(0, 60, [value('queue', 1)])
  seen = beforeBake(seen)
  see(60, 200, [])
  const bake: Stand = { phase: { name: 'bake' }, sinceMs: 300_000, against: 'stable' }
  expect(decide(plan, seen, bake, 2_500_000)).toMatchObject({
    do: 'roll-back',
    verdict: 'inconclusive',
    because: expect.stringContaining('prometheus queue: its first window is not over'),
  })
  see(200, 201, [value('queue', 1)])
  expect(decide(plan, seen, bake, 2_505_000).do).toBe('promote')
})

test('windows begin with a step, and what was asked before it is forgotten', async () => {
  const asked: string[] = []
  let answering = (): void => undefined
  const fetch = (async (_url: string, { body }: { body: string }) => {
    asked.push(new URLSearchParams(body).get('query') ?? '')
    await new Promise<void>((resolve) => {
      answering = resolve
    })
    return new Response('{"status":"success","data":{"resultType":"scalar","result":[1,"7"]}}')
  }) as unknown as Fetch
  const watch = new QueryWatch({ url: 'http://prom:9090', fetch }, [{ ...most, windowMs: 1 }])
  const versions = { canary: { id: 'v2' } as Backend, stable: { id: 'v1' } as Backend }
  const until = async (met: () => boolean): Promise<void> => {
    while (!met()) await new Promise((resolve) => setTimeout(resolve, 1))
  }
  watch.begin(versions)
  await until(() => asked.length === 1)
  watch.begin(versions)
  // Its answer comes in the step after it.
  answering()
  await until(() => asked.length === 2)
  expect(watch.take()).toEqual([])
  answering()
  await until(() => asked.length === 3)
  expect(watch.take()).toEqual([value('queue', 7)])
  watch.end()
  answering()
})

describe('a query that is held against stable', () => {
  test('stops a canary that is worse window after window, and none that is worse now and then', () => {
    const worse = compared('sales', 90, 100)
    expect(decided(likeStable(), times(12, worse))).toMatchObject({
      do: 'roll-back',
      because: expect.stringContaining('90 against 100 of stable, and no less is allowed'),
    })
    expect(decided(likeStable(10), times(12, worse)).do).toBe('step')
    const other = compared('sales', 110, 100)
    expect(
      decided(
        likeStable(),
        Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? worse : other)),
      ).do,
    ).toBe('step')
  })

  test('stops one of two versions that are alike in at most 1 % of rollouts of 150 windows', () => {
    const random = new Random(7)
    const rollouts = 200
    let stopped = 0
    for (let rollout = 0; rollout < rollouts; rollout++) {
      let seen = queryUnseen()
      for (let window = 0; window < 150 && evidenceOf(seen.worse) <= 100; window++)
        seen = queryAfter(likeStable(), seen, compared('sales', random.unit(), random.unit()))
      if (evidenceOf(seen.worse) > 100) stopped++
    }
    expect(stopped).toBeLessThanOrEqual(0.01 * rollouts)
  })

  test('allows what was written, whichever way is better', () => {
    const by = (better: 'lower' | 'higher', how: 'margin' | 'ratio', allowed: number) =>
      ({ kind: 'versus-stable', better, by: how, allowed }) as const
    expect(isWithin(by('lower', 'margin', 5), compared('sales', 25, 20))).toBe(true)
    expect(isWithin(by('lower', 'margin', 4), compared('sales', 25, 20))).toBe(false)
    expect(isWithin(by('higher', 'ratio', 1.25), compared('sales', 16, 20))).toBe(true)
    expect(isWithin(by('higher', 'ratio', 1.2), compared('sales', 16, 20))).toBe(false)
    expect(isWithin(by('lower', 'ratio', 1.5), compared('sales', 30, 20))).toBe(true)
    expect(isWithin(by('lower', 'ratio', 1.4), compared('sales', 30, 20))).toBe(false)
  })
})

test('the versions that are meant stand in the question', () => {
  const of = (id: string, version: string) => ({ id, version }) as Backend
  expect(filledIn('a{v="{{id}}"} / b{v="{{version}}"} + c{v="{{stable}}"}', of('v2-abc', '2.0.0'), of('v1', '1'))).toBe(
    'a{v="v2-abc"} / b{v="2.0.0"} + c{v="v1"}',
  )
})

test.each([
  ['no JSON', '<html>', 502, 'unknown', /answers 502 and no result/],
  ['another token wanted', '', 401, 'unknown', /wants another token/],
  ['a wrong query', '{"status":"error","errorType":"bad_data","error":"parse error"}', 400, 'refused', /parse error/],
  ['an overloaded server', '{"status":"error","errorType":"timeout","error":"too long"}', 503, 'unknown', /too long/],
  ['nothing', '{"status":"success","data":{"resultType":"vector","result":[]}}', 200, 'empty', /finds nothing/],
  [
    'several series',
    '{"status":"success","data":{"resultType":"vector","result":[{"value":[1,"2"]},{"value":[1,"3"]}]}}',
    200,
    'refused',
    /2 series/,
  ],
  ['NaN', '{"status":"success","data":{"resultType":"scalar","result":[1,"NaN"]}}', 200, 'empty', /NaN/],
  ['+Inf', '{"status":"success","data":{"resultType":"scalar","result":[1,"+Inf"]}}', 200, 'empty', /Inf/],
  ['a range', '{"status":"success","data":{"resultType":"matrix","result":[]}}', 200, 'refused', /range of values/],
  [
    'a value that is none',
    '{"status":"success","data":{"resultType":"scalar","result":[1,""]}}',
    200,
    'empty',
    /answer/,
  ],
] as const)(
  'an answer of Prometheus that is no number is told as what it is: %s',
  (_, text, status, outcome, because) => {
    expect(answerOf(text, status, 'prom:9090')).toMatchObject({ outcome, because: expect.stringMatching(because) })
  },
)
