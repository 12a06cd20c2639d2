import type { Action } from './definition.ts'
import { registryInputs } from './stages.ts'

/** Tries what a training stands on before it is queued for hours; trains nothing and changes nothing. */
export const preflight: Action = {
  name: 'preflight',
  title: 'model-actions: preflight',
  description:
    'Checks in seconds whether a runner can do the training of model.yml: driver, container toolkit, disk for checkpoints, /dev/shm, a matrix product in the precision of the training compared with FP64, the exchange between the processes of a training on several GPUs, and how much memory the training needs. If it does not fit, it names settings that would, and fails.',
  stages: [],
  inputs: ['config', 'working-directory', 'engine', 'require', 'node-rank', 'rendezvous', 'summary', ...registryInputs],
  outputs: ['verdict', 'fits', 'estimate-bytes', 'report', 'report-json', 'json'],
  permissions: [{ scope: 'contents: read' }],
  run: async (world) => (await import('./preflightTraining.ts')).tellPreflight(world),
  post: async (world) => (await import('./post.ts')).cleanUp(world),
}
