import type { Finding } from '../load.ts'
import type { CheckedSpec } from '../schema.ts'
import { hasClasses } from '../writing.ts'
import { written } from '../written.ts'
import { methodErrors } from './methodErrors.ts'
import { originErrors } from './origin.ts'
import { searchErrors } from './searchErrors.ts'
import { trainerErrors } from './trainerErrors.ts'

/** What no key of `finetune` can say alone, by concern; `raw` is the document as it was written, without defaults. */
const rules: readonly ((raw: unknown, spec: CheckedSpec) => Finding[])[] = [
  ...methodErrors,
  originErrors,
  ranksBesideGpus,
  interfaceOfOneHost,
  warmupOfNothing,
  settingsOfAnotherLoss,
  changesOfNothing,
  trainerErrors,
]

export const finetuneErrors: typeof rules = [...rules, (raw, spec) => searchErrors(raw, spec, rules)]

function warmupOfNothing(_raw: unknown, { finetune }: CheckedSpec): Finding[] {
  return finetune['lr-scheduler'] === 'constant' && finetune['warmup-steps'] > 0
    ? [
        {
          path: ['finetune', 'warmup-steps'],
          at: 'value',
          message: 'is not used with lr-scheduler: constant: write lr-scheduler: constant-with-warmup, or remove it',
        },
      ]
    : []
}

function settingsOfAnotherLoss(raw: unknown, { task, finetune: { loss } }: CheckedSpec): Finding[] {
  const unused: [string, string, boolean][] = [
    ['gamma', 'kind: cross-entropy: write kind: focal', loss.kind !== 'focal'],
    ['label-smoothing', 'kind: focal: write kind: cross-entropy', loss.kind === 'focal'],
    [
      'class-weights',
      `task: ${task}, which has no classes: write none`,
      !hasClasses(task) && loss['class-weights'] !== 'none',
    ],
  ]
  return unused.flatMap(([key, because, isUnused]): Finding[] =>
    isUnused && written(raw, ['finetune', 'loss', key])
      ? [{ path: ['finetune', 'loss', key], at: 'value', message: `is not used with ${because}, or remove it` }]
      : [],
  )
}

/** Each key of `augment` changes what some tasks have. */
function changesOfNothing(_raw: unknown, { task, finetune: { augment } }: CheckedSpec): Finding[] {
  return Object.keys(augment ?? {}).flatMap((key): Finding[] => {
    const of = key === 'synonyms' ? 'text-classification' : 'image-classification'
    return task === of
      ? []
      : [
          {
            path: ['finetune', 'augment', key],
            at: 'value',
            message: `is not used with task: ${task}, only with ${of}: remove it`,
          },
        ]
  })
}

function ranksBesideGpus(_raw: unknown, { finetune: { distributed }, engine: { gpus } }: CheckedSpec): Finding[] {
  return distributed.ranks !== undefined && gpus !== undefined && gpus !== 0
    ? [
        {
          path: ['finetune', 'distributed', 'ranks'],
          at: 'value',
          message: `counts processes on CPUs, and each GPU of engine.gpus${typeof gpus === 'object' ? '' : `: ${gpus}`} has a process of its own: remove it, or set engine.gpus to 0`,
        },
      ]
    : []
}

function interfaceOfOneHost(_raw: unknown, { finetune: { distributed } }: CheckedSpec): Finding[] {
  return distributed.interface !== undefined && distributed.nodes === 1
    ? [
        {
          path: ['finetune', 'distributed', 'interface'],
          at: 'value',
          message: 'is used between hosts: set nodes, or remove it',
        },
      ]
    : []
}
