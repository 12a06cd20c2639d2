import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError } from '../errors.ts'
import { openRegular } from '../files.ts'
import { pathFault } from '../trees.ts'
import { type Bytes, windowOn } from './window.ts'

/*
 * Format: onnx.proto. Only the skeleton of the message is walked: tensors' bytes are skipped, so that a model of 2 GB
 * costs a few reads. Numbers are those of the fields that can lead to a tensor with external data.
 */

type Kind = 'model' | 'graph' | 'node' | 'attribute' | 'tensor' | 'sparse' | 'training' | 'function' | 'entry'

const children: Readonly<Record<Kind, Readonly<Record<number, Kind>>>> = {
  model: { 7: 'graph', 20: 'training', 25: 'function' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  training: { 1: 'graph', 2: 'graph' },
  function: { 7: 'node', 11: 'attribute' },
  tensor: { 13: 'entry' },
  entry: {},
}

/** The file is an ONNX model, and its external data, if any, lies beside or below it. @throws UserError otherwise */
export async function checkOnnx(file: string): Promise<void> {
  const refuse = (reason: string): never => {
    throw new UserError(`${file}: ${reason}: export the model to ONNX again`)
  }
  const { file: handle, sizeBytes } = await openRegular(file)
  const bytes = windowOn(handle, sizeBytes)
  let found: Found = { irVersion: undefined, graphs: 0, locations: new Set() }
  try {
    // ONNX Runtime knows its own format by these bytes, whatever the rest says, and it is another one.
    if ([...'ORTM'].every((letter, index) => bytes.at(4 + index) === letter.charCodeAt(0)))
      refuse('not an ONNX model (it is marked as one in the format of ONNX Runtime)')
    found = new Walk(bytes).model()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    refuse(`not an ONNX model (${error.message})`)
  } finally {
    await handle.close()
  }
  if (found.irVersion === undefined || found.irVersion < 1 || found.irVersion > 99)
    refuse('not an ONNX model (no IR version)')
  if (found.graphs !== 1) refuse('not an ONNX model (no graph)')
  for (const location of found.locations) {
    const fault = locationFault(location)
    if (fault !== undefined) refuse(`its external data ${JSON.stringify(location)} is refused, ${fault}`)
    const isFile = await stat(join(dirname(file), location)).then(
      (entry) => entry.isFile(),
      () => false,
    )
    if (!isFile) refuse(`its external data ${location} is missing`)
  }
}

/** ONNX Runtime reads a location with its own mark as an address in its memory. */
const locationFault = (location: string): string | undefined =>
  location.includes('_ORT_MEM_ADDR_') ? 'it stands for an address in memory' : pathFault(location)

type Found = { irVersion: number | undefined; graphs: number; locations: Set<string> }

class Walk {
  readonly #bytes: Bytes
  readonly #found: Found = { irVersion: undefined, graphs: 0, locations: new Set() }

  constructor(bytes: Bytes) {
    this.#bytes = bytes
  }

  model(): Found {
    this.#message('model', 0, this.#bytes.size, 0)
    return this.#found
  }

  #message(kind: Kind, from: number, end: number, depth: number): void {
    if (depth > 64) throw new RangeError('nested too deeply')
    let at = from
    const entry = { key: '', value: '' }
    while (at < end) {
      const [tag, afterTag] = this.#varint(at)
      // ONNX Runtime drops the bits above, and reads another field than one that this walk would pass over.
      if (tag > 0xffff_ffff) throw new RangeError('the number of a field is too large')
      const field = Math.floor(tag / 8)
      const wire = tag % 8
      if (field === 0) throw new RangeError('field 0')
      at = afterTag
      if (wire === 0) {
        const [value, next] = this.#varint(at)
        if (kind === 'model' && field === 1) this.#found.irVersion = value
        at = next
      } else if (wire === 1) at += 8
      else if (wire === 5) at += 4
      else if (wire === 2) {
        const [length, start] = this.#varint(at)
        at = start + length
        if (at > end) throw new RangeError('a field is longer than its message')
        const child = children[kind][field]
        if (kind === 'model' && child === 'graph') this.#found.graphs += 1
        if (child !== undefined) this.#message(child, start, at, depth + 1)
        else if (kind === 'entry' && (field === 1 || field === 2))
          entry[field === 1 ? 'key' : 'value'] = this.#text(start, length)
      } else throw new RangeError(`wire type ${wire}`)
    }
    if (at > end) throw new RangeError('a field is longer than its message')
    if (kind === 'entry' && entry.key === 'location') this.#found.locations.add(entry.value)
  }

  #byte(at: number): number {
    const byte = this.#bytes.at(at)
    if (byte === undefined) throw new RangeError('the file ends early')
    return byte
  }

  #varint(from: number): [value: number, next: number] {
    let value = 0
    let scale = 1
    for (let at = from; at < from + 10; at += 1) {
      const byte = this.#byte(at)
      value += (byte & 0x7f) * scale
      scale *= 128
      if (byte < 128) return [value, at + 1]
    }
    throw new RangeError('a number is too long')
  }

  #text(at: number, length: number): string {
    if (length > 4096) throw new RangeError('a name is too long')
    const bytes = Buffer.alloc(length)
    for (let index = 0; index < length; index += 1) bytes[index] = this.#byte(at + index)
    return bytes.toString('utf8')
  }
}
