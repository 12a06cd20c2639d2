import { z } from 'zod'
import { path } from '../values.ts'
import type { Refinement } from './common.ts'

/* The files that train: one, several, or several of which each makes up a share. */

const source = z.strictObject({
  path: path.meta({ description: 'A file with training examples, as one of several.' }),
  share: z.number().gt(0).meta({
    description:
      'How much of the examples that are used come from this file, compared with the others: 60, 30 and 10, or 0.6, 0.3 and 0.1.',
  }),
})

export const trainFiles = z
  .union(
    [
      path,
      z
        .array(z.union([path, source], { error: 'expected a path, or {path: …, share: a number above 0}' }))
        .min(2)
        .max(100),
    ],
    {
      error: 'expected a file, or a list of 2 to 100: files alone, or for each {path: a file, share: a number above 0}',
    },
  )
  .meta({
    description:
      'Training examples: a JSONL, CSV or Parquet file; or a list of files, or of {path, share} to mix them by share.',
  })

export type TrainFiles = z.output<typeof trainFiles>
export type TrainSource = { path: string; share?: number }

export const sourcesOf = (train: TrainFiles): readonly TrainSource[] =>
  typeof train === 'string' ? [{ path: train }] : train.map((one) => (typeof one === 'string' ? { path: one } : one))

export function refuseSources({ train }: { train: TrainFiles }, context: Refinement): void {
  if (typeof train === 'string') return
  const refuse = (at: PropertyKey[], message: string) =>
    context.addIssue({ code: 'custom', path: ['train', ...at], message })
  const sources = sourcesOf(train)
  const without = sources.findIndex(({ share }) => share === undefined)
  if (without !== -1 && sources.some(({ share }) => share !== undefined))
    refuse([without], 'has no share, and others have one: write {path: …, share: …} for each file, or paths alone')
  for (const [index, one] of sources.entries())
    if (sources.findIndex((other) => other.path === one.path) < index)
      refuse([index], `${one.path} is named twice: keep one`)
}
