import type { Section } from './model.ts'

const mostWarnings = 20

/** What a job warned of while it ran, which would else be read only by who watches the log. */
export const warningSections = (stage: string, warnings: readonly string[]): Section[] =>
  warnings.length === 0
    ? []
    : [
        {
          kind: 'table',
          title: `Warnings of ${stage}`,
          // Behind what a reader came for, and not folded with how the model was trained.
          part: 'cost',
          columns: ['warning'],
          rows: warnings.slice(0, mostWarnings).map((text) => [text]),
          ...(warnings.length > mostWarnings ? { note: `The first ${mostWarnings}; the log of the job has all.` } : {}),
        },
      ]
