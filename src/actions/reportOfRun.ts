import { digestJson, hexOf } from '../digest.ts'
import { UserError } from '../errors.ts'
import type { GithubApi } from '../platform/api/client.ts'
import { explain, faultOf } from '../platform/api/faults.ts'
import type { Author } from '../report/check.ts'
import { readReport } from '../report/compose.ts'
import type { Report } from '../report/model.ts'

/* The second half for forks: what another run left as its artifact, told by a token that may. */

/** Whom a report is for, by which run, and whose word it is. */
export type Addressee = { pull?: number; headSha: string; run: number; author: Author }

/** What tells a report from others of its name. */
export const idOf = (what: unknown): string => hexOf(digestJson(what), 16)

/** @param of the directory below the workspace, '' for itself: legs of a matrix of one name would take each other's away */
export const artifactName = (name: string, of: string): string =>
  ['model-actions-report', name, ...(of === '' ? [] : [idOf(of)])].join('-')
export const reportFile = 'report.json'

/** What a stranger's report may have of each thing: ours have some dozens, and a renderer goes through all of them. */
const most = { gates: 500, sections: 500, columns: 100, series: 20 } as const

/** A report as somebody else wrote it. @throws UserError where it is none, or such that rendering it would take minutes */
export function readStrangers(text: string, name: string): Report {
  const report = readReport(text, name)
  const { gates, sections } = report
  const counts = {
    gates: gates.length,
    sections: sections.length,
    columns: Math.max(
      0,
      ...sections.map((each) => (each.kind === 'table' || each.kind === 'parallel' ? each.columns.length : 0)),
    ),
    series: Math.max(0, ...sections.map((each) => (each.kind === 'chart' ? each.series.length : 0))),
  }
  for (const what of Object.keys(most) as (keyof typeof most)[])
    if (counts[what] > most[what])
      throw new UserError(
        `has ${counts[what]} ${what} where ${most[what]} are read at the most: have the first workflow report fewer`,
        {
          place: { file: name },
        },
      )
  return report
}

/**
 * What the run of a fork's pull request left, for the workflow that may write. That run may have been of any code, so that
 * its report is read as a stranger's: whose it is comes from GitHub alone, and the check is never a success.
 * @returns why there is nobody to tell, where a newer commit was pushed meanwhile or the pull request is closed
 * @throws UserError where there is no such report
 */
export async function reportOfRun(
  { name, of }: { name: string; of: string },
  run: number,
  api: GithubApi | undefined,
): Promise<{ report: Report; to: Addressee } | { because: string }> {
  const { fileOfArtifact, pullOfRun } = await import('../platform/api/run.ts')
  if (api === undefined)
    throw new UserError('is missing: the report of another run is asked of GitHub', {
      place: { input: 'github-token' },
    })
  try {
    const whose = await pullOfRun(api, run)
    if (whose.kind === 'none') return whose
    const artifact = artifactName(name, of)
    const text = await fileOfArtifact(api, { run, artifact, file: reportFile })
    const report = readStrangers(text, `${reportFile} of artifact ${artifact}`)
    const origin: Report['sections'][number] = {
      kind: 'text',
      title: 'Where these figures come from',
      part: 'users',
      text: `Run ${run} of this pull request made them. It ran the code of the pull request, which can write anything here: read them as its author's word.`,
    }
    return {
      // Remarks would stand beside lines that nobody here has looked at.
      report: { ...report, annotations: [], sections: [origin, ...report.sections] },
      to: { pull: whose.pull, headSha: whose.headSha, run, author: 'stranger' },
    }
  } catch (error) {
    const fault = faultOf(error)
    if (fault === undefined) throw error
    throw new UserError(`run ${run} cannot be asked for: ${explain(fault, 'actions: read')}`, {
      exit: 'preflight',
      cause: error,
    })
  }
}
