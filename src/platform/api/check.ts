import type { GithubApi } from './client.ts'
import { ensure } from './ensure.ts'

/** GitHub takes no more annotations with one request, and no longer texts. */
export const checkLimits = { annotationsPerCall: 50, textChars: 65_535, titleChars: 255 } as const

export type CheckAnnotation = {
  path: string
  line: number
  level: 'failure' | 'warning' | 'notice'
  title: string
  message: string
}

export type Check = {
  name: string
  headSha: string
  /** Tells this run and attempt from all others: a run that comes again makes a check of its own, a call that does not. */
  externalId: string
  /** `neutral` counts as passed where a check is required. */
  conclusion: 'success' | 'failure' | 'neutral'
  title: string
  /** Markdown. */
  summary: string
  annotations: readonly CheckAnnotation[]
}

type Run = { id: number; external_id: string | null; html_url: string | null; output: { annotations_count: number } }

/** One check run of an attempt: made, or completed where an earlier call got only so far. */
export async function publishCheck(api: GithubApi, check: Check): Promise<{ url: string }> {
  const { octokit, owner, repo } = api
  const { name, headSha, externalId, conclusion, title, summary } = check
  const annotations = check.annotations.map(({ path, line, level, title: heading, message }) => ({
    path,
    start_line: line,
    end_line: line,
    annotation_level: level,
    title: heading.slice(0, checkLimits.titleChars),
    message: message.slice(0, checkLimits.textChars),
  }))
  const outputWith = (from: number) => ({
    title: title.slice(0, checkLimits.titleChars),
    summary,
    annotations: annotations.slice(from, from + checkLimits.annotationsPerCall),
  })
  const find = async (): Promise<Run | undefined> => {
    const runs: Run[] = await octokit.paginate(octokit.rest.checks.listForRef, {
      owner,
      repo,
      ref: headSha,
      check_name: name,
      filter: 'all',
      per_page: 100,
    })
    return runs.find((each) => each.external_id === externalId)
  }
  const { item: run } = await ensure<Run>(api, 'the check run', {
    find,
    create: async () =>
      (
        await octokit.rest.checks.create({
          owner,
          repo,
          name,
          head_sha: headSha,
          external_id: externalId,
          status: 'completed',
          conclusion,
          output: outputWith(0),
        })
      ).data,
  })
  // GitHub adds annotations to those that it has, so that only those are sent that it has not.
  for (let has = run.output.annotations_count; has < annotations.length; ) {
    await octokit.rest.checks.update({
      owner,
      repo,
      check_run_id: run.id,
      conclusion,
      output: outputWith(has),
      // A second try of this call would add them twice where the first one was done.
      request: { retries: 0 },
    })
    has += checkLimits.annotationsPerCall
  }
  return { url: run.html_url ?? '' }
}
