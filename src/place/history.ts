import { type HistoryRecord, historyRecord } from '../model/history.ts'
import type { HostPlace } from './place.ts'
import { appendRecord, readRecords } from './records.ts'

/* What was promoted and what was rolled back at this place. */

export const appendHistory = (place: HostPlace, record: HistoryRecord): Promise<void> =>
  appendRecord(place.history, record, { schema: historyRecord, label: 'writing the history' })

/** Oldest first. @throws UserError with the line that is damaged */
export const readHistory = (place: HostPlace): Promise<HistoryRecord[]> =>
  readRecords(place.history, historyRecord, 'the history')
