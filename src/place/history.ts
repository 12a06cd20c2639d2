import { appendFile, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import { makeDirectory } from '../files.ts'
import { withLock } from '../locks.ts'
import { isDigest } from '../model/digest.ts'
import type { Digest } from '../model/types.ts'
import type { HostPlace } from './place.ts'

/* What was promoted and what was rolled back at this place, oldest first: one JSON object a line, only ever added to. */

const digest = z.custom<Digest>((value) => typeof value === 'string' && isDigest(value), 'expected a digest')

const historyRecord = z.object({
  schema: z.literal(1),
  outcome: z.enum(['promoted', 'rolled-back']),
  /** Of the release that was tried. */
  digest,
  version: z.string(),
  /** What served before; absent for a first deploy. */
  from: z.object({ version: z.string(), digest }).exactOptional(),
  /** What serves now; absent where nothing does. */
  to: z.object({ version: z.string(), digest }).exactOptional(),
  /** ISO 8601. */
  at: z.string(),
  /** Who ran it: `acme/intents run 12 attempt 1 by octocat`, or a user of this host. */
  by: z.string(),
  because: z.string(),
})

export type HistoryRecord = z.infer<typeof historyRecord>

export async function appendHistory(place: HostPlace, record: HistoryRecord): Promise<void> {
  await makeDirectory(dirname(place.history))
  await withLock(`${place.history}.lock`, { label: 'writing the history' }, () =>
    appendFile(place.history, `${JSON.stringify(record)}\n`, { flush: true, mode: 0o600 }),
  )
}

/** @throws UserError with the line that is damaged; the last line may have been cut by a power failure and is left out */
export async function readHistory(place: HostPlace): Promise<HistoryRecord[]> {
  const text = await readFile(place.history, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const parsed = historyRecord.safeParse(json(line))
    if (parsed.success) return [parsed.data]
    if (index === lines.length - 1) return []
    throw new UserError('this line of the history is damaged: restore it, or remove it', {
      place: { file: place.history, line: index + 1 },
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
