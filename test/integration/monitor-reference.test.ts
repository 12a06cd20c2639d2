import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Digest, digestBytes } from '../../src/digest.ts'
import { runtimeDirectory } from '../../src/installation.ts'
import type { Seen } from '../../src/monitor/types.ts'
import { openLayout } from '../../src/oci/layout.ts'
import type { Report } from '../../src/report/model.ts'
import { datasetRows } from '../../src/results/datasetRows.ts'
import { openLocalResults } from '../../src/results/local.ts'
import { openOciResults } from '../../src/results/oci.ts'
import type { Stored } from '../../src/results/types.ts'
import { samplesOf } from '../../src/stages/monitorSamples.ts'
import { describeWith } from '../parts.ts'
import { makeKey, putImage, released, signRelease } from '../unit/signing/image.ts'

/** Writes a split as `prepare` does: 2,500 rows in several pieces, with a column behind those that are read. */
const writeSplit = `
import sys
from pathlib import Path
from model_runtime.rows import Columns
from model_runtime.split_file import SplitFile
from model_runtime.tasks import task_of
inputs = type("Inputs", (), {"read": lambda self, contents: contents, "length": lambda self, example: 1})()
task = task_of("text-classification")
split = SplitFile(Path(sys.argv[1]), "test", Columns(("title", "price"), "label", None, "group", ("region",)), task, inputs)
for at in range(2500):
    slices = {"region": "n" if at % 2 else "s"}
    split.add(f"id-{at}", f"title: größe {at} || 荷物 | price: {at}.50", "ab"[at % 2], f"c{at}", slices, "")
split.close()
`

/** The same of 620 images: headers of PNG files, as none is decoded. Every tenth is larger than a gateway passes on. */
const writeImages = `
import sys
from pathlib import Path
from model_runtime.rows import Columns
from model_runtime.split_file import SplitFile
from model_runtime.tasks import task_of
inputs = type("Inputs", (), {"read": lambda self, contents: contents, "length": lambda self, example: 1})()
task = task_of("image-classification")
split = SplitFile(Path(sys.argv[1]), "test", Columns("image", "label", None, None, ()), task, inputs)
for at in range(620):
    head = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + (100 + at).to_bytes(4, "big") + (50).to_bytes(4, "big")
    split.add(f"id-{at}", head + bytes(750_000 if at % 10 == 0 else 40), "ab"[at % 2], None, {}, f"{at}.png")
split.close()
`

describeWith(['python'], 'the reference of a project whose test is split off', () => {
  let made = ''
  let arrow = ''
  const image: Digest = digestBytes('image')
  let built: Awaited<ReturnType<typeof leaveAll>>

  beforeAll(async () => {
    made = mkdtempSync(join(tmpdir(), 'monitor-reference-'))
    mkdirSync(join(made, 'dataset'))
    arrow = join(made, 'dataset', 'test.arrow')
    mkdirSync(join(made, 'pictures'))
    for (const [program, into] of [
      [writeSplit, 'dataset'],
      [writeImages, 'pictures'],
    ] as const)
      execFileSync(process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3', ['-c', program, join(made, into)], {
        env: { ...process.env, PYTHONPATH: runtimeDirectory() },
      })
    writeFileSync(join(made, 'model.yml'), '')
    writeFileSync(join(made, 'recent.jsonl'), '{"title": "größe 1 | 荷物", "price": 1.50}\n'.repeat(120))
    built = await leaveAll(join(made, 'store'))
  }, 60_000)
  afterAll(() => rmSync(made, { recursive: true, force: true }))

  /** As stages leave them: each names those that it was made from. @param json what `prepare` says of the dataset, whose test is the file `split` */
  const leaveAll = async (
    directory: string,
    json = JSON.stringify({ labels: ['a', 'b'], input_columns: ['title', 'price'] }),
    split = arrow,
  ): Promise<{ prepare: Stored; evaluate: Stored }> => {
    const store = openLocalResults(directory)
    const leave = async (stage: string, of: { parents?: Record<string, Digest>; outputs?: Record<string, string> }) => {
      const workspace = await store.begin()
      if (stage === 'prepare') {
        mkdirSync(join(workspace.directory, 'dataset'))
        copyFileSync(split, join(workspace.directory, 'dataset', 'test.arrow'))
        writeFileSync(join(workspace.directory, 'dataset', 'dataset.json'), json)
      }
      const report = {
        schema: 1,
        title: stage,
        verdict: 'pass',
        headline: '',
        gates: [],
        sections: [],
      } satisfies Report
      const told = { name: 'shop', verdict: 'pass', proceed: true, headline: '', report, data: {} } as const
      const key = digestBytes(stage)
      return workspace.commit({ ...told, stage, key, outputs: {}, parents: {}, ...of })
    }
    const prepare = await leave('prepare', {})
    const evaluate = await leave('evaluate', { parents: { prepare: prepare.digest } })
    const parents = { evaluate: evaluate.digest, prepare: prepare.digest }
    const quantize = await leave('quantize', { parents })
    await leave('build', { parents: { quantize: quantize.digest }, outputs: { digest: image } })
    return { prepare, evaluate }
  }

  const rowsOf = async (file: string) => {
    const rows = []
    for await (const row of datasetRows(file)) rows.push(row)
    return rows
  }

  type How = {
    /** Of the host; by default the one that built the image. */
    store?: string
    /** What was kept by earlier looks; by default nothing. */
    cache?: string
    spec?: object
    recent?: string
  }
  const look = (serves: Digest, text: string | string[] = ['title', 'price'], how: How = {}) => {
    const {
      store = join(made, 'store'),
      cache = mkdtempSync(join(made, 'cache-')),
      spec = {},
      recent = 'recent.jsonl',
    } = how
    const [asked, warned]: [string[], string[]] = [[], []]
    const body = '{"outputs":[{"name":"label","data":["a"]},{"name":"score","data":[0.5]}]}'
    const of = {
      spec: { name: 'shop', task: 'text-classification', data: { text, label: 'label', test: 'test.csv' }, ...spec },
      place: { directory: made, cache, store, images: join(made, 'no-images') },
      gateway: {
        ask: async (_: unknown, request: string) => {
          asked.push(request)
          return [{ outcome: 'answered', status: 200, body }]
        },
      },
      stable: { id: 'v1', version: '1.0.0', digest: serves },
    }
    const given = {
      specFile: join(made, 'model.yml'),
      data: join(made, recent),
      platform: { log: { progress: () => undefined, warn: (line: string) => warned.push(line) } },
      environment: {},
      signal: new AbortController().signal,
    }
    const samples = samplesOf(
      of as unknown as Parameters<typeof samplesOf>[0],
      given as unknown as Parameters<typeof samplesOf>[1],
    )
    return { samples, asked, warned }
  }
  const rowOf = (seen: Seen | undefined) => (seen?.kind === 'row' ? seen.row : {})

  test('is read from the dataset as it was written, every row of it', async () => {
    const rows = await rowsOf(arrow)
    expect(rows.map(({ id, label }) => [id, label])).toEqual(
      Array.from({ length: 2500 }, (_, at) => [`id-${at}`, 'ab'[at % 2]]),
    )
    expect(rows[2499]?.input.toString()).toBe('title: größe 2499 || 荷物 | price: 2499.50')
  })

  test('is the test split that what serves was evaluated on, with its labels, asked by its columns', async () => {
    const { samples, asked } = look(image)
    const { reference, recent, referenceName } = (await samples) ?? { reference: [], recent: [], referenceName: '' }
    expect([reference.length, recent.length]).toEqual([1000, 120])
    expect(referenceName).toMatch(/^the test split .*sha256:[0-9a-f]{64}/)
    const [first] = reference
    expect(rowOf(first)['title']).toMatch(/^größe \d+ \| 荷物$/)
    expect(rowOf(first)['price']).toMatch(/^\d+\.50$/)
    expect(['a', 'b']).toContain(first?.label)
    expect(JSON.parse(asked[0] ?? '')).toMatchObject({ inputs: [rowOf(first)] })
  })

  test('is the same where model.yml has the columns in another order, as clients send them by name', async () => {
    const { reference } = (await look(image, ['price', 'title']).samples) ?? { reference: [] }
    expect(reference).toHaveLength(1000)
    expect(rowOf(reference[0])['title']).toMatch(/^größe \d+ \| 荷物$/)
    expect(rowOf(reference[0])['price']).toMatch(/^\d+\.50$/)
  })

  test('is asked once for each version: a later look neither asks it nor reads it again', async () => {
    const [store, cache] = [join(made, 'later'), mkdtempSync(join(made, 'cache-'))]
    const { prepare } = await leaveAll(store)
    const first = look(image, undefined, { store, cache })
    expect((await first.samples)?.reference).toHaveLength(1000)
    expect(first.asked).toHaveLength(1120)
    truncateSync(join(await prepare.unchecked(), 'dataset', 'test.arrow'), 5000)
    const later = look(image, undefined, { store, cache })
    expect((await later.samples)?.reference).toEqual((await first.samples)?.reference)
    expect(later.asked).toHaveLength(120)
  })

  test('is drawn from its images, each asked as its file, and those that no gateway passes on are counted', async () => {
    const store = join(made, 'of-images')
    await leaveAll(store, '{"labels": ["a", "b"]}', join(made, 'pictures', 'test.arrow'))
    writeFileSync(join(made, 'images.jsonl'), '')
    const spec = { task: 'image-classification', data: { image: 'image', label: 'label' } }
    const { samples, asked, warned } = look(image, undefined, { store, spec, recent: 'images.jsonl' })
    const { reference } = (await samples) ?? { reference: [] }
    const [told] = warned
    const left = Number(/^(\d+) of 500 images of the reference are larger than 749 KB/.exec(told ?? '')?.[1])
    expect(left).toBeGreaterThan(30)
    expect(left).toBeLessThan(63)
    expect([reference.length, asked.length]).toEqual([500 - left, 500 - left])
    for (const [at, seen] of reference.entries()) {
      if (seen.kind !== 'image') throw new Error(`${seen.kind} instead of an image`)
      const { inputs } = JSON.parse(asked[at] ?? '') as { inputs: [{ data: [string] }] }
      const file = Buffer.from(inputs[0].data[0], 'base64')
      expect([seen.digest, seen.image.width]).toEqual([digestBytes(file), file.readUInt32BE(16)])
      expect(seen.label).toBe('ab'[(seen.image.width - 100) % 2])
    }
  })

  test('is fetched by a host that only serves: the signed release says what it was evaluated on, and `results` has it', async () => {
    const key = await makeKey()
    writeFileSync(join(made, 'cosign.pub'), key.publicKey)
    const images = await openLayout(join(made, 'images'), { create: true })
    const { index } = await putImage(images, 'one', '1.0.0')
    const gate = { result: built.evaluate.digest, verdict: 'pass' as const }
    const release = { ...released('1.0.0', 'shop'), gates: { evaluate: gate, quantize: gate } }
    await signRelease(images, index, key.signing, release)
    const shared = await openLayout(join(made, 'results'), { create: true })
    const [store, scratch] = [join(made, 'serves-only'), join(made, 'scratch')]
    const serves = {
      image: { layout: './images' },
      results: { layout: './results' },
      signing: { publicKey: './cosign.pub' },
    }
    const refused = (spec: object) => look(index.digest, undefined, { store, spec }).samples

    await expect(refused({})).rejects.toThrow(
      /data\.test: .* is not in [^ ]*serves-only: name a file of JSON lines as the reference \(--reference\)$/,
    )
    await expect(refused({ ...serves, signing: {} })).rejects.toThrow(
      /which one that is cannot be read from its image \(.*signing\.public-key.*\): name a file of JSON lines as the reference/,
    )
    await expect(refused(serves)).rejects.toThrow(
      new RegExp(
        `it was evaluated by the result ${built.evaluate.digest}\\): name a file of JSON lines as the reference`,
      ),
    )
    await openOciResults({ store: shared, scratch }).put(built.evaluate)
    await expect(refused(serves)).rejects.toThrow(/name a file of JSON lines as the reference/)
    await openOciResults({ store: shared, scratch }).put(built.prepare)
    const { reference, referenceName } = (await refused(serves)) ?? { reference: [], referenceName: '' }
    expect(reference).toHaveLength(1000)
    expect(referenceName).toContain(built.prepare.digest)
  })

  test('is refused in a line with what to do where a dataset is none that can be asked', async () => {
    writeFileSync(join(made, 'graded.jsonl'), '{"title": "a", "price": 1.50, "grade": 2}\n'.repeat(120))
    const bad = async (name: string, json: string, text?: string[]) => {
      const store = join(made, name)
      await leaveAll(store, json)
      return look(image, text, { store, recent: 'graded.jsonl' }).samples
    }
    const remedy = 'run prepare again with --force, or name a file of JSON lines as the reference'
    await expect(bad('no-json', '{')).rejects.toThrow(
      new RegExp(`dataset\\.json is no part of a dataset \\(it is no description of one\\): ${remedy}`),
    )
    const columns = ['title', 'price', 'grade']
    const others = bad('other-rows', JSON.stringify({ input_columns: columns }), columns)
    await expect(others).rejects.toThrow(
      new RegExp(`test\\.arrow is no part of a dataset \\(its row id-\\d+: 2 columns instead of 3\\): ${remedy}`),
    )
    await expect(others).rejects.toMatchObject({ name: 'UserError', exit: 'data' })
    writeFileSync(join(made, 'images.jsonl'), '')
    await leaveAll(join(made, 'no-images-in'), '{"labels": ["a", "b"]}')
    const spec = { task: 'image-classification', data: { image: 'image', label: 'label' } }
    const how = { store: join(made, 'no-images-in'), spec, recent: 'images.jsonl' }
    await expect(look(image, undefined, how).samples).rejects.toThrow(
      new RegExp(`test\\.arrow is no part of a dataset \\(its image id-\\d+: .*\\): ${remedy}`),
    )
  })

  test('is asked for where nothing of what serves is known, and for other columns the right model.yml is', async () => {
    await expect(look(digestBytes('another')).samples).rejects.toThrow(
      /data\.test: .*the test split that 1\.0\.0 was evaluated on is not in .*store: name a file of JSON lines as the reference \(--reference\)$/,
    )
    await expect(look(image, 'title').samples).rejects.toThrow(
      /data\.text: .*evaluated on rows with title, price, and this model\.yml says one text: look with the model\.yml/,
    )
  })

  test('is refused where its file is cut or is none', async () => {
    const cut = join(made, 'cut.arrow')
    execFileSync('cp', [arrow, cut])
    truncateSync(cut, 5000)
    writeFileSync(join(made, 'none.arrow'), 'x')
    for (const file of [cut, join(made, 'none.arrow')])
      await expect(rowsOf(file)).rejects.toThrow(/is no split of a dataset \(.*\): run prepare again/)
  })
})
