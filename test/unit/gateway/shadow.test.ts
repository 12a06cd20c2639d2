import { expect, test } from 'vitest'
import { answeredOtherwise } from '../../../src/gateway/agent/agreement.ts'
import { copyAllowance } from '../../../src/gateway/agent/copies.ts'
import { readAccess, readCopy, readLogLine } from '../../../src/gateway/agent/haproxy-log.ts'
import type { TrafficProxy } from '../../../src/gateway/agent/proxy.ts'
import { Shadow } from '../../../src/gateway/agent/shadow.ts'
import { Tee } from '../../../src/gateway/agent/tee.ts'
import type { Answered, Backend } from '../../../src/gateway/types.ts'
import { deferred } from '../../../src/timers.ts'

const labels = (...data: string[]): string =>
  JSON.stringify({
    outputs: [
      { name: 'label', shape: [data.length], data },
      { name: 'score', shape: [data.length], data: data.map(() => Math.random()) },
    ],
  })
const numbers = (shape: number[], ...data: number[]): string =>
  JSON.stringify({ outputs: [{ name: 'embedding', shape, data }] })
const answered = (body: string, status = 200): Answered => ({ outcome: 'answered', status, body })

test.each([
  ['the same labels with other scores', labels('a', 'b'), labels('a', 'b'), 0],
  ['one of four labels', labels('a', 'b', 'a', 'b'), labels('a', 'b', 'b', 'b'), 0.25],
  ['fewer labels', labels('a', 'b'), labels('a'), 1],
  ['numbers that are nearly the same', numbers([1, 2], 0.5, 0.1), numbers([1, 2], 0.55, 0.05), 0],
  ['one row of two with another number', numbers([2, 2], 1, 2, 3, 4), numbers([2, 2], 1, 2, 3, 4.2), 0.5],
  ['something else than outputs', labels('a'), '{"error":"no"}', 1],
  ['no JSON', labels('a'), '', 1],
  ['an answer of stable that has nothing to compare', '{"outputs":[]}', labels('a'), undefined],
  ['a shape of stable that does not fit its data', numbers([3], 1, 2), numbers([2], 1, 2), undefined],
])('of two answers, %s', (_, stable, canary, otherwise) => {
  expect(answeredOtherwise(stable, canary)).toBe(otherwise)
})

test('a version that stands still holds four requests, and a hundred wait: the others are dropped and counted', async () => {
  let asked = 0
  const stands = deferred<Answered>()
  const tee = new Tee(() => {
    asked += 1
    return asked <= 4 ? stands.promise : Promise.resolve(answered(labels('a')))
  })
  for (let copy = 0; copy < 1_000; copy++) tee.take({ request: `{"n":${copy}}`, answer: labels('a') })
  expect(asked).toBe(4)
  expect(tee.counts).toMatchObject({ compared: 0, dropped: 896 })
  // No answer in time is another answer.
  stands.resolve({ outcome: 'unanswered' })
  await expect
    .poll(() => tee.counts)
    .toEqual({ compared: 104, otherwise: 4, unanswered: 4, incomparable: 0, repeated: 0, dropped: 896 })
})

test('a version that fails, and a question that fails, are answers otherwise; what stable said of nothing is not compared', async () => {
  const said = [answered('no', 500), answered(labels('b')), answered(labels('a')), answered(labels('a'))]
  const tee = new Tee(async () => said.shift() ?? Promise.reject(new Error('gone')))
  for (const [index, answer] of [labels('a'), labels('a'), labels('a'), 'a page', labels('a')].entries())
    tee.take({ request: `{"n":${index}}`, answer })
  await expect
    .poll(() => tee.counts)
    .toEqual({ compared: 4, otherwise: 3, unanswered: 2, incomparable: 1, repeated: 0, dropped: 0 })
})

test('a request that is sent again is asked once, and one that found no room when it finds some', async () => {
  const asked: string[] = []
  const tee = new Tee(async (request) => {
    asked.push(request)
    return answered(labels('b'))
  })
  const send = (id: string, text: string): void =>
    tee.take({ request: JSON.stringify({ id, inputs: [{ name: 'text', data: [text] }] }), answer: labels('a') })
  // One client that repeats one text for ever, with a name for each request.
  for (let index = 0; index < 500; index++) send(String(index), 'loud')
  await expect.poll(() => tee.counts).toMatchObject({ compared: 1, otherwise: 1, repeated: 499, dropped: 0 })
  for (let index = 0; index < 200; index++) send('', `text ${index}`)
  await expect.poll(() => tee.counts).toMatchObject({ compared: 105, repeated: 499, dropped: 96 })
  for (let index = 0; index < 200; index++) send('', `text ${index}`)
  await expect.poll(() => tee.counts).toMatchObject({ compared: 201, repeated: 603, dropped: 96 })
  expect(asked).toHaveLength(201)
})

test('copying that a silent proxy did not end is ended when it is asked for again', async () => {
  const shares: number[] = []
  const mirror = async (share: number): Promise<void> => {
    shares.push(share)
    if (shares.length === 2) throw new Error('HAProxy is silent')
  }
  const shadow = new Shadow({ mirror } as TrafficProxy)
  await shadow.begin({ id: 'v1' } as Backend, 0.5)
  await expect(shadow.end()).rejects.toThrow('HAProxy is silent')
  expect(shadow.status).toMatchObject({ shadow: { id: 'v1', share: 0.5 } })
  await shadow.end()
  expect([shares, shadow.status]).toEqual([[0.5, 0, 0], {}])
})

test("a copy is the end of a line of HAProxy's log, which counts the request and tells the access log the same", () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64')
  const counted = '{"v":"v1","s":"v1.0","o":"-","h":"-","st":200,"ts":"--","rc":"0","ta":7'
  const access = ',"t":1,"c":"::1","a":"version","b":2,"k":"-","i":"x","m":"POST","p":"/v2/models/tone/infer"'
  const copy = `,"q":"${base64('{"ä":1}')}","r":"${base64('{"b":2}')}"}`
  for (const line of [`${counted}${copy}`, `${counted}${access}${copy}`]) {
    expect(readLogLine(line)).toEqual({ id: 'v1', outcome: 'answered', latencyMs: 7 })
    expect(readCopy(line)).toEqual({ request: '{"ä":1}', answer: '{"b":2}' })
  }
  expect(readAccess(`${counted}${access}${copy}`)).toMatchObject({ version: 'v1', path: '/v2/models/tone/infer' })
  for (const none of [
    `${counted},"q":"-","r":"-"}`,
    `${counted},"q":"e30=","r":"-"}`,
    `${counted}${copy.slice(0, -3)}`,
  ]) {
    expect(readLogLine(none)).toBeDefined()
    expect(readCopy(none)).toBeUndefined()
  }
})

test('the embedded proxy copies so many requests a second and no more, however many come', () => {
  let nowMs = 5_000
  const mayCopy = copyAllowance(100, () => nowMs)
  const allowed = (asked: number): number => Array.from({ length: asked }, () => mayCopy()).filter(Boolean).length
  expect(allowed(250)).toBe(100)
  nowMs += 999
  expect(allowed(10)).toBe(0)
  nowMs += 1
  expect(allowed(60)).toBe(60)
  nowMs += 500
  expect(allowed(60)).toBe(40)
})
