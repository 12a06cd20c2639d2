import type { ModelFacts } from '../engine/contract.generated.ts'

/** What model.json says of a model, from what the runtime that made it says. */
export const manifestFacts = (facts: ModelFacts) => ({
  format: facts.format,
  engine: facts.engine,
  precision: facts.precision,
  labels: facts.labels,
  maxLength: facts.max_length,
  maxBatch: facts.max_batch,
})
