import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isWhole, jsonAsWritten, Written } from '../../src/json.ts'
import { rowText, rowValues, valueText } from '../../src/rowText.ts'

type Case = { columns: string[]; row: string; text: string }
const cases = JSON.parse(readFileSync(new URL('../fixtures/row-texts.json', import.meta.url), 'utf8')) as Case[]

describe('a row of several columns', () => {
  it.each(cases)('is the same text here as in Python: $text', ({ columns, row, text }) => {
    const read = rowValues(jsonAsWritten(row) as Record<string, unknown>, columns)
    expect('values' in read && rowText(read.values, columns)).toBe(text)
  })

  it('has plain values alone, and each of its columns', () => {
    expect(rowValues({ title: 'a', price: [1] }, ['title', 'price'])).toEqual({ wrong: 'price' })
    expect(rowValues({ title: 'a' }, ['title', 'constructor'])).toEqual({ wrong: 'constructor' })
    for (const value of [{}, [], { title: 'x' }, Number.POSITIVE_INFINITY]) expect(valueText(value)).toBeUndefined()
  })
})

describe('a number of JSON', () => {
  it('is as it is written where it is another one here', () => {
    const row = jsonAsWritten('{"a": 12.50, "b": [1e400, "1.0"], "c": 7, "id": 9007199254740993}')
    expect(row).toEqual({
      a: new Written('12.50'),
      b: [new Written('1e400'), '1.0'],
      c: 7,
      id: new Written('9007199254740993'),
    })
  })

  it('is whole by its digits, however many', () => {
    expect([7, new Written('9007199254740993')].every(isWhole)).toBe(true)
    expect([1.5, new Written('1.0'), new Written('1e3'), '7'].some(isWhole)).toBe(false)
  })

  it('is no number in a text, whatever the text looks like', () => {
    const text = '{"a\\"": "12.50 \\\\\\" 1.0", "b": "}, 2.0"}'
    expect(jsonAsWritten(text)).toEqual(JSON.parse(text))
    expect(jsonAsWritten('{"a": 1.0')).toBeUndefined()
  })
})
