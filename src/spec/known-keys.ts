import { distance } from 'fastest-levenshtein'
import { z } from 'zod'
import { type TaskName, taskNames } from './data/index.ts'
import { anyTaskSchema, specSchemas } from './schema.ts'

/** The parts of a generated JSON Schema that we read. */
export type SchemaNode = {
  examples?: readonly string[]
  type?: string
  description?: string
  default?: unknown
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, SchemaNode>
  required?: string[]
  items?: SchemaNode
  anyOf?: SchemaNode[]
  additionalProperties?: boolean | SchemaNode
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
}

type WholeSchema = SchemaNode & { allOf?: { if: SchemaNode; then: SchemaNode }[] }

const memo = new Map<TaskName | undefined, SchemaNode>()

/** What a model.yml of this task may hold; of any task where it is undefined. */
function schemaOf(task: TaskName | undefined): SchemaNode {
  const known = memo.get(task)
  if (known !== undefined) return known
  const made = z.toJSONSchema(task === undefined ? anyTaskSchema : specSchemas[task], { io: 'input' }) as SchemaNode
  memo.set(task, made)
  return made
}

/** What `data` may hold, by task. */
export const dataByTask = (): [TaskName, SchemaNode][] =>
  taskNames.map((task) => [task, schemaAt(task, ['data']) ?? {}])

/** JSON Schema (2020-12) of model.yml as a person writes it, from the same schema that validates. */
export const modelJsonSchema = (): WholeSchema => ({
  ...schemaOf(undefined),
  allOf: dataByTask().map(([task, data]) => ({
    if: { properties: { task: { const: task } }, required: ['task'] },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    then: { properties: { data } },
  })),
})

export function schemaAt(task: TaskName | undefined, path: readonly PropertyKey[]): SchemaNode | undefined {
  let node: SchemaNode | undefined = schemaOf(task)
  for (const part of path)
    node = typeof part === 'number' ? node?.items : (own(node?.properties ?? {}, String(part)) ?? eachOf(node))
  return node
}

/** What every value of a mapping is, whose keys are the user's own. */
export const eachOf = (node: SchemaNode | undefined): SchemaNode | undefined =>
  typeof node?.additionalProperties === 'object' && node.additionalProperties.properties !== undefined
    ? node.additionalProperties
    : undefined

/** The tasks that know this key. */
export const tasksWith = (path: readonly PropertyKey[]): TaskName[] =>
  taskNames.filter((task) => schemaAt(task, path) !== undefined)

const own = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

/** The known key that was probably meant: a sibling with about this name, or else the same name elsewhere (dotted). */
export function nearestKey(task: TaskName | undefined, path: readonly PropertyKey[], key: string): string | undefined {
  const siblings = Object.keys(schemaAt(task, path)?.properties ?? {})
  return nearest(key, siblings) ?? allPaths(schemaOf(task)).find((dotted) => dotted.split('.').at(-1) === kebab(key))
}

/** The choice that is nearest to what was written, or undefined where none is near. */
export function nearest(written: string, choices: readonly string[]): string | undefined {
  if (written.length > 60) return undefined
  const plain = kebab(written)
  const ranked = choices
    .map((choice) => ({ choice, edits: distance(plain, choice) }))
    .filter(({ choice, edits }) => edits <= Math.max(1, Math.floor(Math.max(choice.length, plain.length) / 3)))
    .sort((a, b) => a.edits - b.edits)
  return ranked[0]?.choice
}

const kebab = (text: string): string =>
  text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/[_\s]+/g, '-')
    .toLowerCase()

function allPaths(node: SchemaNode, prefix = ''): string[] {
  const entries = Object.entries(node.properties ?? {})
  return [
    ...entries.map(([key]) => prefix + key),
    ...entries.flatMap(([key, child]) => allPaths(child, `${prefix}${key}.`)),
  ]
}
