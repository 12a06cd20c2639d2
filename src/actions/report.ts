import type { Action } from './definition.ts'

export const report: Action = {
  name: 'report',
  title: 'model-actions: report',
  description:
    'Combines the reports of the stages and publishes them as a comment that is updated in place, a check run, the summary page and an artifact. If the token may not write, as in a pull request from a fork, summary and artifact remain, and a second workflow (`on: workflow_run`) with the same action publishes the rest.',
  stages: [],
  inputs: ['working-directory', 'reports', 'name', 'comment', 'check', 'artifact', 'summary', 'github-token'],
  outputs: ['verdict', 'report', 'report-json', 'json', 'comment-url', 'check-url', 'artifact-url'],
  permissions: [
    { scope: 'pull-requests: write', when: 'for the comment' },
    { scope: 'checks: write', when: 'for the check run' },
    { scope: 'actions: read', when: 'in a workflow `on: workflow_run`' },
  ],
  run: async (world) => (await import('./publish.ts')).publishReport(world),
}
