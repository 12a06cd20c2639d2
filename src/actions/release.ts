import { registryInputs, stageAction, writes } from './stages.ts'

export const release = stageAction({
  name: 'release',
  title: 'model-actions: release',
  description:
    'Makes a release of a tag: its version must be that of the spec; builds the image, signs and verifies it, and publishes the release at GitHub with the report of the evaluation, the digest of the image and a model card. Run again it goes on where it was, and changes nothing that is published.',
  stages: ['build', 'sign', 'verify'],
  inputs: ['from', 'sign-key', 'cosign-password', ...registryInputs],
  outputs: ['image', 'digest', 'release-url'],
  permissions: [{ scope: 'contents: write', when: 'for the release' }, writes],
  cleansUp: false,
  program: async (action, world) => (await import('./makeRelease.ts')).makeRelease(action, world),
})
