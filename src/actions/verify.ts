import { defineAction, registryInputs } from './definition.ts'

export const verify = defineAction({
  name: 'verify',
  title: 'model-actions: verify',
  description: 'Vouches for the digest of a release by its signature, or refuses.',
  stages: ['verify'],
  inputs: [...registryInputs],
  outputs: ['image', 'digest'],
  permissions: ['contents: read', 'packages: read'],
})
