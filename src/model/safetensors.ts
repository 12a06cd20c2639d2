import { open } from 'node:fs/promises'
import { UserError } from '../errors.ts'

/*
 * Format: https://huggingface.co/docs/safetensors: 8 bytes little-endian header length, JSON header, one buffer that the
 * tensors cover without holes or overlap. The limit of the header is that of the reference reader.
 */

const headerLimitBytes = 100_000_000
const bitsOf: Readonly<Record<string, number>> = {
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  BOOL: 8,
  U8: 8,
  I8: 8,
  F8_E4M3: 8,
  F8_E5M2: 8,
  F8_E8M0: 8,
  F8_E4M3FNUZ: 8,
  F8_E5M2FNUZ: 8,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  I64: 64,
  U64: 64,
  F64: 64,
  C64: 64,
}

/** @throws UserError with file, reason and remedy where the file is not a whole, unambiguous safetensors file */
export async function checkSafetensors(file: string): Promise<{ parameters: number }> {
  const refuse = (reason: string): never => {
    throw new UserError(`${file}: ${reason}: save the model again with safetensors`)
  }
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    if (size < 8) refuse(`${size} bytes, too short for safetensors`)
    const lengthBytes = Buffer.alloc(8)
    await handle.read(lengthBytes, 0, 8, 0)
    const length = lengthBytes.readBigUInt64LE()
    if (length > BigInt(headerLimitBytes)) refuse(`the header claims ${length} bytes, more than 100 MB`)
    if (length > BigInt(size - 8)) refuse(`the header claims ${length} bytes, the file has ${size}`)
    const header = Buffer.alloc(Number(length))
    await handle.read(header, 0, header.length, 8)
    const fault = headerFault(header, size - 8 - header.length)
    return typeof fault === 'string' ? refuse(fault) : fault
  } finally {
    await handle.close()
  }
}

/** What is wrong with a header in front of `dataBytes` bytes of tensors, or the number of parameters. Pure. */
export function headerFault(header: Uint8Array, dataBytes: number): string | { parameters: number } {
  let text: string
  let value: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(header)
    value = JSON.parse(text)
  } catch (error) {
    return `the header is not JSON (${(error as Error).message})`
  }
  if (!text.startsWith('{') || typeof value !== 'object' || value === null) return 'the header is not a JSON object'
  const duplicate = duplicateKey(text)
  if (duplicate !== undefined) return `the header holds the key ${JSON.stringify(duplicate)} twice`
  const spans: { name: string; begin: number; end: number }[] = []
  let parameters = 0
  for (const [name, tensor] of Object.entries(value as Record<string, unknown>)) {
    if (name === '__metadata__') continue
    const read = readTensor(tensor)
    if (typeof read === 'string') return `tensor ${JSON.stringify(name)}: ${read}`
    if (read.end > dataBytes) return `tensor ${JSON.stringify(name)} ends at byte ${read.end} of ${dataBytes}`
    spans.push({ name, begin: read.begin, end: read.end })
    parameters += read.elements
  }
  spans.sort((a, b) => a.begin - b.begin || a.end - b.end)
  let at = 0
  for (const span of spans) {
    if (span.begin < at) return `tensor ${JSON.stringify(span.name)} overlaps another one`
    if (span.begin > at)
      return `${span.begin - at} bytes before tensor ${JSON.stringify(span.name)} belong to no tensor`
    at = span.end
  }
  if (at !== dataBytes) return `${dataBytes - at} bytes at the end belong to no tensor`
  return { parameters }
}

function readTensor(tensor: unknown): string | { begin: number; end: number; elements: number } {
  if (typeof tensor !== 'object' || tensor === null) return 'not an object'
  const { dtype, shape, data_offsets: offsets } = tensor as Record<string, unknown>
  const bits = typeof dtype === 'string' && Object.hasOwn(bitsOf, dtype) ? bitsOf[dtype] : undefined
  if (bits === undefined) return `unknown dtype ${JSON.stringify(dtype)}`
  if (!isCounts(shape)) return 'its shape is no list of whole numbers'
  if (!isCounts(offsets) || offsets.length !== 2) return 'its data_offsets are no pair of whole numbers'
  const [begin = 0, end = 0] = offsets
  if (end < begin) return `its data_offsets run backwards (${begin}, ${end})`
  const elements = shape.reduce((product, length) => product * BigInt(length), 1n)
  if (elements * BigInt(bits) !== BigInt(end - begin) * 8n)
    return `dtype ${dtype} × shape [${shape.join(', ')}] does not give its ${end - begin} bytes`
  return { begin, end, elements: Number(elements) }
}

const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0)

/** The first key that stands twice in one object of valid JSON, which JSON.parse would drop without a word. */
export function duplicateKey(text: string): string | undefined {
  const scopes: Set<string>[] = []
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g)) {
    const [token, colon] = match
    if (token === '{') scopes.push(new Set())
    else if (token === '}') scopes.pop()
    else if (colon !== undefined) {
      const key = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)) as string
      const scope = scopes.at(-1)
      if (scope?.has(key) === true) return key
      scope?.add(key)
    }
  }
  return undefined
}
