import { afterEach, describe, expect, test, vi } from 'vitest'
import { after, sleep } from '../../src/timers.ts'

const dayMs = 24 * 3_600_000

describe('a wait', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test('of 90 days is over then and not before, though the timers of Node end at 24.8', async () => {
    vi.useFakeTimers()
    const over = vi.fn()
    void sleep(90 * dayMs).then(over)
    after(90 * dayMs, over)
    await vi.advanceTimersByTimeAsync(90 * dayMs - 1)
    expect(over).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(over).toHaveBeenCalledTimes(2)
  })

  test('ends with the reason of its cancellation, also where that came before it', async () => {
    const cancel = new AbortController()
    const waiting = sleep(90 * dayMs, cancel.signal)
    cancel.abort(new Error('stop now'))
    await expect(waiting).rejects.toThrow('stop now')
    await expect(sleep(0, cancel.signal)).rejects.toThrow('stop now')
  })
})
