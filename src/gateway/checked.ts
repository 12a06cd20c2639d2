/*
 * What the agent reads of others is checked here and not by zod, as everywhere else: the agent also runs in the gateway's image
 * and from a state directory, where it has its own files and no package.
 */

/** Takes a value for what it should be. @throws Error that names the place of one that is not */
export type Check<T> = (value: unknown, place: string) => T

const refuse = (place: string, expected: string): never => {
  throw new Error(`${place}: expected ${expected}`)
}

export const text =
  (pattern: RegExp, what: string): Check<string> =>
  (value, place) =>
    typeof value === 'string' && pattern.test(value) ? value : refuse(place, what)

export const absolutePath = text(/^\/[^\0]{0,3000}$/, 'an absolute path')

export const oneOf =
  <T extends string>(...names: readonly T[]): Check<T> =>
  (value, place) =>
    names.find((name) => name === value) ?? refuse(place, names.join(' or '))

export const flag: Check<boolean> = (value, place) =>
  typeof value === 'boolean' ? value : refuse(place, 'true or false')

export const number =
  (least: number, most: number): Check<number> =>
  (value, place) =>
    typeof value === 'number' && value >= least && value <= most ? value : refuse(place, `${least} to ${most}`)

export const whole =
  (least: number, most: number): Check<number> =>
  (value, place) =>
    Number.isSafeInteger(number(least, most)(value, place)) ? (value as number) : refuse(place, 'a whole number')

export const optional =
  <T>(check: Check<T>): Check<T | undefined> =>
  (value, place) =>
    value === undefined ? undefined : check(value, place)

export const list =
  <T>(each: Check<T>, most: number): Check<T[]> =>
  (value, place) =>
    Array.isArray(value) && value.length >= 1 && value.length <= most
      ? value.map((one, index) => each(one, `${place}[${index}]`))
      : refuse(place, `a list of 1 to ${most}`)

/** Keys that it does not know are left out. */
export const shape =
  <T>(fields: { readonly [Key in keyof T]: Check<T[Key]> }): Check<T> =>
  (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(place, 'an object')
    const own = Object.entries(fields) as [keyof T & string, Check<T[keyof T]>][]
    const read = own.map(([key, check]) => [
      key,
      check(Object.hasOwn(value, key) ? (value as T)[key] : undefined, place === '' ? key : `${place}.${key}`),
    ])
    return Object.fromEntries(read) as T
  }
