import { z } from 'zod'
import { positiveInt } from '../values.ts'
import {
  complete,
  drawnShape,
  duplicatesShape,
  filesShape,
  refuseContradictions,
  refuseDuplicates,
  textColumn,
} from './common.ts'
import { maskShape, refuseMasks } from './mask.ts'
import { numericColumns, refuseNumeric } from './numeric.ts'
import { windowShape } from './window.ts'

/* `data` of the tasks whose examples are of one class of several. */

const label = z.string().default('label').meta({ description: 'Column with the class.' })

export const classificationData = {
  'text-classification': z
    .strictObject({
      ...filesShape,
      text: textColumn.default('text').meta({
        description:
          'Column with the text. Or a list of columns with texts, numbers and categories, such as [title, body, product, price]: the model reads them as one text, in this order, and clients send them by name.',
      }),
      'max-length': positiveInt
        .max(8192)
        .default(128)
        .meta({ description: 'Longest text in tokens; longer ones are cut.' }),
      numeric: numericColumns,
      label,
      ...maskShape,
      ...windowShape,
      ...duplicatesShape,
      ...drawnShape,
    })
    .superRefine((value, context) => {
      refuseDuplicates(value, context)
      refuseContradictions(
        value,
        { input: value.text, inputKey: 'text', truth: value.label, truthKey: 'label' },
        context,
      )
      refuseNumeric(value, context)
      refuseMasks(value, context)
    })
    .overwrite(complete),
  'image-classification': z
    .strictObject({
      ...filesShape,
      image: z.string().default('image').meta({ description: 'Column with the path of the image file.' }),
      label,
      ...drawnShape,
    })
    .superRefine((value, context) =>
      refuseContradictions(
        value,
        { input: value.image, inputKey: 'image', truth: value.label, truthKey: 'label' },
        context,
      ),
    )
    .overwrite(complete),
} as const
