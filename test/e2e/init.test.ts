import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeWith } from '../parts.ts'
import { cli, homeOf, temporaryDirectory } from '../project.ts'

/*
 * Real data of three kinds, by `init` to a model.yml that the stages take: docstrings of Python's standard library as a table of a
 * spreadsheet, the same as Parquet with a test of its own, and handwritten digits as a directory of images for each class.
 */

const python = process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3'
const digits = new URL('../../workflows-examples/digits/make_data.py', import.meta.url).pathname
const tinyBase = new URL('../fixtures/make_tiny_base.py', import.meta.url).pathname
const digitsBase = new URL('../../workflows-examples/digits/make_base.py', import.meta.url).pathname

const tables = `
import ast, csv, json, pathlib, sys, sysconfig
import pyarrow as pa, pyarrow.parquet as pq
rows = {}
for package in ("asyncio", "tkinter", "email", "unittest"):
    for path in sorted((pathlib.Path(sysconfig.get_path("stdlib")) / package).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and len(text := ast.get_docstring(node) or "") > 20:
                rows.setdefault(text, package)
rows = [{"text": text, "label": label} for text, label in rows.items()]
lines, table, *sides = sys.argv[1:]
pathlib.Path(lines).write_text("".join(json.dumps(row) + "\\n" for row in rows))
with open(table, "w", newline="") as file:
    writer = csv.writer(file, delimiter=";")
    writer.writerow(["text", "package"])
    writer.writerows([row["text"], row["label"]] for row in rows)
for path, part in zip(sides, (rows[::2], rows[1::2])):
    pq.write_table(pa.table({"text": [row["text"] for row in part], "label": [row["label"] for row in part]}), path, row_group_size=300)
`

type Prepared = { splits: Record<string, { examples: number }>; dropped: Record<string, number>; labels: string[] }

/** `init` and the first stage, which reads every example. */
async function prepared(directory: string): Promise<{ told: string; data: Prepared }> {
  const begun = await cli(directory, ['init'])
  expect(begun, begun.stderr).toMatchObject({ code: 0 })
  expect(begun.stdout).toContain('model.yml is valid')
  const ended = await cli(directory, ['prepare', '--json'])
  expect(ended, ended.stderr).toMatchObject({ code: 0 })
  return { told: begun.stdout, data: JSON.parse(ended.stdout) as Prepared }
}

describeWith(['python'], 'init on data that it was not written for', () => {
  it('a table of a spreadsheet, Parquet with a test, and a tree of images are prepared as init left them', async () => {
    const directory = temporaryDirectory()
    const [table, parquet, images] = ['table', 'parquet', 'images'].map((name) => join(directory, name)) as [
      string,
      string,
      string,
    ]
    for (const each of [table, join(parquet, 'data'), images]) mkdirSync(each, { recursive: true })
    const sides = ['train', 'test'].map((side) => join(parquet, `data/${side}-00000-of-00001.parquet`))
    execFileSync(python, ['-c', tables, join(directory, 'doc.jsonl'), join(table, 'Docs (final).csv'), ...sides])
    execFileSync(python, [digits, join(directory, 'digits')])
    for (const line of readFileSync(join(directory, 'digits/digits.jsonl'), 'utf8').trim().split('\n')) {
      const { image, label } = JSON.parse(line) as { image: string; label: string }
      mkdirSync(join(images, 'scans', label), { recursive: true })
      writeFileSync(
        join(images, 'scans', label, image.replace('images/', '')),
        readFileSync(join(directory, 'digits', image)),
      )
    }
    for (const each of [table, parquet])
      execFileSync(python, [tinyBase, join(directory, 'doc.jsonl'), join(each, 'base')])
    execFileSync(python, [digitsBase, join(images, 'base')], { stdio: 'ignore' })
    const found = [await prepared(table), await prepared(parquet), await prepared(images)] as const
    const count = (numbers: number[]): number => numbers.reduce((sum, one) => sum + one, 0)
    const examplesOf = ({ data }: (typeof found)[number]): number =>
      count(Object.values(data.splits).map(({ examples }) => examples)) + count(Object.values(data.dropped))
    const [ofTable, ofParquet, ofImages] = found
    const rowsTold = ({ told }: (typeof found)[number]): number =>
      Number((/ ([\d,]+) rows, of which/.exec(told)?.[1] ?? '').replaceAll(',', ''))
    for (const one of [ofTable, ofImages]) expect(examplesOf(one)).toBe(rowsTold(one))
    // Its two files share the rows of the table: one is told of, the other is its test.
    expect(ofParquet.told).toContain('data/train')
    expect(examplesOf(ofParquet)).toBe(rowsTold(ofTable))
    const { splits, dropped } = ofParquet.data
    const tested = splits['test']?.examples ?? 0
    expect(tested).toBeLessThanOrEqual(Math.floor(rowsTold(ofTable) / 2))
    expect(tested).toBeGreaterThanOrEqual(Math.floor(rowsTold(ofTable) / 2) - count(Object.values(dropped)))
    for (const { told, data } of found) expect(told).toContain(`classes: ${data.labels.length}: `)
    for (const each of [table, parquet, images]) rmSync(homeOf(each), { recursive: true, force: true })
    expect(readdirSync(table)).toContain('Docs (final).jsonl')
  })
})
