import { reads, registryInputs, stageAction } from './stages.ts'

export const verify = stageAction({
  name: 'verify',
  title: 'model-actions: verify',
  description: 'Verifies the signature of a release and returns its digest, or refuses it.',
  stages: ['verify'],
  inputs: ['digest', ...registryInputs],
  outputs: ['image', 'digest'],
  permissions: [{ scope: 'contents: read' }, reads],
  cleansUp: false,
})
