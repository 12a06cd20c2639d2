import { defineAction, registryInputs } from './definition.ts'

export const build = defineAction({
  name: 'build',
  title: 'model-actions: build',
  description: 'Builds the image, one layer per weight file, and signs it where a key is given.',
  stages: ['build', 'sign'],
  inputs: ['sign-key', 'cosign-password', ...registryInputs],
  outputs: ['image', 'digest'],
  permissions: ['contents: read', 'packages: write'],
})
