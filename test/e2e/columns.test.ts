import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { freePort } from '../../src/ports.ts'
import { describeWith } from '../parts.ts'
import { cli, examples, homeOf, makeProject, specText, startCli } from '../project.ts'

/* A model whose input is several columns: a text, a number and a category, from a file to a server that takes rows. */

const spec = (text: string, evaluate = '{baseline: majority}'): string =>
  specText({
    data: `{train: tickets.jsonl, text: ${text}, split: {test: 0.3}, max-length: 24}`,
    evaluate,
  })
const columns = '[title, price, urgent]'
let directory = ''

const run = async (text: string) => {
  writeFileSync(join(directory, 'model.yml'), text)
  const ended = await cli(directory, ['prepare,finetune,evaluate,quantize'])
  expect(ended.code, ended.stderr).toBe(0)
  return ended
}

type Answer = { status: number; body: { outputs?: { name: string; data: unknown[] }[]; error?: string } }
async function ask(url: string, inputs: unknown): Promise<Answer> {
  const answer = await fetch(`${url}/v2/models/tone/infer`, { method: 'POST', body: JSON.stringify({ inputs }) })
  return { status: answer.status, body: (await answer.json()) as Answer['body'] }
}

describeWith(['python'], 'a model of several columns', () => {
  beforeAll(async () => {
    directory = makeProject()
    const tickets = examples().map(({ id, text, label }, at) => ({
      id,
      title: at % 50 === 7 ? `${text} | urgent: ${at % 4 === 0}` : text,
      price: at / 4,
      urgent: at % 11 === 0 ? null : at % 4 === 0,
      label,
    }))
    writeFileSync(join(directory, 'tickets.jsonl'), tickets.map((one) => `${JSON.stringify(one)}\n`).join(''))
    await run(spec(columns))
  })

  it('answers rows by name as it was judged, refuses what is none, and says how to ask', async () => {
    const port = await freePort()
    const server = startCli(directory, ['serve', '--port', String(port)])
    try {
      await server.sees(/curl -sS .*\n/)
      const url = `http://127.0.0.1:${port}`
      const line = / -d '(.*)'$/m.exec(server.stdout())?.[1] ?? ''
      const { inputs } = JSON.parse(line.replaceAll("'\\''", "'")) as { inputs: object[] }
      expect(Object.keys(inputs[0] ?? {})).toEqual(['title', 'price', 'urgent'])
      const praise = { title: 'bright kind warm clear', price: 12.5, urgent: false }
      const answered = await ask(url, [inputs[0], praise, { ...praise, title: 'dull mean cold vague' }])
      expect(answered.status, JSON.stringify(answered.body)).toBe(200)
      expect(answered.body.outputs?.[0]?.data.slice(1)).toEqual(['praise', 'blame'])
      for (const [wrong, told] of [
        ['bright kind', 'must be an object with the columns title, price, urgent'],
        [{ ...praise, titel: 'x' }, 'and has "titel": did you mean "title"?'],
        [{ title: 'bright' }, 'has no "price"'],
        [{ ...praise, price: { urgent: true } }, '"price" must be a text, a number'],
      ] as const) {
        const { status, body } = await ask(url, [wrong])
        expect([status, body.error]).toEqual([400, expect.stringContaining(told)])
      }
    } finally {
      server.kill('SIGTERM')
      await server.end
    }
  })

  it('answers objects and files of rows from the command line', async () => {
    const lines = readFileSync(join(directory, 'tickets.jsonl'), 'utf8').split('\n').slice(0, 40)
    writeFileSync(join(directory, 'some.jsonl'), lines.join('\n'))
    const row = '{"title": "bright kind warm clear", "price": 12.50, "urgent": null}'
    const { code, stdout, stderr } = await cli(directory, ['predict', row, 'some.jsonl', '--json'])
    expect(code, stderr).toBe(0)
    const told = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(told).toHaveLength(41)
    expect(told[0]).toMatchObject({ text: 'title: bright kind warm clear | price: 12.50 | urgent:', label: 'praise' })
    expect(told.filter(({ label, expected }) => label === expected).length).toBeGreaterThan(30)
  })

  it('is prepared and tuned anew where the columns are others, and compared with what served by the columns of that', async () => {
    const again = await cli(directory, ['prepare,finetune'])
    expect(again.stderr).toMatch(/^prepare: pass \(reused\)/m)
    const home = homeOf(directory)
    const [served] = globSync('**/results/*/model/model.onnx', { cwd: home })
    cpSync(join(home, dirname(served ?? 'nothing was exported')), join(directory, 'served'), { recursive: true })
    const manifest = JSON.parse(readFileSync(join(directory, 'served/model.json'), 'utf8')) as { columns: string[] }
    expect(manifest.columns).toEqual(['title', 'price', 'urgent'])
    // It was trained for few steps only: how good it is is no matter of this test, but what the other one is asked is.
    const wide = '{baseline: ./served, gates: [{metric: accuracy, margin: 0.3}]}'
    const turned = await run(spec('[urgent, title, price]', wide))
    expect(turned.stderr).toMatch(/against accuracy 9\d(?:\.\d)? % of the baseline \(the model in \.\/served\)/)
    expect(turned.stderr).not.toMatch(/^(?:prepare|finetune): pass \(reused\)/m)
    writeFileSync(join(directory, 'model.yml'), spec('[urgent, title]', '{baseline: ./served}'))
    const fewer = await cli(directory, ['prepare,finetune,evaluate'])
    expect(fewer.code).not.toBe(0)
    expect(fewer.stderr).toContain(
      'the model in ./served reads the columns title, price, urgent, and these data have urgent, title',
    )
  })
})
