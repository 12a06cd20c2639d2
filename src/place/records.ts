import { appendFile, truncate } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { z } from 'zod'
import { UserError } from '../errors.ts'
import { makeDirectory, readIfPresent } from '../files.ts'
import { withLock } from '../locks.ts'

/* Files of a place that are only ever added to: one JSON object a line, oldest first. */

/** @param options.label what is done, for who waits for it */
export async function appendRecord<T>(
  path: string,
  record: T,
  options: { schema: z.ZodType<T>; label: string },
): Promise<void> {
  await makeDirectory(dirname(path))
  await withLock(`${path}.lock`, { label: options.label }, async () => {
    await mendLastLine(path, options.schema)
    await appendFile(path, `${JSON.stringify(record)}\n`, { flush: true, mode: 0o600 })
  })
}

/** What a power failure left of a last line goes, or the next record would stand behind it in the same line; a whole one is ended. */
async function mendLastLine(path: string, schema: z.ZodType): Promise<void> {
  const bytes = (await readIfPresent(path)) ?? Buffer.alloc(0)
  const wholeBytes = bytes.lastIndexOf('\n') + 1
  if (wholeBytes === bytes.length) return
  const isWhole = schema.safeParse(json(bytes.toString('utf8', wholeBytes))).success
  await (isWhole ? appendFile(path, '\n') : truncate(path, wholeBytes))
}

/**
 * @param what the file is, in a message
 * @throws UserError with the line that is damaged; the last line may have been cut by a power failure and is left out
 */
export async function readRecords<T>(path: string, schema: z.ZodType<T>, what: string): Promise<T[]> {
  const lines = ((await readIfPresent(path))?.toString() ?? '').split('\n')
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const parsed = schema.safeParse(json(line))
    if (parsed.success) return [parsed.data]
    if (index === lines.length - 1) return []
    throw new UserError(`this line of ${what} is damaged: restore it, or remove it`, {
      place: { file: path, line: index + 1 },
    })
  })
}

function json(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
