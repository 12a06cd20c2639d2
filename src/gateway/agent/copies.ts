import type http from 'node:http'
import { pathOf } from './embedded-front.ts'
import type { ProxyEvents } from './proxy.ts'
import { copied, longestCopyBytes } from './tee.ts'

/** Is shown the answer of a version as it begins. */
export type AnswerKeeper = (answer: http.IncomingMessage) => void

/** Says whether one more may be copied: so many in a second, as HAProxy is configured to. */
export function copyAllowance(perSecond: number, nowMs: () => number = () => performance.now()): () => boolean {
  let beganMs = Number.NEGATIVE_INFINITY
  let left = 0
  return () => {
    if (nowMs() - beganMs >= 1000) [beganMs, left] = [nowMs(), perSecond]
    left -= 1
    return left >= 0
  }
}

/** Tells of a request of the embedded proxy with its answer; undefined where it is none to be copied. HAProxy is configured to the same rules. */
export function answerKeeper(
  request: http.IncomingMessage,
  body: Buffer | undefined,
  { copied: tell }: Pick<ProxyEvents, 'copied'>,
  mayCopy: () => boolean,
): AnswerKeeper | undefined {
  if (body === undefined || body.length > longestCopyBytes) return undefined
  if (request.method !== copied.method || !pathOf(request).endsWith(copied.pathEnd)) return undefined
  return (answer) => {
    if (answer.statusCode !== 200 || !(Number(answer.headers['content-length']) <= longestCopyBytes)) return
    if (!mayCopy()) return
    const pieces: Buffer[] = []
    // Beside the pipe to the client, which says how fast it is read.
    answer.on('data', (piece: Buffer) => pieces.push(piece))
    answer.once('end', () => tell({ request: body.toString(), answer: Buffer.concat(pieces).toString() }))
  }
}
