import { reads, registryInputs, showsDeployments, stageAction } from './stages.ts'

export const deploy = stageAction({
  name: 'deploy',
  title: 'model-actions: deploy',
  description:
    'Moves traffic to a verified release step by step behind health and error gates, or goes back to stable.',
  stages: ['deploy'],
  inputs: ['digest', 'rollback', 'environment', ...registryInputs],
  outputs: ['url', 'image', 'digest'],
  permissions: [{ scope: 'contents: read' }, reads, showsDeployments],
  cleansUp: true,
})
