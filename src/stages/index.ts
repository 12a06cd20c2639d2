import { build } from './build.ts'
import { deploy } from './deploy.ts'
import { evaluate } from './evaluate.ts'
import { finetune } from './finetune.ts'
import { prepare } from './prepare.ts'
import { quantize } from './quantize.ts'
import { runStage, type Stage } from './recipe.ts'
import { sign } from './sign.ts'
import { type StageContext, type StageName, type StageOutcome, stageNames } from './types.ts'
import { verify } from './verify.ts'

const stages: Record<StageName, Stage> = {
  prepare,
  finetune,
  evaluate,
  quantize,
  build,
  sign,
  verify,
  deploy,
} as Record<StageName, Stage>

/**
 * Runs stages in the order in which they happen, whatever order they are named in, and stops after the first that does
 * not let the next one go on. Errors are thrown; verdicts are returned.
 */
export async function runStages(
  names: readonly StageName[],
  context: StageContext,
  onOutcome: (outcome: StageOutcome, seconds: number) => void = () => undefined,
): Promise<StageOutcome[]> {
  const outcomes: StageOutcome[] = []
  for (const name of stageNames.filter((candidate) => names.includes(candidate))) {
    const startMs = context.clock.monotonicMs()
    const outcome = await context.platform.group(name, () => runStage(stages[name], context))
    outcomes.push(outcome)
    onOutcome(outcome, (context.clock.monotonicMs() - startMs) / 1000)
    if (!outcome.proceed) break
  }
  return outcomes
}
