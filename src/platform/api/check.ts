import type { CheckRun } from '../../report/check.ts'
import { sleep } from '../../timers.ts'
import type { GithubApi } from './client.ts'
import { ensure } from './ensure.ts'
import { explain, faultOf } from './faults.ts'

/** GitHub takes no more annotations with one request. */
const annotationsPerCall = 50

export type Check = CheckRun & {
  name: string
  headSha: string
  /** Tells this report of this run and attempt from all others: a run that comes again makes a check of its own, a call that does not. */
  externalId: string
}

type Run = { id: number; external_id: string | null; html_url: string | null; output: { annotations_count: number } }

const mostTries = 4

/** One check run of an attempt: made, or completed where an earlier call got only so far. */
export async function publishCheck(
  api: GithubApi,
  check: Check,
): Promise<{ url: string; outcome: 'created' | 'updated' }> {
  const { octokit, owner, repo } = api
  const { name, headSha, externalId, conclusion, title, summary, text, annotations } = check
  const outputWith = (from: number) => ({
    title,
    summary,
    text,
    annotations: annotations.slice(from, from + annotationsPerCall),
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
  const create = async (): Promise<Run> => {
    const { data } = await octokit.rest.checks.create({
      owner,
      repo,
      name,
      head_sha: headSha,
      external_id: externalId,
      status: 'completed',
      conclusion,
      output: outputWith(0),
    })
    return data
  }
  const made = await ensure<Run>(api, 'the check run', { find, create })
  let { item: run, created: told } = made
  // GitHub adds annotations to those that it has, and its count of them lags behind: what it has taken is counted here.
  let has = Math.max(run.output.annotations_count, told ? Math.min(annotationsPerCall, annotations.length) : 0)
  // One that was there says what an earlier call said: it is told anew also where it has no more annotations to come.
  for (let tries = 1; !told || has < annotations.length; ) {
    const update = { owner, repo, check_run_id: run.id, conclusion, output: outputWith(has), request: { retries: 0 } }
    try {
      run = (await octokit.rest.checks.update(update)).data
      told = true
      has += annotationsPerCall
    } catch (error) {
      const fault = faultOf(error)
      if (fault === undefined || (!told && (fault.kind !== 'unknown' || tries === mostTries))) throw error
      if (fault.kind !== 'unknown' || tries === mostTries) {
        // What matters stands there: the verdict and the report.
        const why = explain(fault, 'checks: write')
        api.log.warn(`the check run has ${Math.min(has, annotations.length)} of ${annotations.length} remarks: ${why}`)
        break
      }
      // What a call did that failed is asked for before the next one.
      await sleep(tries * api.pace.secondMs, api.signal)
      tries += 1
      run = (await find()) ?? run
      has = Math.max(has, run.output.annotations_count)
    }
  }
  return { url: run.html_url ?? '', outcome: made.created ? 'created' : 'updated' }
}
