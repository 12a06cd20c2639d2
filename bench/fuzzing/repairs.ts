import { crc32 } from 'node:zlib'

/* Lengths and checksums made to fit what an edit has left, so that a reader goes on to what lies behind them. */

const blockBytes = 512

/** The checksum of each header of a tar, as far as sizes lead from one to the next, and whole blocks. */
export function repairedTar(input: Uint8Array): Uint8Array {
  const blocks = Math.ceil(input.length / blockBytes)
  const output = Buffer.alloc(blocks * blockBytes)
  output.set(input)
  for (let at = 0; at < output.length; ) {
    const header = output.subarray(at, at + blockBytes)
    if (header.every((byte) => byte === 0)) break
    header.fill(' ', 148, 156)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    const size = Number.parseInt(header.toString('latin1', 124, 136), 8)
    at += blockBytes * (1 + (Number.isSafeInteger(size) && size > 0 ? Math.ceil(size / blockBytes) : 0))
  }
  return output
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

/** The checksum of each chunk of a PNG; the last length is cut to what is there. */
export function repairedPng(input: Uint8Array): Uint8Array {
  const output = Buffer.from(input)
  if (!output.subarray(0, pngSignature.length).equals(pngSignature)) return output
  for (let at = pngSignature.length; at + 12 <= output.length; ) {
    const left = output.length - at - 12
    const length = Math.min(output.readUInt32BE(at), left)
    output.writeUInt32BE(length, at)
    output.writeUInt32BE(crc32(output.subarray(at + 4, at + 8 + length)), at + 8 + length)
    at += 12 + length
  }
  return output
}

/** The length of a safetensors header: up to the last brace. */
export function repairedSafetensors(input: Uint8Array): Uint8Array {
  if (input.length < 10) return input
  const output = Buffer.from(input)
  output.writeBigUInt64LE(BigInt(Math.max(0, output.lastIndexOf('}') + 1 - 8)))
  return output
}
