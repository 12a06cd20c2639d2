import { formatPlace, type Problem } from '../errors.ts'
import type { Failure } from '../platform/failure.ts'
import type { Platform } from '../platform/types.ts'
import { renderMarkdown } from '../report/markdown.ts'
import type { Report } from '../report/model.ts'
import type { ActionReport } from './definition.ts'

/** Of one part of a summary, so that the stages of a step fit into what GitHub takes of it together (platform/github.ts). */
export const partLimitBytes = 200_000

/** Outputs and summary of a step, set as its parts end; a refused step has them too. */
export function createReport({
  name,
  platform,
  summary,
}: {
  name: string
  platform: Platform
  summary: boolean
}): ActionReport & { refused(failure: Failure): Promise<void> } {
  const all: Record<string, unknown> = {}
  return {
    async add(part, { entry, outputs, markdown }) {
      all[part] = entry
      for (const [output, value] of Object.entries({ ...outputs, json: JSON.stringify(all) }))
        platform.output(output, value)
      if (summary && markdown !== '') await platform.summary(markdown)
    },
    async refused({ problems, exitCode }) {
      all['error'] = { 'exit-code': exitCode, problems: problems.map(asEntry) }
      platform.output('verdict', 'error')
      platform.output('json', JSON.stringify(all))
      if (summary) await platform.summary(renderMarkdown(refusal(name, problems), { limitBytes: partLimitBytes }))
    },
  }
}

const asEntry = ({ what, place = {} }: Problem) => ({ what, ...place })

/** What is said of work that was refused, instead of a report of it. */
export const refusal = (name: string, problems: readonly [Problem, ...Problem[]]): Report => ({
  schema: 1,
  title: name,
  verdict: 'error',
  headline: problems.length === 1 ? 'the step was refused' : `the step was refused for ${problems.length} reasons`,
  gates: [],
  // As text and not in a table, whose cells are too short for a cause and its remedy.
  sections: problems.map(({ what, place }) => ({
    kind: 'text',
    title: formatPlace(place ?? {}) || 'What is wrong',
    text: what,
  })),
})
