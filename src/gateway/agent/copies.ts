import type http from 'node:http'
import { pathOf } from './embedded-front.ts'
import type { ProxyEvents } from './proxy.ts'
import { copied, longestCopyBytes } from './tee.ts'

/** Is shown the answer of a version as it begins. */
export type AnswerKeeper = (answer: http.IncomingMessage) => void

/** Tells of a request of the embedded proxy with its answer; undefined where it is none to be copied. HAProxy is configured to the same rules. */
export function answerKeeper(
  request: http.IncomingMessage,
  body: Buffer | undefined,
  events: Pick<ProxyEvents, 'copied'>,
): AnswerKeeper | undefined {
  if (body === undefined || body.length > longestCopyBytes) return undefined
  if (request.method !== copied.method || !pathOf(request).endsWith(copied.pathEnd)) return undefined
  return (answer) => {
    if (answer.statusCode !== 200 || !(Number(answer.headers['content-length']) <= longestCopyBytes)) return
    const pieces: Buffer[] = []
    // Beside the pipe to the client, which says how fast it is read.
    answer.on('data', (piece: Buffer) => pieces.push(piece))
    answer.once('end', () => events.copied({ request: body.toString(), answer: Buffer.concat(pieces).toString() }))
  }
}
