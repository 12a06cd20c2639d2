import { open, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { diskError, isThere, makeDirectory, readIfPresent, writeWhole } from '../files.ts'
import { recordsOf } from './records.ts'
import type { Format } from './types.ts'

/* Files of a project that somebody else may have begun: nothing is written over unless they ask for it. */

export type Written = { path: string; what: 'written' | 'kept' | 'extended' }

/** Writes a file that is not there yet; one that is stays as it is. @param force writes it anew */
export async function place(path: string, text: string, force: boolean): Promise<Written> {
  const present = force && (await isThere(path)) ? await readFile(path, 'utf8').catch(() => undefined) : undefined
  if (present === text) return { path, what: 'kept' }
  try {
    await makeDirectory(dirname(path))
    if (force) await writeWhole(path, text)
    else await writeFile(path, text, { flag: 'wx' })
    return { path, what: 'written' }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return { path, what: 'kept' }
    throw diskError(`${path} cannot be written`, error)
  }
}

/** Adds lines to a file where it lacks them: a key that is committed is a key that is lost. */
export async function addLines(path: string, lines: readonly string[]): Promise<Written> {
  const present = (await readIfPresent(path))?.toString('utf8') ?? ''
  const text = withLines(present, lines)
  if (text === present) return { path, what: 'kept' }
  await writeWhole(path, text).catch((error: unknown) => {
    throw diskError(`${path} cannot be written`, error)
  })
  return { path, what: present === '' ? 'written' : 'extended' }
}

export function withLines(text: string, lines: readonly string[]): string {
  const there = new Set(text.split('\n').map((line) => line.trim().replace(/^\//, '')))
  const missing = lines.filter((line) => !there.has(line))
  if (missing.length === 0) return text
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`
}

/** The same records as JSON lines, which prepare reads; columns that are neither text nor number stay behind. */
export async function convert(from: { file: string; format: Format }, to: string, force: boolean): Promise<Written> {
  const handle = await open(to, force ? 'w' : 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined
    throw diskError(`${to} cannot be written`, error)
  })
  if (handle === undefined) return { path: to, what: 'kept' }
  try {
    let text = ''
    for await (const row of recordsOf(from.file, from.format)) {
      const plain = Object.entries(row).filter(([, value]) => value === null || typeof value !== 'object')
      text += `${JSON.stringify(Object.fromEntries(plain))}\n`
      if (text.length < 1 << 20) continue
      await handle.writeFile(text)
      text = ''
    }
    await handle.writeFile(text)
    await handle.close()
    return { path: to, what: 'written' }
  } catch (error) {
    await handle.close().catch(() => undefined)
    // Half of the data would be taken for all of it.
    await rm(to, { force: true })
    throw diskError(`${to} cannot be written`, error)
  }
}
