import type { core } from 'zod'
import type { TaskName } from './data/index.ts'
import { elsewhere } from './finetune/elsewhere.ts'
import { nearest, nearestKey, type SchemaNode, schemaAt, tasksWith } from './known-keys.ts'
import type { Finding } from './load.ts'

/** So many unknown keys of one mapping are told: the search for the nearest one costs time. */
const mostKeys = 100

/** Text of a person as part of one line: without control characters, and cut. */
export function shown(text: string, length = 80): string {
  const plain = text.slice(0, length + 1).replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
  return plain.length > length ? `${plain.slice(0, length)}…` : plain
}

/**
 * What the schema found, in words.
 *
 * @param task whose keys are the known ones; undefined where the document has none that is known
 * @param raw the whole document as plain data
 * @param source the text of a plain value as it was written
 */
export function describeIssues(
  issues: readonly core.$ZodIssue[],
  task: TaskName | undefined,
  raw: unknown,
  source: (path: readonly PropertyKey[]) => string | undefined,
): Finding[] {
  return issues.flatMap((issue): Finding[] => {
    const { path } = issue
    if (issue.code === 'unrecognized_keys')
      return issue.keys.slice(0, mostKeys).map((key): Finding => {
        const at: Finding = { path: [...path, key], at: 'key', message: 'unknown key' }
        const told = elsewhere(at.path)
        if (told !== undefined) return { ...at, message: told }
        const others = tasksWith([...path, key])
        if (task !== undefined && others.length > 0)
          return { ...at, message: `is not used with task: ${task}, only with ${others.join(', ')}: remove it` }
        return { ...at, ...near(nearestKey(task, path, key)) }
      })
    const value = valueAt(raw, path)
    if (value === undefined && issue.code !== 'custom')
      return [{ path, at: 'key', message: missing(schemaAt(task, path)) }]
    if (value === null)
      return [{ path, at: 'key', message: `is empty: ${expected(schemaAt(task, path))}, or leave the key out` }]
    switch (issue.code) {
      case 'invalid_type':
        return [
          {
            path,
            at: 'value',
            message: wrongType(issue.expected, value, source(path) ?? String(value), schemaAt(task, path)),
          },
        ]
      case 'invalid_value': {
        const told = elsewhere(path, value)
        if (told !== undefined) return [{ path, at: 'value', message: told }]
        const choices = issue.values.map(String)
        const message = `unknown value ${quote(value)}, expected one of ${choices.join(', ')}`
        return [
          { path, at: 'value', message, ...near(typeof value === 'string' ? nearest(value, choices) : undefined) },
        ]
      }
      case 'too_small':
      case 'too_big':
        return [{ path, at: 'value', message: `${quote(value)} is out of range: ${bound(issue)}` }]
      case 'invalid_key':
        return [{ path, at: 'key', message: issue.issues[0]?.message ?? issue.message }]
      case 'invalid_format':
        return [{ path, at: 'value', message: `${quote(value)}: ${issue.message}` }]
      default: {
        const plain = typeof value === 'string' || typeof value === 'number'
        return [{ path, at: 'value', message: plain ? `${quote(value)}: ${issue.message}` : issue.message }]
      }
    }
  })
}

const near = (found: string | undefined): { nearest?: string } => (found === undefined ? {} : { nearest: found })

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw
  for (const part of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined
    value = (value as Record<PropertyKey, unknown>)[part]
  }
  return value
}

const quote = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(shown(value))
  if (Array.isArray(value)) return `a list of ${value.length}`
  return typeof value === 'object' ? 'a mapping' : String(value)
}

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: '`key: value` lines',
  integer: 'a whole number',
}

function expected(node: SchemaNode | undefined): string {
  if (node?.enum !== undefined) return `expected one of ${node.enum.join(', ')}`
  return `expected ${typeNames[node?.type ?? ''] ?? 'a value'}`
}

function missing(node: SchemaNode | undefined): string {
  const hint = node?.enum === undefined ? node?.description : `one of ${node.enum.join(', ')}`
  return `missing required key${hint === undefined ? '' : `: ${hint.replace(/\.$/, '')}`}`
}

function wrongType(type: string, value: unknown, written: string, node: SchemaNode | undefined): string {
  const read = typeof value === 'object' ? quote(value) : `the ${typeof value} ${shown(written)}`
  const wanted = typeNames[type] ?? type
  if (type === 'string' && typeof value !== 'object' && node?.examples !== undefined)
    return `expected a text such as ${node.examples.join(', ')}, found ${read}: write it with its unit`
  if (type === 'string' && typeof value !== 'object')
    return `expected ${wanted}, found ${read}: put it in quotes, "${shown(written)}"`
  if (type === 'int' && typeof value === 'number') return `expected ${wanted}, found ${shown(written)}`
  if (typeof value === 'string') {
    // `yes` and `on` are texts to YAML 1.2, however they are written.
    const remedies: Record<string, string> = {
      boolean: ': write one of these, without quotes',
      number: ': write it without quotes and unit',
      int: ': write it without quotes and unit',
    }
    return `expected ${wanted}, found the text ${quote(value)}${remedies[type] ?? ''}`
  }
  const keys = type === 'object' ? Object.keys(node?.properties ?? {}) : []
  return `expected ${wanted}${keys.length === 0 ? '' : ` (${keys.join(', ')})`}, found ${read}`
}

function bound(issue: core.$ZodIssueTooSmall | core.$ZodIssueTooBig): string {
  const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : ''
  const inclusive = issue.inclusive ?? true
  if (issue.code === 'too_small') return `expected ${inclusive ? 'at least' : 'more than'} ${issue.minimum}${unit}`
  return `expected ${inclusive ? 'at most' : 'less than'} ${issue.maximum}${unit}`
}
