import { renderMarkdown } from './markdown.ts'
import type { Annotation, Report } from './model.ts'
import { oneLine, verdictWord } from './text.ts'

/** GitHub's limit for the summary and the text of a check run is 65,535 characters each; for an annotation 64 KB in all. */
const limitBytes = 65_000
const longestMessage = 4_000

/** A check run as GitHub's API takes it; annotations go to it in batches. */
export type CheckRun = {
  conclusion: 'success' | 'failure' | 'neutral'
  title: string
  summary: string
  text: string
  annotations: {
    path: string
    start_line: number
    end_line: number
    annotation_level: Annotation['level']
    title: string
    message: string
  }[]
}

/** How many annotations GitHub takes in one request. */
export const annotationsPerRequest = 50

/** What is not decided is neutral, which is no pass; an error failed. */
const conclusions = { pass: 'success', fail: 'failure', error: 'failure', inconclusive: 'neutral' } as const

/** A report as a check run: the verdict and its sentence as title and summary, the rest as text, and remarks beside lines. */
export function renderCheck(report: Report, { fullReport }: { fullReport?: URL } = {}): CheckRun {
  const link = fullReport === undefined ? {} : { fullReport }
  const head: Report = { ...report, gates: [], sections: [], annotations: [] }
  return {
    conclusion: conclusions[report.verdict],
    title: oneLine(`${verdictWord[report.verdict]}: ${report.headline}`, 200),
    summary: renderMarkdown(head, { limitBytes, ...link }),
    text: renderMarkdown(report, { limitBytes }),
    annotations: (report.annotations ?? []).map(({ path, line, level, title, message }) => ({
      path,
      start_line: line,
      end_line: line,
      annotation_level: level,
      title: oneLine(title, 200),
      message: oneLine(message, longestMessage),
    })),
  }
}
