import type { MemoryEstimate } from '../engine/contract.generated.ts'
import type { Section } from './model.ts'

/* What a training needs of memory, and what would fit where that is too much. */

const kinds = [
  ['weights', 'weights'],
  ['gradients', 'gradients'],
  ['optimizer', 'optimizer states'],
  ['activations', 'activations'],
  ['temporary', 'temporary'],
  ['libraries', 'libraries, or the context of a GPU'],
] as const

export const gib = (bytes: number): string =>
  bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(1)} GiB` : `${(bytes / 2 ** 20).toFixed(0)} MiB`

/** @param onGpu whether each process has a GPU of its own */
export function estimateSections(estimate: MemoryEstimate, onGpu: boolean): Section[] {
  const { would_fit, needed, free, per_rank, total, checkpoint } = estimate
  return [
    {
      kind: 'facts',
      title: 'Memory of the training',
      facts: [
        ...kinds.map(([kind, words]): [string, string] => [words, gib(estimate[kind])]),
        ['of one process', gib(per_rank)],
        ['of all processes of this host', gib(total)],
        ...(checkpoint === 0
          ? []
          : [['copy for checkpoints, in the memory of the host', gib(checkpoint)] as [string, string]]),
        [onGpu ? 'needed on each GPU' : 'needed', gib(needed)],
        ['there', gib(free)],
      ],
    },
    ...(would_fit.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: 'Settings that would fit',
            columns: ['settings', 'needed'],
            rows: would_fit.map(({ settings, needed: less }) => [settings, gib(less)]),
          },
        ]),
  ]
}
