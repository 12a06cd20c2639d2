import { cleanUpJobs } from '../engine/index.ts'
import type { World } from './definition.ts'

/** Ends what a cancelled run had no time to end. */
export async function cleanUp({ environment, platform }: World): Promise<void> {
  await cleanUpJobs({ environment, log: platform.log })
}
