import { cleanStart } from './actions/cleanStart.ts'
import type { Action } from './actions/definition.ts'
import { exitCodes, UserError } from './errors.ts'

/*
 * What ncc bundles: one entry, so that everything shares its chunks, and each program is loaded only when it is asked for.
 */

// ssh2, far below dockerode, reads __dirname when it is loaded, which a module has not.
Object.assign(globalThis, { __dirname: globalThis.modelActionsDist })

const actions: Record<string, () => Promise<Action>> = {
  pipeline: async () => (await import('./actions/pipeline.ts')).pipeline,
  prepare: async () => (await import('./actions/prepare.ts')).prepare,
  finetune: async () => (await import('./actions/finetune.ts')).finetune,
  evaluate: async () => (await import('./actions/evaluate.ts')).evaluate,
  quantize: async () => (await import('./actions/quantize.ts')).quantize,
  build: async () => (await import('./actions/build.ts')).build,
  verify: async () => (await import('./actions/verify.ts')).verify,
  deploy: async () => (await import('./actions/deploy.ts')).deploy,
  setup: async () => (await import('./actions/setup.ts')).setup,
  preflight: async () => (await import('./actions/preflight.ts')).preflight,
  'pull-request': async () => (await import('./actions/pullRequest.ts')).pullRequest,
  release: async () => (await import('./actions/release.ts')).release,
  ship: async () => (await import('./actions/ship.ts')).ship,
  rollback: async () => (await import('./actions/rollback.ts')).rollback,
  monitor: async () => (await import('./actions/monitor.ts')).monitor,
  report: async () => (await import('./actions/report.ts')).report,
}

const programs: Record<string, () => Promise<void>> = {
  'model-actions': async () => {
    await import('./cli/main.ts')
  },
  'gateway-agent': async () => {
    await import('./gateway/agent/main.ts')
  },
}

/** Starts one of the programs of dist by the name of its file: of an action `NAME`, or `NAME-post` where it has a post. */
export async function start(name: string): Promise<void> {
  const program = programs[name]
  if (program !== undefined) return program()
  const action = actions[name.replace(/-post$/, '')]
  if (action === undefined) throw new Error(`dist has no program ${name}`)
  const environment = begin()
  const { runAction } = await import('./actions/run.ts')
  await runAction(await action(), environment, name.endsWith('-post') ? 'post' : 'main')
}

/** What is refused here has no log, no outputs and no summary yet: a line for the runner is all. */
function begin(): ReturnType<typeof cleanStart> {
  try {
    return cleanStart()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    process.stdout.write(`::error::${error.message}\n`)
    process.exit(exitCodes[error.exit])
  }
}
