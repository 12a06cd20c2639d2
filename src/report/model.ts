import { z } from 'zod'

/*
 * The one report model. Stages write it, renderers read it. Text is plain: it may come from data, and each renderer
 * escapes and cuts it for its medium.
 */

const verdict = z.enum(['pass', 'fail', 'inconclusive', 'error'])

const gate = z.strictObject({
  name: z.string(),
  verdict,
  observed: z.strictObject({
    value: z.number(),
    low: z.number().exactOptional(),
    high: z.number().exactOptional(),
    unit: z.string(),
  }),
  allowed: z.number(),
  because: z.string(),
})

const head = { title: z.string(), folded: z.boolean().exactOptional(), note: z.string().exactOptional() }

const section = z.discriminatedUnion('kind', [
  /** A column whose values are all numbers is aligned to the right. */
  z.strictObject({
    kind: z.literal('table'),
    ...head,
    columns: z.array(z.string()).min(1),
    rows: z.array(z.array(z.string())),
  }),
  /** `counts[i][j]`: examples of class i that were called class j. */
  z.strictObject({
    kind: z.literal('confusion'),
    ...head,
    labels: z.array(z.string()).min(1),
    counts: z.array(z.array(z.number())),
  }),
  z.strictObject({
    kind: z.literal('chart'),
    ...head,
    x: z.array(z.string()).min(1),
    yTitle: z.string(),
    series: z.array(z.strictObject({ mark: z.enum(['bar', 'line']), values: z.array(z.number()) })).min(1),
  }),
  z.strictObject({ kind: z.literal('facts'), ...head, facts: z.array(z.tuple([z.string(), z.string()])) }),
  z.strictObject({ kind: z.literal('text'), ...head, text: z.string() }),
])

export const reportSchema = z.strictObject({
  schema: z.literal(1),
  title: z.string(),
  verdict,
  headline: z.string(),
  gates: z.array(gate),
  sections: z.array(section),
})

export type Report = z.infer<typeof reportSchema>
export type Section = Report['sections'][number]
