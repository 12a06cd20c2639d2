import { type Digest, digestJson } from '../digest.ts'

/**
 * The key under which a stage's result is found again: equal model, stage and inputs give an equal key. A result says whose
 * it is, and models of one monorepo may share data and the repository of their results.
 */
export function lineageKey(of: { model: string; stage: string; inputs: Record<string, Digest> }): Digest {
  return digestJson({ lineage: 1, model: of.model, stage: of.stage, inputs: of.inputs })
}
