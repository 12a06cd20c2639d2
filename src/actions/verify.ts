import { reads, registryInputs, stageAction } from './stages.ts'

export const verify = stageAction({
  name: 'verify',
  title: 'model-actions: verify',
  description: 'Vouches for the digest of a release by its signature, or refuses.',
  stages: ['verify'],
  inputs: ['digest', ...registryInputs],
  outputs: ['image', 'digest'],
  permissions: [{ scope: 'contents: read' }, reads],
  cleansUp: false,
})
