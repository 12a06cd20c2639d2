import { z } from 'zod'
import { type Digest, isDigest } from '../digest.ts'
import type { HostPlace } from './place.ts'
import { appendRecord, readRecords } from './records.ts'

/*
 * How often a test was looked at. Whoever tries twenty candidates on one test and keeps the best has chosen luck as well, and
 * whoever adds examples until a candidate passes has thrown the dice again: both are counted, at this place.
 */

const digest = z.custom<Digest>((value) => typeof value === 'string' && isDigest(value), 'expected a digest')

const look = z.object({
  schema: z.literal(1),
  /** Of the examples that the candidate was asked, whatever their order. */
  test: digest,
  /** Of the weights: a new version number makes no new candidate. */
  candidate: digest,
  examples: z.int().min(0),
  at: z.iso.datetime(),
})

export type Look = z.infer<typeof look>

/** What earlier looks mean for this one. */
export type Reuse = {
  /** Other candidates that were judged on this very test before. */
  others: number
  /** Tests that this candidate was judged on, this one included. */
  looks: number
}

export function reuseOf(earlier: readonly Look[], now: Pick<Look, 'test' | 'candidate'>): Reuse {
  const others = new Set(earlier.flatMap(({ test, candidate }) => (test === now.test ? [candidate] : [])))
  others.delete(now.candidate)
  const tests = new Set(earlier.flatMap(({ test, candidate }) => (candidate === now.candidate ? [test] : [])))
  return { others: others.size, looks: tests.add(now.test).size }
}

/** Notes a look, once for each candidate and test, and tells what came before it. */
export async function noteLook(place: HostPlace, now: Look): Promise<Reuse> {
  const earlier = await readRecords(place.looks, look, 'the looks at tests')
  const known = earlier.some(({ test, candidate }) => test === now.test && candidate === now.candidate)
  if (!known) await appendRecord(place.looks, now, { schema: look, label: 'noting a look at the test' })
  return reuseOf(earlier, now)
}
