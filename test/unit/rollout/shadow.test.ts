import { describe, expect, test } from 'vitest'
import { Process } from '../../../bench/support/traffic.ts'
import type { ShadowCounts } from '../../../src/gateway/types.ts'
import { afterCopies, agreementGate, noCopies, type ShadowSeen } from '../../../src/rollout/shadow.ts'
import type { ShadowPlan } from '../../../src/rollout/types.ts'
import { Random } from '../../../src/statistics/random.ts'

const plan: ShadowPlan = {
  share: 0.1,
  minRequests: 300,
  maxDisagreement: 0.05,
  minTimeMs: 60_000,
  deadlineMs: 1_800_000,
  falseRollbacks: 0.01,
}
const counts = (compared: number, otherwise: number, more: Partial<ShadowCounts> = {}): ShadowCounts => ({
  compared,
  otherwise,
  unanswered: 0,
  incomparable: 0,
  repeated: 0,
  dropped: 0,
  ...more,
})

/** So many looks of a minute's twelfth, each with these counts. */
const seenAfter = (looks: number, compared: number, otherwise: number): ShadowSeen => {
  let seen = noCopies
  for (let look = 1; look <= looks; look++) seen = afterCopies(plan, seen, counts(look * compared, look * otherwise))
  return seen
}
const gate = (seen: ShadowSeen, elapsedMs = 120_000) => agreementGate(plan, seen, elapsedMs)

describe('a canary that is asked what stable was asked', () => {
  test('passes where it surely answers nearly all as stable did', () => {
    expect(gate(seenAfter(24, 20, 0.2))).toMatchObject({
      verdict: 'pass',
      because:
        'the canary answered 1 % of 480 copied requests otherwise than stable: surely less than the 5 % that are allowed',
    })
  })

  test('fails where it surely answers more otherwise than is allowed, however few requests that takes', () => {
    expect(gate(seenAfter(12, 20, 4), 60_000)).toMatchObject({
      verdict: 'fail',
      because: expect.stringMatching(/20 % of 240 copied requests .*surely more than the 5 % that are allowed/),
    })
  })

  test('is held while that is not sure, while requests are too few, and for the time of a step', () => {
    expect(gate(seenAfter(24, 20, 0.9)).because).toMatch(/not yet surely less than the 5 %/)
    expect(gate(seenAfter(24, 10, 0)).because).toMatch(/of 240 copied .*; 300 are needed$/)
    expect(gate(seenAfter(24, 20, 0), 59_000)).toMatchObject({
      verdict: 'inconclusive',
      because: expect.stringMatching(/minimum time/),
    })
  })

  test('gets no traffic at the deadline without enough requests, and the reason is said', () => {
    const slow = { ...noCopies, counts: counts(12, 0, { repeated: 40, dropped: 900, incomparable: 3 }) }
    expect(gate(slow, plan.deadlineMs)).toMatchObject({
      verdict: 'inconclusive',
      because: expect.stringMatching(
        /^the deadline of 1800 s is over .*300 are needed, and 40 more asked the same again, and 900 more were dropped.*3 more had no answer to compare$/,
      ),
    })
  })

  test.each([
    ['single answers', 1],
    ['batches of eight, all of one kind', 8],
  ])('is stopped in at most 1 % of rollouts where it disagrees as often as is allowed: %s', (_, batch) => {
    const random = new Random(7)
    const rollouts = 300
    let [stopped, passed] = [0, 0]
    for (let rollout = 0; rollout < rollouts; rollout++) {
      let seen = noCopies
      let verdict = 'inconclusive'
      for (let look = 0; look < 60 && verdict === 'inconclusive'; look++) {
        let otherwise = 0
        for (let request = 0; request < 20; request++) {
          // All inputs of a batch, a part of them, or one.
          const part = batch === 1 ? 1 : (1 + Math.floor(random.unit() * batch)) / batch
          if (random.unit() < plan.maxDisagreement / (batch === 1 ? 1 : (batch + 1) / 2 / batch)) otherwise += part
        }
        seen = afterCopies(plan, seen, counts(seen.counts.compared + 20, seen.counts.otherwise + otherwise))
        verdict = gate(seen).verdict
      }
      if (verdict === 'fail') stopped += 1
      if (verdict === 'pass') passed += 1
    }
    expect(stopped).toBeLessThanOrEqual(6)
    // A bet of 20 to 1 is lost at most once in 20.
    expect(passed).toBeLessThanOrEqual(26)
  })

  /** Rollouts in which so many copies are compared in each look, and answers are otherwise in runs: a client repeats itself. */
  const inRuns = (perLook: number, rate: (second: number) => number, run: number) => {
    const ends = { pass: 0, fail: 0, inconclusive: 0 }
    for (let seed = 1; seed <= 50; seed++) {
      const answers = new Process({ errors: rate, run }, new Random(seed))
      let [seen, verdict] = [noCopies, 'inconclusive' as keyof typeof ends]
      for (let second = 5; second <= 1_800 && verdict === 'inconclusive'; second += 5) {
        const { requests, errors } = answers.serve(perLook, { second, outage: 0, load: 1 })
        seen = afterCopies(plan, seen, counts(seen.counts.compared + requests, seen.counts.otherwise + errors))
        const found = gate(seen, second * 1_000).verdict
        if (found === 'pass' || found === 'fail') verdict = found
      }
      ends[verdict] += 1
    }
    return ends
  }

  test.each([
    [2, 20],
    [10, 100],
    [500, 20],
  ])(
    'is not stopped where clients repeat themselves and it disagrees less than is allowed: %i a look, runs of %i',
    (perLook, run) => {
      expect(inRuns(perLook, () => 0.02, run).fail).toBeLessThanOrEqual(1)
    },
  )

  test('gets no traffic where it disagrees as often as is allowed, or twice as often, and clients repeat themselves', () => {
    expect(inRuns(500, () => 0.05, 20).pass).toBeLessThanOrEqual(4)
    expect(inRuns(500, () => 0.1, 100).pass).toBe(0)
  })

  test('gets no traffic where it began to disagree a moment ago', () => {
    expect(inRuns(500, (second) => (second <= 50 ? 0 : 0.2), 1).pass).toBe(0)
  })
})
