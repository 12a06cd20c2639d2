import { registryInputs, stageAction, writes } from './stages.ts'

export const release = stageAction({
  name: 'release',
  title: 'model-actions: release',
  description:
    'Makes a release from a tag, which must match the version in the spec: builds the image, signs and verifies it, and publishes a GitHub release with the evaluation report, the digest of the image and a model card. If run again, it continues where it stopped, and changes nothing that is published.',
  stages: ['build', 'sign', 'verify'],
  inputs: ['from', 'sign-key', 'cosign-password', ...registryInputs],
  outputs: ['image', 'digest', 'release-url'],
  permissions: [{ scope: 'contents: write', when: 'for the release' }, writes],
  cleansUp: false,
  program: async (action, world) => (await import('./makeRelease.ts')).makeRelease(action, world),
})
