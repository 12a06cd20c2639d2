import { handsOver, jobInputs, reads, registryInputs, seesDeployments, stageAction } from './stages.ts'

export const evaluate = stageAction({
  name: 'evaluate',
  title: 'model-actions: evaluate',
  description: 'Compares the candidate with the baseline in a paired test and says pass, fail or inconclusive.',
  stages: ['evaluate'],
  inputs: ['from', 'candidate-predictions', 'baseline-predictions', ...jobInputs, ...registryInputs],
  outputs: ['accuracy', 'baseline-accuracy'],
  permissions: [{ scope: 'contents: read' }, reads, handsOver, seesDeployments],
  cleansUp: true,
})
