import { rm } from 'node:fs/promises'
import { relative } from 'node:path'
import type { Trouble } from '../gateway/shared.ts'
import type { Backend, Gateway } from '../gateway/types.ts'
import type { HostPlace } from '../place/place.ts'
import type { Log } from '../platform/types.ts'
import type { Versions } from '../rollout/types.ts'
import type { ServingSpec } from '../spec/inPart.ts'
import { gatewayState, versionsState } from './gateway.ts'
import { placesOf } from './places.ts'
import type { StageContext } from './types.ts'

/*
 * What was deployed, for who asks about it or ends it: found as it is, and nothing is started. A rollout opens the same by
 * `deploy.ts`, which starts what is missing.
 */

export type Serving<Spec extends ServingSpec = ServingSpec> = {
  spec: Spec
  place: HostPlace
  /** Undefined where none answers. */
  gateway: Gateway | undefined
  versions: Versions
  /** What runs on though its files, or who could be asked of it, are gone. */
  lost: LostProcess[]
  /** What is not as it should be with a port that it shares, though its own gateway answers. */
  trouble?: Trouble
  /** Models that its gateway serves as well, and goes on to serve without it. */
  beside: string[]
  /** Where somebody looked, in words. */
  looked: string
  /** Removes what was kept to serve again, once nothing runs any more. */
  forget(): Promise<void>
}

export type LostProcess = { pid: number; group: number; what: string }

/** `log` is told who is waited for. */
type World = Pick<StageContext, 'environment' | 'signal'> & { log: Pick<Log, 'info'> }

/** What a model.yml deployed here: the place of the checkout first, then that of the repository's jobs. */
export async function findServing<Spec extends ServingSpec>(
  specFile: string,
  spec: Spec,
  world: World,
): Promise<Serving<Spec>> {
  const all: Serving<Spec>[] = []
  for (const place of await placesOf(specFile, { model: spec.name, ...world }))
    all.push(await servingAt({ spec, place, ...world }))
  for (const one of all)
    if (one.gateway !== undefined || one.lost.length > 0 || (await one.versions.known()).length > 0) return one
  const [first] = all
  if (first === undefined) throw new Error('a model.yml has a place')
  return { ...first, looked: all.map(({ looked }) => looked).join('; ') }
}

/** @throws UserError where the Docker engine or a gateway of another version is in the way */
export async function servingAt<Spec extends ServingSpec>({
  spec,
  place,
  environment,
  signal,
  log,
}: { spec: Spec; place: HostPlace } & World): Promise<Serving<Spec>> {
  const model = place.identity
  const sharing = { directory: place.sharedGateways, name: spec.name }
  const common = { spec, place }
  if (spec.deploy.target === 'docker') {
    const { connectDocker } = await import('../docker/client.ts')
    const { findGateway, forgetNetworks, leaveAll, othersBeside, troubleBefore } = await import(
      '../gateway/dockerShared.ts'
    )
    const { dockerVersions, removeDockerPlace } = await import('../rollout/targets/dockerVersions.ts')
    const docker = await connectDocker({ environment, host: spec.deploy.docker.host })
    const member = { docker, model, sharing, signal, log }
    const gateway = await findGateway(member)
    const trouble = gateway === undefined ? undefined : await troubleBefore(member)
    return {
      ...common,
      gateway,
      versions: dockerVersions({ docker, model }),
      lost: [],
      beside: await othersBeside(member),
      looked: `containers of ${model} at ${docker.endpoint}`,
      ...(trouble === undefined ? {} : { trouble }),
      forget: async () => {
        const ended = await leaveAll(member)
        await removeDockerPlace(docker, model, signal)
        await forgetNetworks(member, ended)
        await rm(place.deploy, { recursive: true, force: true })
      },
    }
  }
  const { findGateway, leaveAll, othersBeside, troubleBefore } = await import('../gateway/shared.ts')
  const { processVersions } = await import('../rollout/targets/processVersions.ts')
  const member = { stateDir: gatewayState({ place }), model, sharing, log }
  const gateway = await findGateway(member)
  const trouble = gateway === undefined ? undefined : await troubleBefore(member)
  const versions = processVersions(versionsState({ place }))
  return {
    ...common,
    gateway,
    versions,
    lost: gateway === undefined ? await lostBelow(place.deploy, await versions.known()) : [],
    beside: await othersBeside(member),
    looked: place.deploy,
    ...(trouble === undefined ? {} : { trouble }),
    forget: async () => {
      await leaveAll(member)
      await rm(place.deploy, { recursive: true, force: true })
    },
  }
}

/**
 * Processes that began in the directory and are named by nothing in it any more, as somebody removed it, or a part of it; and
 * a proxy that serves alone, as agent and supervisor were killed.
 */
async function lostBelow(directory: string, known: readonly { backend: Backend }[]): Promise<LostProcess[]> {
  const { ownGroups } = await import('../processGroups.ts')
  const named = new Set(known.map(({ backend }) => backend.id))
  return (await ownGroups()).flatMap(({ pid, group, words, directory: at }) => {
    const what = relative(directory, at)
    const [kind, id] = what.split('/')
    if (kind === 'gateway' && words.includes('supervise')) return [{ pid, group, what: 'the gateway' }]
    if (kind === 'gateway' && group !== pid) return [{ pid, group, what: 'the gateway without its agent' }]
    return kind === 'versions' && id !== undefined && !named.has(id) ? [{ pid, group, what: id }] : []
  })
}
