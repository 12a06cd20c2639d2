import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isWhole, jsonAsWritten, Written, wholeText } from '../../src/json.ts'
import { rowText, rowValues, stripped, valueText } from '../../src/rowText.ts'

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

describe('blanks around a text', () => {
  it('are those of Python, and those inside stay', () => {
    const blanks = '\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000'
    expect(stripped(`${blanks}a${blanks}b${blanks}`)).toBe(`a${blanks}b`)
    expect(stripped(blanks)).toBe('')
    const codes = Array.from({ length: 0x10000 }, (_, code) => code)
    const pythons = [0x1c, 0x1d, 0x1e, 0x1f, 0x85]
    expect(codes.filter((code) => stripped(`${String.fromCharCode(code)}a`) === 'a')).toEqual(
      codes.filter((code) => pythons.includes(code) || (code !== 0xfeff && String.fromCharCode(code).trim() === '')),
    )
    expect(stripped('\ufeffa\u200b')).toBe('\ufeffa\u200b')
  })
})

describe('a number of JSON', () => {
  it('is as it is written where it is another one here', () => {
    const row = jsonAsWritten('{"a": 12.50, "b": "1.0", "c": 7, "id": 9007199254740993, "d": 1e400, "__proto__": 2.0}')
    expect(row).toEqual(
      Object.fromEntries([
        ['a', new Written('12.50')],
        ['b', '1.0'],
        ['c', 7],
        ['id', new Written('9007199254740993')],
        ['d', new Written('1e400')],
        ['__proto__', new Written('2.0')],
      ]),
    )
  })

  it('is as it is here inside of a value, of which a row can hold millions, however deep', () => {
    expect(jsonAsWritten('{"vector": [1.50, {"of": 2.0}], "price": 3.10}')).toEqual({
      vector: [1.5, { of: 2 }],
      price: new Written('3.10'),
    })
    const deep = `{"deep": ${'['.repeat(50_000)}1.50${']'.repeat(50_000)}, "price": 3.10}`
    expect(jsonAsWritten(deep)).toHaveProperty('price', new Written('3.10'))
  })

  it('is whole where prepare reads it as a name of a class', () => {
    const whole = ['9007199254740993', '1.0', '1e3', '-2.00'].map((written) => new Written(written))
    expect([7, ...whole].map(wholeText)).toEqual(['7', '9007199254740993', '1', '1000', '-2'])
    const others = ['1.5', '1e400', '1e17', '9'.repeat(4_001)].map((written) => new Written(written))
    expect([1.5, '7', ...others].some(isWhole)).toBe(false)
  })

  it('is no number in a text, whatever the text looks like', () => {
    const text = '{"a\\"": "12.50 \\\\\\" 1.0", "b": "}, 2.0"}'
    expect(jsonAsWritten(text)).toEqual(JSON.parse(text))
    expect(jsonAsWritten('{"a": 1.0')).toBeUndefined()
  })
})

it('a run of a million blanks inside of a text is passed over once', () => {
  const text = `x${' '.repeat(1_000_000)}x`
  expect(stripped(`\u3000\x1c ${text}\t\u2003`)).toBe(text)
})
