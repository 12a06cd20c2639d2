import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from '../../files.ts'
import { type Check, shape, text } from '../checked.ts'
import { type HandOver, readHandOver } from './protocol.ts'

/*
 * Who took over last. A container starts again by the words that it was made with, which are those of the version that made
 * it; whoever took over meanwhile goes on all the same.
 */

const lastFile = (stateDir: string): string => join(stateDir, 'last.json')

const since: Check<{ of: string }> = shape<{ of: string }>({ of: text(/^\{[^\0]{0,100000}$/, 'a configuration') })

/** @param of the configuration that the supervisor was started with: what was remembered of another one is no longer wanted */
export async function readLast(stateDir: string, of: string): Promise<HandOver | undefined> {
  try {
    const said = await readFile(lastFile(stateDir), 'utf8')
    return since(JSON.parse(said), '').of === of ? readHandOver(said) : undefined
  } catch {
    // Without it the version that made the container serves, and the next deployment hands over again.
    return undefined
  }
}

export const writeLast = (stateDir: string, of: string, last: HandOver): Promise<void> =>
  writeWhole(lastFile(stateDir), `${JSON.stringify({ of, ...last })}\n`, { mode: 0o600 })

export const forgetLast = (stateDir: string): Promise<void> => rm(lastFile(stateDir), { force: true })
