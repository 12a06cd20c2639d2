import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import type { OperationId } from './operations.ts'

/*
 * GitHub's own description of its API (an extract, word by word) as a validator: of requests, so that a wrong field fails
 * here as it would there, and of the answers of our stand-in, so that it cannot answer what GitHub never would.
 */

type Json = { [key: string]: unknown }
type Parameter = { name: string; in: string; required?: boolean; schema: Json }
type Content = { [type: string]: { schema?: Json } }
type Operation = {
  operationId: OperationId
  parameters?: (Parameter | { $ref: string })[]
  requestBody?: { content: Content; required?: boolean }
  responses: Record<string, { $ref?: string; content?: Content }>
}
type Description = {
  paths: Record<string, Record<string, Operation>>
  components: Record<string, Record<string, unknown>>
}

const description = JSON.parse(readFileSync(join(import.meta.dirname, 'openapi.generated.json'), 'utf8')) as Description

/** OpenAPI 3.0's `nullable`, as JSON Schema says it; everything else is the same word. */
function asJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asJsonSchema)
  if (value === null || typeof value !== 'object') return value
  const { nullable, example: _example, ...rest } = value as Json
  const plain = Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, asJsonSchema(each)]))
  return nullable === true ? { anyOf: [{ type: 'null' }, plain] } : plain
}

const common = {
  strict: false,
  allErrors: true,
  formats: {
    'date-time': (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text),
    uri: (text: string) => URL.canParse(text),
    email: true,
    int64: true,
    binary: true,
    timestamp: true,
    repo: true,
    'permission-set': true,
    'external-event': true,
  },
} as const
const ajv = new Ajv(common)
ajv.addSchema({ $id: 'github', components: asJsonSchema(description.components) as Json })
const asked = new Ajv({ ...common, coerceTypes: true })

/** References lead into the description, wherever a schema was taken from. */
const rooted = (schema: Json): Json =>
  JSON.parse(JSON.stringify(asJsonSchema(schema)).replaceAll('"#/components', '"github#/components')) as Json

const resolve = <T extends object>(value: T | { $ref: string }): T => {
  if (!('$ref' in value)) return value
  const [, , kind = '', name = ''] = String(value.$ref).split('/')
  return description.components[kind]?.[name] as T
}

const compiled = new Map<string, ValidateFunction>()
function validator(key: string, schema: Json, with_: Ajv = ajv): ValidateFunction {
  const known = compiled.get(key)
  if (known !== undefined) return known
  const made = with_.compile(schema)
  compiled.set(key, made)
  return made
}

const told = (validate: ValidateFunction): string[] =>
  (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '(all)'} ${message}`)

export type Route = { operation: Operation; params: Record<string, string> }

const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    // A ref has slashes of its own.
    pattern: new RegExp(
      `^${path.replaceAll(/\{(\w+)\}/g, (_, name) => `(?<${name}>${name === 'ref' ? '.+' : '[^/]+'})`)}$`,
    ),
    operation,
  })),
)

export function routeOf(method: string, path: string): Route | undefined {
  for (const route of routes) {
    const found = route.method === method ? route.pattern.exec(path) : null
    if (found === null) continue
    const params = Object.entries(found.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)])
    return { operation: route.operation, params: Object.fromEntries(params) as Record<string, string> }
  }
  return undefined
}

/** What GitHub would refuse with 422, and fields and parameters that it would pass over without a word. */
export function requestFaults({ operation, params }: Route, query: Record<string, string>, body: unknown): string[] {
  const parameters = (operation.parameters ?? []).map((each) => resolve<Parameter>(each))
  const given = { ...params, ...query }
  const schema = {
    type: 'object',
    properties: Object.fromEntries(parameters.map((each) => [each.name, each.schema])),
    required: parameters.filter(({ required }) => required === true).map(({ name }) => name),
    additionalProperties: false,
  }
  const validate = validator(`${operation.operationId} parameters`, schema, asked)
  const faults = validate({ ...given }) ? [] : told(validate)
  const json = operation.requestBody?.content['application/json']?.schema
  if (json === undefined || body === undefined)
    return operation.requestBody?.required === true && body === undefined ? [...faults, 'a body is required'] : faults
  const strict = { ...json, ...(json['properties'] === undefined ? {} : { additionalProperties: false }) }
  const validateBody = validator(`${operation.operationId} body`, rooted(strict))
  return validateBody(body) ? faults : [...faults, ...told(validateBody)]
}

/** What of an answer GitHub would not have answered. */
export function answerFaults(operation: Operation, status: number, body: unknown): string[] {
  const described = operation.responses[String(status)]
  // Errors that every operation may have stand at none of them.
  if (described === undefined) return status >= 400 ? [] : [`${operation.operationId} never answers ${status}`]
  const schema = resolve<{ content?: Content }>(described as { $ref: string }).content?.['application/json']?.schema
  if (schema === undefined) return body === undefined || status >= 400 ? [] : ['a body where there is none']
  const validate = validator(`${operation.operationId} ${status}`, rooted(schema))
  return validate(body) ? [] : told(validate).slice(0, 5)
}

/** One of GitHub's own examples, to be filled in. */
export function exampleOf(name: string): Json {
  const { value = undefined } = (description.components['examples']?.[name] ?? {}) as { value?: unknown }
  const one = Array.isArray(value) ? value[0] : value
  return structuredClone(one) as Json
}
