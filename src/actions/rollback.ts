import { servingAction } from './stages.ts'

export const rollback = servingAction({
  name: 'rollback',
  title: 'model-actions: rollback',
  description:
    'Goes back to an earlier release in one step: finds it, verifies its signature, and gives it all the traffic as soon as it is healthy. The release that it replaces is recorded as rolled back. If the earlier release does not start, what serves keeps serving.',
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
