import http from 'node:http'
import { after } from '../timers.ts'
import { splitAddress } from './address.ts'
import type { Answered } from './types.ts'

/** An answer with a label and a score has some hundred bytes. */
const longestAnswerBytes = 64 << 10

/** Sends a JSON request to the server at `host:port`. What does not end in time, or has no end, is no answer. */
export function askServer(address: string, path: string, body: string, timeoutMs: number): Promise<Answered> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const request = http.request(
      { ...splitAddress(address), path, method: 'POST', agent: false, headers },
      (answer) => {
        const pieces: Buffer[] = []
        let bytes = 0
        answer.on('data', (piece: Buffer) => {
          pieces.push(piece)
          bytes += piece.length
          if (bytes > longestAnswerBytes) request.destroy()
        })
        answer.once('end', () =>
          resolve({ outcome: 'answered', status: answer.statusCode ?? 0, body: Buffer.concat(pieces).toString() }),
        )
        answer.once('error', () => resolve({ outcome: 'unanswered' }))
      },
    )
    const late = after(timeoutMs, () => request.destroy())
    request.once('error', () => resolve({ outcome: 'unanswered' }))
    request.once('close', () => {
      late.cancel()
      resolve({ outcome: 'unanswered' })
    })
    request.end(body)
  })
}
