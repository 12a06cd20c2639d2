import { defineAction, registryInputs } from './definition.ts'

export const deploy = defineAction({
  name: 'deploy',
  title: 'model-actions: deploy',
  description: 'Moves traffic to a verified release step by step behind health and error gates, or puts stable back.',
  stages: ['deploy'],
  inputs: [...registryInputs],
  outputs: ['url', 'image', 'digest'],
  permissions: ['contents: read', 'packages: read'],
})
