/* A Parquet file of one row, `text`, whose parts may say what is not so. */

const codecs = { UNCOMPRESSED: 0, SNAPPY: 1, GZIP: 2, BROTLI: 4 } as const

type Value = { kind: number; bytes: readonly number[] }

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]
const i32 = (value: number): Value => ({ kind: 5, bytes: varint(2 * value) })
const i64 = (value: number): Value => ({ kind: 6, bytes: varint(2 * value) })
const text = (value: string): Value => ({ kind: 8, bytes: [...varint(value.length), ...Buffer.from(value)] })
const list = (values: readonly Value[]): Value => ({
  kind: 9,
  bytes: [(values.length << 4) | (values[0]?.kind ?? 0), ...values.flatMap(({ bytes }) => bytes)],
})

/** In Thrift's compact protocol a field tells how much its number is above that of the one before. */
function struct(fields: Readonly<Record<number, Value>>): Value {
  let before = 0
  const bytes = Object.entries(fields).flatMap(([id, { kind, bytes: own }]) => {
    const head = ((Number(id) - before) << 4) | kind
    before = Number(id)
    return [head, ...own]
  })
  return { kind: 12, bytes: [...bytes, 0] }
}

/**
 * @param of.packed the page as it lies in the file: the text behind its length, compressed
 * @param of.pageBytes how long it is said to be unpacked
 * @param of.chunkBytes how long the column is said to be in the file; as long as it is unless said
 */
export function parquetOf(of: {
  codec: keyof typeof codecs
  packed: Uint8Array
  pageBytes: number
  chunkBytes?: number
  rows?: number
}): Buffer {
  const { packed, pageBytes, rows = 1 } = of
  const dataPage = struct({ 1: i32(1), 2: i32(0), 3: i32(3), 4: i32(3) })
  const header = struct({ 1: i32(0), 2: i32(pageBytes), 3: i32(packed.length), 5: dataPage })
  const chunk = Buffer.concat([Buffer.from(header.bytes), packed])
  const facts = struct({
    1: i32(6),
    2: list([i32(0)]),
    3: list([text('text')]),
    4: i32(codecs[of.codec]),
    5: i64(1),
    6: i64(pageBytes),
    7: i64(of.chunkBytes ?? chunk.length),
    9: i64(4),
  })
  const root = struct({ 4: text('root'), 5: i32(1) })
  const column = struct({ 1: i32(6), 3: i32(0), 4: text('text'), 6: i32(0) })
  const group = struct({ 1: list([struct({ 2: i64(4), 3: facts })]), 2: i64(pageBytes), 3: i64(rows) })
  const footer = Buffer.from(struct({ 1: i32(1), 2: list([root, column]), 3: i64(rows), 4: list([group]) }).bytes)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(footer.length)
  return Buffer.concat([Buffer.from('PAR1'), chunk, footer, length, Buffer.from('PAR1')])
}
