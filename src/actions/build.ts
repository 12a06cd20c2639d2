import { registryInputs, stageAction, writes } from './stages.ts'

export const build = stageAction({
  name: 'build',
  title: 'model-actions: build',
  description: 'Builds the image, one layer per weight file, and signs it if a key is given.',
  stages: ['build', 'sign'],
  inputs: ['from', 'sign-key', 'cosign-password', ...registryInputs],
  outputs: ['image', 'digest'],
  permissions: [{ scope: 'contents: read' }, writes],
  cleansUp: false,
})
