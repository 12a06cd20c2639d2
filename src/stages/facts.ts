import type { Digest } from '../digest.ts'
import type { ModelFacts } from '../engine/contract.generated.ts'
import type { Facts } from '../engine/types.ts'
import type { MachineFacts } from '../model/types.ts'

/** What model.json says of a model, from what the runtime that made it says. */
export const manifestFacts = (facts: ModelFacts) => ({
  format: facts.format,
  engine: facts.engine,
  precision: facts.precision,
  labels: facts.labels,
  maxLength: facts.max_length,
  maxBatch: facts.max_batch,
  ...(facts.base === undefined ? {} : { base: facts.base as Digest }),
})

/** The machine that a model was made and judged on, as the engine found it. */
export const machineFacts = ({ cpu, gpus, driver, identity }: Facts): MachineFacts => ({
  cpu: { model: cpu.model, flags: [...cpu.flags] },
  gpus: gpus.map(({ name }) => name),
  ...(driver === undefined ? {} : { driver }),
  identity: { ...identity },
})
