import type { Bytes } from './window.ts'

/*
 * The machine of pickles (Python's pickletools.py names every code). What it would do is followed as far as one needs to
 * know whether a file is a pickle: how many values lie on the stack and above the last mark, never which.
 */

/**
 * What comes after a code: so many bytes, a line, two lines, or a length in so many bytes and as much text; how many values
 * it takes and leaves; `mark`, where it takes everything above the last mark.
 */
type Code = {
  argument?: { bytes: number } | { lines: number } | { length: 1 | 4 | 8 }
  /** What an unpickler makes of the line; where that fails, the file ends there for it. */
  line?: RegExp
  takes?: number
  leaves?: number
  mark?: true
  does?: 'imports' | 'calls' | 'fills' | 'stops' | 'marks' | 'pops'
}

const bytes = (count: number): Code => ({ argument: { bytes: count }, leaves: 1 })
const text = (length: 1 | 4 | 8): Code => ({ argument: { length }, leaves: 1 })
/** Wider than what Python takes for a number, which ends at a NUL, and may be empty: whoever fails here fails there. */
const number = /^[\s+\-\w.]*(?:\0|$)/
const line = (pattern: RegExp): Code => ({ argument: { lines: 1 }, line: pattern, leaves: 1 })

/** Every code of protocols 0 to 5. */
const codes: ReadonlyMap<number, Code> = new Map(
  Object.entries({
    '\x80': { argument: { bytes: 1 } }, // PROTO
    '\x95': { argument: { bytes: 8 } }, // FRAME
    '.': { takes: 1, does: 'stops' },
    // Plain values.
    N: { leaves: 1 },
    '\x88': { leaves: 1 },
    '\x89': { leaves: 1 },
    I: line(number),
    L: line(number),
    F: line(number),
    J: bytes(4),
    K: bytes(1),
    M: bytes(2),
    G: bytes(8),
    '\x8a': text(1),
    '\x8b': text(4),
    S: line(/^\s*(?:'.*'|".*")\s*$/s),
    V: line(/^/),
    T: text(4),
    U: text(1),
    B: text(4),
    C: text(1),
    '\x8e': text(8),
    '\x96': text(8),
    X: text(4),
    '\x8c': text(1),
    '\x8d': text(8),
    '\x97': { leaves: 1 },
    '\x98': { takes: 1, leaves: 1 },
    // Containers.
    ']': { leaves: 1 },
    '}': { leaves: 1 },
    ')': { leaves: 1 },
    '\x8f': { leaves: 1 },
    l: { mark: true, leaves: 1 },
    d: { mark: true, leaves: 1 },
    t: { mark: true, leaves: 1 },
    '\x91': { mark: true, leaves: 1 },
    '\x85': { takes: 1, leaves: 1 },
    '\x86': { takes: 2, leaves: 1 },
    '\x87': { takes: 3, leaves: 1 },
    a: { takes: 2, leaves: 1, does: 'fills' },
    s: { takes: 3, leaves: 1, does: 'fills' },
    e: { mark: true, takes: 1, leaves: 1, does: 'fills' },
    u: { mark: true, takes: 1, leaves: 1, does: 'fills' },
    '\x90': { mark: true, takes: 1, leaves: 1, does: 'fills' },
    // The stack and the memo.
    '0': { does: 'pops' },
    '2': { takes: 1, leaves: 2 },
    '(': { does: 'marks' },
    '1': { mark: true },
    g: line(number),
    h: bytes(1),
    j: bytes(4),
    p: { ...line(number), takes: 1 },
    q: { ...bytes(1), takes: 1 },
    r: { ...bytes(4), takes: 1 },
    '\x94': { takes: 1, leaves: 1 },
    // What names things outside of the pickle.
    P: line(/^/),
    Q: { takes: 1, leaves: 1 },
    '\x82': { ...bytes(1), does: 'imports' },
    '\x83': { ...bytes(2), does: 'imports' },
    '\x84': { ...bytes(4), does: 'imports' },
    c: { argument: { lines: 2 }, leaves: 1, does: 'imports' },
    '\x93': { takes: 2, leaves: 1, does: 'imports' },
    // What calls them.
    R: { takes: 2, does: 'calls' },
    b: { takes: 2, does: 'calls' },
    i: { argument: { lines: 2 }, mark: true, does: 'calls' },
    o: { mark: true, does: 'calls' },
    '\x81': { takes: 2, does: 'calls' },
    '\x92': { takes: 3, does: 'calls' },
  } satisfies Record<string, Code>).map(([name, code]) => [name.charCodeAt(0), code]),
)

/** Nothing that is no pickle goes on for so long. */
const mostCodes = 1_000_000

/**
 * What an unpickler comes to from the first byte on: `calls` what it imported, or changes it; reaches the `end` of a pickle
 * of plain values; goes on for `long`; or breaks at what is no pickle (`none`). What follows does not count, as no unpickler
 * looks at it. One that imports and breaks before it called anything is taken for what it more likely is, a list of words
 * whose first begins with c. Where this is not exact it errs towards the pickle.
 */
export function unpickled(input: Bytes): 'calls' | 'end' | 'long' | 'none' {
  let at = 0
  let depth = 0
  let imported = false
  const marks: number[] = []
  for (let count = 0; count < mostCodes; count += 1) {
    const code: Code | undefined = codes.get(input.at(at) ?? -1)
    if (code === undefined) return 'none'
    const next = afterArgument(input, at + 1, code)
    if (next === undefined) return 'none'
    at = next
    if (code.mark === true) {
      const mark = marks.pop()
      if (mark === undefined) return 'none'
      depth = mark
    }
    if (code.does === 'pops') {
      // A mark is popped like a value.
      if (marks.at(-1) === depth) marks.pop()
      else if (depth > 0) depth -= 1
      else return 'none'
      continue
    }
    const left = depth - (code.takes ?? 0)
    if (left < (marks.at(-1) ?? 0)) return 'none'
    if (code.does === 'calls' || (code.does === 'fills' && imported)) return 'calls'
    if (code.does === 'stops') return 'end'
    if (code.does === 'imports') imported = true
    if (code.does === 'marks') marks.push(depth)
    depth = left + (code.leaves ?? 0)
  }
  return 'long'
}

/** Where the next code stands; undefined where an unpickler finds no argument, or none that it can read. */
function afterArgument(input: Bytes, from: number, { argument, line }: Code): number | undefined {
  if (argument === undefined) return from
  if ('bytes' in argument) return from + argument.bytes > input.size ? undefined : from + argument.bytes
  if ('length' in argument) {
    let length = 0
    for (let index = argument.length - 1; index >= 0; index -= 1) {
      const byte = input.at(from + index)
      if (byte === undefined) return undefined
      length = length * 256 + byte
    }
    const end = from + argument.length + length
    return end > input.size ? undefined : end
  }
  let at = from
  for (let lines = 0; lines < argument.lines; lines += 1) {
    let read = ''
    for (let byte = input.at(at); byte !== 0x0a && byte !== undefined; byte = input.at(at)) {
      if (read.length <= longestLine) read += String.fromCharCode(byte)
      at += 1
    }
    // The last line may have no end: an unpickler of bytes in memory then takes its last character for the end.
    const ends = at < input.size
    if (ends && line !== undefined && read.length <= longestLine && !line.test(read)) return undefined
    at += 1
  }
  return Math.min(at, input.size)
}

/** Of longer ones it is not asked whether they are a number or a text in quotes. */
const longestLine = 1024
