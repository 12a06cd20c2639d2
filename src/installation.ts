import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
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

/** Directory that holds the Python package `model_runtime` and its `requirements/`. */
export const runtimeDirectory = (): string =>
  bundled === undefined ? first([join(source ?? '', '../docker/runtime')]) : first([join(bundled, 'runtime')])

/** Directory with the Dockerfiles of our own images. */
export const dockerDirectory = (): string =>
  bundled === undefined
    ? first([join(source ?? '', '../docker')])
    : first([join(bundled, 'docker'), join(bundled, '../docker')])

/** The program beside the proxy, as an argument for this Node. */
export const agentProgram = (): string =>
  bundled === undefined
    ? first([join(source ?? '', 'gateway/agent/main.ts')])
    : first([join(bundled, 'gateway-agent.js')])

/** `src/` of a checkout, or the file of dist in which the build wrote what it read of `src/`. */
export const gateCode = (): { kind: 'source'; directory: string } | { kind: 'dist'; file: string } =>
  bundled === undefined
    ? { kind: 'source', directory: first([source ?? '']) }
    : { kind: 'dist', file: first([join(bundled, gateCodeFile)]) }

export const gateCodeFile = 'gate-code.json'
