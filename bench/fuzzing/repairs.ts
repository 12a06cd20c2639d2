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

/** The length of each body among answers of HTTP: what follows the empty line. */
export function repairedAnswer(answer: string): string {
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return answer
  const head = answer.slice(0, end).replace(/^content-length:.*$/im, `content-length: ${answer.length - end - 4}`)
  return `${head}${answer.slice(end)}`
}

type Field = { number: number; wire: number; body: Buffer }

/** The fields of a protocol buffer, each cut to what is there; bytes where no field can begin are passed over. */
function fieldsOf(input: Buffer): { fields: Field[]; whole: boolean } {
  const fields: Field[] = []
  let at = 0
  let skipped = 0
  const varint = (): number => {
    let value = 0
    for (let scale = 1; at < input.length && scale < 2 ** 49; scale *= 128) {
      const byte = input[at++] ?? 0
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
    return value
  }
  while (at < input.length) {
    const begin = at
    const tag = varint()
    const [number, wire] = [Math.floor(tag / 8), tag % 8]
    if (number < 1 || number > 2 ** 29 - 1 || ![0, 1, 2, 5].includes(wire)) {
      at = begin + 1
      skipped += 1
      continue
    }
    const from = at
    if (wire === 0) {
      const value = varint()
      fields.push({ number, wire, body: varintOf(value) })
      continue
    }
    const length = wire === 2 ? varint() : wire === 1 ? 8 : 4
    const start = wire === 2 ? at : from
    at = start + length
    if (at > input.length && wire !== 2) break
    fields.push({ number, wire, body: input.subarray(start, at) })
  }
  return { fields, whole: at === input.length && skipped === 0 }
}

export const varintOf = (value: number): Buffer => {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest < 128 ? rest : (rest % 128) + 128)
    if (rest < 128) return Buffer.from(bytes)
  }
}

/** How many fields of one number a protocol buffer has, outside of its messages. */
export const countOf = (input: Uint8Array, number: number): number =>
  fieldsOf(Buffer.from(input)).fields.filter((field) => field.number === number).length

/** The length of every message of a protocol buffer that an edit left, from the inside to the outside. */
export function repairedProtobuf(input: Uint8Array, depth = 0): Buffer {
  const { fields } = fieldsOf(Buffer.from(input))
  return Buffer.concat(
    fields.flatMap(({ number, wire, body }) => {
      const tag = varintOf(number * 8 + wire)
      if (wire !== 2) return [tag, body]
      // Text or a message: what reads as fields down to its last byte is taken for one.
      const inner = depth < 16 && body.length > 1 && fieldsOf(body).whole ? repairedProtobuf(body, depth + 1) : body
      return [tag, varintOf(inner.length), inner]
    }),
  )
}

/**
 * A zip of one stored file: its sizes, and where its directory is, by the words that begin each part. Of other archives
 * nothing is mended.
 */
export function repairedZip(input: Uint8Array): Uint8Array {
  const output = Buffer.from(input)
  const [directory, end] = ['PK\x01\x02', 'PK\x05\x06'].map((word) => output.lastIndexOf(word, undefined, 'latin1'))
  if (
    directory === undefined ||
    end === undefined ||
    directory < 30 ||
    end < directory + 46 ||
    end + 22 > output.length
  )
    return output
  if (output.readUInt16LE(directory + 10) !== 0) return output
  const size = directory - 30 - output.readUInt16LE(26)
  if (size < 0) return output
  for (const at of [18, 22, directory + 20, directory + 24]) output.writeUInt32LE(size, at)
  output.writeUInt32LE(end - directory, end + 12)
  output.writeUInt32LE(directory, end + 16)
  return output
}
