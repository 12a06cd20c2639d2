import { execFileSync } from 'node:child_process'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, expect, it } from 'vitest'
import { describeWith } from '../parts.ts'
import { cli, homeOf, makeProject, specText, startCli } from '../project.ts'
import { beginTuned, tunedEvaluation } from '../tuned.ts'

/* A model is tried before it is deployed: asked once, or served for as long as somebody looks at it. */

const jsonLines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

/** What a page shows, as commands that ask the model at `url`. */
function shownIn(page: string, url: string): Record<'sh' | 'python' | 'js', [string, string[]]> {
  const text = readFileSync(page, 'utf8')
  const block = (language: string): string =>
    (new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '')
      .replaceAll('http://127.0.0.1:8080', url)
      .replaceAll('support-intents', 'tone')
  return {
    sh: ['sh', ['-c', block('sh')]],
    python: [process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3', ['-I', '-c', block('python')]],
    js: [process.execPath, ['--input-type=module', '-e', block('js')]],
  }
}

async function validity(document: unknown): Promise<unknown> {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(document as Record<string, unknown>)
  return valid ? { valid, version: validator.version } : { valid, errors }
}

describeWith(['python'], 'a model that was tuned here', () => {
  let directory = ''
  beforeAll(async () => {
    directory = makeProject({ evaluate: tunedEvaluation }, { base: false })
    await beginTuned({ home: homeOf(directory), root: directory })
  })

  it('says what it makes of a text and of a file, and how often that is as labelled', async () => {
    const rows = Array.from(
      { length: 70 },
      (_, row) => `${row},"bright kind, warm ${row}",${row < 69 ? 'praise' : 'blame'}`,
    )
    writeFileSync(join(directory, 'some.csv'), `id,text,label\n${rows.join('\n')}\n`)
    const { code, stdout, stderr } = await cli(directory, ['predict', 'dull mean cold', 'some.csv'])
    expect(code, stderr).toBe(0)
    const [word, ...answers] = jsonLines(stdout)
    expect(word).toMatchObject({ text: 'dull mean cold', label: 'blame', score: expect.any(Number) })
    expect(word.probabilities.blame).toBe(word.score)
    expect(word.probabilities.blame + word.probabilities.praise).toBeCloseTo(1)
    expect(answers.map(({ id }) => id)).toEqual(rows.map((_, row) => String(row)))
    expect(answers[69]).toMatchObject({ text: 'bright kind, warm 69', label: 'praise', expected: 'blame' })
    expect(stderr).toMatch(/^tone 1\.0\.0, fp32: the newest that passed its gates here, result sha256:[0-9a-f]{64}$/m)
    expect(stderr).toContain('69 of 70 as they are labelled')
  })

  it('is asked what is piped in, by the digest of its result, and names the line that its server refuses', async () => {
    const [file = ''] = globSync('**/keys/quantize-*', { cwd: homeOf(directory) })
    const digest = readFileSync(join(homeOf(directory), file), 'utf8').trim()
    const lines = ['{"text": "bright kind"}', '{"text": "dull"}', `{"text": "${'a'.repeat(1 << 20)}"}`]
    const { code, stdout, stderr } = await cli(directory, ['predict', '--model', digest], {}, lines.join('\n'))
    expect(jsonLines(stdout).map(({ label }) => label)).toEqual(['praise', 'blame'])
    expect(stderr).toContain(`result ${digest} of quantize`)
    expect(stderr).toMatch(/^error: line 3: the server answers 413: the body is longer than 1048576 bytes/m)
    expect(code).toBe(3)
  })

  it('answers at a port of this machine until it is ended, and the line that it says can be pasted', async () => {
    const serving = startCli(directory, ['serve'])
    await serving.sees(/^curl .*\n/m)
    const [said = '', line = ''] = serving.stdout().split('\n')
    const [, url = ''] = /^tone 1\.0\.0 answers at (http:\/\/127\.0\.0\.1:\d+) until Ctrl-C/.exec(said) ?? []
    const answer = JSON.parse(execFileSync('sh', ['-c', line], { encoding: 'utf8' }))
    expect(answer).toMatchObject({ model_name: 'tone', model_version: '1.0.0' })
    const [, asked = ''] = /"data":\["([^"]+)"\]/.exec(line) ?? []
    expect(readFileSync(join(directory, 'data.jsonl'), 'utf8')).toContain(JSON.stringify(asked))
    expect((await fetch(`${url}/docs`)).headers.get('content-type')).toMatch(/^text\/html/)
    expect(await validity(await (await fetch(`${url}/openapi.json`)).json())).toEqual({ valid: true, version: '3.1' })
    for (const [language, program] of Object.entries(shownIn('docs/inference.md', url)))
      expect(execFileSync(...program, { encoding: 'utf8' }), language).toMatch(
        /^(?:praise|blame) \d\.\d{3} Where|"label".*"data":\["(?:praise|blame)"\]/m,
      )
    const tensor = { name: 'text', shape: [1], datatype: 'BYTES', parameters: { binary_data_size: 8 } }
    const head = JSON.stringify({ inputs: [tensor] })
    const binary = {
      method: 'POST',
      headers: { 'inference-header-content-length': String(head.length) },
      body: `${head}\u0004\0\0\0good`,
    }
    expect((await fetch(`${url}/v2/models/tone/infer`, binary)).status).toBe(400)
    const port = new URL(url).port
    const second = await cli(directory, ['serve', '--port', port])
    expect(second.stderr).toMatch(
      new RegExp(`error: --port: port ${port} cannot be had \\(EADDRINUSE\\): give another one`),
    )
    expect(second.code).toBe(4)
    serving.kill('SIGINT')
    const { code, stdout, stderr } = await serving.end
    expect(code, stderr).toBe(0)
    expect(stdout.split('\n').slice(2)).toEqual(['stopped: tone 1.0.0 no longer answers', ''])
    await expect(fetch(`${url}/v2/health/live`)).rejects.toThrow()
  })

  it('is asked by the directory that it lies in, wherever that is named from, and not with what another task reads', async () => {
    const at = (file: string): string => {
      const [found = ''] = globSync(`**/results/*/model/${file}`, { cwd: homeOf(directory) })
      return dirname(`../${basename(directory)}.home/${found}`)
    }
    const other = at('model.onnx')
    const { code, stdout, stderr } = await cli(directory, ['predict', '--model', other, 'bright kind warm'])
    expect(code, stderr).toBe(0)
    expect(jsonLines(stdout)).toMatchObject([{ label: 'praise' }])
    const images = join(directory, 'images.yml')
    writeFileSync(images, specText({ task: 'image-classification', data: '{train: data.jsonl, split: {test: 0.3}}' }))
    writeFileSync(join(directory, 'one.png'), 'no image, and never read')
    const wrong = await cli(directory, ['predict', '-c', 'images.yml', '--model', other, 'one.png'])
    expect(wrong.stderr).toMatch(/error: --model: tone is for text-classification, and images\.yml says image-classif/)
    expect(wrong.code).toBe(2)
    const rows = join(directory, 'rows.yml')
    writeFileSync(rows, specText({ data: '{train: data.jsonl, text: [title, body], split: {test: 0.3}}' }))
    const asked = await cli(directory, ['predict', '-c', 'rows.yml', '--model', other, '{"title": "a", "body": "b"}'])
    expect(asked.stderr).toContain(
      'error: --model: tone 1.0.0 reads one text, and rows.yml says rows with title, body (data.text): ask it with the model.yml that it was made by, as --config',
    )
    expect(asked.code).toBe(2)
    const unfinished = await cli(directory, ['predict', '--model', at('model.safetensors'), 'x'])
    expect(unfinished.stderr).toMatch(/error: --model: \S+ holds what training left \(safetensors\).*run quantize/)
    expect(unfinished.code).toBe(2)
  })

  it('leaves no server behind, whatever ends the command', async () => {
    const serving = startCli(directory, ['serve'])
    await serving.sees(/^curl .*\n/m)
    const [, url = ''] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(serving.stdout()) ?? []
    serving.kill('SIGKILL')
    await serving.end
    await expect.poll(() => fetch(`${url}/v2/health/live`).catch(() => 'nobody'), { timeout: 60_000 }).toBe('nobody')
  })

  it('describes itself by valid OpenAPI, whatever it reads and whether it asks for a token', async () => {
    const program = `import dataclasses, json
from model_runtime.openapi import Described, Limits, document
model = Described(name="digits", version="1.0.0", kind="image", labels=["0", "1"], max_length=None, limits=Limits(9, 9, 9, None), token=True)
print(json.dumps([document(model), document(dataclasses.replace(model, token=False))]))`
    const python = process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3'
    const documents = JSON.parse(execFileSync(python, ['-c', program], { cwd: 'docker/runtime', encoding: 'utf8' }))
    for (const document of documents) expect(await validity(document)).toEqual({ valid: true, version: '3.1' })
    expect(await validity({ ...documents[0], openapi: '3.1.0', info: {} })).toMatchObject({ valid: false })
  })
})
