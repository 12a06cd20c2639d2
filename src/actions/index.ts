import { build } from './build.ts'
import { deploy } from './deploy.ts'
import { evaluate } from './evaluate.ts'
import { finetune } from './finetune.ts'
import { pipeline } from './pipeline.ts'
import { prepare } from './prepare.ts'
import { quantize } from './quantize.ts'
import { setup } from './setup.ts'
import type { StageAction } from './stages.ts'
import { verify } from './verify.ts'

/** Every action of this repository. */
export const actions: readonly StageAction[] = [
  pipeline,
  prepare,
  finetune,
  evaluate,
  quantize,
  build,
  verify,
  deploy,
  setup,
]
