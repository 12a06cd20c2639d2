import { appendFile, truncate } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UserError } from '../errors.ts'
import { makeDirectory, readIfPresent } from '../files.ts'
import { withLock } from '../locks.ts'
import { type HistoryRecord, historyRecord } from '../model/history.ts'
import type { HostPlace } from './place.ts'

/* What was promoted and what was rolled back at this place, oldest first: one JSON object a line, only ever added to. */

export async function appendHistory(place: HostPlace, record: HistoryRecord): Promise<void> {
  await makeDirectory(dirname(place.history))
  await withLock(`${place.history}.lock`, { label: 'writing the history' }, async () => {
    await mendLastLine(place.history)
    await appendFile(place.history, `${JSON.stringify(record)}\n`, { flush: true, mode: 0o600 })
  })
}

/** What a power failure left of a last line goes, or the next record would stand behind it in the same line; a whole one is ended. */
async function mendLastLine(path: string): Promise<void> {
  const bytes = (await readIfPresent(path)) ?? Buffer.alloc(0)
  const wholeBytes = bytes.lastIndexOf('\n') + 1
  if (wholeBytes === bytes.length) return
  const isWhole = historyRecord.safeParse(json(bytes.toString('utf8', wholeBytes))).success
  await (isWhole ? appendFile(path, '\n') : truncate(path, wholeBytes))
}

/** @throws UserError with the line that is damaged; the last line may have been cut by a power failure and is left out */
export async function readHistory(place: HostPlace): Promise<HistoryRecord[]> {
  const lines = ((await readIfPresent(place.history))?.toString() ?? '').split('\n')
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
