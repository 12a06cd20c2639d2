import { z } from 'zod'
import { path, positiveInt, share } from './values.ts'

/* The section `data` of model.yml: one schema for each task. */

const shape = {
  train: path.meta({ description: 'Training examples: a JSONL or CSV file.' }),
  test: path
    .optional()
    .meta({ description: 'Test examples: a JSONL or CSV file. Without it, `split` takes them from `train`.' }),
  validation: path.optional().meta({
    description: 'Validation examples: a JSONL or CSV file. Without it, `split` takes them from `train`.',
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
  label: z.string().default('label').meta({ description: 'Column with the class.' }),
  sample: z.number().gt(0).max(1).default(1).meta({ description: 'Share of the examples to use, stratified.' }),
  seed: z.int().min(0).default(0).meta({ description: 'Seed for the split and the sample.' }),
}

type Common = z.output<z.ZodObject<typeof shape>>
type Refinement = z.core.$RefinementCtx

/** @param input the column of the examples' input, or those that a text is made of */
function refuseContradictions(value: Common, input: string | readonly string[], context: Refinement): void {
  const { split, label } = value
  const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
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
  if (split.group === label)
    refuse(['split', 'group'], 'the label cannot be the group: every class would stand on one side only')
  if (split.stratify === input)
    refuse(['split', 'stratify'], 'the input cannot be stratified by: name the label or another column with few values')
  if (input === label) refuse(['label'], `the label and the input are the same column, "${input}": name two columns`)
  if (typeof input !== 'string') refuseColumns(value, input, context)
}

/** What no list of columns may have: each would say something else than it seems to, or the answer. */
function refuseColumns({ label, split }: Common, columns: readonly string[], context: Refinement): void {
  for (const [index, column] of columns.entries()) {
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['text', index], message })
    if (columns.indexOf(column) < index) refuse('is named twice: keep one')
    if (column === label) refuse('is the label, which a model would only have to repeat: leave it out')
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
const complete = <T extends Common>(value: T): T => ({ ...value, split: completed(value) })

const { train, test, validation, split, ...rest } = shape
const files = { train, test, validation, split }

/** What `data` may hold, by task. */
export const dataSchemas = {
  'text-classification': z
    .strictObject({
      ...files,
      text: z
        .union([z.string(), z.array(z.string().min(1)).min(2).max(100)], {
          error: 'expected a column, or a list of 2 to 100 columns',
        })
        .default('text')
        .meta({
          description:
            'Column with the text. Or a list of columns with texts, numbers and categories, such as [title, body, product, price]: the model reads them as one text, in this order, and clients send them by name.',
        }),
      'max-length': positiveInt
        .max(8192)
        .default(128)
        .meta({ description: 'Longest text in tokens; longer ones are cut.' }),
      ...rest,
    })
    .superRefine((value, context) => refuseContradictions(value, value.text, context))
    .overwrite(complete),
  'image-classification': z
    .strictObject({
      ...files,
      image: z.string().default('image').meta({ description: 'Column with the path of the image file.' }),
      ...rest,
    })
    .superRefine((value, context) => refuseContradictions(value, value.image, context))
    .overwrite(complete),
} as const

export type TaskName = keyof typeof dataSchemas
export const taskNames = Object.keys(dataSchemas) as [TaskName, ...TaskName[]]
