import type { Action } from './definition.ts'

export const monitor: Action = {
  name: 'monitor',
  title: 'model-actions: monitor',
  description:
    'Looks at what serves, by a schedule, on the host where it does: whether it answers, its errors and latency against what is usual, and, of recent inputs that you give it, drift of inputs and answers against the test examples, and accuracy where labels are known. Opens or updates one issue, closes it when all is well again, may start a workflow that trains, and fails by the verdict.',
  stages: [],
  inputs: ['config', 'working-directory', 'data', 'reference', 'issue', 'finetune-workflow', 'summary', 'github-token'],
  outputs: ['verdict', 'drift', 'report', 'report-json', 'json', 'issue-url'],
  permissions: [
    { scope: 'contents: read' },
    { scope: 'issues: write', when: 'for the issue' },
    { scope: 'actions: write', when: 'for `finetune-workflow`' },
  ],
  run: async (world) => (await import('./lookAtServing.ts')).lookAtServing(world),
}
