import { registryInputs, showsDeployments, stageAction } from './stages.ts'

export const rollback = stageAction({
  name: 'rollback',
  title: 'model-actions: rollback',
  description:
    'Goes back to an earlier release in one step: finds it, verifies its signature, and gives it all traffic as soon as it is healthy. What was left is recorded as rolled back, and what serves keeps serving where the earlier release does not come up.',
  stages: ['verify', 'deploy'],
  inputs: ['to', 'environment', 'sign-key', 'cosign-password', ...registryInputs],
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
  async program(action, world) {
    const { runSelected } = await import('./program.ts')
    const { goBack } = await import('../stages/rollBack.ts')
    return runSelected(action, world, { prepare: (context) => goBack(context, world.given.to, { input: 'to' }) })
  },
})
