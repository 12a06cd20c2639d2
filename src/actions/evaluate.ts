import { defineAction, jobInputs, registryInputs } from './definition.ts'

export const evaluate = defineAction({
  name: 'evaluate',
  title: 'model-actions: evaluate',
  description: 'Compares the candidate with the baseline by a paired test and says pass, fail or inconclusive.',
  stages: ['evaluate'],
  inputs: [...jobInputs, ...registryInputs],
  outputs: ['accuracy', 'baseline-accuracy'],
  permissions: ['contents: read', 'packages: read'],
})
