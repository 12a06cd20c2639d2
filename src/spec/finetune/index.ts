import { z } from 'zod'
import { duration } from '../values.ts'
import { augmentKeys } from './augment.ts'
import { checkpointKeys } from './checkpoints.ts'
import { computeKeys } from './compute.ts'
import { distributedKeys } from './distributed.ts'
import { lossKeys } from './loss.ts'
import { method, methodKeys } from './methods.ts'
import { originKeys } from './origin.ts'
import { scheduleKeys } from './schedule.ts'
import { searchKeys } from './search.ts'
import { trackingKeys } from './tracking.ts'
import { trainerKeys } from './trainer.ts'

/** The section `finetune` of model.yml: a file for each of its concerns. */
export const finetune = z.strictObject({
  method,
  ...originKeys,
  ...scheduleKeys,
  ...lossKeys,
  ...augmentKeys,
  ...computeKeys,
  ...trainerKeys,
  ...checkpointKeys,
  ...distributedKeys,
  ...trackingKeys,
  ...methodKeys,
  ...searchKeys,
  deadline: duration.default('12h').meta({
    description: 'The job is stopped after this time; it resumes from its last checkpoint. With `search`: each trial.',
  }),
})
