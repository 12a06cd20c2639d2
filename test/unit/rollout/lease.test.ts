import { expect, test } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import type { Traffic } from '../../../src/gateway/types.ts'
import { Lease } from '../../../src/rollout/lease.ts'
import { sleep } from '../../../src/timers.ts'

const never = new AbortController().signal

/** Only what a lease asks of the traffic; `renew` as the test has it. */
async function take(ttlMs: number, renew: () => Promise<void>): Promise<Lease> {
  const done = async (): Promise<void> => undefined
  const traffic = { acquire: done, renew, release: done } as Partial<Traffic> as Traffic
  return Lease.take({ traffic, owner: 'run 1', ttlMs, clock: { monotonicMs: () => performance.now() } })
}

test('one renewal that fails does not end a lease that is still valid', async () => {
  let renewals = 0
  const lease = await take(300, async () => {
    renewals += 1
    if (renewals <= 3) throw new Error('socket hang up')
  })
  await sleep(600)
  expect(lease.lost).toBeUndefined()
  expect(renewals).toBeGreaterThan(3)
  await lease.release()
})

test('nor does one that gets no answer', async () => {
  let renewals = 0
  const lease = await take(300, () => {
    renewals += 1
    return renewals === 1 ? new Promise(() => undefined) : Promise.resolve()
  })
  await sleep(600)
  expect(lease.lost).toBeUndefined()
  await lease.release()
})

test('a lease that could not be renewed for its whole time is lost, and says why', async () => {
  const lease = await take(200, () => Promise.reject(new Error('socket hang up')))
  await sleep(100)
  expect(lease.lost).toBeUndefined()
  await sleep(200)
  expect(lease.lost?.message).toBe('the lease could not be renewed for 0.2 s: socket hang up')
  await expect(lease.ask(async () => 1, never)).rejects.toThrow(/could not be renewed/)
  await lease.release()
})

test('an answer that it is over ends it at once', async () => {
  const lease = await take(60, () => Promise.reject(new UserError('the gateway is held by run 2, not by run 1')))
  await sleep(60)
  expect(lease.lost?.message).toMatch(/held by run 2/)
  await lease.release()
})

test('a question that fails is asked again while the lease holds, and a refusal is not', async () => {
  const lease = await take(1_000, async () => undefined)
  let asked = 0
  const answer = lease.ask(async () => {
    asked += 1
    if (asked < 3) throw new Error('the engine is busy')
    return asked
  }, never)
  expect(await answer).toBe(3)
  await expect(lease.ask(() => Promise.reject(new UserError('no')), never)).rejects.toThrow('no')
  await lease.release()
})
