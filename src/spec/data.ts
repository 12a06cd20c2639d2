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
          'Share of `train` that becomes validation examples: what training may look at to choose, so that it never chooses by the test examples. Not with a file `data.validation`.',
      }),
      stratify: z.string().optional().meta({ description: 'Column whose shares all splits keep.' }),
      group: z
        .string()
        .optional()
        .meta({ description: 'Column whose values never stand on two sides, such as the customer.' }),
    })
    .prefault({})
    .meta({ description: 'What is taken out of `train`, and how.' }),
  label: z.string().default('label').meta({ description: 'Column with the class.' }),
  sample: z.number().gt(0).max(1).default(1).meta({ description: 'Share of the examples to use, stratified.' }),
  seed: z.int().min(0).default(0).meta({ description: 'Seed of the split and of the sample.' }),
}

type Common = z.output<z.ZodObject<typeof shape>>
type Refinement = z.core.$RefinementCtx

/** @param input the column of the examples' input */
function refuseContradictions(value: Common, input: string, context: Refinement): void {
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
      text: z.string().default('text').meta({ description: 'Column with the text.' }),
      'max-length': positiveInt.max(8192).default(128).meta({ description: 'Longer texts are cut, in tokens.' }),
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
