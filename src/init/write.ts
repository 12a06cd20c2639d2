import { randomBytes } from 'node:crypto'
import { type FileHandle, link, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { diskError, isThere, makeDirectory, readIfPresent, writeWhole } from '../files.ts'
import { jsonOfFields, Written as WrittenNumber } from '../json.ts'
import { recordsOf } from './records.ts'
import type { Fields, Format } from './types.ts'

/* Files of a project that somebody else may have begun: nothing is written over unless they ask for it. */

export type Written = { path: string; what: 'written' | 'kept' | 'extended' }

/** Writes a file that is not there yet; one that is stays as it is. @param force writes it anew */
export async function place(path: string, text: string, force: boolean): Promise<Written> {
  const present = force && (await isThere(path)) ? await readFile(path, 'utf8').catch(() => undefined) : undefined
  if (present === text) return { path, what: 'kept' }
  return put(path, force, (file) => file.writeFile(text))
}

/**
 * Written beside its place first: what is there stays until all of the new is, and half of a file would be taken for all of it.
 * A link in its place is replaced, and what it leads to stays as it is.
 */
async function put(path: string, force: boolean, write: (file: FileHandle) => Promise<void>): Promise<Written> {
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
  try {
    if (!force && (await isThere(path))) return { path, what: 'kept' }
    await makeDirectory(dirname(path))
    const file = await open(temporary, 'wx')
    try {
      await write(file)
      await file.sync()
    } finally {
      await file.close()
    }
    if (force) await rename(temporary, path)
    else await nameIfFree(temporary, path)
    return { path, what: 'written' }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return { path, what: 'kept' }
    throw diskError(`${path} cannot be written`, error)
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

/** Where a file system knows no hard links, nobody else puts a file there within a moment. */
async function nameIfFree(temporary: string, path: string): Promise<void> {
  await link(temporary, path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST' || (await isThere(path))) throw error
    await rename(temporary, path)
  })
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

/** A record as `init` copies it, its numbers as they were written: columns that are neither text nor number stay behind. */
export const lineOf = (row: Fields): string =>
  jsonOfFields(
    Object.entries(row).filter(
      ([, value]) => value === null || typeof value !== 'object' || value instanceof WrittenNumber,
    ),
  )

/** The same records as JSON lines, which prepare reads. */
export const convert = (from: { file: string; format: Format }, to: string, force: boolean): Promise<Written> =>
  put(to, force, async (file) => {
    let text = ''
    for await (const row of recordsOf(from.file, from.format)) {
      text += `${lineOf(row)}\n`
      if (text.length < 1 << 20) continue
      await file.writeFile(text)
      text = ''
    }
    await file.writeFile(text)
  })
