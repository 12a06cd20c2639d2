import { z } from 'zod'
import { path, share } from '../values.ts'
import { refuseSources, trainFiles } from './sources.ts'

/* What `data` holds whatever the task. */

export const filesShape = {
  train: trainFiles,
  test: path
    .optional()
    .meta({ description: 'Test examples: a JSONL, CSV or Parquet file. Without it, `split` takes them from `train`.' }),
  validation: path.optional().meta({
    description: 'Validation examples: a JSONL, CSV or Parquet file. Without it, `split` takes them from `train`.',
  }),
  split: z
    .strictObject({
      test: share.optional().meta({
        default: 0.2,
        description: 'Share of `train` that becomes test examples. Not with a file `data.test`.',
      }),
      validation: share.optional().meta({
        default: 0.1,
        description:
          'Share of `train` that becomes validation examples: training uses them to choose, so that it never chooses by the test examples. Not with a file `data.validation`.',
      }),
      stratify: z.string().optional().meta({ description: 'Column whose values keep their shares in every split.' }),
      group: z
        .string()
        .optional()
        .meta({ description: 'Column whose values are never in two splits, such as the customer.' }),
    })
    .prefault({})
    .meta({ description: 'What is taken from `train`, and how.' }),
}

export const duplicatesShape = {
  duplicates: z
    .strictObject({
      near: z.enum(['group', 'drop', 'keep']).default('group').meta({
        description:
          'What becomes of texts that are all but the same: `group` keeps them on one side of the split, `drop` keeps only the first of them in each file, and `keep` does not look for them, so that what is tested may have been trained on.',
      }),
      similarity: z.number().min(0.5).max(1).optional().meta({
        default: 0.8,
        description:
          'From which overlap on texts are all but the same: the share of their runs of five characters that both have. Not with `near: keep`.',
      }),
    })
    .prefault({})
    .meta({
      description:
        'Texts that are all but the same. Of texts that are the same to the letter the first is always kept.',
    }),
}
type Duplicates = z.output<z.ZodObject<typeof duplicatesShape>>

export function refuseDuplicates({ duplicates }: Duplicates, context: Refinement): void {
  if (duplicates.near === 'keep' && duplicates.similarity !== undefined)
    context.addIssue({
      code: 'custom',
      path: ['duplicates', 'similarity'],
      message: 'near: keep looks for no similar texts, so that similarity would not be used: leave one of them out',
    })
}

export const drawnShape = {
  sample: z.number().gt(0).max(1).default(1).meta({ description: 'Share of the examples to use, stratified.' }),
  seed: z.int().min(0).default(0).meta({ description: 'Seed for the split and the sample.' }),
}

const common = z.object({ ...filesShape, ...drawnShape })
export type Common = z.output<typeof common>
export type Refinement = z.core.$RefinementCtx

/** What the examples are made of. */
export type Parts = {
  /** The column of the examples' input, or those that a text is made of. */
  input: string | readonly string[]
  /** The key of `data` that names it. */
  inputKey: string
  /** The column of what a model is to say: a class, or a text. None where it stands in the input's own column. */
  truth: string | undefined
  /** The key of `data` that names it. */
  truthKey: string
}

export function refuseContradictions(value: Common, parts: Parts, context: Refinement): void {
  const { split } = value
  const { input, truth, truthKey } = parts
  const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
  refuseSources(value, context)
  for (const part of ['test', 'validation'] as const)
    if (value[part] !== undefined && split[part] !== undefined)
      refuse(
        ['split', part],
        `data.${part} and split.${part} are both given: the ${part} examples come from a file of their own or out of train`,
      )
  const shares = completed(value)
  if ((shares.test ?? 0) + (shares.validation ?? 0) >= 1)
    refuse(['split'], 'test and validation together take every example: leave some for training')
  if (split.group !== undefined && split.group === split.stratify)
    refuse(['split', 'group'], `the split cannot both group and stratify by "${split.group}": leave one of them out`)
  if (truth !== undefined && split.group === truth)
    refuse(
      ['split', 'group'],
      truthKey === 'label'
        ? 'the label cannot be the group: every class would stand on one side only'
        : `the ${truthKey} cannot be the group: name a column whose values many examples share`,
    )
  if (split.stratify === input || (truthKey !== 'label' && truth !== undefined && split.stratify === truth))
    refuse(
      ['split', 'stratify'],
      truthKey === 'label'
        ? 'the input cannot be stratified by: name the label or another column with few values'
        : 'a text of its own for every example cannot be stratified by: name a column with few values',
    )
  if (input === truth)
    refuse([truthKey], `the ${truthKey} and the input are the same column, "${input}": name two columns`)
  if (typeof input !== 'string') refuseColumns(value, { ...parts, input }, context)
}

/** What no list of columns may have: each would say something else than it seems to, or the answer. */
function refuseColumns(
  { split }: Common,
  { input, inputKey, truth, truthKey }: Parts & { input: readonly string[] },
  context: Refinement,
): void {
  for (const [index, column] of input.entries()) {
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: [inputKey, index], message })
    if (input.indexOf(column) < index) refuse('is named twice: keep one')
    if (column === truth) refuse(`is the ${truthKey}, which a model would only have to repeat: leave it out`)
    if (column === 'id')
      refuse('names an example, so that no two would be alike, and no leak into the test be found: leave it out')
    if (column === split.group)
      refuse(
        'is the group of the split, whose values never stand on two sides, so that nothing would tell what the model makes of them: leave it out',
      )
    if (/[|\uff5c]/.test(column))
      refuse('has a bar in its name, which is what ends a column in the text: rename it in the data')
  }
}

/** A share for what has no file; none for what has one. */
const completed = ({ test, validation, split }: Common): Common['split'] => ({
  ...split,
  ...(test === undefined ? { test: split.test ?? 0.2 } : {}),
  ...(validation === undefined ? { validation: split.validation ?? 0.1 } : {}),
})
export const complete = <T extends Common>(value: T): T => ({ ...value, split: completed(value) })

/** A column, or those that a text is made of. */
export const textColumn = z.union([z.string(), z.array(z.string().min(1)).min(2).max(100)], {
  error: 'expected a column, or a list of 2 to 100 columns',
})
