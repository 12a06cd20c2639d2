import { registryInputs, showsDeployments, stageAction } from './stages.ts'

export const ship = stageAction({
  name: 'ship',
  title: 'model-actions: ship',
  description:
    'Ships a release: verifies its signature, moves traffic to it step by step, shows the deployment in its environment with each step, and records what was promoted or rolled back (on the image too, where the key is given).',
  stages: ['verify', 'deploy'],
  inputs: ['digest', 'rollback', 'environment', 'sign-key', 'cosign-password', ...registryInputs],
  defaults: { environment: 'production' },
  outputs: ['url', 'image', 'digest'],
  permissions: [
    { scope: 'contents: read' },
    showsDeployments,
    {
      scope: 'packages: write',
      when: 'for an image at ghcr.io and the record on it; without a key `packages: read` is enough',
    },
  ],
  cleansUp: true,
})
