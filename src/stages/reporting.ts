import { renderMarkdown } from '../report/markdown.ts'
import type { Report } from '../report/model.ts'
import type { Draft } from './recipe.ts'

type Parts<T> = Omit<Draft<T>, 'markdown'> & {
  /** What the report is of, such as `evaluate support-intents 1.4.0`. */
  title: string
  document: Partial<Pick<Report, 'gates' | 'sections'>>
}

/** GitHub's limit for a comment is 65,536 characters; what goes into one is kept well under it. */
const limitBytes = 60_000

/** A stage's result with its report for people, rendered from the one report model. */
export function draft<T>({ title, document, ...rest }: Parts<T>): Draft<T> {
  const report: Report = {
    schema: 1,
    title,
    verdict: rest.verdict,
    headline: rest.headline,
    gates: document.gates ?? [],
    sections: document.sections ?? [],
  }
  return { ...rest, markdown: renderMarkdown(report, { limitBytes }) }
}
