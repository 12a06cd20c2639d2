import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { after as later } from '../../src/timers.ts'

const dayMs = 24 * 3_600_000

describe('a timer', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test.each([
    ['1 ms', 1],
    ['a day', dayMs],
    ['24.8 days and one ms, the first that Node cannot count', 2 ** 31],
    ['90 days', 90 * dayMs],
  ])('of %s does its work then and not before', (_, delayMs) => {
    const work = vi.fn()
    later(delayMs, work)
    vi.advanceTimersByTime(delayMs - 1)
    expect(work).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(work).toHaveBeenCalledTimes(1)
  })

  test('that is cancelled in its second month never does its work', () => {
    const work = vi.fn()
    const timer = later(90 * dayMs, work)
    vi.advanceTimersByTime(40 * dayMs)
    timer.cancel()
    vi.advanceTimersByTime(90 * dayMs)
    expect(work).not.toHaveBeenCalled()
  })
})
