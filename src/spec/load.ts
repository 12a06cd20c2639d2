import { readFile, stat } from 'node:fs/promises'
import {
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  type ParsedNode,
  parseDocument,
  type Scalar,
  visit,
  type Document as YamlDocument,
} from 'yaml'
import { type Problem, UserError } from '../errors.ts'
import { crossErrors, isOfPredictions, lacksGates, metricErrors, unusedByPredictions } from './cross.ts'
import { type TaskName, taskNames } from './data/index.ts'
import { nearest } from './known-keys.ts'
import { offsetOf, place } from './lines.ts'
import { describeIssues, shown } from './messages.ts'
import {
  anyTaskSchema,
  type CamelKeys,
  type CheckedJudgedSpec,
  type CheckedSpec,
  camelKeys,
  type JudgedSpec,
  judgedSchema,
  type ModelSpec,
  specSchemas,
} from './schema.ts'

/** What is wrong in a spec, without its place: the path that leads to it, and whether the key itself is meant. */
export type Finding = { path: PropertyKey[]; at: 'key' | 'value'; message: string; nearest?: string }

const limitBytes = 1 << 20
/** model.yml has a few dozen values; a file with more wrong than this is not one. */
export const maxErrors = 100

/**
 * Reads, checks and completes a model.yml.
 *
 * @throws UserError with every problem of the file
 */
export const loadSpec = async (file: string): Promise<ModelSpec> => known(parseSpec(await readText(file), file))

/** The same where predictions are judged and nothing else is done: a model.yml that names neither base nor data will do. */
export const loadJudgedSpec = async (file: string): Promise<JudgedSpec> =>
  known(parseJudgedSpec(await readText(file), file))

/** What a model.yml is for: one that names neither base nor data is for judging predictions, and nothing else. */
export type AnySpec = { of: 'model'; spec: ModelSpec } | { of: 'predictions'; spec: JudgedSpec }

export async function loadAnySpec(file: string): Promise<AnySpec> {
  const text = await readText(file)
  return known(
    parse(text, file, (raw, source) =>
      isOfPredictions(raw) ? tagged('predictions', checkJudged(raw, source)) : tagged('model', check(raw, source)),
    ),
  ) as AnySpec
}

const tagged = <Spec>(of: AnySpec['of'], checked: Checked<Spec>): Checked<{ of: AnySpec['of']; spec: Spec }> =>
  'spec' in checked ? { spec: { of, spec: checked.spec } } : checked

function known<Spec>(parsed: Parsed<Spec>): Spec {
  if ('problems' in parsed) throw new UserError(parsed.problems)
  return parsed.spec
}

/** The text of a model.yml. @throws UserError where there is none to read */
export async function readText(file: string): Promise<string> {
  const fail = (what: string, cause?: unknown): never => {
    throw new UserError(what, { place: { file }, cause })
  }
  const entry = await stat(file).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' || error.code === 'ENOTDIR'
      ? fail('there is no such file: write a model.yml, or name yours', error)
      : fail(`cannot be read (${error.code}): check its permissions`, error),
  )
  if (entry.isDirectory()) fail('is a directory: name the model.yml in it')
  if (!entry.isFile()) fail('is not a regular file: name a model.yml')
  if (entry.size > limitBytes)
    fail(`has ${entry.size} bytes, and a model spec has at most ${limitBytes}: keep data and notes elsewhere`)
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) =>
    fail(`cannot be read (${error.code}): check its permissions`, error),
  )
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    return fail('is not UTF-8: save it with that encoding', error)
  }
}

/**
 * A spec from the text of a model.yml (YAML 1.2), with its defaults, or everything that is wrong with it in the order
 * of the file. Pure: no file is read.
 */
export const parseSpec = (text: string, file: string): Parsed<ModelSpec> => parse(text, file, check)

export const parseJudgedSpec = (text: string, file: string): Parsed<JudgedSpec> => parse(text, file, checkJudged)

export type Parsed<Spec> = { spec: Spec } | { problems: [Problem, ...Problem[]] }
export type Checked<Spec> = { spec: Spec } | { findings: Finding[] }
export type SourceOf = (path: readonly PropertyKey[]) => string | undefined

/** @param check what the document is held against, once it is one that a model.yml may be */
export function parse<Spec>(
  text: string,
  file: string,
  check: (raw: unknown, source: SourceOf) => Checked<Spec>,
): Parsed<CamelKeys<Spec>> {
  const lines = new LineCounter()
  const fail = (what: string, offset = 0): { problems: [Problem] } => ({
    problems: [{ what, place: { file, line: place(lines, offset).line } }],
  })
  if (Buffer.byteLength(text) > limitBytes) return fail(`a model spec has at most ${limitBytes} bytes`)
  let document: YamlDocument.Parsed
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      version: '1.2',
      // The library's own check compares each key with every other one: ours is firstRepeatedKey.
      uniqueKeys: false,
      merge: false,
      resolveKnownTags: false,
      prettyErrors: false,
    })
  } catch (error) {
    if (error instanceof RangeError) return fail('the values are nested too deeply')
    throw error
  }
  const syntax = document.errors[0] ?? document.warnings[0]
  if (syntax !== undefined) return fail(syntaxMessage(syntax.code, syntax.message), syntax.pos[0])
  const directive = document.directives?.yaml
  if (directive?.explicit === true && directive.version !== '1.2')
    return fail('a model spec is YAML 1.2: remove the %YAML line')
  const anchor = firstAlias(document)
  if (anchor !== undefined)
    return fail('anchors and aliases (&name, *name) are not allowed: write the value out', anchor)
  const complexKey = firstComplexKey(document)
  if (complexKey !== undefined) return fail('a key must be a plain word', complexKey)
  const repeatedKey = firstRepeatedKey(document)
  if (repeatedKey !== undefined) return fail('the key stands here for the second time: keep one', repeatedKey)
  const contents = document.contents
  if (contents === null || (isScalar(contents) && contents.value === null))
    return fail(
      'the file is empty: a model spec needs at least name, version, task, base and data, and for predictions alone the first three',
    )
  if (!isMap(contents)) return fail('expected `key: value` lines at the top of the file')

  const raw: unknown = document.toJS({ maxAliasCount: 0 })
  const source: SourceOf = (path) => sourceOf(document, path)
  const checked = check(raw, source)
  if ('spec' in checked) return { spec: camelKeys(checked.spec) }
  const [first, ...more] = checked.findings
    .map((finding) => ({ ...finding, ...place(lines, offsetOf(document, finding.path, finding.at)) }))
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map(({ path, message, nearest, line }): Problem => {
      const key = dotted(path)
      const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`
      return { what: `${message}${hint}`, place: { file, line, ...(key === '' ? {} : { key }) } }
    })
  if (first === undefined) throw new Error('a spec was refused without a reason')
  return { problems: [first, ...more] }
}

/** By the schema of its task; where the task is misspelt, by that of the nearest one, so that all else is told too. */
export function check(raw: unknown, source: SourceOf): Checked<CheckedSpec> {
  const task = anyTaskSchema.shape.task.safeParse((raw as { task?: unknown }).task)
  const written = source(['task'])
  const meant = task.success ? task.data : (nearest(written ?? '', taskNames) as TaskName | undefined)
  const document = task.success || meant === undefined ? raw : { ...(raw as object), task: meant }
  const checked = (meant === undefined ? anyTaskSchema : specSchemas[meant]).safeParse(document)
  const wrongTask =
    task.success || meant === undefined
      ? []
      : task.error.issues.map((issue) => ({ ...issue, path: ['task', ...issue.path] }))
  const issues = [...wrongTask, ...(checked.error?.issues ?? [])].slice(0, maxErrors)
  const findings = describeIssues(issues, meant, raw, source)
  if (checked.success && findings.length === 0) {
    const spec = checked.data as CheckedSpec
    findings.push(...crossErrors(raw, spec))
    if (lacksGates(raw, spec)) findings.push(noGates(spec))
    if (findings.length === 0) return { spec }
  }
  return { findings: findings.slice(0, maxErrors) }
}

function checkJudged(raw: unknown, source: SourceOf): Checked<CheckedJudgedSpec> {
  const checked = judgedSchema.safeParse(raw)
  const findings = checked.success
    ? lacksGates(raw, checked.data)
      ? [noGates(checked.data)]
      : metricErrors(checked.data)
    : describeIssues(checked.error.issues.slice(0, maxErrors), undefined, raw, source)
  if (isOfPredictions(raw)) findings.push(...unusedByPredictions(raw))
  return checked.success && findings.length === 0 ? { spec: checked.data } : { findings: findings.slice(0, maxErrors) }
}

const noGates = ({ task }: Pick<CheckedJudgedSpec, 'task'>): Finding => ({
  path: ['task'],
  at: 'value',
  message: `${task} has no gate of its own: say what may be lost, such as evaluate: {gates: [{metric: exact_match, margin: 0.02}]}`,
})

function syntaxMessage(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'a second document begins here: a model spec is one document'
  if (code === 'RESOURCE_EXHAUSTION') return 'the values are nested too deeply'
  if (code === 'TAG_RESOLVE_FAILED') return 'tags (!name) are not allowed: write the value without it'
  return `not valid YAML: ${shown(message)}`
}

function firstAlias(document: YamlDocument.Parsed): number | undefined {
  let offset: number | undefined
  visit(document, {
    Node(_, node) {
      if (!isAlias(node) && (node as { anchor?: string }).anchor === undefined) return undefined
      offset = node.range?.[0] ?? 0
      return visit.BREAK
    },
  })
  return offset
}

function firstComplexKey(document: YamlDocument.Parsed): number | undefined {
  let offset: number | undefined
  visit(document, {
    Pair(_, pair) {
      if (isScalar(pair.key)) return undefined
      offset = (pair.key as ParsedNode | null)?.range?.[0] ?? 0
      return visit.BREAK
    },
  })
  return offset
}

/** Keys are compared as JavaScript will: 1 and "1" are the same one. All of them are plain. */
function firstRepeatedKey(document: YamlDocument.Parsed): number | undefined {
  let offset: number | undefined
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>()
      for (const { key } of map.items as { key: Scalar }[]) {
        const name = String(key.value)
        if (seen.has(name)) {
          offset = key.range?.[0] ?? 0
          return visit.BREAK
        }
        seen.add(name)
      }
      return undefined
    },
  })
  return offset
}

const dotted = (path: readonly PropertyKey[]): string =>
  path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${shown(String(part))}`))
    .join('')

/** The text of a plain value as the person wrote it: `1.0`, where the value is the number 1. */
function sourceOf(document: YamlDocument.Parsed, path: readonly PropertyKey[]): string | undefined {
  const node = document.getIn(path, true)
  return isScalar(node) ? node.source : undefined
}
