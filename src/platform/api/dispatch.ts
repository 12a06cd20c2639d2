import type { GithubApi } from './client.ts'

/** Starts a workflow that has `on: workflow_dispatch`. @param workflow its file, such as tune.yml @param ref the branch to run it at */
export async function startWorkflow(
  { octokit, owner, repo }: GithubApi,
  { workflow, ref }: { workflow: string; ref: string },
): Promise<void> {
  await octokit.rest.actions.createWorkflowDispatch({ owner, repo, workflow_id: workflow, ref })
}
