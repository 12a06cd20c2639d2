import { stageNames } from '../stages/types.ts'
import { defineAction, jobInputs, registryInputs } from './definition.ts'

export const pipeline = defineAction({
  name: 'pipeline',
  title: 'model-actions',
  description:
    'Carries a model from data to a canary: prepare, finetune, evaluate, quantize, build, sign, verify, deploy.',
  stages: stageNames,
  inputs: ['stages', ...jobInputs, 'sign-key', 'cosign-password', ...registryInputs],
  outputs: ['dataset-digest', 'model-digest', 'accuracy', 'baseline-accuracy', 'image', 'digest', 'url'],
  permissions: ['contents: read', 'packages: write'],
})
