import { renderMarkdown } from './markdown.ts'
import type { Annotation, Report } from './model.ts'
import { oneLine, verdictWord } from './text.ts'

/** GitHub's limit for the summary and the text of a check run is 65,535 characters each; for an annotation 64 KB in all. */
const limitBytes = 65_000
const longestMessage = 4_000

/** What a check run says, as GitHub's API takes it. */
export type CheckRun = {
  /** GitHub counts `neutral` as passed where a check is required. */
  conclusion: 'success' | 'failure' | 'neutral'
  title: string
  /** Markdown, and so is the text. */
  summary: string
  text: string
  annotations: readonly {
    path: string
    start_line: number
    end_line: number
    annotation_level: Annotation['level']
    title: string
    message: string
  }[]
}

/** Whose word a report is: a stranger's is told, and passes nothing. */
export type Author = 'us' | 'stranger'

/** GitHub takes a neutral check for passed where it is required, which an undecided report has not: only a pass passes. */
const conclusionOf = ({ verdict }: Report, author: Author): CheckRun['conclusion'] =>
  verdict !== 'pass' ? 'failure' : author === 'stranger' ? 'neutral' : 'success'

/** A report as a check run: the verdict and its sentence as title and summary, the rest as text, and remarks beside lines. */
export function renderCheck(
  report: Report,
  { author = 'us', fullReport }: { author?: Author; fullReport?: URL } = {},
): CheckRun {
  const link = fullReport === undefined ? {} : { fullReport }
  const head: Report = { ...report, gates: [], sections: [], annotations: [] }
  return {
    conclusion: conclusionOf(report, author),
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
