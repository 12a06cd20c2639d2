import { build } from './build.ts'
import type { Action } from './definition.ts'
import { deploy } from './deploy.ts'
import { evaluate } from './evaluate.ts'
import { finetune } from './finetune.ts'
import { monitor } from './monitor.ts'
import { pipeline } from './pipeline.ts'
import { preflight } from './preflight.ts'
import { prepare } from './prepare.ts'
import { pullRequest } from './pullRequest.ts'
import { quantize } from './quantize.ts'
import { release } from './release.ts'
import { report } from './report.ts'
import { rollback } from './rollback.ts'
import { setup } from './setup.ts'
import { ship } from './ship.ts'
import { verify } from './verify.ts'

/** Every action of this repository. */
export const actions: readonly Action[] = [
  pipeline,
  prepare,
  finetune,
  evaluate,
  quantize,
  build,
  verify,
  deploy,
  setup,
  preflight,
  report,
  pullRequest,
  release,
  ship,
  rollback,
  monitor,
]
