import { Readable } from 'node:stream'
import { eachFrameLine, follow } from '../../../src/docker/streams.ts'
import { UserError } from '../../../src/errors.ts'
import type { FuzzTarget } from '../types.ts'

/* What a Docker engine sends: the output of a container in frames, and the course of a build as lines of JSON. */

const frame = (kind: number, text: string | Uint8Array): Uint8Array => {
  const header = Buffer.alloc(8)
  header[0] = kind
  header.writeUInt32BE(text.length, 4)
  return Buffer.concat([header, Buffer.from(text)])
}
const build = ['{"stream":"Step 1/2 : FROM a\\n"}', '{"status":"Pulling","id":"a"}', '{"aux":{"ID":"sha256:a"}}']

/** In pieces, as they come over a socket. */
function* pieces(input: Uint8Array): Generator<Buffer> {
  const size = 1 + ((input[0] ?? 0) % 13) * 97
  for (let at = 0; at < input.length; at += size) yield Buffer.from(input.subarray(at, at + size))
}

export const target: FuzzTarget = {
  seeds: async () => [
    Buffer.concat([frame(1, 'hello\nwor'), frame(2, 'careful\n'), frame(1, 'ld\n'), frame(1, ''), frame(3, 'x\n')]),
    Buffer.concat(Array.from({ length: 50 }, (_, at) => frame(1 + (at % 2), `line ${at}\r`))),
    Buffer.from(`${build.join('\r\n')}\r\n`),
    Buffer.from(`${build.join('\n')}\n{"errorDetail":{"code":1},"error":"failed"}\n`),
  ],
  words: [
    'null',
    '[]',
    '5',
    '"a"',
    '{"stream":5}',
    '{"error":{}}',
    '{"stream":null}',
    '{"status":[]}',
    '\n',
    '\r',
    '\ufffd',
  ],
  async run(input) {
    let chars = 0
    const take = (line: string): void => {
      if (/[\r\n]/.test(line)) throw new Error('a line with a line end in it')
      chars += line.length
    }
    await eachFrameLine(Readable.from(pieces(input)), { stdout: take, stderr: take })
    if (chars > input.length) throw new Error(`${chars} characters out of ${input.length} bytes`)
    let failure: unknown
    const text = (line: string): void => {
      if (typeof line !== 'string') throw new Error('what is no text is shown')
    }
    await follow(Readable.from(pieces(input)), text, new AbortController().signal).catch((error: unknown) => {
      failure = error
    })
    if (failure === undefined) return
    if (!(failure instanceof Error) || failure.cause !== undefined)
      throw new Error('a broken line ends as a broken connection', { cause: failure })
    throw new UserError(failure.message)
  },
  grown: async (count) => Buffer.concat(Array.from({ length: count }, () => frame(1, 'a'))),
}
