import { stageNames } from '../stages/types.ts'
import { jobInputs, registryInputs, seesDeployments, showsDeployments, stageAction, writes } from './stages.ts'

export const pipeline = stageAction({
  name: 'pipeline',
  title: 'model-actions',
  description:
    'Carries a model from data to a canary: prepare, finetune, evaluate, quantize, build, sign, verify, deploy.',
  stages: stageNames,
  inputs: [
    'stages',
    'from',
    'digest',
    'rollback',
    'environment',
    ...jobInputs,
    'sign-key',
    'cosign-password',
    ...registryInputs,
  ],
  outputs: ['dataset-digest', 'model-digest', 'accuracy', 'baseline-accuracy', 'image', 'digest', 'url'],
  permissions: [{ scope: 'contents: read' }, writes, seesDeployments, showsDeployments],
  cleansUp: true,
})
