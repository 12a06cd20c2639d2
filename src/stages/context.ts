import { dirname, join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Engine } from '../engine/types.ts'
import type { Platform } from '../platform/types.ts'
import { loadSpec } from '../spec/load.ts'
import { boundsOf } from '../spec/paths.ts'
import type { EngineName } from '../spec/schema.ts'
import { openStore } from './store.ts'
import type { StageContext } from './types.ts'

/** Reads model.yml and lays out what the stages share. Nothing is set up before a stage asks for it. */
export async function openContext(options: {
  specFile: string
  /** The directory that everything of the user lies in, where there is such a one: the workspace of a job. */
  workspace?: string
  engine: EngineName
  force: boolean
  platform: Platform
  signal: AbortSignal
  environment: Readonly<Record<string, string | undefined>>
}): Promise<StageContext> {
  const { specFile, platform, signal, environment } = options
  const spec = await loadSpec(specFile)
  let engine: Promise<Engine> | undefined
  return {
    spec,
    specFile,
    bounds: await boundsOf(specFile, options.workspace),
    engine() {
      engine ??= openEngine(options)
      return engine
    },
    platform,
    store: openStore(join(dirname(resolve(specFile)), '.model-actions', 'store', spec.name)),
    signal,
    force: options.force,
    environment,
    clock: { now: () => new Date(), monotonicMs: () => performance.now() },
  }
}

async function openEngine(options: Parameters<typeof openContext>[0]): Promise<Engine> {
  const { createEngine } = await import('../engine/index.ts')
  const { engine, note } = await createEngine({
    name: options.engine,
    log: options.platform.log,
    signal: options.signal,
    environment: options.environment,
  })
  if (note !== undefined) options.platform.log.info(note)
  return engine
}
