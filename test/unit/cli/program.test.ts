import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createProgram } from '../../../src/cli/program.ts'
import { digestBytes } from '../../../src/digest.ts'
import { formatProblem, UserError } from '../../../src/errors.ts'
import { withLock } from '../../../src/locks.ts'
import { appendHistory } from '../../../src/place/history.ts'
import { openPlace } from '../../../src/place/place.ts'
import { freePort } from '../../../src/ports.ts'
import { generateKeyPair, readPrivateKey } from '../../../src/signing/keys.ts'
import { boundsOf } from '../../../src/spec/paths.ts'
import { stageNames } from '../../../src/stages/types.ts'

let directory = ''
let stdout = ''
let stderr = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cli-'))
  stdout = ''
  stderr = ''
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const model = (...args: string[]): Promise<number> =>
  createProgram({
    signal: new AbortController().signal,
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  }).run(args)

describe('the command line', () => {
  it('explains itself: every stage, exit code and variable', async () => {
    expect(await model('--help')).toBe(0)
    for (const word of [...stageNames, 'check', 'keygen', 'schema', 'COSIGN_PASSWORD', 'Examples', 'Exit codes'])
      expect(stdout).toContain(word)
  })

  it('without arguments shows the help', async () => {
    expect(await model()).toBe(0)
    expect(stdout).toContain('Usage: model-actions')
  })

  it.each([
    [['--frobnicate', 'all'], 'unknown option'],
    [['all', '--engine', 'podman'], 'Allowed choices are auto, process, docker'],
    [['prepar'], 'did you mean prepare?'],
    [['evaluate,prepare'], 'prepare cannot come after evaluate'],
    [['all', 'extra'], 'too many arguments'],
    [['build', '--from', 'latest'], 'expected sha256: and 64 hex digits'],
    [['deploy', '--digest', '1.4.0'], 'expected sha256: and 64 hex digits'],
    [['prune', '--older-than', 'soon'], 'expected a number of days, such as 7d'],
    [['evaluate', '--candidate-predictions', 'a.jsonl'], 'give `evaluate --candidate-predictions FILE --baseline-p'],
    [['prune', '--keep', '5GB'], 'expected an amount with its unit'],
  ])('refuses %j in one line', async (args, message) => {
    const failure = await model(...args).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(UserError)
    expect(String(failure)).toContain(message)
    expect(String(failure)).not.toContain('\n')
  })

  it('refuses a missing model.yml by its name, and leaves standard output clean', async () => {
    const failure = await model('prepare', '--json', '--config', join(directory, 'model.yml')).catch(
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(UserError)
    expect(String(failure)).toContain('model.yml')
    expect(stdout).toBe('')
    expect(existsSync(join(directory, '.model-actions'))).toBe(false)
  })

  it('checks model.yml: all that is wrong, a line each with its place, or what it is', async () => {
    const file = join(directory, 'model.yml')
    const text =
      'name: tiny\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: x.jsonl}\nimage: {layout: ./i}\n'
    writeFileSync(file, text)
    mkdirSync(join(directory, 'base'))
    for (const name of ['config.json', 'tokenizer.json', 'model.safetensors'])
      writeFileSync(join(directory, 'base', name), '{}')
    writeFileSync(join(directory, 'x.jsonl'), '{"text": "a", "label": "x"}\n{"text": "b", "label": "y"}\n')
    expect(await model('check', '--config', file)).toBe(0)
    expect(stdout).toContain('is valid: tiny 1.0.0, text-classification')
    expect(stdout).toMatch(/ok +data: .*x\.jsonl: 2 examples in 2 classes/)
    expect(stdout).toMatch(/warning gates: the test has about 0 rows/)
    expect(stdout).toMatch(/missing sign: signing\.key: is not set/)
    writeFileSync(file, `${text}finetune: {epoch: 2}\nevaluate: {gate: []}\n`)
    await expect(model('check', '--config', file)).rejects.toMatchObject({
      problems: [
        { place: { file, line: 7, key: 'finetune.epoch' } },
        { place: { file, line: 8, key: 'evaluate.gate' } },
      ],
    })
  })

  it('says of several training files how much of them is used, and that what is masked is compared as it stands', async () => {
    const file = join(directory, 'model.yml')
    for (const [name, count] of [
      ['x', 60],
      ['y', 90],
    ] as const) {
      const rows = Array.from({ length: count }, (_, n) => `{"text": "${name} ${n}", "label": "${n % 2}"}\n`)
      writeFileSync(join(directory, `${name}.jsonl`), rows.join(''))
    }
    const train = '[{path: x.jsonl, share: 60}, {path: y.jsonl, share: 30}]'
    const mask = "mask: [email, phone], mask-patterns: [{name: order-number, pattern: 'ORD'}]"
    const data = `data: {train: ${train}, ${mask}}\n`
    writeFileSync(file, `name: tiny\nversion: 1.0.0\ntask: text-classification\nbase: ./base\n${data}`)
    await expect(model('check', '--config', file)).rejects.toThrow('./base is not there')
    expect(stdout).toMatch(
      /ok +data: .*x\.jsonl: 60 examples in 2 classes, .*y\.jsonl: 90 examples in 2 classes; mixed to 66\.7 %, 33\.3 %, of which about 90 examples are used; prepare masks email, phone, order-number, and what is alike only then is found there, not by this check/,
    )
  })

  it('checks a model.yml for predictions alone, and says what it lacks for a model', async () => {
    const file = join(directory, 'model.yml')
    const head = 'name: tiny\nversion: 1.0.0\ntask: seq2seq\n'
    writeFileSync(file, `${head}evaluate: {gates: [{metric: bleu, margin: 1}]}\n`)
    expect(await model('check', '--config', file)).toBe(0)
    expect(stdout).toContain('seq2seq; without `base` and `data` it judges two files of predictions')
    stdout = ''
    await model('doctor', '--config', file)
    expect(stdout).toMatch(/ok +model\.yml|ok +spec/)
    stdout = ''
    await model('doctor', '--config', join(directory, 'other.yml'))
    expect(stdout).toMatch(/missing +spec: .*other\.yml: there is no such file/)
    writeFileSync(
      file,
      `${head}evalute: {}\nsigning: {}\nevaluate: {baseline: majority, slices: [language], gates: [{metric: bleu, margin: 1}]}\n`,
    )
    await expect(model('check', '--config', file)).rejects.toMatchObject({
      problems: [
        { what: 'unknown key; did you mean "evaluate"?', place: { line: 4, key: 'evalute' } },
        { what: expect.stringMatching(/^is not used where predictions alone are judged/), place: { key: 'signing' } },
        { place: { key: 'evaluate.baseline' } },
        { place: { key: 'evaluate.slices' } },
      ],
    })
  })

  it.each([
    ['--from', `sha256:${'0'.repeat(64)}`],
    ['--digest', `sha256:${'0'.repeat(64)}`],
    ['--engine', 'docker'],
    ['--force', ''],
  ])('refuses %s where predictions alone are judged, which would pass it over', async (option, value) => {
    const files = ['--candidate-predictions', 'a', '--baseline-predictions', 'b']
    const given = value === '' ? [option] : [option, value]
    await expect(model('evaluate', ...files, ...given)).rejects.toThrow(
      `${option}: is not used where predictions alone are judged: leave it out`,
    )
  })

  it.each([['check'], ['evaluate']])('%s tells every mistake in model.yml, a line each', (command) => {
    writeFileSync(
      join(directory, 'model.yml'),
      'name: Tiny\nversion: 1.0.0\ntask: text-clasification\nbase: ./base\ndata: {train: x.jsonl}\nfinetune: {epoch: 2}\n',
    )
    const main = join(import.meta.dirname, '../../../src/cli/main.ts')
    const ended = spawnSync(process.execPath, [main, command], { cwd: directory, encoding: 'utf8' })
    expect(ended.stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^error: model\.yml:1: name: /),
      expect.stringMatching(/^error: model\.yml:3: task: /),
      expect.stringMatching(/^error: model\.yml:6: finetune\.epoch: /),
    ])
    expect(ended.stdout).toBe('')
    expect(ended.status).toBe(2)
  })

  it('deploys nothing older than what was promoted, unless --rollback says so', async () => {
    vi.stubEnv('MODEL_ACTIONS_HOME', join(directory, 'home'))
    vi.stubEnv('COSIGN_PUBLIC_KEY', (await generateKeyPair('')).publicKey)
    const file = join(directory, 'checkout', 'model.yml')
    mkdirSync(join(directory, 'checkout'))
    const lines = [
      'name: tiny',
      'version: 1.0.0',
      'task: text-classification',
      'base: ./base',
      'data: {train: x.jsonl}',
    ]
    writeFileSync(file, [...lines, 'engine: {name: process}', `deploy: {port: ${await freePort()}}`].join('\n'))
    const { root } = await boundsOf(file)
    const at = '2026-01-01T00:00:00Z'
    await appendHistory(await openPlace({ environment: process.env, root, model: 'tiny' }), {
      schema: 1,
      outcome: 'promoted',
      name: 'tiny',
      digest: digestBytes('2.0.0'),
      version: '2.0.0',
      released: at,
      at,
      by: 'a test',
      because: 'of it',
    })
    await expect(model('deploy', '--config', file)).rejects.toThrow(/version: 1\.0\.0 is older than 2\.0\.0/)
    await expect(model('deploy', '--rollback', '--config', file)).rejects.toThrow(/has no release 1\.0\.0/)
    // Who goes back cannot wait until a misspelt key is mended; who deploys is held up by it.
    writeFileSync(file, readFileSync(file, 'utf8').replace('port:', 'canary: 1, port:'))
    await expect(model('deploy', '--config', file)).rejects.toThrow(/deploy\.canary: unknown key/)
    stderr = ''
    await expect(model('rollback', '1.0.0', '--config', file)).rejects.toThrow(/has no release 1\.0\.0/)
    expect(stderr).toMatch(/^warning: .*deploy\.canary: unknown key: this command does without it; .*\n$/)
  })

  it('history tells what the host knows where model.yml has a mistake, and why the images were not asked', async () => {
    vi.stubEnv('MODEL_ACTIONS_HOME', join(directory, 'home'))
    const file = join(directory, 'model.yml')
    const text =
      'name: tiny\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: x.jsonl}\ndeploy: {canary: 1}\n'
    writeFileSync(file, text)
    expect(await model('history', '--config', file)).toBe(0)
    expect(stdout).toContain('nothing was promoted or rolled back yet')
    expect(stderr).toBe(
      `warning: this is only what the host knows; what is attested on the images was not read because of a mistake: ${file}:6: deploy.canary: unknown key; \`model-actions check\` tells all that is wrong\n`,
    )
  })

  it.each(['status', 'history', 'logs', 'stop'])('%s where no model.yml is says that alone', async (command) => {
    const file = join(directory, 'model.yml')
    const failure: unknown = await model(command, '--config', file).catch((error: unknown) => error)
    expect(failure instanceof UserError && failure.problems.map(formatProblem)).toEqual([
      `${file}: there is no such file: write a model.yml, or name yours`,
    ])
  })

  it('prunes the place of the model, and says which it is and what went', async () => {
    const home = join(directory, 'home')
    vi.stubEnv('MODEL_ACTIONS_HOME', home)
    const file = join(directory, 'model.yml')
    writeFileSync(file, 'name: tiny\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: x.jsonl}\n')
    const log = () => {
      const place = /^(\/[^:]+): nothing to remove\n$/.exec(stdout)?.[1] ?? ''
      const path = join(place, 'logs/finetune.log')
      mkdirSync(join(place, 'logs'), { recursive: true })
      writeFileSync(path, 'x'.repeat(2_000_000))
      utimesSync(path, 1, 1)
      return path
    }
    expect(await model('prune', '--config', file)).toBe(0)
    expect(stdout).toContain(home)
    const old = log()
    stdout = ''
    expect(await model('prune', '--config', file, '--older-than', '7d')).toBe(0)
    expect(stdout).toContain('1 entry removed, 2.0 MB')
    expect(existsSync(old)).toBe(false)
    const locks = join(dirname(dirname(old)), 'locks/prune')
    const { waiting } = await withLock(locks, { label: 'prune' }, async () => {
      const other = `prune of tiny runs already, as process ${process.pid} since `
      await expect(model('prune', '--config', file)).rejects.toThrow(other)
      const waits = model('prune', '--wait', '--config', file)
      await expect.poll(() => stderr).toContain(other)
      return { waiting: waits }
    })
    expect(await waiting).toBe(0)
    vi.unstubAllEnvs()
  })

  it('does not say that nothing is deployed while it is being deployed', async () => {
    vi.stubEnv('MODEL_ACTIONS_HOME', join(directory, 'home'))
    const file = join(directory, 'model.yml')
    writeFileSync(file, 'name: tiny\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: x.jsonl}\n')
    const { root } = await boundsOf(file)
    const { locks } = await openPlace({ environment: process.env, root, model: 'tiny' })
    await withLock(join(locks, 'deploy'), { label: 'deploy of tiny' }, async () => {
      await expect(model('stop', '--config', file)).rejects.toThrow(
        `deploy of tiny runs already, as process ${process.pid} since `,
      )
      expect(stdout).toBe('')
    })
    expect(await model('stop', '--config', file)).toBe(0)
    expect(stdout).toContain('nothing of tiny is deployed')
    vi.unstubAllEnvs()
  })

  it('tells of what serves nowhere what to do first', async () => {
    vi.stubEnv('MODEL_ACTIONS_HOME', join(directory, 'home'))
    const file = join(directory, 'model.yml')
    const text = 'name: tiny\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: x.jsonl}\n'
    writeFileSync(file, text)
    await expect(model('up', '--config', file)).rejects.toThrow(
      /nothing of tiny served here: looked at .*; deploy it first$/,
    )
    await expect(model('logs', '--config', file)).rejects.toThrow(
      /nothing of tiny is deployed: looked at .*; deploy it first$/,
    )
    writeFileSync(file, `${text}deploy: {target: docker}\nimage: {base: 'r.example.com/x@${digestBytes('x')}'}\n`)
    await expect(model('up', '--config', file)).rejects.toThrow(
      /deploy\.target: containers are started again by the Docker engine, .*: have the engine start with the machine$/,
    )
    vi.unstubAllEnvs()
  })

  it('prints the JSON Schema of model.yml', async () => {
    expect(await model('schema')).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ type: 'object' })
  })
})

describe('keygen', () => {
  const files = () => [join(directory, 'k.key'), join(directory, 'k.pub')] as const
  const password = () => {
    const file = join(directory, 'password')
    writeFileSync(file, 'hunter2\n')
    return file
  }

  it('writes a private key that only its owner reads, and a public one', async () => {
    expect(await model('keygen', '--prefix', join(directory, 'k'), '--password-file', password())).toBe(0)
    const [key, pub] = files()
    expect(statSync(key).mode & 0o777).toBe(0o600)
    expect(readFileSync(key, 'utf8')).toMatch(/^-----BEGIN ENCRYPTED [A-Z]+ PRIVATE KEY-----/)
    expect(readFileSync(pub, 'utf8')).toMatch(/^-----BEGIN PUBLIC KEY-----/)
  })

  it('needs a password, which may be empty, and takes it from a file or the environment', async () => {
    const make = (...more: string[]) => model('keygen', '--prefix', join(directory, 'k'), ...more)
    vi.stubEnv('COSIGN_PASSWORD', undefined)
    await expect(make()).rejects.toThrow(
      /keygen needs a password for the private key: set COSIGN_PASSWORD or give --pas/,
    )
    await expect(make('--password-file', join(directory, 'gone'))).rejects.toThrow(
      /--password-file: .*gone cannot be read \(ENOENT\): give a file that holds the password/,
    )
    vi.stubEnv('COSIGN_PASSWORD', '')
    expect(await make()).toBe(0)
    vi.unstubAllEnvs()
  })

  it('asks who sits there for a password, until the same one came twice', async () => {
    vi.stubEnv('COSIGN_PASSWORD', undefined)
    const answers = ['', 'hunter2', 'hunter3', 'hunter2', 'hunter2']
    const said: string[] = []
    const world = {
      signal: new AbortController().signal,
      stdout: { write: (text: string) => said.push(text) },
      stderr: { write: (text: string) => said.push(text) },
      askSecret: async () => answers.shift() ?? '',
    }
    expect(await createProgram(world).run(['keygen', '--prefix', join(directory, 'k')])).toBe(0)
    vi.unstubAllEnvs()
    expect(said.slice(0, 2)).toEqual([
      'for an empty one set COSIGN_PASSWORD= or give --password-file\n',
      'these two differ\n',
    ])
    expect(answers).toEqual([])
    expect(said.join('')).not.toContain('hunter')
    await expect(readPrivateKey(readFileSync(files()[0], 'utf8'), 'hunter2', 'k.key')).resolves.toBeDefined()
  })

  it('says where it cannot write', async () => {
    const prefix = join(directory, 'keys/k')
    const make = () => model('keygen', '--prefix', prefix, '--password-file', password())
    await expect(make()).rejects.toThrow(/keys\/k\.key cannot be written \(ENOENT\): give a --prefix in a directory/)
    mkdirSync(join(directory, 'keys'))
    expect(await make()).toBe(0)
  })

  it('never overwrites a key, and leaves no half pair behind', async () => {
    const [key, pub] = files()
    writeFileSync(pub, 'old')
    await expect(model('keygen', '--prefix', join(directory, 'k'), '--password-file', password())).rejects.toThrow(
      /k\.pub exists and is not overwritten/,
    )
    expect(existsSync(key)).toBe(false)
    expect(readFileSync(pub, 'utf8')).toBe('old')
  })
})
