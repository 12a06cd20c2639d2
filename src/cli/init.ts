import { realpath, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, extname, isAbsolute, join, parse, relative, resolve } from 'node:path'
import { UserError } from '../errors.ts'
import { isThere } from '../files.ts'
import { baseDirectory, baseGuess, filesOver, positionsOf, suggestedBase, weightsBytesOf } from '../init/base.ts'
import { type Choice, columnsOf, groupOf, inputOf, labelOf, sliceOf, whyNoLabel } from '../init/columns.ts'
import { type Facts, factsOf, rowsWith } from '../init/facts.ts'
import { findSources, mapSides, unreadableIn } from '../init/find.ts'
import {
  epochsFor,
  gatesFor,
  githubRepository,
  learningRateFor,
  lengthFor,
  type Plan,
  remarksOn,
  type Task,
  testShare,
} from '../init/plan.ts'
import { type Part, readSource } from '../init/read.ts'
import { foundText, githubLimitBytes, nextSteps } from '../init/told.ts'
import type { BySide, Guess, Source } from '../init/types.ts'
import { workflowsFor } from '../init/workflows.ts'
import { addLines, convert, place, type Written } from '../init/write.ts'
import { refuseWritten } from '../init/written.ts'
import { specText } from '../init/yml.ts'
import { withoutControls } from '../platform/text.ts'
import { askTool } from '../platform/tools.ts'
import { countText, oneLine } from '../report/text.ts'
import { readBase } from '../spec/base.ts'
import { nearest } from '../spec/known-keys.ts'
import { boundsOf, resolveInside } from '../spec/paths.ts'
import { checkSpec } from './commands.ts'
import { keyPassword, makeKeys } from './keys.ts'
import type { World } from './program.ts'

/* `init`: from data to a model.yml that is valid, its workflows, and what git must not see. All that is looked at is looked at before anything is written. */

export type InitOptions = {
  base?: string
  name?: string
  text?: string
  image?: string
  label?: string
  keys: boolean
  passwordFile?: string
  yes: boolean
  force: boolean
}

const specFile = 'model.yml'

export async function init(data: string | undefined, options: InitOptions, world: World): Promise<void> {
  const parts = await readSource(await sourceOf(data ?? '.', options, world))
  await mustBeInside(parts)
  const { plan, facts, remarks } = await planOf(parts, options, world)
  world.stdout.write(foundText(plan, facts, remarks))
  const password = await passwordFor(options, world)
  const inLfs = await liesInLfs(plan.base.value)
  const written = await write(plan, parts, { ...options, password, inLfs }, world)
  for (const { path, what } of written)
    world.stdout.write(
      `${what}: ${path}${what === 'kept' && !options.force ? ' (is there; --force writes it anew)' : ''}\n`,
    )
  await checkSpec(specFile, world)
  const tooLarge = await filesOver(githubLimitBytes, plan.base.value)
  world.stdout.write(nextSteps(plan.base, { hasKey: await isThere('cosign.key'), inLfs, tooLarge }))
}

/** Where data of everything lie, and each is looked into: what `init` found there would be none of the model's. */
async function refuseWide(path: string): Promise<void> {
  const [at, home] = await Promise.all([resolve(path), homedir()].map((one) => realpath(one).catch(() => one)))
  const which =
    at === parse(resolve(path)).root ? 'the root of the disk' : at === home ? 'your home directory' : undefined
  if (which !== undefined)
    throw new UserError(
      `${path === '.' ? 'this' : path} is ${which}: run \`model-actions init\` in a directory of the model's own, beside its examples, or name their file or directory`,
      { place: { key: 'argument DATA' } },
    )
}

async function sourceOf(path: string, options: InitOptions, world: World): Promise<Source> {
  await refuseWide(path)
  const found = await findSources(path, { anew: options.force })
  const shown = found.map((source) =>
    shownPath(source.kind === 'table' ? source.files.train : source.directories.train),
  )
  const [only] = found
  const unreadable = only === undefined ? await unreadableIn(path) : undefined
  if (only === undefined)
    throw new UserError(
      `${path === '.' ? 'this directory' : path} has no examples, neither here nor in data/${unreadable === undefined ? '' : ` (${oneLine(unreadable, 200)})`}: name a CSV, TSV, JSONL, JSON or Parquet file, or a directory with a directory of PNG or JPEG images for each class`,
      { place: { key: 'argument DATA' }, exit: 'data' },
    )
  if (found.length === 1) return only
  const named = await asked(
    { question: 'Which are the examples?', among: shown, remedy: 'argument DATA' },
    options,
    world,
  )
  return found[shown.indexOf(named)] ?? only
}

const shownPath = (path: string): string => relative('.', resolve(path)) || '.'

async function mustBeInside(parts: BySide<Part>): Promise<void> {
  const bounds = await boundsOf(specFile)
  for (const { file } of Object.values(parts)) {
    if (withoutControls(file) !== file)
      throw new UserError(`${JSON.stringify(file)} has a name that cannot be shown in a line: rename it`, {
        place: { key: 'argument DATA' },
      })
    await resolveInside(bounds, isAbsolute(file) ? shownPath(file) : file, { key: 'argument DATA' })
  }
}

type Question = { question: string; among: readonly string[]; remedy: string; because?: string }

/** Something that only a person knows. @throws UserError where there is none to ask, with the option that says it */
async function asked(
  { question, among, remedy, because }: Question,
  { yes }: InitOptions,
  { ask }: World,
): Promise<string> {
  const list = among.map((one) => oneLine(one, 100)).join(', ')
  if (ask === undefined || yes)
    throw new UserError(
      `${because ?? 'cannot be guessed'}, and nobody ${yes ? 'is to be' : 'can be'} asked here: say which of ${list}`,
      { place: { key: remedy } },
    )
  for (;;) {
    const answer = (await ask(`${question} (${list})`, among[0])).trim()
    if (among.includes(answer)) return answer
    const near = nearest(answer, among)
    if (near !== undefined && near.toLowerCase() === answer.toLowerCase()) return near
  }
}

type Planned = { plan: Plan; facts: Facts; remarks: string[] }

async function planOf(parts: BySide<Part>, options: InitOptions, world: World): Promise<Planned> {
  const { sample } = parts.train
  const columns = columnsOf(sample)
  const rows = sample.rows.length
  if (rows === 0)
    throw new UserError('has no examples: name a file that has some', {
      place: { file: foundAs(parts.train) },
      exit: 'data',
    })
  if (options.label === undefined) refuseWritten(sample.columns, { file: foundAs(parts.train) })
  const given = options.image ?? options.text
  const guess = inputOf(columns)
  const task: Task =
    options.image !== undefined
      ? 'image-classification'
      : options.text !== undefined
        ? 'text-classification'
        : guess.task
  const flag = task === 'text-classification' ? '--text' : '--image'
  const role = { task, columns: sample.columns, options, world }
  const input = await columnOf(given, guess.column, {
    ...role,
    flag,
    question: 'Which column is the input?',
    unfit: unfit['--text'],
  })
  const label = await columnOf(options.label, labelOf(columns, input.value, rows), {
    ...role,
    flag: '--label',
    question: 'Which column is the class?',
    unfit: whyNoLabel(columns, input.value, rows) ?? unfit['--label'],
  })
  if (input.value === label.value)
    throw new UserError(`${label.value} is the input already: name another column`, { place: { key: '--label' } })
  const facts = factsOf(sample, { input: input.value, label: label.value })
  if (
    given === undefined &&
    options.label === undefined &&
    isTable(foundAs(parts.train)) &&
    facts.classes.has(label.value)
  )
    throw new UserError(
      `its first line looks like an example, and not like names of columns (${JSON.stringify(label.value)} is a class too): write names above it, such as text,label, or say which columns are meant by --text and --label`,
      { place: { file: foundAs(parts.train), line: 1 }, exit: 'data' },
    )
  if (facts.classes.size < 2)
    throw new UserError(
      `column ${JSON.stringify(label.value)} has ${facts.classes.size === 0 ? 'no class' : 'one class only'}: a classifier needs examples of at least two; name another column by --label`,
      { place: { file: parts.train.file }, exit: 'data' },
    )
  const taken = [input.value, label.value]
  const group = parts.test === undefined || parts.validation === undefined ? groupOf(columns, taken, rows) : undefined
  const slice = sliceOf(columns, taken)
  const share = testShare(facts.usable)
  const tests = parts.test?.sample.rows.length ?? Math.round(facts.usable * share.value)
  const epochs = epochsFor(facts.usable)
  const suggested = suggestedBase(task, sample.rows, input.value)
  const base = await baseOf(suggested, options, world)
  const repository = githubRepository(await askTool('git', ['remote', 'get-url', 'origin']))
  const files = mapSides(parts, ({ file }) => shownPath(file))
  const positions = await positionsOf(base.value)
  const comes = base.value === baseDirectory ? suggested.weightsBytes : undefined
  const learningRate = learningRateFor((await weightsBytesOf(base.value)) ?? comes)
  const plan: Plan = {
    name: nameOf(options.name),
    task: {
      value: task,
      why: `${facts.classes.size} classes${task === 'text-classification' ? ', of texts' : ', of images'}`,
    },
    base,
    files: {
      value: files,
      why: `${countText(facts.rows)} rows${parts.train.made === undefined ? '' : `, made from ${madeFrom(parts.train)}`}`,
    },
    input,
    label,
    ...(task === 'text-classification' ? { maxLength: lengthFor(facts.tokens, positions) } : {}),
    ...(parts.test === undefined || parts.validation === undefined
      ? {
          split: {
            ...(parts.test === undefined ? { test: share } : {}),
            stratify: { value: label.value, why: 'each side has its share of each class' },
            ...(group === undefined
              ? {}
              : { group: { value: group, why: 'examples of one value stay on one side, as they may be alike' } }),
          },
        }
      : {}),
    ...(epochs === undefined ? {} : { epochs }),
    ...(learningRate === undefined ? {} : { learningRate }),
    gates: gatesFor(facts, tests),
    ...(slice === undefined ? {} : { slice: { value: slice, why: 'the report tells these apart' } }),
    ...(repository === undefined ? {} : { repository }),
  }
  return {
    plan,
    facts,
    remarks: [...remarksOn(facts, task, { at: files.train, positions }), ...remarksOnSides(parts, plan)],
  }
}

const foundAs = ({ made, file }: Part): string => (made !== undefined && 'from' in made ? made.from.file : file)

/** A file whose first line are names of columns. */
const isTable = (file: string): boolean => ['.csv', '.tsv'].includes(extname(file).toLowerCase())

const madeFrom = ({ made, file }: Part): string =>
  made !== undefined && 'from' in made ? basename(made.from.file) : `the directories of ${basename(file, '.jsonl')}`

/** Columns and classes that one side has and training lacks. */
function remarksOnSides(parts: BySide<Part>, { input, label }: Plan): string[] {
  const trained = rowsWith(parts.train.sample.rows, label.value)
  return (['test', 'validation'] as const).flatMap((side) => {
    const part = parts[side]
    if (part === undefined) return []
    const missing = [input.value, label.value].filter((name) => !part.sample.columns.includes(name))
    const unknown = [...rowsWith(part.sample.rows, label.value)].filter((name) => !trained.has(name))
    return [
      ...missing.map((name) => `${part.file} has no column ${JSON.stringify(name)}: prepare refuses that`),
      ...(unknown.length > 0
        ? [`${part.file} has classes that nothing trains (${unknown.slice(0, 3).join(', ')}): prepare refuses that`]
        : []),
    ]
  })
}

type Role = {
  columns: readonly string[]
  flag: string
  question: string
  /** Why no column is likely. */
  unfit: string
  options: InitOptions
  world: World
}

async function columnOf(given: string | undefined, choice: Choice, role: Role): Promise<Guess<string>> {
  const { columns, flag, options, world } = role
  if (given !== undefined) {
    if (columns.includes(given)) return { value: given, why: `by ${flag}` }
    const near = nearest(given, columns)
    throw new UserError(
      `there is no column ${JSON.stringify(given)}${near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`}: there are ${columns
        .map((one) => oneLine(one, 60))
        .slice(0, 20)
        .join(', ')}`,
      { place: { key: flag } },
    )
  }
  if (choice.kind === 'sure') return { value: choice.column, why: choice.why }
  const [best] = choice.among
  if (best !== undefined && options.yes)
    return { value: best, why: `likelier than ${choice.among.slice(1, 3).join(' and ')}: look whether it is` }
  const fits = choice.among.length > 0
  const question = fits ? {} : { because: role.unfit }
  const value = await asked(
    { question: role.question, among: fits ? choice.among : columns, remedy: `${flag} COLUMN`, ...question },
    options,
    world,
  )
  return { value, why: 'as you said' }
}

/** Why no column is likely, by the option that names one all the same. */
const unfit = {
  '--label':
    'no column has words or whole numbers of which each stands in several rows, as classes do (predicting a number is no task here)',
  '--text': 'no column has texts that differ, or names of PNG or JPEG files',
} as const

function nameOf(given: string | undefined): Guess<string> {
  if (given !== undefined) {
    if (/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(given) && given.length <= 100) return { value: given, why: 'by --name' }
    throw new UserError('expected lower-case letters and digits, with single . _ - between them', {
      place: { key: '--name' },
    })
  }
  const plain = basename(resolve('.'))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  return { value: plain === '' ? 'model' : plain, why: 'of this directory' }
}

async function baseOf(
  suggested: ReturnType<typeof suggestedBase>,
  options: InitOptions,
  world: World,
): Promise<Guess<string>> {
  const { base, yes } = options
  if (base !== undefined) return { value: await knownBase(base, '--base'), why: 'by --base' }
  if (await isThere(join(baseDirectory, 'config.json')))
    return { value: baseDirectory, why: 'the model that lies here' }
  if (yes) return baseGuess(suggested)
  if (world.ask === undefined)
    throw new UserError(
      `which pretrained model to begin with cannot be guessed, and nobody can be asked here: name a directory (./base) or a hub id with its revision; --yes takes ./base, for ${suggested.id}`,
      { place: { key: '--base' } },
    )
  const answer = await world.ask(
    `Which pretrained model to begin with: a directory, or org/model@revision? (${baseDirectory} for ${suggested.id}: ${suggested.why})`,
    baseDirectory,
  )
  return answer === baseDirectory
    ? baseGuess(suggested)
    : { value: await knownBase(answer, 'base'), why: 'as you said' }
}

async function knownBase(text: string, key: string): Promise<string> {
  const isDirectory = await stat(text).then(
    (facts) => facts.isDirectory(),
    () => false,
  )
  const value = isDirectory ? `./${shownPath(text)}` : text
  const read = readBase(value)
  if (typeof read === 'string') throw new UserError(read, { place: { key } })
  return value
}

const liesInLfs = async (base: string): Promise<boolean> =>
  base.startsWith('.') &&
  / lfs$/.test((await askTool('git', ['check-attr', 'filter', '--', join(base, 'model.safetensors')])) ?? '')

/** Of the keys that are to be made: none is made over another one. */
async function passwordFor(options: InitOptions, world: World): Promise<string | undefined> {
  if (!options.keys || (await isThere('cosign.key'))) return undefined
  const { askSecret, ...unasked } = world
  const asks = options.yes || askSecret === undefined ? unasked : { ...unasked, askSecret }
  const command = options.yes ? 'with --yes nobody is asked, and init --keys' : 'init --keys'
  return keyPassword({ command, passwordFile: options.passwordFile }, asks)
}

async function write(
  plan: Plan,
  parts: BySide<Part>,
  { force, password, inLfs }: { force: boolean; password: string | undefined; inLfs: boolean },
  world: World,
): Promise<Written[]> {
  const { directory, root } = await boundsOf(specFile)
  // Before any key is there, which must not get into git; the key itself is last, as none is made twice.
  const ignored = await addLines('.gitignore', ['*.key', '.model-actions/'])
  // One that says it already is nothing to tell.
  const written: Written[] = ignored.what === 'kept' ? [] : [ignored]
  for (const { made, file } of Object.values(parts)) {
    if (made === undefined) continue
    const path = shownPath(file)
    if ('from' in made) written.push(await convert(made.from, path, force))
    else written.push(await place(path, made.rows.map((row) => `${JSON.stringify(row)}\n`).join(''), force))
  }
  written.push(await place(specFile, specText(plan), force))
  const workflows = relative(directory, join(root, '.github/workflows'))
  for (const { name, text } of workflowsFor(plan.name.value, { at: relative(root, directory), inLfs }))
    written.push(await place(join(workflows, name), text, force))
  if (password !== undefined) await makeKeys({ prefix: 'cosign', password }, world)
  return written
}
