import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { UserError } from '../../errors.ts'
import { diskError, readIfPresent, writeWhole } from '../../files.ts'
import { type Check, shape, text } from '../checked.ts'
import { type HandOver, readHandOver } from './protocol.ts'

/*
 * Who took over last. A container starts again by the words that it was made with, which are those of the version that made
 * it; whoever took over meanwhile goes on all the same. It may ask its clients for what the words do not: they serve in its
 * place only where they ask for as much.
 */

export const lastFile = 'last.json'
/** For a container that is made anew: nobody took over from what its own words say. */
export const nobodyYet = `${JSON.stringify({ of: '{}' })}\n`

const since: Check<{ of: string }> = shape<{ of: string }>({ of: text(/^\{[^\0]{0,100000}$/, 'a configuration') })

/**
 * @param of the configuration that the supervisor was started with: what was remembered of another one is no longer wanted
 * @throws UserError where somebody is remembered and cannot be read
 */
export async function readLast(stateDir: string, of: string): Promise<HandOver | undefined> {
  const file = join(stateDir, lastFile)
  try {
    const said = (await readIfPresent(file))?.toString('utf8')
    if (said === undefined) return undefined
    return lastIn(said, of)
  } catch (cause) {
    throw new UserError(
      `it cannot be read (${(cause as Error).message}), so that nobody knows whom the gateway asks for what: remove its container and deploy again`,
      { place: { file }, cause },
    )
  }
}

/** Who took over last by what was remembered, if it is of this configuration. Pure. @throws where it cannot be read */
export const lastIn = (said: string, of: string): HandOver | undefined =>
  since(JSON.parse(said), '').of === of ? readHandOver(said) : undefined

/**
 * On the disk before anybody takes over: of one that cannot be remembered nobody would know at the next start.
 * @returns what makes it the last one @throws UserError where the disk is full
 */
export async function noteLast(stateDir: string, of: string, last: HandOver): Promise<() => Promise<void>> {
  const next = join(stateDir, 'next.json')
  try {
    await writeWhole(next, `${JSON.stringify({ of, ...last })}\n`, { mode: 0o600 })
  } catch (error) {
    throw diskError(`${next}: who takes over cannot be written down`, error)
  }
  return () => rename(next, join(stateDir, lastFile))
}

export const forgetLast = (stateDir: string): Promise<void> => rm(join(stateDir, lastFile), { force: true })

/** Whether it asks its clients for what the last one does, which may be of a later version and ask for what we do not know. */
export const asksAsMuch = (config: string, last: string): boolean =>
  isDeepStrictEqual(demandsOf(config), demandsOf(last))

const noDemands: readonly string[] = ['accessLog', 'fallback', 'splitBy', 'router', 'retries']

function demandsOf(config: string): object {
  const { listening } = JSON.parse(config) as { listening?: object }
  return Object.fromEntries(Object.entries(listening ?? {}).filter(([key]) => !noDemands.includes(key)))
}

/**
 * Who is to serve at a start.
 * @param own what the supervisor was started with
 * @throws UserError where the program of the last one is gone, and it asked for more than ours would
 */
export function whoStarts(
  own: HandOver,
  last: HandOver | undefined,
  isThere: (program: string) => boolean,
): { who: 'own' | 'last' } & HandOver {
  if (last !== undefined && isThere(last.program)) return { who: 'last', ...last }
  if (last === undefined || asksAsMuch(own.config, last.config)) return { who: 'own', ...own }
  throw new UserError(
    `${last.program} is gone, and the program that the container was made with would not ask its clients for the same TLS and tokens: remove the gateway's container and deploy again`,
  )
}
