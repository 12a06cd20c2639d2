import { z } from 'zod'
import type { Common, Refinement } from './common.ts'

/* Columns that a model of texts reads as numbers, beside its text. */

export const numericColumns = z.array(z.string().min(1)).min(1).max(50).optional().meta({
  description:
    'Columns with numbers, such as [amount, age]: the head of the model reads them beside the text, by how far they are from their mean in the training examples. A missing number (null, or an empty field) is told from any other. Clients send them by name.',
})

type Read = Common & { text: string | readonly string[]; numeric?: readonly string[] | undefined; label: string }

/** What no column of numbers may be. A text beside numbers is told by its name, as those of several columns are. */
export function refuseNumeric({ text, numeric = [], label, split }: Read, context: Refinement): void {
  const texts = [text].flat()
  const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
  for (const [index, column] of numeric.entries()) {
    const of = ['numeric', index]
    if (numeric.indexOf(column) < index) refuse(of, 'is named twice: keep one')
    if (texts.includes(column)) refuse(of, 'is read as text, too (data.text): leave it out of one of the two')
    if (column === label) refuse(of, 'is the label, which a model would only have to repeat: leave it out')
    if (column === 'id')
      refuse(of, 'names an example, so that no two would be alike, and no leak into the test be found: leave it out')
    if (column === split.group)
      refuse(
        of,
        'is the group of the split, whose values never stand on two sides, so that nothing would tell what the model makes of them: leave it out',
      )
    if (bar.test(column)) refuse(of, barred)
  }
  if (numeric.length > 0 && typeof text === 'string' && bar.test(text)) refuse(['text'], barred)
}

const bar = /[|\uff5c]/
const barred = 'has a bar in its name, which is what ends a column in a row: rename it in the data'
