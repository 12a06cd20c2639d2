import semver from 'semver'
import { z } from 'zod'
import { type Digest, isDigest } from '../../digest.ts'
import type { Finding } from '../load.ts'
import type { CheckedSpec } from '../schema.ts'
import { hasClasses } from '../writing.ts'
import { written } from '../written.ts'

/* From which weights a tuning starts, and on which examples it goes on. */

export const originKeys = {
  from: z.string().optional().meta({
    description:
      'What training begins with in the place of `base`: the model behind `release:latest` or `release:1.2.0`, or the fine-tuned model of a result (`sha256:…`). Without any release yet, `release:latest` begins with `base`, and says so.',
  }),
  data: z.enum(['all', 'new']).default('all').meta({
    description:
      'With `from`: `new` trains only on examples that were not in the data of that model with their label or answer; `all` trains on them all.',
  }),
} satisfies z.ZodRawShape

/** `evaluate.forgetting`: of a model that goes on from another one. */
export const forgetting = z
  .strictObject({
    margin: z.number().gt(0).optional().meta({
      description:
        'What may be lost on the examples that the model before was tested on, in the unit of the first gate that is a metric of the task. Default: the margin of that gate.',
    }),
    'on-fail': z.enum(['fail', 'warn']).default('fail').meta({
      description: 'Whether forgetting counts as a gate, or is only shown.',
    }),
  })
  .prefault({})
  .meta({
    description:
      'With `finetune.from`: candidate and model before both answer the test of the model before, which neither was trained on.',
  })

export type OriginReference = { kind: 'release'; version: string } | { kind: 'result'; digest: Digest }

/** `finetune.from`, or why it is none. */
export function readOrigin(text: string): OriginReference | string {
  if (isDigest(text)) return { kind: 'result', digest: text }
  const version = text.startsWith('release:') ? text.slice('release:'.length) : undefined
  if (version === 'latest' || (version !== undefined && semver.valid(version) === version))
    return { kind: 'release', version }
  return `${JSON.stringify(text.slice(0, 100))} is nothing to start from: write release:latest, release: and a version such as release:1.2.0, or the digest of a result of finetune (sha256: and 64 hex digits)`
}

const withoutFrom = [
  ['finetune', 'data'],
  ['evaluate', 'forgetting'],
]

/** What `from` cannot be written with, and what is not used without it. */
export function originErrors(raw: unknown, { task, finetune }: CheckedSpec): Finding[] {
  const refuse = (path: string[], message: string): Finding => ({ path: ['finetune', ...path], at: 'value', message })
  const { from, method, lora, qlora } = finetune
  if (from === undefined)
    return withoutFrom
      .filter((path) => written(raw, path))
      .map((path) => ({
        path,
        at: 'value',
        message: 'is not used without finetune.from: name the model to go on from, or remove it',
      }))
  const origin = readOrigin(from)
  if (typeof origin === 'string') return [refuse(['from'], origin)]
  const findings: Finding[] = []
  if (origin.kind === 'release' && !hasClasses(task))
    findings.push(
      refuse(['from'], `there are no releases with task: ${task}: write the digest of a result of finetune (sha256:…)`),
    )
  // An adapter belongs on a base that somebody has, and not on what a result holds.
  if (method === 'adapter' || method === 'prefix' || method === 'prompt')
    findings.push(
      refuse(
        ['method'],
        `${method} leaves a model beside its base, and with from it would belong on a result: write full, lora or qlora, or remove from`,
      ),
    )
  for (const [name, { merge }] of Object.entries({ lora, qlora }))
    if (method === name && !merge)
      findings.push(
        refuse(
          [name, 'merge'],
          'is false, and with from the adapter would belong on a result: remove it, or remove from',
        ),
      )
  return findings
}
