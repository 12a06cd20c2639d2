import type { RolloutPlan } from '../src/rollout/types.ts'

/** The defaults of model.yml, but for what a test is about. */
export const planOf = (change: Partial<RolloutPlan> = {}): RolloutPlan => ({
  steps: [0.01, 0.05, 0.95],
  minTimeMs: 60_000,
  minRequests: 100,
  stepDeadlineMs: 1_800_000,
  bakeMs: 300_000,
  healthFailures: 5,
  windowMs: 5_000,
  longestAnswerMs: 60_000,
  falseRollbacks: 0.01,
  classes: {
    errors: { ratio: 1.5, tolerance: 0.01 },
    clientErrors: { ratio: 1.5, tolerance: 0.01 },
    slow: { ratio: 5, tolerance: 0.05 },
  },
  ...change,
})

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
