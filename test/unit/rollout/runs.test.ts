import { expect, test } from 'vitest'
import { CounterBook } from '../../../src/gateway/agent/counters.ts'
import { runsOfBoth } from '../../../src/rollout/runs.ts'
import type { Counts } from '../../../src/rollout/slices.ts'
import { runsBetween } from '../../../src/rollout/tally.ts'
import type { Tally } from '../../../src/rollout/types.ts'

const tally = (requests: number, errors = 0): Tally => ({ requests, errors, clientErrors: 0, slow: 0 })
const first: Counts = {
  share: 0.05,
  stable: tally(20_000, 200),
  canary: tally(1_000, 10),
  runs: { count: 10, errors: 200 },
}
const most = (openings: number): Counts => ({ share: 0.95, stable: tally(1_000), canary: tally(20_000), openings })

test('openings of the circuit breaker that stable would have too say how long a run is that they cut short', () => {
  expect(runsOfBoth([first, most(10)])).toEqual({ longer: 15, rate: 0.01 })
  expect(runsOfBoth([first, most(15)])).toEqual({ longer: 15, rate: 0.01 })
  expect(runsOfBoth([first])).toEqual({ longer: 15, rate: 0.01 })
})

test("more than stable would have are the canary's own doing", () => {
  expect(runsOfBoth([first, most(30)])).toBeUndefined()
})

test('what stable failed before the canary came is no licence for errors of the canary', () => {
  const before: Counts = {
    ...first,
    share: 0,
    canary: tally(0),
    runs: { count: 20, errors: 400 },
    stable: tally(20_000, 400),
  }
  const recovered: Counts = { ...first, stable: tally(20_000, 10), runs: { count: 0, errors: 0 } }
  expect(runsOfBoth([before, first, most(10)])).toBeDefined()
  expect(runsOfBoth([before, recovered, most(10)])).toBeUndefined()
  expect(runsOfBoth([before, most(10)])).toBeUndefined()
})

test('a stable that hardly has any, or only now that it has little traffic, tells nothing', () => {
  expect(runsOfBoth([{ ...first, runs: { count: 2, errors: 40 } }, most(2)])).toBeUndefined()
  const { runs: _, ...none } = first
  expect(runsOfBoth([none, most(1)])).toBeUndefined()
  expect(runsOfBoth([none, { ...most(3), runs: { count: 4, errors: 80 } }])).toBeUndefined()
})

test('five errors after each other are a run, which lasts until an answer comes, whoever leaves meanwhile', () => {
  const book = new CounterBook()
  book.know('a')
  const ends = (count: number, outcome: Parameters<CounterBook['record']>[1]) => {
    for (let at = 0; at < count; at++) book.record('a', outcome, 1)
    return book.read()['a']
  }
  const before = ends(4, 'server-error')
  expect(before?.runs).toEqual({ count: 0, errors: 0 })
  ends(1, 'client-error')
  ends(4, 'unanswered')
  ends(3, 'abandoned')
  const now = ends(3, 'server-error')
  expect(runsBetween(before, now)).toEqual({ count: 1, errors: 7 })
  ends(1, 'answered')
  expect(runsBetween(now, ends(4, 'server-error'))).toEqual({ count: 0, errors: 0 })
  expect(runsBetween(now, ends(1, 'server-error'))).toEqual({ count: 1, errors: 5 })
  // What a gateway that began anew has counted is all new.
  const { epoch: _, ...rest } = now ?? { epoch: '' }
  expect(
    runsBetween({ ...before, epoch: 'earlier' } as typeof before, { epoch: 'now', ...rest } as typeof now),
  ).toEqual({
    count: 1,
    errors: 7,
  })
  expect(runsBetween(before, undefined)).toBeUndefined()
})
