import { appendFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../src/errors.ts'

/*
 * Notes the lines of src/ from which a UserError is made, where `npm test` has made build/reached: what no test reaches is then
 * told (scripts/userErrors.ts). Every test file loads this, and every program that a test starts from its source.
 */

const root = join(import.meta.dirname, '..')
const directory = join(root, 'build/reached')

/** What Node loads before a program that is started from its source. */
export const noting: readonly string[] = existsSync(directory) ? ['--import', join(root, 'test/reached.ts')] : []

if (existsSync(directory)) {
  // A class looks up what `super(…)` constructs each time: so neither it nor the global Error is another one than without us.
  const construct: ProxyHandler<typeof Error>['construct'] = (target, words, made) => {
    note()
    return Reflect.construct(target, words, made) as Error
  }
  Object.setPrototypeOf(UserError, new Proxy(Error, { construct }))
}

const source = join(root, 'src/')
const noted = new Set<string>()

function note(): void {
  const here: { stack?: string } = {}
  Error.captureStackTrace(here, UserError)
  const frames = (here.stack ?? '').split('\n').filter((line) => line.includes(source))
  const places = frames.map((line) => /^[^:]+:\d+:\d+/.exec(line.slice(line.indexOf(source) + source.length))?.[0])
  const more = places.filter((place) => place !== undefined && !noted.has(place))
  if (more.length === 0) return
  for (const place of more) if (place !== undefined) noted.add(place)
  appendFileSync(join(directory, String(process.pid)), more.map((place) => `${place}\n`).join(''))
}
