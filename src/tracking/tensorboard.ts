import { type FileHandle, open, readdir } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { hexOf } from '../digest.ts'
import { makeDirectory } from '../files.ts'
import { crc32c } from './crc32c.ts'
import type { Tracker } from './types.ts'

/*
 * Event files of TensorBoard: records of TFRecord (length, masked CRC-32C, bytes, masked CRC-32C), each a protocol buffer of
 * tensorflow/core/util/event.proto, of which only what a scalar needs is written here.
 */

const varint = (value: number): Buffer => {
  const bytes: number[] = []
  let rest = BigInt(value)
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
  bytes.push(Number(rest))
  return Buffer.from(bytes)
}
/** The wire types of protocol buffers. */
const wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const
const tag = (field: number, type: keyof typeof wire): Buffer => varint((field << 3) | wire[type])
const bytes = (field: number, content: Buffer): Buffer =>
  Buffer.concat([tag(field, 'bytes'), varint(content.length), content])
const integer = (field: number, value: number): Buffer => Buffer.concat([tag(field, 'varint'), varint(value)])
const double = (field: number, value: number): Buffer => {
  const content = Buffer.alloc(8)
  content.writeDoubleLE(value)
  return Buffer.concat([tag(field, 'fixed64'), content])
}
const float = (field: number, value: number): Buffer => {
  const content = Buffer.alloc(4)
  content.writeFloatLE(value)
  return Buffer.concat([tag(field, 'fixed32'), content])
}

/** By their numbers in event.proto and summary.proto. */
const event = { wallTime: 1, step: 2, fileVersion: 3, summary: 5, sessionLog: 7 } as const
const summary = { value: 1, tag: 1, simpleValue: 2 } as const
const sessionLog = { status: 1, start: 1 } as const

const masked = (content: Buffer): Buffer => {
  const crc = crc32c(content)
  const framed = Buffer.alloc(4)
  framed.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0)
  return framed
}

/** One record of a file. Pure. */
function record(content: Buffer): Buffer {
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(content.length))
  return Buffer.concat([length, masked(length), content, masked(content)])
}

const wallTime = (atMs: number): Buffer => double(event.wallTime, atMs / 1000)

/** How a file begins: the version by which readers know that a start takes back later steps. */
const beginning = (atMs: number): Buffer =>
  record(Buffer.concat([wallTime(atMs), bytes(event.fileVersion, Buffer.from('brain.Event:2'))]))

/** Takes back whatever was told of this step and later ones. */
const startAt = (step: number, atMs: number): Buffer =>
  record(
    Buffer.concat([
      wallTime(atMs),
      integer(event.step, step),
      bytes(event.sessionLog, integer(sessionLog.status, sessionLog.start)),
    ]),
  )

const scalar = (name: string, value: number, step: number, atMs: number): Buffer => {
  const told = Buffer.concat([bytes(summary.tag, Buffer.from(name)), float(summary.simpleValue, value)])
  return record(
    Buffer.concat([wallTime(atMs), integer(event.step, step), bytes(event.summary, bytes(summary.value, told))]),
  )
}

const prefix = 'events.out.tfevents.'

/** When the newest file of a directory was begun, as its name says; clocks may go back between two attempts. */
async function newestIn(directory: string): Promise<number> {
  const times = (await readdir(directory)).flatMap((name) =>
    name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : [],
  )
  return Math.max(0, ...times.filter(Number.isSafeInteger))
}

/** Writes below `directory`, a directory for each training. */
export function tensorboard(directory: string): Tracker {
  let run = ''
  let file: FileHandle | undefined

  return {
    name: 'TensorBoard',
    forgets: true,
    async begin({ model, version, key }, before) {
      run = join(directory, `${model}-${version}-${hexOf(key, 12)}`)
      await makeDirectory(run)
      return { id: run, isNew: before === undefined, where: `tensorboard --logdir ${directory}` }
    },
    async points(points) {
      const [first] = points
      if (first === undefined) return
      const content: Buffer[] = []
      if (file === undefined) {
        // Readers take files in the order of their names, and each begins with what undoes later steps of those before it.
        const seconds = Math.max(Math.floor(first.atMs / 1000), (await newestIn(run)) + 1)
        const name = `${prefix}${String(seconds).padStart(10, '0')}.${hostname()}.${process.pid}`
        file = await open(join(run, name), 'wx', 0o644)
        content.push(beginning(first.atMs), startAt(Math.min(...points.map(({ step }) => step)), first.atMs))
      }
      content.push(...points.map(({ name, value, step, atMs }) => scalar(name, value, step, atMs)))
      try {
        await file.appendFile(Buffer.concat(content))
      } catch (error) {
        // Half a record would hide what comes after it: the next ones go into a file of their own.
        await file.close().catch(() => undefined)
        file = undefined
        throw error
      }
    },
    async end() {
      await file?.close()
      file = undefined
    },
  }
}
