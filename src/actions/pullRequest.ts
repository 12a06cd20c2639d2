import { jobInputs, registryInputs, seesDeployments, stageAction } from './stages.ts'

export const pullRequest = stageAction({
  name: 'pull-request',
  title: 'model-actions: pull-request',
  description:
    'Judges the model of a pull request (prepare, finetune, evaluate, quantize) and reports it as a comment that is updated in place, a check run, the summary page and an artifact, even if a stage failed or was refused. If the verdict is not pass, the step fails after it has reported.',
  stages: ['prepare', 'finetune', 'evaluate', 'quantize'],
  inputs: [
    'from',
    ...jobInputs,
    'candidate-predictions',
    'baseline-predictions',
    'name',
    'comment',
    'check',
    'artifact',
    ...registryInputs,
  ],
  outputs: [
    'dataset-digest',
    'model-digest',
    'accuracy',
    'baseline-accuracy',
    'comment-url',
    'check-url',
    'artifact-url',
  ],
  permissions: [
    { scope: 'contents: read' },
    { scope: 'pull-requests: write', when: 'for the comment' },
    { scope: 'checks: write', when: 'for the check run' },
    { scope: 'packages: write', when: 'for `results` at ghcr.io; `packages: read` for a baseline there' },
    seesDeployments,
  ],
  cleansUp: true,
  program: async (action, world) => (await import('./judgePullRequest.ts')).judgePullRequest(action, world),
})
