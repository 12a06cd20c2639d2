import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { falseAlarms, gatesOf } from '../../../src/monitor/decide.ts'
import { driftFindings } from '../../../src/monitor/drift.ts'
import { readExamples, rowUnder, textUnder } from '../../../src/monitor/examples.ts'
import { repeatedOf } from '../../../src/monitor/repeated.ts'
import { scriptOf, trigramsOf } from '../../../src/monitor/texts.ts'
import { grown, together, trafficFindings } from '../../../src/monitor/traffic.ts'
import type { Asked, Counters, Example, Seen } from '../../../src/monitor/types.ts'
import { askEach } from '../../../src/stages/asking.ts'
import { monitorSections } from '../../../src/stages/monitorReport.ts'
import { keptAs, samplesOf } from '../../../src/stages/monitorSamples.ts'
import { Random } from '../../../src/statistics/random.ts'
import { temporary } from '../oci/fixtures.ts'

const random = new Random(11)
const uniform = (): number => random.word() / 2 ** 32
const words = ['parcel', 'refund', 'where', 'is', 'my', 'order', 'broken', 'late', 'thanks', 'help']

type How = { longest?: number; refunds?: number; right?: number; words?: readonly string[] }
function seen(count: number, { longest = 9, refunds = 0.3, right = 0.9, words: from = words }: How = {}): Seen[] {
  return Array.from({ length: count }, () => {
    const length = 1 + Math.floor(longest * uniform())
    const text = Array.from({ length }, () => from[Math.floor(from.length * uniform())]).join(' ')
    const answer = uniform() < refunds ? 'refund' : 'other'
    const label = uniform() < right ? answer : 'wrong'
    return { kind: 'text', text, answer, label, score: 0.5 + 0.5 * uniform() }
  })
}
const looking = { accuracyMargin: 0.02, quotes: true }
const failed = (usual: Seen[], now: Seen[], look = 1): string[] =>
  gatesOf(driftFindings(usual, now, looking), look)
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ name }) => name)

describe('what a version said to the reference', () => {
  it('is asked again where another column of the same file is the text or the class', () => {
    const file = `sha256:${'a'.repeat(64)}` as const
    const columns = { kind: 'text' as const, column: 'body', label: 'queue' }
    const names = [columns, { ...columns, column: 'subject' }, { ...columns, label: 'team' }].map((each) =>
      keptAs('v1', file, each),
    )
    expect(new Set(names).size).toBe(3)
    expect(keptAs('v1', file, { ...columns })).toBe(names[0])
  })

  it('is not asked again where model.yml names the same columns in another order', () => {
    const file = `sha256:${'a'.repeat(64)}` as const
    const [one, other] = [
      ['title', 'price'],
      ['price', 'title'],
    ].map((columns) => keptAs('v1', file, { kind: 'row', columns, label: 'queue' }))
    expect(one).toBe(other)
  })
})

describe('a look at inputs and answers', () => {
  it('alarms about nothing where nothing changed, over many looks at one version', () => {
    let alarmed = 0
    for (let version = 0; version < 30; version++) {
      const reference = seen(300)
      // Together they may alarm falsely for one version of a hundred.
      for (let look = 1; look <= 6; look++) alarmed += failed(reference, seen(150), look).length > 0 ? 1 : 0
    }
    expect(falseAlarms).toBe(0.01)
    expect(alarmed).toBeLessThanOrEqual(3)
  })

  it.each<[what: string, how: How, name: string]>([
    ['texts that are twice as long', { longest: 18 }, 'text length'],
    ['words of another language', { words: ['где', 'моя', 'посылка', 'спасибо'] }, 'script'],
    ['other words', { words: ['xylo', 'quartz', 'vex', 'jumbo', 'fjord'] }, 'unknown character sequences'],
    ['other classes', { refunds: 0.7 }, 'predicted class'],
    ['answers that are wrong', { right: 0.6 }, 'accuracy'],
  ])('alarms about %s, at the hundredth look too', (_what, how, name) => {
    expect(failed(seen(400), seen(400, how), 100)).toContain(name)
  })

  it('calls no drift what is too little to matter, however sure it is', () => {
    const gates = gatesOf(driftFindings(seen(5_000), seen(5_000, { refunds: 0.36 }), looking), 1)
    const gate = gates.find(({ name }) => name === 'predicted class')
    expect(gate).toMatchObject({ verdict: 'pass' })
    expect(gate?.because).toContain('too little to matter')
  })

  it('says nothing by too few', () => {
    expect(driftFindings(seen(99), seen(500), looking)).toEqual([])
  })

  it('knows scripts, and parts of texts without spaces', () => {
    expect(['Where?', 'где', '荷物はどこ', '?!', '荷物'].map(scriptOf)).toEqual([
      'Latin',
      'Cyrillic',
      'Hiragana',
      'no letters',
      'Han',
    ])
    expect(trigramsOf('Ab  cd')).toEqual(['ab ', 'b c', ' cd'])
    expect(trigramsOf('')).toEqual([''])
  })
})

const boundsMs = [10, 100, 1000]
const counters = (requests: number, errors: number, slow = 0): Counters => ({
  requests,
  errors,
  clientErrors: 0,
  latency: {
    boundsMs,
    counts: [requests - errors - slow, requests - errors - slow, requests - errors],
    count: requests - errors,
  },
  abandoned: { boundsMs, counts: [0, 0, 0], count: 0 },
})
const limits = { errors: { ratio: 1.5, tolerance: 0.01 }, latency: { ratio: 5, tolerance: 0.05 } }
const trouble = (since: Counters, usual?: Counters): string[] =>
  gatesOf(trafficFindings(since, usual, limits), 5)
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ name }) => name)

describe('a look at what the gateway counted', () => {
  it('alarms about errors over what is tolerated and usual, and about slow answers', () => {
    expect(trouble(counters(1000, 100))).toEqual(['errors'])
    expect(trouble(counters(1000, 100), counters(10_000, 20))).toEqual(['errors'])
    expect(trouble(counters(1000, 5), counters(10_000, 20))).toEqual([])
    expect(trouble(counters(1000, 0, 400), counters(10_000, 0, 10))).toEqual(['slower than 10 ms'])
  })

  it('alarms about no error rate that is usual for this version', () => {
    expect(trouble(counters(1000, 110), counters(10_000, 1000))).toEqual([])
  })

  it('has nothing to say without a request', () => {
    expect(trafficFindings(counters(0, 0), counters(10_000, 20), limits)).toEqual([])
  })

  it('counts what came since the last look, also where the gateway started again', () => {
    const at = (epoch: string, of: Counters) => ({ epoch, ...of })
    expect(grown(at('one', counters(100, 10)), at('one', counters(150, 11)))).toEqual(counters(50, 1))
    expect(grown(at('one', counters(100, 10)), at('two', counters(50, 1)))).toEqual(counters(50, 1))
    // It has counted more since than before.
    expect(grown(at('one', counters(100, 10)), at('two', counters(150, 1)))).toEqual(counters(150, 1))
    expect(together(counters(100, 10), counters(50, 1))).toEqual(counters(150, 11))
  })
})

const read = (text: string, most = 1000) =>
  readExamples(
    Readable.from([Buffer.from(text)]),
    { read: textUnder('text'), label: 'label' },
    { file: 'x.jsonl', most },
  )

describe('recent inputs that were taken from the reference', () => {
  const texts = (from: number, to: number): Example[] =>
    Array.from({ length: to - from }, (_, at) => ({ kind: 'text', text: `where is parcel ${from + at}` }))

  it('are told, as they show no drift whatever clients send', () => {
    expect(repeatedOf(texts(0, 200), texts(80, 200), 1)).toEqual({ repeated: 120, of: 120 })
    // Also where the reference holds more than them, or they hold some more.
    expect(repeatedOf(texts(0, 200), texts(140, 240), 1)).toEqual({ repeated: 60, of: 100 })
    expect(repeatedOf(texts(0, 200), texts(160, 280), 1)).toBeUndefined()
  })

  it('are told of a large reference by the part of it that was drawn', () => {
    const drawn = texts(0, 2_500).filter((_, at) => at % 5 === 0)
    expect(repeatedOf(drawn, texts(0, 500), 500 / 2_500)).toEqual({ repeated: 100, of: 500 })
  })

  it('are not told of the few things that many clients send', () => {
    const thanks: Example[] = Array.from({ length: 500 }, (_, at) => ({ kind: 'text', text: `thanks ${at % 10}` }))
    expect(repeatedOf(thanks, thanks, 1)).toBeUndefined()
  })

  it('are not told of rows of which there are few different ones, so that all of them are in every reference', () => {
    const rows: Example[] = Array.from({ length: 300 }, (_, at) => ({
      kind: 'row',
      row: { grade: String(at % 10), country: String(at % 7) },
    }))
    expect(repeatedOf(rows, rows, 1)).toBeUndefined()
  })

  it('are the same whatever wrote them: white space around them, composed letters, the order of columns', () => {
    const words = (write: (at: number) => string): Example[] =>
      Array.from({ length: 30 }, (_, at) => ({ kind: 'text', text: write(at) }))
    expect(
      repeatedOf(
        words((at) => `Gr\u00f6\u00dfe ${at}`),
        words((at) => ` Gro\u0308\u00dfe ${at}\n`),
        1,
      )?.repeated,
    ).toBe(30)
    const rows = (write: (at: number) => Record<string, string | null>): Example[] =>
      Array.from({ length: 30 }, (_, at) => ({ kind: 'row', row: write(at) }))
    expect(
      repeatedOf(
        rows((at) => ({ title: `a ${at}`, price: null })),
        rows((at) => ({ price: null, title: `a ${at}` })),
        1,
      )?.repeated,
    ).toBe(30)
  })

  it('are told in one line by the look that is given them, and in its report', async () => {
    const directory = await temporary()
    const test = join(directory, 'test.jsonl')
    await writeFile(join(directory, 'model.yml'), '')
    await writeFile(test, Array.from({ length: 150 }, (_, at) => `{"text": "where is parcel ${at}"}\n`).join(''))
    const body = '{"outputs":[{"name":"label","data":["a"]},{"name":"score","data":[0.5]}]}'
    const warned: string[] = []
    const of = {
      spec: { task: 'text-classification', data: { text: 'text', label: 'label' } },
      place: { directory, cache: directory },
      gateway: { ask: async () => [{ outcome: 'answered', status: 200, body }] },
      stable: { id: 'v1', version: '1.0.0' },
    }
    const given = {
      specFile: join(directory, 'model.yml'),
      data: test,
      reference: test,
      platform: { log: { progress: () => undefined, warn: (line: string) => warned.push(line) } },
      signal: new AbortController().signal,
    }
    const samples = await samplesOf(
      of as unknown as Parameters<typeof samplesOf>[0],
      given as unknown as Parameters<typeof samplesOf>[1],
    )
    expect(warned).toEqual([
      expect.stringMatching(/^150 of 150 different recent inputs are in the reference as well: .* nothing about drift/),
    ])
    const [facts] = monitorSections({
      version: 'v1',
      url: 'http://x',
      looks: 1,
      earlierAt: undefined,
      promotedAt: undefined,
      since: undefined,
      usual: undefined,
      findings: [],
      samples,
    })
    expect(JSON.stringify(facts)).toContain('150 of 150 different recent inputs')
  })
})

describe('a file of inputs', () => {
  it('may have labels, other columns, empty lines and the mark of an editor', async () => {
    const text = '\uFEFF{"text": "a", "label": "x", "id": 7}\n\n{"text": "b"}\n{"text": "c", "label": null}'
    expect(await read(text)).toEqual({
      examples: [
        { kind: 'text', text: 'a', label: 'x' },
        { kind: 'text', text: 'b' },
        { kind: 'text', text: 'c' },
      ],
      lines: 3,
    })
  })

  it('may be rows of several columns, of which each is asked as it stands there', async () => {
    const columns = { read: rowUnder(['title', 'price']), label: 'label' }
    const of = (text: string) =>
      readExamples(Readable.from([Buffer.from(text)]), columns, { file: 'x.jsonl', most: 1000 })
    const { examples } = await of('{"price": 12.50, "title": "a", "label": "x"}\n{"title": null, "price": 1}\n')
    expect(examples).toEqual([
      { kind: 'row', row: { title: 'a', price: '12.50' }, label: 'x' },
      { kind: 'row', row: { title: null, price: '1' } },
    ])
    const bodies: string[] = []
    const ask = async (body: string) => {
      bodies.push(body)
      return []
    }
    await askEach(examples.slice(0, 1), ask, {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      refused: Error,
    })
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ inputs: [{ title: 'a', price: '12.50' }] })
    await expect(of('{"title": "a"}')).rejects.toThrow('nothing that can be read under "price" (data.text)')
  })

  it('is drawn from evenly where it has too many lines', async () => {
    const { examples, lines } = await read(
      Array.from(
        { length: 20_000 },
        (_, at) => `{"text": "${at % 2}", "label": "${at < 10_000 ? 'early' : 'late'}"}\n`,
      ).join(''),
    )
    expect([examples.length, lines]).toEqual([1000, 20_000])
    for (const kind of [
      ({ text }: { text: string }) => text === '0',
      ({ label }: { label?: string }) => label === 'early',
    ])
      expect(Math.abs(examples.filter(kind).length - 500)).toBeLessThan(80)
  })

  it.each([
    ['no JSON', 'hello'],
    ['a list', '[1]'],
    ['another column', '{"txt": "a"}'],
    ['a number for a label', '{"text": "a", "label": 1}'],
  ])('is refused with its line where that is %s', async (_what, line) => {
    const error = await read(`{"text": "a"}\n${line}\n`).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UserError)
    expect((error as UserError).place).toEqual({ file: 'x.jsonl', line: 2 })
  })
})

describe('an input that is too long to be asked as a whole', () => {
  const requestsOf = async (example: Asked): Promise<string[]> => {
    const bodies: string[] = []
    const ask = async (body: string) => {
      bodies.push(body)
      return [{ outcome: 'answered' as const, status: 200, body: '{}' }]
    }
    await askEach([example], ask, {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      refused: (because) => new Error(because),
    })
    return bodies
  }

  it('is asked up to a whole character', async () => {
    for (const text of ['😀'.repeat(10_000), `x${'😀'.repeat(10_000)}`])
      for (const body of await requestsOf({ kind: 'text', text })) {
        const [input] = (JSON.parse(body) as { inputs: { data: [string] }[] }).inputs
        expect(input?.data[0].isWellFormed()).toBe(true)
        expect(input?.data[0].length).toBeGreaterThanOrEqual(15_999)
        expect(body).not.toContain('\\ud83d')
      }
  })

  it('is asked with the beginning of each of its columns, whose names count as well', async () => {
    const name = 'n'.repeat(4_000)
    const row = { [name]: `x${'😀'.repeat(10_000)}`, price: '12.50', product: null }
    for (const body of await requestsOf({ kind: 'row', row })) {
      const [asked] = (JSON.parse(body) as { inputs: Record<string, string | null>[] }).inputs
      expect(asked).toEqual({ [name]: `x${'😀'.repeat(1_997)}`, price: '12.50', product: null })
    }
  })
})

describe('the version that serves', () => {
  const body = '{"outputs":[{"name":"label","data":["a"]},{"name":"score","data":[0.5]}]}'
  const asked = (status: number) => {
    let times = 0
    let [now, most] = [0, 0]
    const ask = async () => {
      times += 1
      now += 1
      most = Math.max(most, now)
      // The first of some that are asked together answers last.
      for (let turn = 0; turn < 4 - (times % 4); turn++) await new Promise(setImmediate)
      now -= 1
      return [{ outcome: 'answered' as const, status, body }]
    }
    const all = Array.from({ length: 50 }, (_, at) => ({ kind: 'text' as const, text: String(at) }))
    const options = {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      refused: (because: string) => new Error(`refused after ${times}: ${because}`),
    }
    return askEach(all, ask, options).then((found) => ({ found, times, most }))
  }

  it('is asked each text once, a few together, and what it says stays in their order', async () => {
    const { found, times, most } = await asked(200)
    expect([found.length, times, most]).toEqual([50, 50, 4])
    expect(found.map((each) => each.kind === 'text' && Number(each.text))).toEqual(found.map((_, at) => at))
    expect(found[7]).toEqual({ kind: 'text', text: '7', answer: 'a', score: 0.5 })
  })

  it('is left alone after ten texts that it refused', async () => {
    expect(await asked(404)).toMatchObject({ found: [], times: 10 })
  })

  it('says why it refuses all, where it reads other columns than model.yml says', async () => {
    await expect(asked(400)).rejects.toThrow(`refused after 10: ${body}`)
  })
})

it('a version that reads other columns is told as that, with the model.yml that is to be given', async () => {
  const directory = await temporary()
  const test = join(directory, 'test.jsonl')
  await writeFile(join(directory, 'model.yml'), '')
  await writeFile(test, '{"text": "a"}\n'.repeat(20))
  const error = '{"error":"inputs must be a list with an object with the columns title, body for each example"}'
  const ask = async () => [{ outcome: 'answered', status: 400, body: error }]
  const of = {
    spec: { task: 'text-classification', data: { text: 'text', label: 'label' } },
    place: { directory, cache: directory, monitor: join(directory, 'monitor.json') },
    gateway: { ask },
    stable: { id: 'v1', version: '1.0.0' },
  }
  const given = {
    specFile: 'model.yml',
    data: test,
    reference: test,
    platform: { log: { progress: () => undefined } },
    signal: new AbortController().signal,
  }
  await expect(
    samplesOf(of as unknown as Parameters<typeof samplesOf>[0], given as unknown as Parameters<typeof samplesOf>[1]),
  ).rejects.toThrow(
    /^model\.yml: data\.text: 1\.0\.0, which serves, refuses such inputs \(400: inputs must be a list with an object with the columns title, body for each example\): look with the model\.yml that it was deployed by/,
  )
})

describe('inputs that cannot be looked at', () => {
  const looked = (task: string, options: { reference?: string; test?: string }) => {
    const { reference, test } = options
    const of = {
      spec: { task, data: { text: 'text', label: 'label', test } },
      place: { store: '/nonexistent' },
      gateway: {},
      stable: { version: '1.0.0' },
    }
    const given = { specFile: 'model.yml', data: 'recent.jsonl', ...(reference === undefined ? {} : { reference }) }
    return samplesOf(
      of as unknown as Parameters<typeof samplesOf>[0],
      given as unknown as Parameters<typeof samplesOf>[1],
    )
  }

  it.each([
    [
      'without a test to hold them against',
      'text-classification',
      {},
      /data\.test: .*1\.0\.0 was evaluated on is not in .*name a file of JSON lines as the reference \(--reference\)$/,
    ],
    [
      'with a test as CSV',
      'text-classification',
      { test: 'test.csv' },
      /data\.test: .*1\.0\.0 was evaluated on is not in .*name a file of JSON lines as the reference \(--reference\)$/,
    ],
    [
      'with a reference that is not there',
      'text-classification',
      { reference: '/nonexistent/a.jsonl' },
      /^\/nonexistent\/a\.jsonl cannot be read \(ENOENT\): name a file of JSON lines$/,
    ],
  ])('%s are told with what to give, before anything is asked', async (_, task, options, message) => {
    await expect(looked(task, options)).rejects.toThrow(message)
  })
})
