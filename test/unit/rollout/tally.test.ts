import { describe, expect, test } from 'vitest'
import { CounterBook } from '../../../src/gateway/agent/counters.ts'
import { readLogLine } from '../../../src/gateway/agent/haproxy-log.ts'
import { answersTakeMs, nearlyAllMs, patienceMs, tallyBetween } from '../../../src/rollout/tally.ts'

const bookOf = (...ends: Parameters<CounterBook['record']>[]): CounterBook => {
  const book = new CounterBook()
  for (const id of ['v1', 'v2']) book.know(id)
  for (const end of ends) book.record(...end)
  return book
}

describe('what a version did', () => {
  test('is told apart by how its requests ended', () => {
    const book = bookOf(['v2', 'answered', 4])
    const before = book.read()['v2']
    book.record('v2', 'answered', 4)
    book.record('v2', 'answered', 120)
    book.record('v2', 'client-error', 2)
    book.record('v2', 'server-error', 2)
    book.record('v2', 'unanswered', Number.POSITIVE_INFINITY)
    const now = book.read()['v2']
    expect(tallyBetween(before, now, 50)).toEqual({ requests: 5, errors: 2, clientErrors: 1, slow: 1 })
    expect(tallyBetween(undefined, now, undefined)).toEqual({ requests: 6, errors: 2, clientErrors: 1, slow: 0 })
    expect(tallyBetween(undefined, undefined, 50)).toEqual({ requests: 0, errors: 0, clientErrors: 0, slow: 0 })
  })

  test('counts a client that gave up after a long wait as an error, and one that left early as nothing', () => {
    const now = bookOf(['v2', 'abandoned', 3], ['v2', 'abandoned', 9_000], ['v2', 'answered', 5]).read()['v2']
    expect(tallyBetween(undefined, now, 50)).toEqual({ requests: 2, errors: 1, clientErrors: 0, slow: 0 })
    expect(tallyBetween(undefined, now, undefined)).toMatchObject({ requests: 1, errors: 0 })
  })

  test('is slow by what nearly all of stable’s answers take', () => {
    const ends = (count: number, ms: number) =>
      Array.from({ length: count }, (): ['v1', 'answered', number] => ['v1', 'answered', ms])
    expect(nearlyAllMs(bookOf(...ends(99, 12)).read()['v1']?.latency)).toBeUndefined()
    expect(nearlyAllMs(bookOf(...ends(99, 12), ...ends(1, 400)).read()['v1']?.latency)).toBe(15)
    expect(nearlyAllMs(bookOf(...ends(97, 12), ...ends(3, 400)).read()['v1']?.latency)).toBe(500)
    expect(nearlyAllMs(bookOf(...ends(97, 12), ...ends(3, 400_000)).read()['v1']?.latency)).toBeUndefined()
  })

  test('is known though the gateway started again, or forgot the version', () => {
    const before = bookOf(['v2', 'answered', 4], ['v2', 'server-error', 4]).read()['v2']
    const now = bookOf(['v2', 'answered', 4]).read()['v2']
    expect(tallyBetween(before, now, 50)).toEqual({ requests: 1, errors: 0, clientErrors: 0, slow: 0 })
    expect(tallyBetween(before, undefined, 50)).toEqual({ requests: 0, errors: 0, clientErrors: 0, slow: 0 })
  })

  test('is known though the gateway started again and has counted more since than before', () => {
    const before = bookOf(['v2', 'answered', 4], ['v2', 'server-error', 4]).read()['v2']
    const now = bookOf(['v2', 'answered', 4], ['v2', 'answered', 4], ['v2', 'answered', 4]).read()['v2']
    expect(tallyBetween(before, now, 50)).toEqual({ requests: 3, errors: 0, clientErrors: 0, slow: 0 })
  })

  test('is remembered by the minute for an hour', () => {
    let nowMs = 0
    const book = new CounterBook(() => nowMs)
    book.know('v1')
    expect(book.past('v1').map(({ requests }) => requests)).toEqual([0])
    for (const minute of [0, 0, 1, 5, 5]) {
      nowMs = minute * 60_000
      book.record('v1', 'answered', 4)
    }
    expect(book.past('v1').map(({ requests }) => requests)).toEqual([0, 2, 3, 5])
    for (let minute = 6; minute < 100; minute++) {
      nowMs = minute * 60_000
      book.record('v1', 'answered', 4)
    }
    const past = book.past('v1')
    expect([past.length, past.at(0)?.requests, past.at(-1)?.requests]).toEqual([61, 39, 99])
    expect(book.past('another')).toEqual([])
    for (let minute = 200; minute <= 300; minute += 10) {
      nowMs = minute * 60_000
      book.record('v1', 'answered', 4)
    }
    expect(book.past('v1').map(({ requests }) => requests)).toEqual([104, 105, 106, 107, 108, 109, 110])
    nowMs = 400 * 60_000
    expect(book.past('v1').map(({ requests }) => requests)).toEqual([110])
  })

  test('is waited for as long as stable takes, which may be longer than any bound', () => {
    const latencyOf = (count: number, ms: number) =>
      bookOf(...Array.from({ length: count }, (): ['v1', 'answered', number] => ['v1', 'answered', ms])).read()['v1']
        ?.latency
    expect(patienceMs(undefined, 60_000)).toBe(60_000)
    expect(patienceMs(latencyOf(99, 300_000), 60_000)).toBe(60_000)
    expect(patienceMs(latencyOf(100, 3), 60_000)).toBe(60_000)
    expect(patienceMs(latencyOf(100, 60_000), 60_000)).toBe(210_000)
    expect(patienceMs(latencyOf(100, 300_000), 60_000)).toBe(600_000)
    expect(answersTakeMs(latencyOf(99, 3))).toBeUndefined()
    expect(answersTakeMs(latencyOf(100, 60_000))).toBe(70_000)
    expect(answersTakeMs(latencyOf(100, 300_000))).toBe(600_000)
  })

  test('is what the version did that was drawn, though another made it good or could not', () => {
    const line = (st: number, { s = 'v1.0', ts = '--', rc = '0' } = {}) =>
      `{"v":"v2","s":"${s}","o":"-","h":"-","st":${st},"ts":"${ts}","rc":"${rc}","ta":7}`
    const again = { s: 'v2.1', rc: '+1' }
    for (const text of [line(200), line(503, { ts: 'SC' }), line(200, again), line(200, { s: 'v2.0', rc: '1' })])
      expect(readLogLine(text)).toEqual({ id: 'v2', outcome: 'unanswered', latencyMs: Number.POSITIVE_INFINITY })
    expect(readLogLine(line(200, { s: 'v2.1' }))).toEqual({ id: 'v2', outcome: 'answered', latencyMs: 7 })
  })
})
