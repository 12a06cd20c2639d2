import { defineAction, jobInputs } from './definition.ts'

export const prepare = defineAction({
  name: 'prepare',
  title: 'model-actions: prepare',
  description: 'Checks and splits the data, deterministically, without leaks between training and test.',
  stages: ['prepare'],
  inputs: [...jobInputs],
  outputs: ['dataset-digest'],
  permissions: ['contents: read'],
})
