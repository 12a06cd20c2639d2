import { join } from 'node:path'
import { UserError } from '../errors.ts'
import { isThere } from '../files.ts'
import type { Log } from '../platform/types.ts'
import { loadSpec } from '../spec/load.ts'
import { durationMs } from '../spec/values.ts'
import { gatewayState, listening, versionsState } from './deploy.ts'
import { placesOf } from './places.ts'
import type { StageContext } from './types.ts'

type World = Pick<StageContext, 'environment' | 'signal'> & { log: Log; say: (line: string) => void }

/**
 * Brings back what served, from what lies on disk, as after a reboot: stable, then the gateway before it. What runs is left as it is.
 * @throws UserError where nothing served, or it cannot be brought back
 */
export async function bringUp(specFile: string, { environment, signal, log, say }: World): Promise<void> {
  const spec = await loadSpec(specFile)
  if (spec.deploy.target === 'docker')
    throw new UserError(
      'containers are started again by the Docker engine, gateway and stable alike: have the engine start with the machine',
      { place: { file: specFile, key: 'deploy.target' } },
    )
  const { readStable } = await import('../gateway/agent/state.ts')
  const places = await placesOf(specFile, { model: spec.name, environment, signal })
  for (const place of places) {
    const stateDir = gatewayState({ place })
    // Who asks for one that never was makes no directory.
    const stable = (await isThere(join(stateDir, 'state.json'))) ? readStable(stateDir, place.identity) : undefined
    if (stable === undefined) continue
    const { defaultCacheDirectory, ensurePython } = await import('../engine/python.ts')
    const { startAgain } = await import('../rollout/targets/processServer.ts')
    const { processVersions } = await import('../rollout/targets/processVersions.ts')
    const { openProcessGateway } = await import('../gateway/process.ts')
    const cacheDir = defaultCacheDirectory(environment)
    const started = await startAgain(processVersions(versionsState({ place })), {
      id: stable.id,
      python: async () => (await ensurePython({ requirements: 'serve', cacheDir, log, signal, environment })).path,
      readyMs: durationMs(spec.deploy.ready),
      signal,
    })
    say(`${stable.id} ${started ? 'runs again' : 'runs'}`)
    const model = place.identity
    const { url } = await openProcessGateway({ stateDir, model, ...listening(spec), proxy: 'auto', log })
    say(`the gateway serves it at ${url}`)
    return
  }
  throw new UserError(
    `nothing of ${spec.name} served here: looked at ${places.map(({ deploy }) => deploy).join('; ')}; deploy it first`,
  )
}
