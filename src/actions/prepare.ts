import { handsOver, jobInputs, registryInputs, stageAction } from './stages.ts'

export const prepare = stageAction({
  name: 'prepare',
  title: 'model-actions: prepare',
  description: 'Checks and splits the data, deterministically, without leaks between training and test.',
  stages: ['prepare'],
  inputs: [...jobInputs, ...registryInputs],
  outputs: ['dataset-digest'],
  permissions: [{ scope: 'contents: read' }, handsOver],
  cleansUp: true,
})
