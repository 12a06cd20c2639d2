import { renderMarkdown } from '../report/markdown.ts'
import type { Report } from '../report/model.ts'
import type { Draft } from './recipe.ts'

type Parts<T> = Omit<Draft<T>, 'markdown'> & { document: Partial<Pick<Report, 'gates' | 'sections'>> }

/** GitHub's limit for a comment is 65,536 characters; what goes into one is kept well under it. */
const limitBytes = 60_000

/** A stage's result with its report for people, rendered from the one report model. */
export function draft<T>(parts: Parts<T>, title?: string): Draft<T> {
  const { document, ...rest } = parts
  const report: Report = {
    schema: 1,
    title: title ?? '',
    verdict: parts.verdict,
    headline: parts.headline,
    gates: document.gates ?? [],
    sections: document.sections ?? [],
  }
  return { ...rest, markdown: renderMarkdown(report, { limitBytes }) }
}
