import { describe, expect, it } from 'vitest'
import { gatesOf } from '../../../src/monitor/decide.ts'
import { driftFindings } from '../../../src/monitor/drift.ts'
import type { Seen } from '../../../src/monitor/types.ts'
import type { RowValues } from '../../../src/rowText.ts'
import { Random } from '../../../src/statistics/random.ts'

const random = new Random(5)
const uniform = (): number => random.word() / 2 ** 32
const pick = <T>(from: readonly [T, ...T[]]): T => from[Math.floor(from.length * uniform())] ?? from[0]
const words = ['parcel', 'refund', 'where', 'broken', 'late', 'thanks', 'help', 'order', 'size', 'colour'] as const

/** What a shop may be asked: a title, a price, a grade and where it comes from, each of them sometimes missing. */
type How = { dearer?: number; country?: readonly [string, ...string[]]; priceless?: number; title?: string }
const row = ({ dearer = 1, country = ['de', 'de', 'de', 'fr', 'at'], priceless = 0.05, title }: How): RowValues => ({
  title: title ?? Array.from({ length: 3 }, () => pick(words)).join(' '),
  price: uniform() < priceless ? null : (dearer * 20 * Math.exp(uniform() + uniform())).toFixed(2),
  grade: uniform() < 0.1 ? null : String(1 + Math.floor(5 * uniform())),
  country: pick(country),
})
const rows = (count: number, how: How = {}): Seen[] =>
  Array.from({ length: count }, () => ({
    kind: 'row',
    row: row(how),
    answer: uniform() < 0.3 ? 'refund' : 'other',
    score: 0.5 + 0.5 * uniform(),
  }))
const look = (usual: Seen[], now: Seen[], quotes = true) => driftFindings(usual, now, { accuracyMargin: 0.02, quotes })
const failed = (usual: Seen[], now: Seen[], at = 1): string[] =>
  gatesOf(look(usual, now), at)
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ name }) => name)

describe('a look at rows of several columns', () => {
  it.each<[what: string, how: How, found: RegExp]>([
    ['a price that doubled', { dearer: 2 }, /^column price$/],
    ['prices that are missing', { priceless: 0.5 }, /^column price$/],
    ['another mix of countries', { country: ['de', 'fr', 'fr', 'fr', 'at'] }, /^column country$/],
    ['a country that is new', { country: ['de', 'de', 'fr', 'at', 'pl', 'pl'] }, /^column country$/],
    ['titles in another language', { title: 'где моя посылка' }, /^column title: /],
  ])('alarms about %s, and names that column alone', (_what, how, found) => {
    expect(failed(rows(400), rows(400, how), 3)).toEqual([expect.stringMatching(found)])
  })

  it('tells each column in one line, whatever it holds, beside the answers', () => {
    const findings = look(rows(400), rows(400))
    expect(findings.map(({ name }) => name.replace(/^(column title): .*/, '$1'))).toEqual([
      'column title',
      'column price',
      'column grade',
      'column country',
      'predicted class',
      'confidence',
    ])
    expect(findings[1]?.usual).toMatch(/^median \d+\.\d+, \d\.\d % without a number$/)
    expect(findings[3]?.usual).toMatch(/^de \d\d\.\d %, (fr|at) \d\d\.\d %, (fr|at) \d\d\.\d %$/)
  })

  it('names no value of a row where reports may not quote', () => {
    const [found] = look(rows(400), rows(400), false).filter(({ name }) => name === 'column country')
    expect(found?.usual).toMatch(/^\d\d\.\d %, \d\d\.\d %, \d\d\.\d %$/)
    expect(found?.now).not.toContain('de')
  })

  it('alarms falsely for no more versions than are said, looked at again and again', () => {
    let alarmed = 0
    for (let version = 0; version < 60; version++) {
      const reference = rows(300)
      const looks = [1, 2, 3, 4, 5, 6].map((at) => failed(reference, rows(150), at))
      alarmed += looks.some((found) => found.length > 0) ? 1 : 0
    }
    // One of a hundred is allowed: four of sixty are a chance of less than one in three hundred.
    expect(alarmed).toBeLessThanOrEqual(3)
  })
})
