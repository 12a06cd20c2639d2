import { createHash } from 'node:crypto'
import fc from 'fast-check'

/** A change of a valid input. Places are shares of its length, so that an edit means something for every seed. */
type Edit =
  | { kind: 'bit'; at: number; bit: number }
  | { kind: 'put'; at: number; bytes: Uint8Array }
  | { kind: 'over'; at: number; bytes: Uint8Array }
  | { kind: 'cut'; at: number; share: number }
  | { kind: 'again'; at: number; share: number; to: number; times: number }
  | { kind: 'end'; at: number }
  | { kind: 'value'; at: number; value: unknown }

export type Case = { seed: number; edits: readonly Edit[]; repaired: boolean }

const at = fc.double({ min: 0, max: 1, noNaN: true })
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value ** 4)

/** Numbers at the edges of what formats count with, in both byte orders. */
const edges = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff].flatMap((value) => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return [bytes.subarray(0, 1), bytes.subarray(0, 4), bytes, Buffer.from(bytes).reverse()]
})

/** What stands in JSON where something else was expected. */
const values = [
  null,
  true,
  0,
  -1,
  1e300,
  2 ** 53,
  0.5,
  '',
  '\u0000',
  '../x',
  'a'.repeat(5000),
  [],
  {},
  [[[[]]]],
  // Not as a literal, which would set the prototype and leave no key.
  JSON.parse('{"__proto__":1}'),
]

export function cases(seedCount: number, words: readonly string[]): fc.Arbitrary<Case> {
  const bytes: fc.Arbitrary<Uint8Array> = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 16 }),
    fc.constantFrom(...edges),
    ...(words.length === 0 ? [] : [fc.constantFrom(...words).map((word) => Buffer.from(word, 'utf8'))]),
  )
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({ kind: fc.constant('bit' as const), at, bit: fc.nat(7) }),
    fc.record({ kind: fc.constant('put' as const), at, bytes }),
    fc.record({ kind: fc.constant('over' as const), at, bytes }),
    fc.record({ kind: fc.constant('cut' as const), at, share }),
    fc.record({ kind: fc.constant('again' as const), at, share, to: at, times: fc.integer({ min: 1, max: 64 }) }),
    fc.record({ kind: fc.constant('end' as const), at }),
    fc.record({ kind: fc.constant('value' as const), at, value: fc.oneof(fc.constantFrom(...values), fc.jsonValue()) }),
  )
  return fc.record({
    seed: fc.nat(seedCount - 1),
    edits: fc.array(edit, { minLength: 1, maxLength: 6 }),
    repaired: fc.boolean(),
  })
}

const largestInput = 4 << 20

export function edited(seed: Uint8Array, edits: readonly Edit[]): Uint8Array {
  return edits.reduce<Buffer>((input, edit) => apply(input, edit).subarray(0, largestInput), Buffer.from(seed))
}

function apply(input: Buffer, edit: Edit): Buffer {
  const place = Math.floor(edit.at * input.length)
  switch (edit.kind) {
    case 'bit':
      if (place < input.length) input[place] = (input[place] ?? 0) ^ (1 << edit.bit)
      return input
    case 'put':
      return Buffer.concat([input.subarray(0, place), edit.bytes, input.subarray(place)])
    case 'over':
      return Buffer.concat([input.subarray(0, place), edit.bytes, input.subarray(place + edit.bytes.length)])
    case 'cut':
      return Buffer.concat([input.subarray(0, place), input.subarray(place + lengthOf(input, edit.share))])
    case 'again': {
      const part = input.subarray(place, place + lengthOf(input, edit.share))
      const to = Math.floor(edit.to * input.length)
      return Buffer.concat([
        input.subarray(0, to),
        ...Array.from({ length: edit.times }, () => part),
        input.subarray(to),
      ])
    }
    case 'end':
      return input.subarray(0, place)
    case 'value':
      return withValue(input, edit.at, edit.value)
  }
}

/**
 * The JSON that an edit left, or, where it left none, a seed with some of its values exchanged, as the bytes decide:
 * readers of JSON end at what is none, and most edits of bytes make that.
 */
export function repairedJson(input: Uint8Array, seed: Uint8Array): unknown {
  const edited = jsonOf(input)
  if (edited !== undefined) return edited
  const random = createHash('sha256').update(input).digest()
  let document: Buffer = Buffer.from(seed)
  for (let at = 0; at <= (random[0] ?? 0) % 3; at += 1)
    document = withValue(
      document,
      random.readUInt32LE(8 * at) / 2 ** 32,
      values[random.readUInt8(8 * at + 4) % values.length],
    )
  return jsonOf(document)
}

export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}

/** Puts a value into a JSON text in the place of another one; what is no JSON stays. */
function withValue(input: Buffer, at: number, value: unknown): Buffer {
  const document = jsonOf(input)
  const places: { holder: Record<string, unknown>; key: string }[] = []
  const ahead: unknown[] = [document]
  for (let one = ahead.pop(); one !== undefined && places.length < 10_000; one = ahead.pop()) {
    if (typeof one !== 'object' || one === null) continue
    const holder = one as Record<string, unknown>
    for (const key of Object.keys(holder)) {
      places.push({ holder, key })
      ahead.push(holder[key])
    }
  }
  const chosen = places[Math.min(places.length - 1, Math.floor(at * places.length))]
  if (chosen === undefined) return input
  chosen.holder[chosen.key] = value
  return Buffer.from(JSON.stringify(document))
}

const lengthOf = (input: Buffer, part: number): number => Math.max(1, Math.floor(part * input.length))
