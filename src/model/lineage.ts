import { digestJson } from './digest.ts'
import type { Digest } from './types.ts'

/** The key under which a stage's result is found again: equal stage and equal inputs give an equal key. */
export function lineageKey(of: { stage: string; inputs: Record<string, Digest> }): Digest {
  return digestJson({ lineage: 1, stage: of.stage, inputs: of.inputs })
}
