import type { Readable } from 'node:stream'
import { z } from 'zod'
import { eachLine, LineCutter, type OnLine } from '../lines.ts'

/* How the engine tells what it has to say: output in frames, the course of a build or load as lines of JSON. */

const headerBytes = 8

/**
 * Reads the engine's multiplexed output to its end, line by line and no faster than the callbacks take it. A frame is 8
 * bytes of header (the first one 1 for stdout, 2 for stderr; the last 4 the length) and that many of text.
 * @throws where the connection drops before the end
 */
export async function eachFrameLine(
  stream: Readable,
  on: { stdout: OnLine; stderr: OnLine },
  longestLineChars?: number,
): Promise<void> {
  const cutters = { 1: new LineCutter(on.stdout, longestLineChars), 2: new LineCutter(on.stderr, longestLineChars) }
  let header = Buffer.alloc(0)
  let leftBytes = 0
  let cutter = cutters[1]
  try {
    for await (const chunk of stream) {
      let bytes = chunk as Buffer
      while (bytes.length > 0) {
        if (leftBytes === 0) {
          const missing = headerBytes - header.length
          header = Buffer.concat([header, bytes.subarray(0, missing)])
          bytes = bytes.subarray(missing)
          if (header.length < headerBytes) continue
          cutter = header[0] === 2 ? cutters[2] : cutters[1]
          leftBytes = header.readUInt32BE(4)
          header = Buffer.alloc(0)
          continue
        }
        const text = bytes.subarray(0, leftBytes)
        leftBytes -= text.length
        bytes = bytes.subarray(text.length)
        await cutter.take(text)
      }
    }
  } finally {
    for (const one of Object.values(cutters)) await one.end()
  }
}

/** Reads a build or load to its end. The engine answers 200 first and tells failures inside the stream. */
export async function follow(
  stream: NodeJS.ReadableStream,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const onAbort = (): void => void (stream as Readable).destroy(signal.reason as Error)
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  let failure: Error | undefined
  try {
    await eachLine(stream as Readable, (text) => {
      const message = messageOf(text)
      if (message === undefined) {
        failure ??= new Error(`the Docker engine answered what is no message: ${text.slice(0, 200)}`)
        return
      }
      if (message.error !== undefined) failure ??= new Error(message.error)
      const line = (message.stream ?? message.status ?? '').trimEnd()
      if (line !== '') onLine(line)
    })
  } catch (error) {
    signal.throwIfAborted()
    throw failure ?? new Error('the Docker engine closed the connection', { cause: error })
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
  if (failure !== undefined) throw failure
}

const messageSchema = z.object({
  stream: z.string().nullish(),
  status: z.string().nullish(),
  error: z.string().optional(),
})

function messageOf(text: string): z.infer<typeof messageSchema> | undefined {
  try {
    return messageSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
