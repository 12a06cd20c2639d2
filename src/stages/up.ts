import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../errors.ts'
import type { Gateway } from '../gateway/types.ts'
import { servedOf } from '../model/history.ts'
import { readHistory } from '../place/history.ts'
import type { HostPlace } from '../place/place.ts'
import type { Log } from '../platform/types.ts'
import type { Target } from '../rollout/types.ts'
import { loadSpecToGoBack } from '../spec/inPart.ts'
import { durationMs } from '../spec/values.ts'
import { gatewayState, keptListens, owner, sharing, versionsState } from './gateway.ts'
import { placesOf } from './places.ts'
import type { StageContext } from './types.ts'

type World = Pick<StageContext, 'environment' | 'signal'> & { log: Log; say: (line: string) => void }

/**
 * Brings back what served, from what lies on disk, as after a reboot: stable, then the gateway before it. What runs is left as it is.
 * @throws UserError where nothing served, or it cannot be brought back
 */
export async function bringUp(specFile: string, { environment, signal, log, say }: World): Promise<void> {
  const spec = await loadSpecToGoBack(specFile, log.warn)
  if (spec.deploy.target === 'docker')
    throw new UserError(
      'containers are started again by the Docker engine, gateway and stable alike: have the engine start with the machine',
      { place: { file: specFile, key: 'deploy.target' } },
    )
  const { readKept } = await import('../gateway/agent/state.ts')
  const places = await placesOf(specFile, { model: spec.name, environment, signal })
  for (const place of places) {
    const stateDir = gatewayState({ place })
    // Who asks for one that never was makes no directory.
    const kept = (await served(stateDir)) ? readKept(stateDir, place.identity) : {}
    const { stable, pausedSince } = kept
    if (stable === undefined) continue
    const { defaultCacheDirectory, ensurePython } = await import('../engine/python.ts')
    const { startAgain, whenReady } = await import('../rollout/targets/processServer.ts')
    const { cleanUpRollout } = await import('../rollout/cleanUp.ts')
    const { processVersions } = await import('../rollout/targets/processVersions.ts')
    const { openGateway } = await import('../gateway/shared.ts')
    const cacheDir = defaultCacheDirectory(environment)
    const versions = processVersions(versionsState({ place }))
    const python = async (): Promise<string> =>
      (await ensurePython({ requirements: 'serve', cacheDir, log, signal, environment })).path
    const ready: Target['ready'] = (backend, timeoutMs) => whenReady(versions, backend, timeoutMs, signal)
    const model = place.identity
    const at = await keptListens({ spec, place })
    const open = (): Promise<Gateway> =>
      openGateway({ stateDir, model, ...at, sharing: sharing({ spec, place }), proxy: 'auto', log })
    if (pausedSince !== undefined) {
      // It was stopped to make room for a version that may run yet.
      const { traffic, url } = await open()
      const { canary } = await traffic.status()
      if (canary !== undefined) {
        say(`${canary.backend.id} serves in place of ${stable.id} at ${url}: deploy to decide which one stays`)
        return
      }
      const again: Target['startAgain'] = async (id) =>
        (await startAgain(versions, { id, python, moves: true })).backend
      const target = { sweep: versions.sweep, startAgain: again, ready }
      if (!(await cleanUpRollout({ traffic, target, owner: owner({ environment }), note: say })))
        throw new UserError(
          `${stable.id} was stopped to make room for another version, and that rollout is under way: wait for its end, then ask again`,
        )
    }
    const { backend, started } = await startAgain(versions, { id: stable.id, python, moves: false })
    if (started || pausedSince !== undefined) await ready(backend, durationMs(spec.deploy.ready), signal)
    say(`${stable.id} ${started ? 'runs again' : 'runs'}`)
    const { url } = await open()
    say(`the gateway serves it at ${url}`)
    return
  }
  const looked = `looked at ${places.map(({ deploy }) => deploy).join('; ')}`
  const last = (await Promise.all(places.map((place) => servedLast(place, spec.name)))).find((one) => one !== undefined)
  throw new UserError(
    last === undefined
      ? `nothing of ${spec.name} served here: ${looked}; deploy it first`
      : `nothing of ${spec.name} is kept to bring back, as after \`model-actions stop\`: ${looked}; ${last} served last: \`model-actions rollback ${last}\` serves it again`,
  )
}

/** The version that the history tells to have served last. */
async function servedLast(place: HostPlace, name: string): Promise<string | undefined> {
  const history = await readHistory(place)
  return servedOf(history.filter((record) => record.name === name)).served[0]?.version
}

/** What cannot be looked at, as it belongs to another user, is not said to have never been. */
const served = (stateDir: string): Promise<boolean> =>
  lstat(join(stateDir, 'state.json')).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return false
      throw error
    },
  )
