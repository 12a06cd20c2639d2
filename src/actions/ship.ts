import { servingAction } from './stages.ts'

export const ship = servingAction({
  name: 'ship',
  title: 'model-actions: ship',
  description:
    'Ships a release: verifies its signature, moves traffic to it step by step, shows the deployment in its environment with each step, and records what was promoted or rolled back (on the image too, if the key is given).',
  inputs: ['digest', 'rollback'],
})
