import { UserError } from '../errors.ts'
import { openRegular } from '../files.ts'

/*
 * Format: https://huggingface.co/docs/safetensors: 8 bytes little-endian header length, JSON header, one buffer that the
 * tensors cover without holes or overlap. The limit of the header is that of the reference reader.
 */

const headerLimitBytes = 100_000_000
/** No library has tensors of more. */
const mostDimensions = 64
/** A model of billions of parameters has some thousands of tensors. */
const mostKeys = 1_000_000
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
  const { file: handle, sizeBytes: size } = await openRegular(file)
  try {
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
  let tensors: ReadonlyMap<string, Tensor>
  try {
    // A mark of byte order is kept, and is then no JSON: the reference reader takes none.
    tensors = new Header(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header)).tensors()
  } catch (error) {
    if (error instanceof Fault) return error.message
    if (error instanceof TypeError) return 'the header is not UTF-8'
    throw error
  }
  const spans: { name: string; begin: number; end: number }[] = []
  let parameters = 0
  for (const [name, tensor] of tensors) {
    const elements = elementsOf(tensor)
    if (typeof elements === 'string') return `tensor ${shown(name)}: ${elements}`
    const [begin = 0, end = 0] = tensor.data_offsets
    if (end > dataBytes) return `tensor ${shown(name)} ends at byte ${end} of ${dataBytes}`
    spans.push({ name, begin, end })
    parameters += elements
  }
  spans.sort((a, b) => a.begin - b.begin || a.end - b.end)
  let at = 0
  for (const span of spans) {
    if (span.begin < at) return `tensor ${shown(span.name)} overlaps another one`
    if (span.begin > at) return `${span.begin - at} bytes before tensor ${shown(span.name)} belong to no tensor`
    at = span.end
  }
  if (at !== dataBytes) return `${dataBytes - at} bytes at the end belong to no tensor`
  return { parameters }
}

function elementsOf({ dtype, shape, data_offsets: offsets }: Tensor): string | number {
  const bits = Object.hasOwn(bitsOf, dtype) ? bitsOf[dtype] : undefined
  if (bits === undefined) return `unknown dtype ${shown(dtype)}`
  const [begin = 0, end = 0] = offsets
  if (offsets.length !== 2) return 'its data_offsets are no pair of whole numbers'
  if (end < begin) return `its data_offsets run backwards (${begin}, ${end})`
  const elements = shape.reduce((product, length) => product * BigInt(length), 1n)
  if (elements * BigInt(bits) !== BigInt(end - begin) * 8n)
    return `dtype ${dtype} × shape [${shape.join(', ')}] does not give its ${end - begin} bytes`
  return Number(elements)
}

/** Names are as long as their writer likes, and messages are not. */
const shown = (name: string): string => JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name)

class Fault extends Error {}

type Tensor = { dtype: string; shape: number[]; data_offsets: number[] }

/**
 * Reads the one form of JSON that a header has, and nothing else: JSON.parse would build whatever a hostile one holds,
 * which costs minutes and all memory, before anybody could look at it, and takes the last of two equal keys.
 */
class Header {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  tensors(): ReadonlyMap<string, Tensor> {
    if (this.#text[0] !== '{') throw new Fault('the header is not a JSON object')
    const tensors = new Map<string, Tensor>()
    this.#object((name) => {
      if (name === '__metadata__') this.#object(() => this.#string())
      else tensors.set(name, this.#tensor(name))
    })
    if (this.#at < this.#text.length) this.#fail('the end')
    return tensors
  }

  #tensor(name: string): Tensor {
    const tensor: Partial<Tensor> = {}
    this.#object((key) => {
      if (key === 'dtype') tensor.dtype = this.#string()
      else if (key === 'shape') tensor.shape = this.#counts(`tensor ${shown(name)}: its shape`)
      else if (key === 'data_offsets') tensor.data_offsets = this.#counts(`tensor ${shown(name)}: its data_offsets`)
      else throw new Fault(`tensor ${shown(name)}: unknown key ${shown(key)}`)
    })
    const { dtype, shape, data_offsets } = tensor
    if (dtype === undefined || shape === undefined || data_offsets === undefined)
      throw new Fault(`tensor ${shown(name)}: its dtype, shape or data_offsets is missing`)
    return { dtype, shape, data_offsets }
  }

  /** Calls `value` at the value of each key. */
  #object(value: (key: string) => void): void {
    const keys = new Set<string>()
    this.#expect('{')
    if (this.#taken('}')) return
    do {
      const key = this.#string()
      if (keys.has(key)) throw new Fault(`the header holds the key ${shown(key)} twice`)
      if (keys.add(key).size > mostKeys) throw new Fault(`the header holds more than ${mostKeys} keys`)
      this.#expect(':')
      value(key)
    } while (this.#taken(','))
    this.#expect('}')
  }

  #counts(of: string): number[] {
    const counts: number[] = []
    if (!this.#taken('[')) throw new Fault(`${of} is no list of whole numbers`)
    if (this.#taken(']')) return counts
    do {
      this.#space()
      const [digits] = this.#match(/(?:0|[1-9][0-9]{0,15})(?![0-9.eE])/y) ?? []
      if (digits === undefined || !Number.isSafeInteger(Number(digits)))
        throw new Fault(`${of} is no list of whole numbers`)
      // The product of many costs more than their number.
      if (counts.push(Number(digits)) > mostDimensions) throw new Fault(`${of} has more than ${mostDimensions} numbers`)
    } while (this.#taken(','))
    this.#expect(']')
    return counts
  }

  #string(): string {
    this.#space()
    const begin = this.#at
    if (this.#text[begin] !== '"') this.#fail('a string')
    let end = begin + 1
    for (; end < this.#text.length && this.#text[end] !== '"'; end += 1) if (this.#text[end] === '\\') end += 1
    this.#at = end + 1
    try {
      const text = JSON.parse(this.#text.slice(begin, this.#at)) as string
      if (text.isWellFormed()) return text
    } catch {}
    this.#at = begin
    return this.#fail('a string')
  }

  #expect(character: string): void {
    if (!this.#taken(character)) this.#fail(character)
  }

  /** Whether this character came next, which is then behind us, as is the space around it. */
  #taken(character: string): boolean {
    this.#space()
    if (this.#text[this.#at] !== character) return false
    this.#at += 1
    this.#space()
    return true
  }

  #space(): void {
    this.#match(/[ \t\n\r]*/y)
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match !== null) this.#at = pattern.lastIndex
    return match
  }

  #fail(expected: string): never {
    throw new Fault(`the header is not JSON as safetensors writes it (character ${this.#at}: expected ${expected})`)
  }
}
