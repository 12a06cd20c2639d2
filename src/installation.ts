import { existsSync, readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

declare global {
  /** Set by the small entry files of dist before they load the bundle, whose own idea of its place cannot be trusted. */
  var modelActionsDist: string | undefined
}

const bundled = globalThis.modelActionsDist
const source = bundled === undefined ? dirname(fileURLToPath(import.meta.url)) : undefined

function first(candidates: string[]): string {
  const found = candidates.find((candidate) => existsSync(candidate))
  if (found === undefined) throw new Error(`the installation is incomplete: none of ${candidates.join(', ')} exists`)
  return found
}

/** Of this toolkit. */
export function ownVersion(): string {
  const file = first(bundled === undefined ? [join(source ?? '', '../package.json')] : [join(bundled, 'package.json')])
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

/** Directory that holds the Python package `model_runtime` and its `requirements/`. */
export const runtimeDirectory = (): string =>
  bundled === undefined ? first([join(source ?? '', '../docker/runtime')]) : first([join(bundled, 'runtime')])

/** Directory with the Dockerfiles of our own images. */
export const dockerDirectory = (): string =>
  bundled === undefined
    ? first([join(source ?? '', '../docker')])
    : first([join(bundled, 'docker'), join(bundled, '../docker')])

/**
 * The program beside the proxy: its entry and every file of ours that it needs at run time, relative to `directory`. Wherever
 * they are copied to, a package.json of `{"type":"module"}` belongs beside them.
 */
export async function agentFiles(): Promise<{ directory: string; names: string[]; entry: string }> {
  if (bundled !== undefined) {
    // Which chunks of the bundle it loads is known to the bundle alone.
    const entry = basename(first([join(bundled, 'gateway-agent.js')]))
    const chunks = (await readdir(join(bundled, 'bundle'))).filter((name) => name.endsWith('.js')).sort()
    return { directory: bundled, names: [entry, ...chunks.map((name) => `bundle/${name}`)], entry }
  }
  const directory = source ?? ''
  const entry = first([join(directory, 'gateway/agent/main.ts')])
  return { directory, names: await importedBy(directory, entry), entry: relative(directory, entry) }
}

/** A source file and those of ours that it needs at run time, relative to `directory`: a change elsewhere is no change of it. */
async function importedBy(directory: string, program: string): Promise<string[]> {
  const found = new Set([program])
  for (const file of found) {
    const text = await readFile(file, 'utf8')
    const imports = /(?:^(?:import|export) (?!type\b)(?:[\w$*{},\s]*? from )?|\bimport\()'(\.[^']+)'/gm
    for (const [, name = ''] of text.matchAll(imports)) found.add(join(dirname(file), name))
  }
  return [...found].map((file) => relative(directory, file)).sort()
}

/** `src/` of a checkout, or the file of dist in which the build wrote what it read of `src/`. */
export const gateCode = (): { kind: 'source'; directory: string } | { kind: 'dist'; file: string } =>
  bundled === undefined
    ? { kind: 'source', directory: first([source ?? '']) }
    : { kind: 'dist', file: first([join(bundled, gateCodeFile)]) }

export const gateCodeFile = 'gate-code.json'
