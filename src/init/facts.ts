import { wholeText } from '../json.ts'
import { isEmpty } from './columns.ts'
import type { Fields, Sample } from './types.ts'

/* What the examples are, in numbers: classes, repetitions, lengths. */

export type Facts = {
  rows: number
  /** Examples that are neither empty nor a repetition. */
  usable: number
  whole: boolean
  classes: ReadonlyMap<string, number>
  empty: number
  duplicates: number
  /** Repetitions with another label than the first time. */
  contradictions: number
  /** Row numbers, from 1 on, without a label that can be used; `prepare` refuses them. */
  unlabelled: readonly number[]
  /** Whether a column `id`, which is to name examples, names none or two the same. */
  uselessIds: boolean
  /** Of text, in tokens, about: 95 % of the texts are no longer. */
  tokens: number
}

export function factsOf({ rows, whole }: Sample, roles: { input: string; label: string }): Facts {
  const classes = new Map<string, number>()
  const first = new Map<string, string>()
  const lengths: number[] = []
  const unlabelled: number[] = []
  let [empty, duplicates, contradictions] = [0, 0, 0]
  for (const [index, row] of rows.entries()) {
    const [input, label] = [row[roles.input], labelText(row[roles.label])]
    if (label === undefined) unlabelled.push(index + 1)
    if (label === undefined) continue
    const seen = typeof input === 'string' ? first.get(input) : undefined
    if (isEmpty(input)) empty += 1
    else if (seen !== undefined) {
      duplicates += 1
      if (seen !== label) contradictions += 1
    } else {
      first.set(String(input), label)
      classes.set(label, (classes.get(label) ?? 0) + 1)
      lengths.push(tokensOf(String(input)))
    }
  }
  lengths.sort((a, b) => a - b)
  const ids = rows.filter((row) => Object.hasOwn(row, 'id')).map((row) => labelText(row['id']))
  return {
    rows: rows.length,
    usable: first.size,
    whole,
    classes,
    empty,
    duplicates,
    contradictions,
    unlabelled,
    uselessIds: ids.includes(undefined) || new Set(ids).size < ids.length,
    tokens: lengths[Math.floor(lengths.length * 0.95)] ?? 0,
  }
}

/** As `prepare` reads it: a name or a whole number. */
function labelText(value: unknown): string | undefined {
  if (isEmpty(value)) return undefined
  return typeof value === 'string' ? value.trim().normalize('NFC') : wholeText(value)
}

/**
 * About how many tokens a text has, without a tokenizer: a word is one for every six letters, a character of a script without spaces
 * one, and so is every mark; one and a quarter times that, as words that a tokenizer has not seen fall into more.
 */
export function tokensOf(text: string): number {
  let count = 2
  for (const [piece] of text.matchAll(
    /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu,
  ))
    count += Math.max(1, piece.length / 6)
  return Math.ceil(count * 1.25)
}

export const rowsWith = (rows: readonly Fields[], column: string): Set<string> =>
  new Set(rows.map((row) => labelText(row[column])).filter((value) => value !== undefined))
