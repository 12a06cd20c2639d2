import { cleanUpJobs } from '../engine/index.ts'
import { finishRollout, rolloutState } from '../stages/deploy.ts'
import type { World } from './definition.ts'
import { contextOf } from './program.ts'

/** Ends what a cancelled run had no time to end: its jobs, and a rollout that was half done. */
export async function cleanUp(world: World): Promise<void> {
  await cleanUpJobs({ environment: world.environment, log: world.platform.log })
  await world.platform.endDeployment()
  if (world.platform.state.get(rolloutState) !== '') await finishRollout(await contextOf(['deploy'], world))
}
