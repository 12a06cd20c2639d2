import { z } from 'zod'
import type { Refinement } from './common.ts'

/* Personal data that `prepare` puts behind marks, in texts. */

const kinds = ['email', 'phone', 'card', 'iban', 'ssn', 'nir', 'dni', 'cpf', 'pesel'] as const

export const maskShape = {
  mask: z.array(z.enum(kinds)).min(1).optional().meta({
    description:
      'Personal data to put behind marks such as [EMAIL], in everything that the model reads or writes, before duplicates are found and splits made: e-mail addresses, phone numbers, cards, IBAN, and identity numbers of the United States (ssn), France (nir), Spain (dni), Brazil (cpf) and Poland (pesel). What serves is not masked.',
  }),
  'mask-region': z
    .string()
    .regex(/^[A-Z]{2}$/, 'expected the two letters of a country, such as US')
    .optional()
    .meta({
      description:
        'Country whose phone numbers stand without its prefix, such as US. Without it, only those with a + are found.',
    }),
  'mask-patterns': z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(/^[a-z][a-z0-9-]{0,31}$/, 'expected small letters, digits and dashes, such as order-number')
          .meta({ description: 'What is found; its mark is this in capital letters, such as [ORDER-NUMBER].' }),
        pattern: z.string().min(1).max(1000).meta({
          description: 'A regular expression, as the package `regex` of Python reads it.',
        }),
      }),
    )
    .min(1)
    .max(50)
    .optional()
    .meta({ description: 'More to put behind marks, by patterns of your own.' }),
}

type Masking = {
  mask?: readonly string[] | undefined
  'mask-region'?: string | undefined
  'mask-patterns'?: readonly { name: string }[] | undefined
}

export function refuseMasks(value: Masking, context: Refinement): void {
  const { mask = [], 'mask-region': region, 'mask-patterns': patterns = [] } = value
  const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
  for (const [index, kind] of mask.entries())
    if (mask.indexOf(kind) < index) refuse(['mask', index], 'is named twice: keep one')
  if (region !== undefined && !mask.includes('phone'))
    refuse(['mask-region'], 'is used for phone numbers only: add phone to data.mask, or leave it out')
  const names = patterns.map(({ name }) => name)
  for (const [index, name] of names.entries())
    if (names.indexOf(name) < index || (kinds as readonly string[]).includes(name))
      refuse(
        ['mask-patterns', index, 'name'],
        names.indexOf(name) < index
          ? 'is the name of another pattern, too: give each its own'
          : 'is a kind of data.mask: give the pattern another name',
      )
}
