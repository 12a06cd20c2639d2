import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { type LoadReport, startLoad } from '../../scripts/load.ts'
import type { TextBase } from './bases.ts'
import { type Answer, type Ran, runAs } from './shell.ts'

/*
 * The first hour of somebody who has nothing but data: from the package of a release to a canary and back, by what is typed.
 * The test walks it with a tiny base, and `npm run bench -- first-hour` with a real one, which makes docs/first-hour.md of it.
 */

export type Settings = {
  /** An empty directory: what is installed, made and kept lies below it. */
  work: string
  /** With the packages that data and bases are made with; `jobs` takes it too, instead of an environment made for the purpose. */
  python: string
  jobs: 'own environment' | 'the same Python'
  textBase: TextBase
  /** Where it serves. */
  port: number
  clientsPerSecond: number
  /** Also trains on the other two data sets. */
  whole: boolean
  /** Who waits sees what has ended. */
  tell?: (line: string) => void
}

export type Item =
  | { kind: 'chapter'; title: string }
  | { kind: 'text'; text: string }
  | ({ kind: 'command'; shown: Shown } & Ran)
  | { kind: 'edit'; file: string; before: string; after: string }

/** Which lines of an output a reader needs: those that match, all where nothing is said. */
type Shown = RegExp | undefined

export type Hour = { items: Item[]; load: LoadReport }

type Expected = { code?: number; sees?: RegExp; answers?: readonly Answer[]; shown?: RegExp }

const root = join(import.meta.dirname, '../..')
const makeData = join(root, 'test/fixtures/make_first_hour.py')
const makeImageBase = join(root, 'workflows-examples/digits/make_base.py')

/** Of the steps that a service of seconds can fill; the defaults take a quarter of an hour. */
const plan =
  'steps: [10, 100], step: {min-time: 3s, min-requests: 20, deadline: 2m}, gates: {health: {interval: 1s}, window: 1s, errors: {tolerance: 0.05}}, bake: 5s'

/** @param items is given each as it ends @throws Error with the whole output, where a command does not do what the next one needs */
export async function walkFirstHour(settings: Settings, items: Item[] = []): Promise<Hour> {
  const { work, python, port } = settings
  const home = join(work, 'home')
  const environment: Record<string, string | undefined> = {
    ...ofNetwork(),
    HOME: home,
    LANG: 'C.UTF-8',
    PATH: [join(home, '.local/bin'), dirname(process.execPath), process.env['PATH']].join(delimiter),
    // Jobs and versions run as processes, whatever engine this machine has.
    DOCKER_HOST: 'unix:///nonexistent/docker.sock',
    COSIGN_PASSWORD: 'the password of a first hour',
    ...(settings.jobs === 'the same Python' ? { MODEL_ACTIONS_PYTHON: python } : {}),
  }
  let cwd = home
  const chapter = (title: string): void => void items.push({ kind: 'chapter', title })
  const say = (text: string): void => void items.push({ kind: 'text', text })
  const data = (...args: string[]): void => {
    execFileSync(python, [makeData, ...args], { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  async function type(command: string, { code = 0, sees, answers, shown }: Expected = {}): Promise<string> {
    const ran = await runAs(command, { cwd, environment }, answers)
    items.push({ kind: 'command', shown, ...ran })
    settings.tell?.(`${ran.seconds.toFixed(1).padStart(6)} s  ${command}`)
    if (ran.code !== code || sees?.test(ran.output) === false)
      throw new Error(`${command} ended with ${ran.code} instead of ${code}, or lacks ${sees}:\n${ran.output}`)
    return ran.output
  }
  function edit(before: string, after: string): void {
    const file = join(cwd, 'model.yml')
    const text = readFileSync(file, 'utf8')
    const lines = text.split('\n').filter((line) => line.startsWith(before))
    if (lines.length !== 1 || lines[0] === undefined)
      throw new Error(`not one line of model.yml begins with ${before}:\n${text}`)
    writeFileSync(file, text.replace(lines[0], after))
    items.push({ kind: 'edit', file: 'model.yml', before: lines[0], after })
  }
  function enter(name: string): void {
    cwd = join(home, name)
    mkdirSync(cwd, { recursive: true })
  }

  chapter('The command line')
  mkdirSync(home, { recursive: true })
  pack(home)
  say(
    `The package of a release is one file, and brings no other package with it. \`npx ADDRESS\` runs it without installing anything:`,
  )
  await type('npx --yes ./model-actions.tgz --version')
  say('For an hour it is better installed:')
  await type('npm install --global --prefix ~/.local ./model-actions.tgz', { shown: /added/ })
  await type('model-actions --version', { sees: /^\d+\.\d+\.\d+$/m })

  chapter('A list of objects, and its model.yml')
  enter('characters')
  data('characters', 'characters.json')
  say(
    'The names of the characters of Unicode, and of what kind each character is: a JSON list, as some service exports it. Nothing else is in the directory.',
  )
  await type('head -c 240 characters.json')
  say(
    '`init` looks at it and asks what cannot be guessed. Two columns could be the class; and the pretrained model has to come from somewhere. `[…]` is what Enter alone answers.',
  )
  await type('model-actions init', {
    answers: [
      { asks: /Which column is the class\?.*\] $/, answer: 'kind' },
      { asks: /Which pretrained model.*\] $/s, answer: '' },
    ],
    sees: /model\.yml is valid/,
  })
  await type('cat model.yml')
  say('`check` says what a run lacks, and with this model.yml that is the base:')
  await type('model-actions check', { code: 2, sees: /base/ })
  settings.textBase.make(join(cwd, 'base'), join(cwd, 'characters.jsonl'))
  say(settings.textBase.told)
  say('Every release is signed. A key pair, and its password in the environment (`export COSIGN_PASSWORD=…`):')
  await type('model-actions keygen')
  say(
    'Two changes by hand, one of them with a slip of the pen, and a plan for the traffic that fits this hour; by default the steps last a quarter of an hour.',
  )
  edit('  method: full', '  method: full\n  epoch: 2')
  for (const [before, after] of settings.textBase.changes) edit(before, after)
  edit('deploy: {port: 8080}', `deploy: {port: ${port}, ${plan}}`)
  await type('model-actions check', { code: 2, sees: /did you mean "epochs"/ })
  edit('  epoch: 2', '  epochs: 2')
  await type('model-actions check', { sees: /^ok +deploy/m })

  chapter('The first release')
  say(
    `The first stage also sets Python up, once for all models of this machine (PyTorch, transformers, ONNX Runtime; what that costs stands at the end)${settings.jobs === 'own environment' ? '' : ', which was done before here'}:`,
  )
  await type('model-actions prepare', { sees: /prepare: pass/ })
  say('Then everything else, in one command:')
  const first = await type('model-actions all', { sees: /^deploy: pass/m })
  say('The last lines have a request that can be pasted:')
  const [, curl = ''] = /^ask it: (curl .*)$/m.exec(first) ?? []
  await type(curl, { sees: /"outputs"/ })
  say('The same model can be asked without a gateway, here about a character that does not exist:')
  await type('model-actions predict "GREEK SMALL LETTER QOPPA WITH HOOK"', { answers: [], sees: /letter/ })
  await type('model-actions status', { sees: /characters 0\.1\.0 serves/ })
  await type('model-actions report', { sees: /report\.html/ })

  chapter('A second version, under load')
  data('characters', 'characters.json', '--more')
  say(
    'More examples came: `characters.json` is longer now. `model.yml` names the JSON lines that `init` made of it, and `check`, like every run, says that these are no longer the same:',
  )
  await type('model-actions check', { sees: /^ok +data/m })
  await type('rm characters.jsonl && model-actions init --yes', { shown: /^(?:data|written|kept)/ })
  edit('version: 0.1.0', 'version: 0.2.0')
  say(
    `From here on clients ask ${settings.clientsPerSecond} times a second, through the training, the rollout and the rollback. The new version is trained, judged against the one that serves, and gets its share of the requests.`,
  )
  const texts = (JSON.parse(readFileSync(join(cwd, 'characters.json'), 'utf8')) as { Name: string }[]).map(
    ({ Name }) => Name,
  )
  const load = startLoad({
    url: `http://127.0.0.1:${port}`,
    model: 'characters',
    texts,
    connections: 8,
    perSecond: settings.clientsPerSecond,
    canary: 'v0-2-0-',
  })
  try {
    await type('model-actions all', { sees: /^deploy: pass/m })
    await type('model-actions status', { sees: /characters 0\.2\.0 serves/ })
    chapter('Back again')
    say('Something about 0.2.0 is not liked after all:')
    await type('model-actions rollback', { sees: /0\.1\.0 serves/ })
    await type('model-actions status', { sees: /characters 0\.1\.0 serves/ })
    await type('model-actions history', { sees: /rolled-back/ })
  } finally {
    await load.stop()
  }
  const counted = await load.stop()
  say(
    `The clients sent ${counted.sent.toLocaleString('en')} requests, of which ${counted.lost === 0 ? 'none was' : `${counted.lost} were`} lost. Half of them were answered within ${counted.p50Ms} ms, 99 % within ${counted.p99Ms} ms; the machine trained meanwhile.`,
  )
  say('The end of it:')
  await type('model-actions stop', { answers: [{ asks: /Nothing serves it after that\..*\] $/s, answer: 'y' }] })

  chapter('A table of a spreadsheet')
  enter('messages')
  data('messages', 'Meldungen 2024 (export).csv')
  say(
    'Messages of Python’s standard library, and the exception that each is raised with: semicolons, every field in quotes, names of columns with quotes and semicolons of their own.',
  )
  await type("head -n 4 'Meldungen 2024 (export).csv'")
  say('In a script there is nobody to be asked, and the message says what is missing:')
  await type('model-actions init </dev/null', { code: 2, sees: /--label/ })
  await type('cp -r ../characters/base ../characters/cosign.* . && model-actions init --label "Raised as"', {
    sees: /model\.yml is valid/,
  })
  await type('model-actions check', { sees: /^ok +data/m })
  if (settings.whole) {
    await type('model-actions prepare,finetune,evaluate,quantize', { sees: /^quantize: pass/m })
    await type('model-actions predict "expected str, bytes or os.PathLike object, not int"', {
      answers: [],
      sees: /Error/,
    })
  }

  chapter('A tree of images')
  enter('tiles')
  data('tiles', 'pictures')
  say('Tiles of two photographs: a directory for each, below `train` and `test`.')
  await type('ls pictures pictures/* && ls pictures/test/Flower | head -n 3')
  execFileSync(python, [makeImageBase, join(cwd, 'base')], { stdio: 'ignore' })
  say(
    'The base is a vision transformer with random weights for images of 8 × 8 pixels ([make_base.py](../workflows-examples/digits/make_base.py)): two kinds of tiles need no pretrained one.',
  )
  await type('cp ../characters/cosign.* . && model-actions init --yes', { sees: /model\.yml is valid/ })
  await type('model-actions check', { sees: /^ok +data/m })
  if (settings.whole) {
    say('Random weights learn nothing by the small steps that a pretrained model is tuned with:')
    edit('  learning-rate:', '  learning-rate: 1e-3')
    say('INT8 makes a model this small no faster, and its gate asks for that: it is served as it was trained.')
    edit('quantize:', 'quantize:\n  precision: fp32')
    await type('model-actions prepare,finetune,evaluate,quantize', { sees: /^quantize: pass/m })
    await type('model-actions predict "pictures/test/Flower/Tile 03-30.JPG"', { answers: [], sees: /Flower/ })
  }
  return { items, load: counted }
}

/** Ends what a walk left serving, wherever that ended. */
export async function endWalk({ work }: Pick<Settings, 'work'>): Promise<void> {
  const cwd = join(work, 'home/characters')
  const environment = {
    HOME: join(work, 'home'),
    PATH: [join(work, 'home/.local/bin'), process.env['PATH']].join(delimiter),
  }
  if (existsSync(cwd)) await runAs('model-actions stop --yes', { cwd, environment })
}

/** What a machine says of its way to the package indexes; all else of ours is no part of a first hour. */
const ofNetwork = (): Record<string, string | undefined> => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) =>
      /^(?:PIP_|SSL_CERT_|NODE_EXTRA_CA_CERTS$|https?_proxy$|no_proxy$)/i.test(name),
    ),
  ),
  // npm asks nobody: what is installed is the file.
  NPM_CONFIG_OFFLINE: 'true',
  NPM_CONFIG_UPDATE_NOTIFIER: 'false',
  NPM_CONFIG_AUDIT: 'false',
  NPM_CONFIG_FUND: 'false',
})

/** The package of a release, as `npm pack` makes it of dist. */
function pack(into: string): void {
  const said = execFileSync('npm', ['pack', join(root, 'dist'), '--ignore-scripts', '--json', '--offline'], {
    cwd: into,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: into },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [{ filename }] = JSON.parse(said) as [{ filename: string }]
  renameSync(join(into, filename), join(into, 'model-actions.tgz'))
}
