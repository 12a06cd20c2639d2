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
    lowerIsBetter: z.literal(true).exactOptional(),
  }),
  allowed: z.number(),
  because: z.string(),
})

/** The parts of a pull request's report, in the order in which a reader wants them. */
export const parts = [
  'users',
  'comparison',
  'changes',
  'slices',
  'quantization',
  'training',
  'cost',
  'lineage',
] as const

const head = {
  title: z.string(),
  /** Where it stands in a report that is composed of several. Without one it comes behind what the reader came for. */
  part: z.enum(parts).exactOptional(),
  folded: z.boolean().exactOptional(),
  note: z.string().exactOptional(),
}

/** Candidate against baseline by one metric. Values are in `unit`, where `share` is one of 0 to 1, told in percent and points. */
const interval = z.strictObject({
  name: z.string(),
  unit: z.string(),
  lowerIsBetter: z.boolean().exactOptional(),
  baseline: z.number().exactOptional(),
  candidate: z.number().exactOptional(),
  /** Positive where the candidate is better, whichever way the metric counts. Absent where nothing can be compared. */
  difference: z.strictObject({ value: z.number(), low: z.number(), high: z.number() }).exactOptional(),
  /** What may be lost. Absent where the metric is shown and decides nothing. */
  margin: z.number().exactOptional(),
  verdict: verdict.exactOptional(),
  examples: z.number().exactOptional(),
  /** What the verdict does not say, such as `worse, but within the margin`. */
  note: z.string().exactOptional(),
})

const section = z.discriminatedUnion('kind', [
  /**
   * A column whose values are all numbers is aligned to the right. `pictures`: of each row a small JPEG in base64, or nothing,
   * for who can show it before what stands in that column.
   */
  z.strictObject({
    kind: z.literal('table'),
    ...head,
    columns: z.array(z.string()).min(1),
    rows: z.array(z.array(z.string())),
    pictures: z.strictObject({ column: z.int().min(0), rows: z.array(z.string()) }).exactOptional(),
  }),
  /** A forest plot: every row with its interval against what may be lost. */
  z.strictObject({ kind: z.literal('intervals'), ...head, rows: z.array(interval).min(1) }),
  /** `counts[i][j]`: examples of class i that were called class j, by the candidate and, where it was asked, the baseline. */
  z.strictObject({
    kind: z.literal('confusion'),
    ...head,
    labels: z.array(z.string()).min(1),
    counts: z.array(z.array(z.number())),
    baselineCounts: z.array(z.array(z.number())).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('chart'),
    ...head,
    x: z.array(z.string()).min(1),
    yTitle: z.string(),
    series: z
      .array(
        z.strictObject({
          mark: z.enum(['bar', 'line']),
          name: z.string().exactOptional(),
          values: z.array(z.number()),
        }),
      )
      .min(1),
  }),
  /**
   * A table of what was tried, and a line through the axes for each row that has a value on all of them. `values[i]` is of row
   * i; numbers are placed by their size, on a `log` axis by its logarithm, and words each at a place of its own.
   */
  z.strictObject({
    kind: z.literal('parallel'),
    ...head,
    columns: z.array(z.string()).min(1),
    rows: z.array(z.array(z.string())),
    axes: z
      .array(
        z.strictObject({
          name: z.string(),
          log: z.literal(true).exactOptional(),
          values: z.array(z.union([z.number(), z.string(), z.null()])),
        }),
      )
      .min(1)
      .max(40),
    /** The row that stands out. */
    best: z.int().min(0).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('facts'), ...head, facts: z.array(z.tuple([z.string(), z.string()])) }),
  z.strictObject({ kind: z.literal('text'), ...head, text: z.string() }),
  /** A line for a shell, which is shown so that it can be copied. */
  z.strictObject({ kind: z.literal('command'), ...head, line: z.string() }),
])

/** A remark beside a line of the checkout. */
const annotation = z.strictObject({
  path: z.string(),
  line: z.int().min(1),
  level: z.enum(['failure', 'warning', 'notice']),
  title: z.string(),
  message: z.string(),
})

export const reportSchema = z.strictObject({
  schema: z.literal(1),
  title: z.string(),
  verdict,
  headline: z.string(),
  gates: z.array(gate),
  sections: z.array(section),
  annotations: z.array(annotation).exactOptional(),
})

export type Report = z.infer<typeof reportSchema>
export type Section = Report['sections'][number]
export type Interval = z.infer<typeof interval>
export type Annotation = z.infer<typeof annotation>

/** What a stage left for people, with what tells it from others: a file of `.model-actions/reports`. Other keys are ignored. */
export const stageReportSchema = z
  .object({
    ...reportSchema.shape,
    stage: z.string(),
    result: z.string(),
    key: z.string().exactOptional(),
    /** Result digests of the stages that it was made from. */
    parents: z.record(z.string(), z.string()).exactOptional(),
    seconds: z.number().exactOptional(),
    reused: z.boolean().exactOptional(),
  })
  .transform(({ stage, result, key, parents, seconds, reused, ...report }) => ({
    stage,
    result,
    report,
    parents: parents ?? {},
    ...(key === undefined ? {} : { key }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(reused === undefined ? {} : { reused }),
  }))

export type StageReport = z.infer<typeof stageReportSchema>
