import { exitCodes } from '../errors.ts'
import type { Action, World } from './definition.ts'

/** Looks at the machine before anybody waits for it; needs neither a spec nor a right. */
export const setup: Action = {
  name: 'setup',
  title: 'model-actions: setup',
  description:
    'Checks a runner: Docker, GPUs, disk, memory, tools, clock, network. Says what is missing and what to do, and fails if it is required.',
  stages: [],
  inputs: ['config', 'working-directory', 'require', 'summary'],
  outputs: ['verdict', 'report', 'report-json', 'json', 'gpus', 'docker'],
  permissions: [{ scope: 'contents: read' }],
  run: async (world: World) => {
    const { tellCheckup } = await import('./checkup.ts')
    return (await tellCheckup(world)) === 0 ? exitCodes.done : exitCodes.preflight
  },
}
