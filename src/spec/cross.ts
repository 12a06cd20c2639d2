import type { z } from 'zod'
import { readBase, readBaseline } from './base.ts'
import type { Finding } from './load.ts'
import type { modelSpecSchema } from './schema.ts'

/*
 * What no key can say alone. Also here: a key that was written and would not be used, as a value is either used or
 * refused, never ignored.
 */

type Checked = z.output<typeof modelSpecSchema>

/** @param raw the document as it was written, without defaults */
export function crossErrors(raw: unknown, spec: Checked): Finding[] {
  const findings: Finding[] = []
  const refuse = (path: string[], message: string) => findings.push({ path, at: 'value', message })

  const base = readBase(spec.base)
  if (typeof base === 'string') refuse(['base'], base)
  const baseline = readBaseline(spec.evaluate.baseline)
  if (typeof baseline === 'string') refuse(['evaluate', 'baseline'], baseline)

  if (written(raw, ['finetune', 'lora']) && spec.finetune.method !== 'lora')
    refuse(['finetune', 'lora'], `is not used with method: ${spec.finetune.method}: write method: lora, or remove it`)
  const unused = spec.task === 'text-classification' ? ['image'] : ['text', 'max-length']
  for (const key of unused)
    if (written(raw, ['data', key])) refuse(['data', key], `is not used with task: ${spec.task}: remove it`)
  const input = spec.task === 'text-classification' ? spec.data.text : spec.data.image
  if (input === spec.data.label)
    refuse(['data', 'label'], `the label and the input are the same column, "${input}": name two columns`)
  if (spec.image['insecure-registry'] && spec.image.layout !== undefined)
    refuse(['image', 'insecure-registry'], 'is not used with a layout: remove it')
  if (spec.deploy.target === 'docker' && spec.image.base === undefined)
    refuse(['deploy', 'target'], 'docker needs an image that runs: set image.base, or write target: process')
  return findings
}

function written(raw: unknown, path: readonly string[]): boolean {
  let value = raw
  for (const part of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return false
    value = (value as Record<string, unknown>)[part]
  }
  return true
}
