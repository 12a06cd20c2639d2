import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Digest, digestBytes } from '../../src/digest.ts'
import { runtimeDirectory } from '../../src/installation.ts'
import type { Report } from '../../src/report/model.ts'
import { datasetRows } from '../../src/results/datasetRows.ts'
import { openLocalResults } from '../../src/results/local.ts'
import { samplesOf } from '../../src/stages/monitor.ts'
import { describeWith } from '../parts.ts'

/** Writes a split as `prepare` does: 2,500 rows in several pieces, with a column behind those that are read. */
const writeSplit = `
import sys
from pathlib import Path
from model_runtime.rows import Columns
from model_runtime.split_file import SplitFile
from model_runtime.tasks import task_of
task = task_of("text-classification")
split = SplitFile(Path(sys.argv[1]), "test", Columns(("title", "price"), "label", None, "group", ("region",)), task, None)
split._content = type("Content", (), {"lengths": lambda self, inputs, contents: [1] * len(contents)})()
for at in range(2500):
    slices = {"region": "n" if at % 2 else "s"}
    split.add(f"id-{at}", f"title: größe {at} || 荷物 | price: {at}.50", "ab"[at % 2], f"c{at}", slices, "")
split.close()
`

describeWith(['python'], 'the reference of a project whose test is split off', () => {
  let made = ''
  let arrow = ''
  const image: Digest = digestBytes('image')

  beforeAll(async () => {
    made = mkdtempSync(join(tmpdir(), 'monitor-reference-'))
    mkdirSync(join(made, 'dataset'))
    arrow = join(made, 'dataset', 'test.arrow')
    execFileSync(process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3', ['-c', writeSplit, join(made, 'dataset')], {
      env: { ...process.env, PYTHONPATH: runtimeDirectory() },
    })
    writeFileSync(join(made, 'model.yml'), '')
    writeFileSync(join(made, 'recent.jsonl'), '{"title": "größe 1 | 荷物", "price": 1.50}\n'.repeat(120))
    // As stages leave them: each names those that it was made from.
    const store = openLocalResults(join(made, 'store'))
    const leave = async (stage: string, of: { parents?: Record<string, Digest>; outputs?: Record<string, string> }) => {
      const workspace = await store.begin()
      if (stage === 'prepare') {
        mkdirSync(join(workspace.directory, 'dataset'))
        execFileSync('cp', [arrow, join(workspace.directory, 'dataset')])
        const dataset = { labels: ['a', 'b'], input_columns: ['title', 'price'] }
        writeFileSync(join(workspace.directory, 'dataset', 'dataset.json'), JSON.stringify(dataset))
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
      const { digest } = await workspace.commit({ ...told, stage, key, outputs: {}, parents: {}, ...of })
      return digest
    }
    const prepare = await leave('prepare', {})
    const quantize = await leave('quantize', { parents: { prepare } })
    await leave('build', { parents: { quantize }, outputs: { digest: image } })
  }, 60_000)
  afterAll(() => rmSync(made, { recursive: true, force: true }))

  const rowsOf = async (file: string) => {
    const rows = []
    for await (const row of datasetRows(file)) rows.push(row)
    return rows
  }

  const look = (serves: Digest, text: string | string[] = ['title', 'price']) => {
    const asked: string[] = []
    const body = '{"outputs":[{"name":"label","data":["a"]},{"name":"score","data":[0.5]}]}'
    const of = {
      spec: { task: 'text-classification', data: { text, label: 'label', test: 'test.csv' } },
      place: { directory: made, cache: made, store: join(made, 'store') },
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
      data: join(made, 'recent.jsonl'),
      platform: { log: { progress: () => undefined } },
      signal: new AbortController().signal,
    }
    const samples = samplesOf(
      of as unknown as Parameters<typeof samplesOf>[0],
      given as unknown as Parameters<typeof samplesOf>[1],
    )
    return { samples, asked }
  }

  test('is read from the dataset as it was written, every row of it', async () => {
    const rows = await rowsOf(arrow)
    expect(rows.map(({ id, label }) => [id, label])).toEqual(
      Array.from({ length: 2500 }, (_, at) => [`id-${at}`, 'ab'[at % 2]]),
    )
    expect(rows[2499]?.input.toString()).toBe('title: größe 2499 || 荷物 | price: 2499.50')
  })

  test('is the test split that what serves was evaluated on, with its labels, asked by its columns', async () => {
    const { samples, asked } = look(image)
    const { reference, recent, referenceFile } = (await samples) ?? { reference: [], recent: [], referenceFile: '' }
    expect([reference.length, recent.length]).toEqual([1000, 120])
    expect(referenceFile).toMatch(/^the test split .*sha256:[0-9a-f]{64}/)
    const [first] = reference
    expect(first?.row?.['title']).toMatch(/^größe \d+ \| 荷物$/)
    expect(first?.row?.['price']).toMatch(/^\d+\.50$/)
    expect(['a', 'b']).toContain(first?.label)
    expect(JSON.parse(asked[0] ?? '')).toMatchObject({ inputs: [first?.row] })
  })

  test('is the same where model.yml has the columns in another order, as clients send them by name', async () => {
    const { reference } = (await look(image, ['price', 'title']).samples) ?? { reference: [] }
    expect(reference).toHaveLength(1000)
    expect(reference[0]?.row?.['title']).toMatch(/^größe \d+ \| 荷物$/)
    expect(reference[0]?.row?.['price']).toMatch(/^\d+\.50$/)
  })

  test('is asked for where nothing of what serves is known, and for other columns the right model.yml is', async () => {
    await expect(look(digestBytes('another')).samples).rejects.toThrow(
      /data\.test: .*the test split that 1\.0\.0 was evaluated on is not in .*store: name a file of JSON lines as the reference$/,
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
