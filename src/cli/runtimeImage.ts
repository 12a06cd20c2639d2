import { createTerminal } from '../platform/terminal.ts'
import type { World } from './program.ts'

export type RuntimeImageOptions = { config: string; debian?: string; layout?: string; push?: string; write: boolean }

/** Makes the image under the model, and prints what image.base is to be. */
export async function runtimeImage(options: RuntimeImageOptions, world: World): Promise<void> {
  const { config, debian, layout, push, write } = options
  const { makeRuntimeImage } = await import('../stages/runtimeImage.ts')
  const platform = createTerminal({ stderr: world.stderr, debug: process.env['MODEL_ACTIONS_DEBUG'] === '1' })
  const { log } = platform
  const { reference, made, spec } = await makeRuntimeImage({
    specFile: config,
    directory: process.cwd(),
    debian,
    layout,
    push,
    write,
    platform,
    signal: world.signal,
    environment: process.env,
  })
  if (!made) log.info('nothing to build: the image of this base and these packages is there')
  if (spec === 'written') log.info(`${config}: image.base is written`)
  else if (spec === 'has it already') log.info(`${config}: image.base names it already`)
  else log.info(`for ${config}, which --write does: image: {base: ${reference}}`)
  world.stdout.write(`image.base: ${reference}\n`)
}
