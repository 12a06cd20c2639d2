import { describe, expect, it } from 'vitest'
import { complaints, errorPlaces } from '../../../scripts/userErrors.ts'

const read = `import { UserError } from './errors.ts'
export const gone = (path: string, why: string): UserError =>
  new UserError(\`\${path}: \${why}\`)
export function open(path: string): void {
  if (path === '') throw gone(path, 'no name')
  if (path.length > 9) throw gone(path, 'too long')
}
export const asUserError = (error: unknown) => error instanceof UserError ? error : new UserError('not ours')
asUserError(1)
`
const write = `import { gone as away } from './read.ts'
class Writer {
  #refuse(why: string): never {
    throw away('this', why)
  }
  write(full: boolean): void {
    if (full) this.#refuse('the disk is full')
  }
}
const head = (refuse: (why: string) => UserError): void => {
  throw refuse('cut off')
}
const judge = (refuse: (why: string) => string): string => refuse('no error at all')
`
const places = errorPlaces(
  new Map([
    ['read.ts', read],
    ['write.ts', write],
  ]),
)
const at = (text: string) => {
  const found = places.find((place) => place.text === text)
  return `${found?.file}:${found?.line}:${found?.column}`
}
const everything = new Set(places.map(({ file, line, column }) => `${file}:${line}:${column}`))

describe('the places where an error of a user is made', () => {
  it('are every `new`, and every call of a function that only makes one, each with words of its own', () => {
    expect(places.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([
      'read.ts:3 new UserError(`${path}: ${why}`)',
      "read.ts:5 gone(path, 'no name')",
      "read.ts:6 gone(path, 'too long')",
      "read.ts:8 new UserError('not ours')",
      "write.ts:4 away('this', why)",
      "write.ts:7 this.#refuse('the disk is full')",
      "write.ts:11 refuse('cut off')",
    ])
  })

  it('are told where no test reached them', () => {
    const noted = new Set([...everything].filter((place) => place !== at("gone(path, 'too long')")))
    expect(complaints({ places, noted: everything }, [])).toEqual([])
    expect(complaints({ places, noted }, [])).toEqual(["src/read.ts:6: no test reaches gone(path, 'too long')"])
  })

  it('may be left out for a reason, as long as they are there and no test reaches them', () => {
    const exception = { file: 'read.ts', says: 'too long', why: 'of the test' }
    const noted = new Set([...everything].filter((place) => place !== at("gone(path, 'too long')")))
    expect(complaints({ places, noted }, [exception])).toEqual([])
    expect(complaints({ places, noted: everything }, [exception])).toEqual([
      'test/leftOut.ts: read.ts: "too long": a test reaches it, take it out',
    ])
    expect(complaints({ places, noted: everything }, [{ ...exception, says: 'too short' }])).toEqual([
      'test/leftOut.ts: read.ts: "too short": 0 places say so',
    ])
  })
})
