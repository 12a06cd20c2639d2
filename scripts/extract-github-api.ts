import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { operations } from '../test/support/github/operations.ts'

/*
 * The part of GitHub's OpenAPI description that the tests validate with, word by word: the operations that our code calls
 * and all that they refer to. `npm pack @octokit/openapi@23.0.2`, unpack it, and name its directory `generated`.
 */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Described = {
  info: { version: string }
  paths: Record<string, Record<string, { operationId?: string }>>
}

const [directory] = process.argv.slice(2)
if (directory === undefined) throw new Error('usage: node scripts/extract-github-api.ts DIRECTORY')
const whole = JSON.parse(readFileSync(join(directory, 'api.github.com.json'), 'utf8')) as Described & {
  [key: string]: Json
}

const wanted = new Set<string>(operations)
const paths: Record<string, Record<string, Json>> = {}
for (const [path, methods] of Object.entries(whole.paths))
  for (const [method, operation] of Object.entries(methods))
    if (operation.operationId !== undefined && wanted.delete(operation.operationId))
      paths[path] = { ...paths[path], [method]: operation as Json }
if (wanted.size > 0) throw new Error(`no such operations: ${[...wanted].join(', ')}`)

const components: Record<string, Record<string, Json>> = {}
function collect(value: Json): void {
  if (Array.isArray(value)) for (const each of value) collect(each)
  else if (value !== null && typeof value === 'object')
    for (const [key, each] of Object.entries(value))
      if (key === '$ref' && typeof each === 'string') take(each)
      else collect(each)
}
function take(reference: string): void {
  const [, , kind = '', name = ''] = reference.split('/')
  const all = (whole['components'] as Record<string, Record<string, Json>>)[kind]
  if (all?.[name] === undefined) throw new Error(`${reference} leads nowhere`)
  if (components[kind]?.[name] !== undefined) return
  components[kind] = { ...components[kind], [name]: all[name] }
  collect(all[name])
}
collect(paths)

/** A line for each operation and component, so that a change can be read. */
const lines = (parts: Record<string, Record<string, Json>>): string =>
  Object.entries(parts)
    .map(([name, entries]) => {
      const inner = Object.entries(entries).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      return `${JSON.stringify(name)}: {\n${inner.join(',\n')}\n}`
    })
    .join(',\n')
const head = {
  'x-extracted-from': `@octokit/openapi ${whole.info.version}, generated/api.github.com.json (MIT)`,
  openapi: whole['openapi'] ?? '',
  info: whole.info as Json,
}
const text = `{\n${Object.entries(head)
  .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)},\n`)
  .join('')}"paths": {\n${lines(paths)}\n},\n"components": {\n${lines(components)}\n}\n}\n`
JSON.parse(text)
writeFileSync(join(import.meta.dirname, '../test/support/github/openapi.generated.json'), text)
