import type { Action } from './definition.ts'

export const monitor: Action = {
  name: 'monitor',
  title: 'model-actions: monitor',
  description:
    'Checks what serves on its host, on a schedule: whether it answers, and its errors and latency against what is usual. With recent inputs that you give it, also drift of inputs and answers against the test examples, and accuracy if labels are known. Opens or updates one issue, closes it when all is well again, can start a workflow that trains, and fails if the verdict is not pass.',
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
