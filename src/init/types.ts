/* What `init` sees of data, and what it makes of it. */

export type Fields = Readonly<Record<string, unknown>>

/** A record by the number of its last line, or why there is none. */
export type Row = { line: number; fields: Fields } | { line: number; wrong: string }

/** How the bytes of a data file are to be read. `prepare` reads the first three as they are. */
export type Format =
  | { kind: 'csv' }
  | { kind: 'jsonl' }
  | { kind: 'parquet' }
  | { kind: 'delimited'; delimiter: ';' | '\t' | '|' }
  | { kind: 'json' }

export const sides = ['train', 'test', 'validation'] as const
export type Side = (typeof sides)[number]
/** One of each side; without a test the spec takes it out of training. */
export type BySide<T> = { train: T; test?: T; validation?: T }

/** Examples as they lie on a disk: files of records, or a directory of images for each class. */
export type Source = { kind: 'table'; files: BySide<string> } | { kind: 'tree'; directories: BySide<string> }

/** What was read of a source. */
export type Sample = {
  columns: readonly string[]
  rows: readonly Fields[]
  /** False where there are more rows than were read. */
  whole: boolean
}

/** A value with its reason, which model.yml says beside it. */
export type Guess<T> = { value: T; why: string }
