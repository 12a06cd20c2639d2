import * as zlib from 'node:zlib'
import { parquetMetadataAsync, parquetReadObjects, snappyUncompress } from 'hyparquet'
import { UserError } from '../errors.ts'
import { openData, refuse } from './opening.ts'
import type { Fields } from './types.ts'

/* Parquet, a row group at a time. docker/runtime/model_runtime/parquet.py reads the same. */

/** A row group is in memory as a whole. */
const mostGroupBytes = 1024 * 1024 * 1024
const mostGroupRows = 10_000_000

type Unpack = (bytes: Uint8Array, length: number) => Uint8Array

/** The compressions of pages: those that this Node has. No page becomes longer than it says. */
const unpackers: Readonly<Record<string, Unpack>> = {
  SNAPPY: (bytes, length) => {
    const page = new Uint8Array(length)
    snappyUncompress(bytes, page)
    return page
  },
  GZIP: (bytes, length) => zlib.gunzipSync(bytes, { maxOutputLength: length }),
  BROTLI: (bytes, length) => zlib.brotliDecompressSync(bytes, { maxOutputLength: length }),
  ...('zstdDecompressSync' in zlib
    ? { ZSTD: (bytes: Uint8Array, length: number) => zlib.zstdDecompressSync(bytes, { maxOutputLength: length }) }
    : {}),
}

/** For one row group: all of its pages together have a limit. */
function unpackersWithin(mostBytesOfAll: number): Record<string, Unpack> {
  let left = mostBytesOfAll
  const bounded = ([name, unpack]: [string, Unpack]): [string, Unpack] => [
    name,
    (bytes, length) => {
      left -= length
      if (!(length >= 0 && left >= 0))
        throw new Error(`a row group of it unpacks to more than ${mostBytesOfAll} bytes: smaller ones are needed`)
      return length === 0 ? new Uint8Array() : unpack(bytes, length)
    },
  ]
  return Object.fromEntries(Object.entries(unpackers).map(bounded))
}

/** How every Parquet file begins, whatever it is called. */
const magic = 'PAR1'

export async function isParquet(path: string): Promise<boolean> {
  const { file } = await openData(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0)
    return buffer.toString('latin1', 0, bytesRead) === magic
  } finally {
    await file.close()
  }
}

/** Every record of a file. @param most so many, where no more are wanted. @throws UserError (exit `data`) */
export async function* parquetRows(path: string, most = Number.POSITIVE_INFINITY): AsyncGenerator<Fields> {
  const { file: handle, sizeBytes } = await openData(path)
  let rowStart = 0
  try {
    const file = {
      byteLength: sizeBytes,
      async slice(start: number, end = sizeBytes): Promise<ArrayBuffer> {
        if (!(start >= 0 && start <= end && end <= sizeBytes)) throw new Error(`bytes ${start} to ${end} are not there`)
        const bytes = new Uint8Array(end - start)
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, start)
        return bytes.buffer.slice(0, bytesRead)
      },
    }
    const metadata = await parquetMetadataAsync(file)
    for (const group of metadata.row_groups) {
      if (rowStart >= most) return
      const rows = Number(group.num_rows)
      if (!(rows >= 0 && rows <= mostGroupRows))
        throw new Error(`a row group of ${rows} rows, where ${mostGroupRows} are the most`)
      const rowEnd = Math.min(rowStart + rows, most)
      const compressors = unpackersWithin(mostGroupBytes)
      for (const row of await parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors }))
        yield Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]))
      rowStart = rowEnd
    }
  } catch (error) {
    if (error instanceof UserError) throw error
    refuse(
      path,
      `cannot be read as Parquet (${(error as Error).message}): write it anew, or as JSONL`,
      rowStart === 0 ? undefined : rowStart + 1,
      error,
    )
  } finally {
    await handle.close()
  }
}

/** As JSON would say it: 64-bit integers are numbers where they fit. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  return value instanceof Date ? value.toISOString() : (value ?? null)
}
