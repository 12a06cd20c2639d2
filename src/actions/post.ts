import { cleanUpJobs } from '../engine/index.ts'
import { loadSpecToGoBack } from '../spec/inPart.ts'
import { finishRollout, rolloutState } from '../stages/deploy.ts'
import type { World } from './definition.ts'
import { contextOf } from './program.ts'

/** Ends what a cancelled run had no time to end: its jobs, and a rollout that was half done. */
export async function cleanUp(world: World): Promise<void> {
  const { log, state } = world.platform
  await cleanUpJobs({ environment: world.environment, log })
  await world.platform.endDeployment()
  if (state.get(rolloutState) === '') return
  // As `rollback` reads it, whose canary is to be ended too.
  const load = (file: string) => loadSpecToGoBack(file, log.warn)
  await finishRollout(await contextOf(['deploy'], world, { load }))
}
