import type { ModelDirectory } from '../model/types.ts'
import { createTerminal, type Screen } from '../platform/terminal.ts'
import { chooseModel } from './chosenModel.ts'
import { openContext } from './context.ts'
import { type OwnServer, startOwnServer } from './ownServer.ts'
import type { StageContext } from './types.ts'

/* A model is tried on this machine, before it is deployed. */

export type Trial = { model: ModelDirectory; because: string; server: OwnServer; context: StageContext }

/** Finds the model and serves it at a port of loopback. */
export async function startTrial(options: {
  specFile: string
  /** Which model; without it the newest that passed. */
  wanted: string | undefined
  port: number
  signal: AbortSignal
  environment: StageContext['environment']
  stderr: Screen
  /** Told what was found, before it is loaded. @throws what is wrong with it for its purpose */
  onModel: (line: string, model: ModelDirectory) => void
}): Promise<Trial> {
  const { specFile, wanted, port, signal, environment, stderr } = options
  const platform = createTerminal({ stderr, debug: environment['MODEL_ACTIONS_DEBUG'] === '1' })
  const context = await openContext({ specFile, stages: [], force: false, platform, signal, environment })
  const { model, because } = await chooseModel(context, wanted)
  const { name, version, precision } = model.manifest
  options.onModel(`${name} ${version}, ${precision}: ${because}`, model)
  const server = await startOwnServer(model, { environment, signal, log: platform.log }, port)
  return { model, because, server, context }
}
