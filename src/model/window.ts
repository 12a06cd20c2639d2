import { readSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'

/** Bytes that are read one at a time, from a file or from memory. */
export type Bytes = { readonly size: number; at(index: number): number | undefined }

/** A file whose bytes are read one at a time, mostly forwards, without being in memory. */
export function windowOn(file: FileHandle, sizeBytes: number): Bytes {
  const window = Buffer.alloc(64 * 1024)
  let from = 0
  let length = 0
  return {
    size: sizeBytes,
    at(index) {
      if (index < 0 || index >= sizeBytes) return undefined
      if (index < from || index >= from + length) {
        from = index
        length = readSync(file.fd, window, 0, window.length, index)
        if (length === 0) return undefined
      }
      return window[index - from]
    },
  }
}
