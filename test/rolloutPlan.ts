import type { RolloutPlan } from '../src/rollout/types.ts'
import { deploy } from '../src/spec/deploy.ts'
import { camelKeys } from '../src/spec/schema.ts'
import { rolloutPlan } from '../src/stages/rolloutPlan.ts'

const defaults = rolloutPlan(camelKeys(deploy.parse({})), false)

/** The defaults of model.yml, but for what a test is about. */
export const planOf = (change: Partial<RolloutPlan> = {}): RolloutPlan => ({ ...defaults, ...change })

/** Of seconds, for real processes. A machine that runs other tests too makes any of them slow: that is no gate here. */
export const quickPlan = (tolerance: number, change: Partial<RolloutPlan> = {}): RolloutPlan => {
  const { classes } = planOf()
  return planOf({
    steps: [0.2, 0.8],
    minTimeMs: 400,
    minRequests: 20,
    stepDeadlineMs: 30_000,
    bakeMs: 500,
    healthFailures: 3,
    windowMs: 100,
    classes: { ...classes, errors: { ratio: 1.5, tolerance }, slow: { ratio: 5, tolerance: 1 } },
    ...change,
  })
}
