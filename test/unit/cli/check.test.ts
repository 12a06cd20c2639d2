import { once } from 'node:events'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createProgram } from '../../../src/cli/program.ts'
import { formatProblem, UserError } from '../../../src/errors.ts'
import { freePort } from '../../../src/ports.ts'
import { generateKeyPair } from '../../../src/signing/keys.ts'
import { parquetOf } from '../../parquet.ts'
import { exampleModel, temporary } from '../oci/fixtures.ts'

let directory: string
let home: string
let spec: string
let port: number

const rows = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, index) => {
    const number = index + from
    return `${JSON.stringify({ text: `example ${number}`, label: number % 2 === 0 ? 'audio' : 'video' })}\n`
  }).join('')

type Row = { text: string; label: string }

const specWith = (more: string, data = '{train: data.jsonl}'): void =>
  writeFileSync(
    spec,
    `name: tone\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: ${data}\n${more.includes('deploy') ? '' : `deploy: {port: ${port}}\n`}${more}\n`,
  )

beforeEach(async () => {
  directory = await temporary()
  home = join(await temporary(), 'home')
  port = await freePort()
  spec = join(directory, 'model.yml')
  vi.stubEnv('MODEL_ACTIONS_HOME', home)
  vi.stubEnv('COSIGN_PASSWORD', '')
  // Nothing may be set up before all of this was tried.
  vi.stubEnv('MODEL_ACTIONS_PYTHON', '/nonexistent/python')
  mkdirSync(join(directory, 'base'))
  for (const name of ['tokenizer.json', 'model.safetensors']) writeFileSync(join(directory, 'base', name), '{}')
  writeFileSync(join(directory, 'base', 'config.json'), '{"max_position_embeddings": 512}')
  writeFileSync(join(directory, 'data.jsonl'), rows(6000))
  specWith('')
})
afterEach(() => vi.unstubAllEnvs())

async function run(...args: string[]): Promise<{ lines: string[]; errors: string[]; exit: string }> {
  let stdout = ''
  const error = await createProgram({
    signal: new AbortController().signal,
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: () => true },
  })
    .run([...args, '--config', spec])
    .then(
      () => undefined,
      (reason: unknown) => reason,
    )
  if (error !== undefined && !(error instanceof UserError)) throw error
  return {
    lines: stdout.split('\n'),
    errors: error?.problems.map((problem) => formatProblem(problem).replaceAll(`${directory}/`, '')) ?? [],
    exit: error?.exit ?? 'done',
  }
}

const withKeys = async (): Promise<void> => {
  const { privateKey, publicKey } = await generateKeyPair('secret')
  writeFileSync(join(directory, 'cosign.key'), privateKey)
  writeFileSync(join(directory, 'cosign.pub'), publicKey)
  specWith('signing: {key: cosign.key, public-key: cosign.pub}')
}

describe('check', () => {
  it('of a project that lacks nothing is all ok, and leaves nothing behind', async () => {
    await withKeys()
    vi.stubEnv('COSIGN_PASSWORD', 'secret')
    const before = readdirSync(directory)
    const { lines, errors } = await run('check')
    expect(errors).toEqual([])
    const parts = lines.slice(1).filter((line) => line !== '')
    expect(parts.map((line) => line.split(':')[0]?.replace(/ +/, ' '))).toEqual(
      ['data', 'base', 'evaluate', 'image', 'sign', 'verify', 'deploy'].map((part) => `ok ${part}`),
    )
    expect(readdirSync(directory)).toEqual(before)
    expect(() => readdirSync(home)).toThrow('ENOENT')
  })

  it('of a model that writes texts speaks of no classes, of no release, and of nothing that is not made of it', async () => {
    const examples = Array.from({ length: 12_000 }, (_, number) => ({ instruction: `Say ${number}`, response: 'yes' }))
    writeFileSync(join(directory, 'chat.jsonl'), examples.map((one) => `${JSON.stringify(one)}\n`).join(''))
    const lines = [
      'name: chat',
      'version: 1.0.0',
      'task: causal-lm',
      'base: ./base',
      'data: {train: chat.jsonl, max-length: 512}',
    ]
    writeFileSync(spec, [...lines, 'evaluate: {gates: [{metric: chrf, margin: 1}]}'].join('\n'))
    const { lines: told, errors } = await run('check')
    expect(errors).toEqual([])
    expect(told.slice(1).filter((line) => line !== '')).toEqual([
      `ok      data: ${join(directory, 'chat.jsonl')}: 12,000 examples`,
      'ok      base: ./base',
      'ok      evaluate: against its untuned base',
    ])
  })

  it('tells what is doubtful beside what is wrong, in one go', async () => {
    appendFileSync(join(directory, 'data.jsonl'), '{"text": "one more", "label": "vidoe"}\nno\n')
    const { lines, errors } = await run('check')
    expect(errors).toEqual([expect.stringMatching(/^data\.jsonl:6002: not JSON/)])
    expect(lines.filter((line) => line.startsWith('warning'))).toContainEqual(
      expect.stringMatching(/^warning data: .*data\.jsonl:6001: the class "vidoe" stands once: did you mean "video"/),
    )
  })

  it('tells a baseline that reads other columns, and so does the start of a run', async () => {
    const { path } = await exampleModel({ columns: ['title', 'body'] })
    cpSync(path, join(directory, 'served'), { recursive: true })
    specWith('evaluate: {baseline: ./served}')
    const { lines, errors, exit } = await run('check')
    expect(errors).toEqual([
      expect.stringMatching(
        /^model\.yml: evaluate\.baseline: the model in \.\/served reads the columns title, body, and these data have one column alone, .*: compare with `majority`/,
      ),
    ])
    expect(exit).toBe('configuration')
    expect(lines.join()).not.toContain('ok      evaluate')
    expect((await run('prepare,finetune,evaluate')).errors).toEqual(errors)
    specWith('evaluate: {baseline: majority}')
    expect((await run('check')).errors).toEqual([])
  })

  it('tells what this machine lacks, keys and password that are not set as such, and does not fail for it', async () => {
    const { lines, exit } = await run('check')
    expect(exit).toBe('done')
    const missing = lines.filter((line) => line.startsWith('missing'))
    expect(missing).toEqual([
      expect.stringMatching(/^missing sign: signing\.key: is not set, nor is COSIGN_PRIVATE_KEY/),
      expect.stringMatching(/^missing verify: signing\.public-key: is missing/),
    ])
    await withKeys()
    expect((await run('check')).lines.join('\n')).toMatch(/missing sign: .*no password is given: set COSIGN_PASSWORD/)
    vi.stubEnv('COSIGN_PASSWORD', 'secret')
    writeFileSync(join(directory, 'cosign.pub'), (await generateKeyPair('secret')).publicKey)
    expect((await run('check')).lines.join('\n')).toMatch(/missing sign: .*not the other half of signing\.public-key/)
  })

  it('tells that the port is taken, also where the key is missing', async () => {
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    try {
      const missing = (await run('check')).lines.filter((line) => line.startsWith('missing'))
      expect(missing.map((line) => line.split(':')[0])).toEqual(['missing sign', 'missing verify', 'missing deploy'])
      expect(missing.at(-1)).toMatch(/port \d+ is taken by another program/)
    } finally {
      other.close()
    }
  })

  it('tells all errors of data and base at once, in lines with their places', async () => {
    appendFileSync(join(directory, 'data.jsonl'), 'no\n{"text": "x", "label": ""}\n')
    writeFileSync(join(directory, 'test.jsonl'), `${rows(1)}{"text": "new", "label": "vidoe"}\n`)
    specWith('', '{train: data.jsonl, test: test.jsonl, max-length: 1024}')
    const { errors, exit } = await run('check')
    expect(exit).toBe('data')
    expect(errors).toEqual([
      expect.stringMatching(/^data\.jsonl:6001: not JSON/),
      expect.stringMatching(/^data\.jsonl:6002: column "label" is empty/),
      expect.stringMatching(/^test\.jsonl: 1 test example also stands in the training file/),
      'model.yml: data.max-length: 1024 is more than the 512 tokens that ./base reads: write 512 or less',
    ])
  })

  it.each([
    ['nothing', 'data: {train: data.csv}', /data\.train: data\.csv does not exist/],
    ['semicolons', 'text;label\na;b\n', /are cut by ";", and prepare reads commas: .*model-actions init/],
    ['no header', 'a,b\nc,d\n', /column "text" is missing, as it is in all rows|column "text" is missing/],
    ['Latin-1', Buffer.from('text,label\n\xe4,b\n', 'latin1'), /^data\.csv:2: is not UTF-8/],
  ])('of a CSV file with %s names what to do', async (_, text, message) => {
    if (!String(text).startsWith('data:')) writeFileSync(join(directory, 'data.csv'), text)
    specWith('', '{train: data.csv}')
    const { errors } = await run('check')
    expect(errors[0]).toMatch(message)
  })

  it('of data that prepare does not read names the command that makes what it does', async () => {
    writeFileSync(join(directory, 'data.tsv'), 'text\tlabel\na\tb\n')
    specWith('', '{train: data.tsv}')
    expect((await run('check')).errors[0]).toMatch(
      /^data\.tsv: is no data that prepare reads: give JSONL, CSV or Parquet, or have `model-actions init data\.tsv` make it/,
    )
    mkdirSync(join(directory, 'data'))
    specWith('', '{train: data}')
    expect((await run('check')).errors[0]).toMatch(/data\.train: data is no file: name a JSONL, CSV or Parquet file/)
    specWith('', '{train: data.jsonl/train.jsonl}')
    expect((await run('check')).errors[0]).toMatch(
      /data\.train: .*train\.jsonl cannot be read \(ENOTDIR\): .* or name another/,
    )
  })

  it('of a baseline that is no directory says what to name, and finds it once it is there', async () => {
    specWith('evaluate: {baseline: ./released}')
    expect((await run('check')).errors).toEqual([
      expect.stringMatching(
        /evaluate\.baseline: \.?\/?released is no directory: name that of a model, a release, or maj/,
      ),
    ])
    mkdirSync(join(directory, 'released'))
    expect((await run('check')).errors).toEqual([])
  })

  it.each([
    ['tokenizer.json', /base: \.\/other has no tokenizer\.json: save the tokenizer in its fast form/],
    ['model.safetensors', /base: \.\/other has no \*\.safetensors/],
    ['config.json', /base: \.\/other has no config\.json/],
  ])('of a base without %s says so', async (name, message) => {
    const base = join(directory, 'other')
    mkdirSync(base)
    for (const other of ['config.json', 'tokenizer.json', 'model.safetensors'])
      if (other !== name) writeFileSync(join(base, other), '{}')
    writeFileSync(
      spec,
      `name: tone\nversion: 1.0.0\ntask: text-classification\nbase: ./other\ndata: {train: data.jsonl}\n`,
    )
    expect((await run('check')).errors).toEqual([expect.stringMatching(message)])
  })

  it('of a base that is not there says how one gets there', async () => {
    specWith('', '{train: data.jsonl}')
    rmSync(join(directory, 'base'), { recursive: true })
    expect((await run('check')).errors).toEqual([
      expect.stringMatching(
        /base: \.\/base is not there: .* `hf download sentence-transformers\/all-MiniLM-L6-v2 config\.json model\.safetensors tokenizer\.json tokenizer_config\.json --local-dir base`, or name/,
      ),
    ])
  })

  it.each([
    ['data.json', (rows: Row[]) => JSON.stringify(rows), 'more'],
    [
      'data.csv',
      (rows: Row[]) => `text;label\n${rows.map(({ text, label }) => `${text};${label}\n`).join('')}`,
      'more',
    ],
    ['data.json', (rows: Row[]) => JSON.stringify(rows.slice(2)), 'fewer'],
  ])('of JSON lines says that %s, which they were made of, has other rows by now', async (file, textOf, how) => {
    specWith('', '{train: data.jsonl}')
    const rows = readFileSync(join(directory, 'data.jsonl'), 'utf8').trimEnd().split('\n')
    const list = rows.map((row) => JSON.parse(row) as Row)
    writeFileSync(join(directory, file), textOf([...list, ...list.slice(0, 1)]))
    expect((await run('check')).lines).toContain(
      `warning data: ${file} has ${how} rows than data.jsonl: if \`init\` made that of it, remove data.jsonl and run \`model-actions init --yes ${file}\` beside model.yml, which makes it anew and leaves model.yml as it is`,
    )
    writeFileSync(join(directory, file), file.endsWith('csv') ? 'text,label\na,b\n' : JSON.stringify(list))
    expect((await run('check')).lines.join('\n')).not.toContain('if `init` made')
  })

  it('of JSON lines that somebody made in their own way does not advise to remove them', async () => {
    specWith('', '{train: data.jsonl}')
    const raw = Array.from({ length: 7000 }, (_, at) => ({ text: ` EXAMPLE ${at}`, label: 'audio' }))
    writeFileSync(join(directory, 'data.json'), JSON.stringify(raw))
    expect((await run('check')).lines.join('\n')).not.toContain('if `init` made')
  })

  it('of JSON lines says that a row of what they were made of is another one by now, unless they were corrected themselves', async () => {
    specWith('', '{train: data.jsonl}')
    const copy = join(directory, 'data.jsonl')
    const list = readFileSync(copy, 'utf8')
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row) as Record<string, unknown>)
    const source = join(directory, 'data.json')
    // What init leaves behind in its copy is no difference.
    const withMore = list.map((row) => ({ ...row, tags: ['a'] }))
    writeFileSync(source, JSON.stringify(withMore))
    utimesSync(copy, 1000, 1000)
    const told = async () => (await run('check')).lines.filter((line) => line.includes('if `init` made'))
    expect(await told()).toEqual([])
    writeFileSync(source, JSON.stringify(withMore.map((row, at) => (at === 3 ? { ...row, label: 'audio' } : row))))
    expect(await told()).toEqual([
      'warning data: data.json has another row 4 than data.jsonl: if `init` made that of it, remove data.jsonl and run `model-actions init --yes data.json` beside model.yml, which makes it anew and leaves model.yml as it is',
    ])
    utimesSync(source, 500, 500)
    expect(await told()).toEqual([])
  })

  it.each([
    ['my photos/train.jsonl', 'my photos/train', 'train/'],
    ['images.jsonl', '.', ''],
  ])('of a list of images in %s says that its directories have more of them', async (list, tree, prefix) => {
    const names = ['cat', 'dog'].flatMap((label) => Array.from({ length: 20 }, (_, at) => `${label}/${at}.png`))
    for (const name of names) {
      mkdirSync(dirname(join(directory, tree, name)), { recursive: true })
      writeFileSync(join(directory, tree, name), 'x')
    }
    const listed = (more = {}) =>
      names.map((name) => `${JSON.stringify({ image: `${prefix}${name}`, label: dirname(name), ...more })}\n`).join('')
    writeFileSync(join(directory, list), listed())
    writeFileSync(join(directory, 'base', 'preprocessor_config.json'), '{}')
    writeFileSync(
      spec,
      `name: tone\nversion: 1.0.0\ntask: image-classification\nbase: ./base\ndata: {train: "${list}"}\ndeploy: {port: ${port}}\n`,
    )
    const told = async () => (await run('check')).lines.filter((line) => line.includes('does not name'))
    expect(await told()).toEqual([])
    writeFileSync(join(directory, tree, 'cat', 'new.png'), 'x')
    expect(await told()).toEqual([
      `warning data: ${tree} has 1 image that ${basename(list)} does not name: if \`init\` made it, remove ${basename(list)} and run \`model-actions init --yes ${tree.includes(' ') ? `'${tree}'` : tree}\` beside model.yml, which makes it anew and leaves model.yml as it is`,
    ])
    for (const gone of ['cat/3.png', 'dog/0.png']) rmSync(join(directory, tree, gone))
    const anew = `; if \`init\` made ${basename(list)}, remove ${basename(list)} and run \`model-actions init --yes ${tree.includes(' ') ? `'${tree}'` : tree}\` beside model.yml, which makes it anew and leaves model.yml as it is`
    const remedy = 'is not there: put it there, or remove the row'
    expect((await run('check')).errors).toEqual([
      `${list}:4: image "${prefix}cat/3.png" ${remedy}${anew}`,
      `${list}:21: image "${prefix}dog/0.png" ${remedy}`,
    ])
    // A list with columns of its own was not made by init.
    writeFileSync(join(directory, list), listed({ source: 'web' }))
    expect(await told()).toEqual([])
    expect((await run('check')).errors[0]).toBe(`${list}:4: image "${prefix}cat/3.png" ${remedy}`)
  })

  it('of Parquet tells the columns that are missing, and a file that is none', async () => {
    const hello = Buffer.from('\x05\0\0\0hello', 'latin1')
    specWith('', '{train: data.parquet}')
    writeFileSync(
      join(directory, 'data.parquet'),
      parquetOf({ codec: 'UNCOMPRESSED', packed: hello, pageBytes: hello.length }),
    )
    expect((await run('check')).errors).toEqual([
      'data.parquet:1: column "label" is missing (there: text): name the column in data',
    ])
    writeFileSync(join(directory, 'data.parquet'), 'PAR1 no')
    expect((await run('check')).errors).toEqual([
      expect.stringMatching(/^data\.parquet: cannot be read as Parquet \(.*\): write it anew, or as JSONL$/),
    ])
  })

  it('of data that an image of your own reads, tells only that it is there', async () => {
    writeFileSync(join(directory, 'data.parquet'), 'PAR1')
    const image = `example.org/runtime@sha256:${'a'.repeat(64)}`
    specWith(`engine: {name: docker, image: "${image}"}`, '{train: data.parquet}')
    const { lines, errors } = await run('check')
    expect(errors).toEqual([])
    expect(lines[1]).toBe('ok      data: is read by engine.image')
  })

  it('of images names each that is not there, goes through a link or leaves the directory', async () => {
    mkdirSync(join(directory, 'images'))
    for (const name of ['a.png', 'b.png']) writeFileSync(join(directory, 'images', name), name)
    symlinkSync('images', join(directory, 'linked'))
    const images = ['images/a.png', 'images/none.png', 'linked/a.png', '../a.png', 'images', 'images/b.png']
    writeFileSync(
      join(directory, 'list.csv'),
      `image,label\n${images.map((image, index) => `${image},${index % 2 === 0 ? 'x' : 'y'}\n`).join('')}`,
    )
    writeFileSync(join(directory, 'base', 'preprocessor_config.json'), '{}')
    writeFileSync(
      spec,
      `name: tone\nversion: 1.0.0\ntask: image-classification\nbase: ./base\ndata: {train: list.csv}\n`,
    )
    expect((await run('check')).errors).toEqual([
      expect.stringMatching(/^list\.csv:3: image "images\/none\.png" is not there/),
      expect.stringMatching(/^list\.csv:4: .* goes through a link/),
      expect.stringMatching(/^list\.csv:5: .* leaves the directory of the data/),
      expect.stringMatching(/^list\.csv:6: .* is no file/),
    ])
  })

  it('of an image base that is not there, or can move, says so today and not when it is built', async () => {
    specWith(`image: {base: "oci:./none@sha256:${'a'.repeat(64)}"}`)
    expect((await run('check')).errors.join()).toMatch(/none: not an OCI layout/)
    specWith('image: {base: "oci:./none:latest"}')
    expect((await run('check')).errors).toHaveLength(1)
  })

  it('of an image base at a registry that this machine does not reach, does not call model.yml wrong', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9')
    specWith(`image: {base: "r.example.com/base@sha256:${'a'.repeat(64)}"}`)
    const { lines, errors } = await run('check')
    expect(errors).toEqual([])
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^missing image: image\.base: r\.example\.com\/base@sha256:a+ cannot be had \(.* cannot be reached/,
      ),
    )
  })
})

describe('the start of a run', () => {
  it('tells at once what every stage of it would lack, before a base is fetched or an engine is set up', async () => {
    appendFileSync(join(directory, 'data.jsonl'), 'no\n')
    const { errors, exit } = await run('prepare,finetune,evaluate,quantize,build,sign')
    expect(exit).toBe('data')
    expect(errors).toEqual([
      expect.stringMatching(/^data\.jsonl:6001: not JSON/),
      expect.stringMatching(/^model\.yml: signing\.key: is missing/),
    ])
  })

  it('tells twenty errors of the data, and how many more there are', async () => {
    writeFileSync(join(directory, 'data.jsonl'), 'no\n'.repeat(30))
    const { errors } = await run('prepare')
    expect(errors).toHaveLength(21)
    expect(errors.at(-1)).toMatch(/^10 more errors of the data/)
  })
})
