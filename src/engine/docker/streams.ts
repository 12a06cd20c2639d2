import type { Readable } from 'node:stream'
import { eachLine } from '../../processes.ts'

/* How the engine tells what it has to say: logs in frames, the course of a build or load as lines of JSON. */

/** The text in the engine's multiplexed log: frames of 8 bytes of header (the last 4 the length) and that many of text. */
export function frames(log: Buffer): string {
  const pieces: Buffer[] = []
  for (let at = 0; at + 8 <= log.length; ) {
    const length = log.readUInt32BE(at + 4)
    pieces.push(log.subarray(at + 8, at + 8 + length))
    at += 8 + length
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** Reads a build or load to its end. The engine answers 200 first and tells failures inside the stream. */
export function follow(
  stream: NodeJS.ReadableStream,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined
    const onAbort = (): void => {
      ;(stream as Readable).destroy()
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    eachLine(stream as Readable, (text) => {
      let message: { stream?: string; status?: string; error?: string }
      try {
        message = JSON.parse(text) as typeof message
      } catch {
        failure ??= new Error(`the Docker engine answered what is no JSON: ${text.slice(0, 200)}`)
        return
      }
      if (message.error !== undefined) failure ??= new Error(message.error)
      const line = (message.stream ?? message.status ?? '').trimEnd()
      if (line !== '') onLine(line)
    })
    stream.once('error', reject)
    stream.once('close', () => reject(failure ?? new Error('the Docker engine closed the connection')))
    stream.once('end', () => {
      signal.removeEventListener('abort', onAbort)
      if (failure === undefined) resolve()
      else reject(failure)
    })
  })
}
