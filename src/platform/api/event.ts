import { z } from 'zod'
import { readIfPresent } from '../../files.ts'

/* What started this run: read from the event that the runner itself wrote, whose texts are strangers' all the same. */

export type Subject =
  | { kind: 'pull-request'; pull: number; headSha: string; fork: boolean }
  /** The second half for forks: it speaks for another run, which may have been anybody's. */
  | { kind: 'of-a-run'; run: number }
  | { kind: 'commit'; headSha: string }

const repository = z.object({ id: z.int() })
const pullEvent = z.object({
  pull_request: z.object({
    number: z.int().min(1),
    // The repository of a fork may be deleted.
    head: z.object({ sha: z.string().regex(/^[0-9a-f]{40,64}$/), repo: repository.nullable() }),
    base: z.object({ repo: repository }),
  }),
})
const runEvent = z.object({ workflow_run: z.object({ id: z.int().min(1) }) })

/** Pure. @param name of the event @param event its payload @param sha of the commit that the run is at */
export function subjectOf(name: string, event: unknown, sha: string): Subject {
  const pull = pullEvent.safeParse(event)
  if (pull.success) {
    const { number, head, base } = pull.data.pull_request
    return { kind: 'pull-request', pull: number, headSha: head.sha, fork: head.repo?.id !== base.repo.id }
  }
  const run = runEvent.safeParse(event)
  if (name === 'workflow_run' && run.success) return { kind: 'of-a-run', run: run.data.workflow_run.id }
  return { kind: 'commit', headSha: sha }
}

/** @param environment GITHUB_EVENT_NAME, GITHUB_EVENT_PATH, GITHUB_SHA */
export async function readSubject(environment: Readonly<Record<string, string | undefined>>): Promise<Subject> {
  const path = environment['GITHUB_EVENT_PATH'] ?? ''
  const text = path === '' ? undefined : (await readIfPresent(path))?.toString('utf8')
  const event: unknown = text === undefined || text === '' ? {} : JSON.parse(text)
  return subjectOf(environment['GITHUB_EVENT_NAME'] ?? '', event, environment['GITHUB_SHA'] ?? '')
}
