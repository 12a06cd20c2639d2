import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { shareOfChance } from '../../../src/rollout/chances.ts'
import { type Decision, decide, gatesOfFirst, type Stand } from '../../../src/rollout/decide.ts'
import { errorRateOf, withErrorRates } from '../../../src/rollout/errorRates.ts'
import { nothingSeen, weigh } from '../../../src/rollout/evidence.ts'
import { gateBefore } from '../../../src/rollout/golden.ts'
import { queryGate, queryUnseen } from '../../../src/rollout/queries.ts'
import { agreementGate, noCopies } from '../../../src/rollout/shadow.ts'
import type { Tally } from '../../../src/rollout/types.ts'
import { planOf } from '../../rolloutPlan.ts'

const plan = planOf()
const tally = (requests: number, errors = 0): Tally => ({ requests, errors, clientErrors: 0, slow: 0 })
const share = 0.95
const at = { share, stable: tally(950), canary: tally(50), healthy: true, fromMs: 0, toMs: 5_000 }
const seen = weigh(plan, nothingSeen(), at)

const told = (against: Stand['against'], nowMs = 5_000): Record<string, string> => {
  const phase = { name: 'step', index: plan.steps.length - 1 } as const
  const { gates }: Decision = decide(plan, seen, { phase, sinceMs: 0, against }, nowMs)
  return Object.fromEntries(withErrorRates(gates, against, plan).map(({ name, because }) => [name, because]))
}
/** The page wraps its lines anywhere. */
const page = readFileSync(new URL('../../../docs/judging.md', import.meta.url), 'utf8').replaceAll(/\s+/g, ' ')

test('every gate of a rollout says beside its reason how often it is wrong', () => {
  const lines = told('stable')
  expect(lines).toMatchObject({
    errors: expect.stringMatching(/; this stops a version that is no worse in at most 1 of 200 rollouts$/),
    refusals: expect.stringMatching(/; this stops a version that is no worse in at most 1 of 400 rollouts$/),
    'slow answers': expect.stringMatching(/; this stops a version that is no worse in at most 1 of 400 rollouts$/),
    promotion: expect.stringMatching(
      /; this passes a version that fails as often as is allowed in at most 1 of 20 rollouts$/,
    ),
    'circuit breaker': expect.stringMatching(
      /; this stops no version whose trouble is over within 60 s, and by chance at most 1 of 1,000 openings of one that is no worse end so$/,
    ),
    health: expect.stringMatching(/; how often this stops a version that is no worse is not known$/),
  })
  expect(Object.values(lines).every((line) => line.includes('; '))).toBe(true)
})

test('what is spent on errors, refusals and slow answers is the chance of a false rollback, no more', () => {
  expect(Object.values(shareOfChance).reduce((sum, part) => sum + part, 0)).toBe(1)
})

test('at the deadline a gate says the rate that it is held against then', () => {
  const slow = planOf({ minRequests: 1_000_000 })
  const failing = Array.from({ length: 6 }).reduce<typeof seen>(
    (before, _, index) =>
      weigh(plan, before, {
        ...at,
        share: 0.5,
        stable: tally(500, 2),
        canary: tally(500, 11),
        fromMs: (index + 1) * 5_000,
        toMs: (index + 2) * 5_000,
      }),
    nothingSeen(),
  )
  const phase = { name: 'step', index: 0 } as const
  const { gates } = decide(slow, failing, { phase, sinceMs: 0, against: 'stable' }, slow.stepDeadlineMs)
  const errors = gates.find(({ name }) => name === 'errors')
  if (errors === undefined) throw new Error('no gate')
  expect(errorRateOf(errors, 'stable', plan)).toBe('this stops a version that is no worse in at most 1 of 40 rollouts')
})

test('without a stable beside it a version is held against what is tolerated', () => {
  expect(told('before')['errors']).toMatch(/; this stops a version that stays within it in at most 1 of 200 rollouts$/)
  const first = withErrorRates(
    gatesOfFirst(plan, seen, { answers: 0, left: 0 }, { answers: 50, left: 0 }),
    'nobody',
    plan,
  )
  expect(first.find(({ name }) => name === 'errors')?.because).toMatch(
    /are tolerated; this is said of a version that stays within it in at most 1 of 100 rollouts$/,
  )
})

test('golden probes stop no version that answers as it was judged, before its traffic and later', () => {
  const wrong = gateBefore([{ id: 'a', outcome: 'wrong' }])
  expect(errorRateOf(wrong, 'stable', plan)).toBe('this stops no version that answers as it was judged')
  expect(errorRateOf({ ...wrong, name: 'golden probes' }, 'nobody', plan)).toBe(
    'this stops no version that answers as it was judged',
  )
})

test('copied requests and the own queries say theirs', () => {
  const shadow = {
    share: 0.1,
    minRequests: 300,
    maxDisagreement: 0.05,
    minTimeMs: 60_000,
    deadlineMs: 1_800_000,
    falseRollbacks: 0.01,
  }
  expect(errorRateOf(agreementGate(shadow, noCopies, 0), 'stable', { ...plan, shadow })).toBe(
    'this stops a version that differs as often as is allowed in at most 1 of 100 rollouts, and passes it in at most 1 of 20',
  )
  const query = { name: 'errors', query: 'up', windowMs: 30_000 }
  const versus = { kind: 'versus-stable', better: 'lower', by: 'margin', allowed: 0 } as const
  const compared = queryGate({ ...query, bound: versus }, queryUnseen(), 0.01).gate
  expect(errorRateOf(compared, 'stable', plan)).toBe(
    'this stops a version that is no worse in at most 1 of 100 rollouts',
  )
  const most = queryGate({ ...query, bound: { kind: 'max', limit: 50, failures: 3 } }, queryUnseen(), 0.01).gate
  expect(errorRateOf(most, 'stable', plan)).toBe('how often this stops a version that is no worse is not known')
})

test('docs/judging.md says the rates that the reports say', () => {
  for (const rate of ['1 of 200', '1 of 400', '1 of 20 ', '1 of 1,000', '1 of 100 ']) expect(page).toContain(rate)
})
