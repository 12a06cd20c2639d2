import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { readRequest } from '../../../src/gateway/agent/protocol.ts'
import { maxLineChars } from '../../../src/lines.ts'
import { gatesOf } from '../../../src/monitor/decide.ts'
import { driftFindings } from '../../../src/monitor/drift.ts'
import { imageFacts } from '../../../src/monitor/imageFacts.ts'
import type { Seen } from '../../../src/monitor/types.ts'
import { samplesOf } from '../../../src/stages/monitorSamples.ts'
import { Random } from '../../../src/statistics/random.ts'
import { temporary } from '../oci/fixtures.ts'

/** The head of a file and nothing that could be decoded, as nothing is. */
function png(width: number, height: number, sizeBytes = 60): Buffer {
  const bytes = Buffer.alloc(sizeBytes)
  bytes.write('89504e470d0a1a0a0000000d49484452', 'hex')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
const part = (marker: number, content: readonly number[]): Buffer =>
  Buffer.from([0xff, marker, 0, content.length + 2, ...content])
const jpeg = (width: number, height: number, scans = 1): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    // A preview inside of a part has a size of its own, which is not that of the image.
    part(0xe1, [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 9, 0, 9]),
    part(0xc2, [8, height >> 8, height & 255, width >> 8, width & 255, 3]),
    ...Array.from({ length: scans }, () =>
      Buffer.concat([part(0xda, [1, 2, 3]), Buffer.from([7, 0xff, 0, 0xff, 0xd0, 8])]),
    ),
    Buffer.from([0xff, 0xd9]),
  ])

const comments = (count: number): Buffer => Buffer.concat(Array.from({ length: count }, () => part(0xfe, [])))
/** Its size, and its end, stand behind so many others. */
const behindParts = (count: number): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    comments(count),
    part(0xc0, [8, 0, 48, 0, 64, 3]),
    Buffer.from([0xff, 0xd9]),
  ])

describe('the size of an image', () => {
  it('is told by its header, of PNG and of JPEG', () => {
    expect(imageFacts(png(640, 480))).toEqual({ width: 640, height: 480, sizeBytes: 60 })
    expect(imageFacts(jpeg(1920, 1080, 10))).toMatchObject({ width: 1920, height: 1080 })
    expect(imageFacts(behindParts(4_094))).toMatchObject({ width: 64, height: 48 })
  })

  it.each([
    ['no image', Buffer.from('GIF89a and more that follows it'), 'it is no PNG or JPEG file'],
    ['nothing', Buffer.alloc(0), 'it is no PNG or JPEG file'],
    ['a cut PNG', png(64, 64).subarray(0, 20), 'it is no PNG or JPEG file'],
    [
      'a JPEG that never says how large it is',
      Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2]),
      'it is no PNG or JPEG file',
    ],
    ['an image of no width', png(0, 64), 'it is no PNG or JPEG file'],
    ['a small file of many pixels', png(10_000, 10_000), '10000 × 10000 pixels are more than 64 million'],
    [
      'a JPEG whose size lies behind more parts than are looked at',
      behindParts(4_095),
      'it has too many scans or parts: at most 64 scans are decoded',
    ],
    [
      'a JPEG that goes on behind them',
      Buffer.concat([jpeg(64, 64).subarray(0, -2), comments(4_096)]),
      'it has too many scans or parts: at most 64 scans are decoded',
    ],
    ['a JPEG of many scans', jpeg(64, 64, 65), 'it has too many scans or parts: at most 64 scans are decoded'],
  ])('is refused of %s, as training does', (_what, bytes, because) => {
    expect(() => imageFacts(bytes)).toThrow(new RangeError(because))
  })
})

const random = new Random(3)
const uniform = (): number => random.word() / 2 ** 32
type How = { larger?: number; detail?: number; dogs?: number; right?: number }
const seen = (count: number, { larger = 1, detail = 1, dogs = 0.5, right = 0.9 }: How = {}): Seen[] =>
  Array.from({ length: count }, () => {
    const [width, height] = [Math.round(larger * (200 + 100 * uniform())), Math.round(larger * (200 + 100 * uniform()))]
    const answer = uniform() < dogs ? 'dog' : 'cat'
    return {
      kind: 'image',
      digest: digestBytes('any'),
      image: { width, height, sizeBytes: Math.round(detail * width * height * (0.5 + uniform())) },
      answer,
      score: 0.5 + 0.5 * uniform(),
      label: uniform() < right ? answer : 'bird',
    }
  })
const failed = (now: Seen[]): string[] =>
  gatesOf(driftFindings(seen(400), now, { accuracyMargin: 0.02, quotes: true }), 2)
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ name }) => name)

describe('a look at images', () => {
  it.each<[what: string, how: How, names: string[]]>([
    ['nothing where nothing changed', {}, []],
    ['images of another camera', { larger: 2 }, ['image width', 'image height']],
    ['images that are blurred', { detail: 0.5 }, ['image detail']],
    ['other classes', { dogs: 0.9 }, ['predicted class']],
    ['answers that are wrong', { right: 0.6 }, ['accuracy']],
  ])('alarms about %s', (_what, how, names) => {
    expect(failed(seen(400, how))).toEqual(names)
  })
})

describe('images that what serves is asked', () => {
  const look = async (
    files: Record<string, Buffer>,
    recent: readonly string[],
    given: { directory?: string; onAsked?: (directory: string) => Promise<void> } = {},
  ) => {
    const directory = given.directory ?? (await temporary())
    const lines = (names: readonly string[]) =>
      names.map((image) => `${JSON.stringify({ image, label: 'cat' })}\n`).join('')
    for (const [name, bytes] of Object.entries({ 'a/1.png': png(20, 30), ...files })) {
      await mkdir(dirname(join(directory, name)), { recursive: true })
      await writeFile(join(directory, name), bytes)
    }
    for (const [name, names] of [
      ['test', ['a/1.png']],
      ['recent', recent],
    ] as const)
      await writeFile(join(directory, `${name}.jsonl`), lines(names))
    const [asked, warned]: [string[], string[]] = [[], []]
    const body = '{"outputs":[{"name":"label","data":["cat"]},{"name":"score","data":[0.5]}]}'
    const ask = async (_: unknown, request: string) => {
      asked.push(request)
      await given.onAsked?.(directory)
      return [{ outcome: 'answered', status: 200, body }]
    }
    const serving = {
      spec: { task: 'image-classification', data: { image: 'image', label: 'label' } },
      place: { directory, cache: directory },
      gateway: { ask },
      stable: { id: 'v1', version: '1.0.0' },
    }
    const options = {
      specFile: join(directory, 'model.yml'),
      data: join(directory, 'recent.jsonl'),
      reference: join(directory, 'test.jsonl'),
      platform: { log: { progress: () => undefined, warn: (line: string) => warned.push(line) } },
      signal: new AbortController().signal,
    }
    const samples = await samplesOf(
      serving as unknown as Parameters<typeof samplesOf>[0],
      options as unknown as Parameters<typeof samplesOf>[1],
    )
    return { samples, asked, warned, directory }
  }

  it('are its files, and no file is kept of them', async () => {
    const { samples, asked } = await look({ '2.jpg': jpeg(40, 50) }, ['2.jpg', 'a/1.png'])
    expect(samples?.recent).toEqual([
      {
        kind: 'image',
        image: { width: 40, height: 50, sizeBytes: jpeg(40, 50).length },
        digest: digestBytes(jpeg(40, 50)),
        label: 'cat',
        answer: 'cat',
        score: 0.5,
      },
      {
        kind: 'image',
        image: { width: 20, height: 30, sizeBytes: 60 },
        digest: digestBytes(png(20, 30)),
        label: 'cat',
        answer: 'cat',
        score: 0.5,
      },
    ])
    expect(JSON.parse(asked[1] ?? '')).toEqual({
      inputs: [{ name: 'image', shape: [1], datatype: 'BYTES', data: [jpeg(40, 50).toString('base64')] }],
      outputs: [{ name: 'label' }, { name: 'score' }],
    })
  })

  it('are left out where they are larger than a gateway passes on, with a word about how many', async () => {
    const { samples, warned } = await look({ 'large.png': png(900, 900, 750_000) }, ['large.png', 'a/1.png'])
    expect(samples?.recent).toHaveLength(1)
    expect(warned).toEqual([expect.stringMatching(/^1 of 2 images of recent inputs are larger than 749 KB.*left out$/)])
  })

  it('are asked up to as much as a line to the gateway carries: what is read of an image of 749 KB is what its agent takes', async () => {
    const { samples, asked, warned } = await look({ 'photo.png': png(3000, 2000, 749_000) }, ['photo.png'])
    expect([samples?.recent.length, warned]).toEqual([1, []])
    const body = asked.at(-1) ?? ''
    const line = JSON.stringify({ op: 'ask', id: 'v1', body })
    // With the frame around a question of the channel.
    expect(line.length + 100).toBeLessThan(maxLineChars)
    expect(readRequest(line)).toEqual({ op: 'ask', id: 'v1', body })
    expect(() => readRequest(JSON.stringify({ op: 'ask', id: 'v1', body: `${body}${' '.repeat(5_000)}` }))).toThrow(
      'body: expected at most 1000000 characters',
    )
  })

  it('of the reference are asked once for each version, and again where others lie under the same names', async () => {
    const { directory, asked } = await look({}, ['a/1.png'])
    expect(asked).toHaveLength(2)
    const again = await look({}, ['a/1.png'], { directory })
    expect(again.asked).toHaveLength(1)
    const replaced = await look({ 'a/1.png': png(50, 60) }, ['a/1.png'], { directory })
    expect(replaced.asked).toHaveLength(2)
    expect(replaced.samples?.reference).toMatchObject([{ image: { width: 50, height: 60 } }])
  })

  it('of the reference are said to be left out at each look, though only the first one asked the others', async () => {
    const large = { 'a/1.png': png(900, 900, 750_000), '2.png': png(20, 20) }
    const { directory, warned } = await look(large, ['2.png'])
    const told = [expect.stringMatching(/^1 of 1 images of the reference are larger than 749 KB/)]
    expect(warned).toEqual(told)
    expect((await look(large, ['2.png'], { directory })).warned).toEqual(told)
  })

  it('are read when it is their turn, so that never all of them are in memory: one that changes meanwhile is told', async () => {
    const names = Array.from({ length: 9 }, (_, at) => `${at}.png`)
    const files = Object.fromEntries(names.map((name, at) => [name, png(100 + at, 100)]))
    const onAsked = (directory: string) => writeFile(join(directory, '8.png'), png(7, 7))
    await expect(look(files, names, { onAsked })).rejects.toThrow(
      /recent\.jsonl: the image "8\.png" was changed while it was looked at: look again/,
    )
  })

  it.each([
    ['decodes to gigabytes', 'huge.png', /the image "huge\.png" cannot be read: 30000 × 30000 pixels are more than 64/],
    ['is not there', 'gone.png', /the image "gone\.png" cannot be read: ENOENT: put another one there/],
    ['lies elsewhere', '../x.png', /"\.\.\/x\.png" leaves .*: name a path inside it/],
  ])('are refused by name where one %s', async (_what, name, message) => {
    await expect(look({ 'huge.png': png(30_000, 30_000) }, ['a/1.png', name])).rejects.toThrow(message)
  })
})
