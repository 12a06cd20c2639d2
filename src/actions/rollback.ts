import { servingAction } from './stages.ts'

export const rollback = servingAction({
  name: 'rollback',
  title: 'model-actions: rollback',
  description:
    'Goes back to an earlier release in one step: finds it, verifies its signature, and gives it all traffic as soon as it is healthy. What was left is recorded as rolled back, and what serves keeps serving where the earlier release does not come up.',
  inputs: ['to'],
  async program(action, world) {
    const { runSelected } = await import('./program.ts')
    const { loadSpecToGoBack } = await import('../spec/inPart.ts')
    const { goBack } = await import('../stages/rollBack.ts')
    return runSelected(action, world, {
      load: (file) => loadSpecToGoBack(file, world.platform.log.warn),
      prepare: (context) => goBack(context, world.given.to, { input: 'to' }),
    })
  },
})
