import type { Action } from './actions/definition.ts'

/*
 * What ncc bundles: one entry, so that everything shares its chunks, and each program is loaded only when it is asked for.
 */

// ssh2, far below dockerode, reads __dirname when it is loaded, which a module has not.
Object.assign(globalThis, { __dirname: globalThis.modelActionsDist })

const action = async (load: Promise<Action>): Promise<void> => {
  const { runAction } = await import('./actions/run.ts')
  await runAction(await load)
}

const programs: Record<string, () => Promise<void>> = {
  pipeline: () => action(import('./actions/pipeline.ts').then((module) => module.pipeline)),
  prepare: () => action(import('./actions/prepare.ts').then((module) => module.prepare)),
  finetune: () => action(import('./actions/finetune.ts').then((module) => module.finetune)),
  evaluate: () => action(import('./actions/evaluate.ts').then((module) => module.evaluate)),
  quantize: () => action(import('./actions/quantize.ts').then((module) => module.quantize)),
  build: () => action(import('./actions/build.ts').then((module) => module.build)),
  verify: () => action(import('./actions/verify.ts').then((module) => module.verify)),
  deploy: () => action(import('./actions/deploy.ts').then((module) => module.deploy)),
  'model-actions': async () => {
    await import('./cli/main.ts')
  },
  'gateway-agent': async () => {
    await import('./gateway/agent/main.ts')
  },
}

/** Starts one of the programs of dist by the name of its file. */
export async function start(name: string): Promise<void> {
  const program = programs[name]
  if (program === undefined) throw new Error(`dist has no program ${name}`)
  await program()
}
