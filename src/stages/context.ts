import { isAbsolute, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { Digest } from '../digest.ts'
import type { Engine } from '../engine/types.ts'
import { UserError } from '../errors.ts'
import { gpuLeases } from '../place/gpuLeases.ts'
import { openPlace } from '../place/place.ts'
import { engineFor, hostOf, requireHost } from '../platform/host.ts'
import type { Platform } from '../platform/types.ts'
import { openLocalResults } from '../results/local.ts'
import { openOciResults } from '../results/oci.ts'
import { combineResults, type Results } from '../results/results.ts'
import type { EngineName } from '../spec/engine.ts'
import { loadSpec } from '../spec/load.ts'
import { boundsOf, leadsInto } from '../spec/paths.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { imageCredentials, openRepository } from './registry.ts'
import type { Setting, StageContext, StageName } from './types.ts'

/** Stages whose word others take: what they start from must be known by its digest. */
const binding: readonly StageName[] = ['sign', 'verify', 'deploy']

/** Reads model.yml and lays out what the stages share. Nothing is set up before a stage asks for it. */
export async function openContext(options: {
  specFile: string
  /** By default as `loadSpec` does. */
  load?: (specFile: string) => Promise<ModelSpec>
  /** The directory that everything of the user lies in, where there is such a one: the workspace of a job. */
  workspace?: string
  /** What is to run: one that signs or deploys believes no key of a shared repository, whatever the spec says. */
  stages: readonly StageName[]
  /** Instead of what the spec says. */
  engine?: EngineName | undefined
  from?: Digest | undefined
  image?: Digest | undefined
  force: boolean
  /** Without it, another run that does the same is waited for. */
  others?: StageContext['others']
  rollback?: boolean
  /** A cache that others can write to may bring results of this run's stages. */
  cached?: boolean
  platform: Platform
  signal: AbortSignal
  environment: Readonly<Record<string, string | undefined>>
}): Promise<StageContext> {
  const { specFile, platform, signal, environment } = options
  const written = await (options.load ?? loadSpec)(specFile)
  const host = hostOf(environment, process.platform)
  const name = engineFor(host, options.engine ?? written.engine.name)
  requireHost(host, { engine: name, deploys: options.stages.includes('deploy') })
  const spec = { ...written, engine: { ...written.engine, name } }
  const bounds = await boundsOf(specFile, options.workspace)
  const home = environment['MODEL_ACTIONS_HOME'] ?? ''
  // What stands in a checkout is anybody's who can commit, and a clean checkout would end what serves.
  if (isAbsolute(home) && (await leadsInto(bounds.root, home)))
    throw new UserError(
      `MODEL_ACTIONS_HOME=${home} lies in the checkout ${bounds.root}, which \`git clean\` and the next checkout empty: name a directory outside of it`,
    )
  const keep = options.stages.length > 0
  const place = await openPlace({ environment, root: bounds.root, model: spec.name, keep })
  if (keep && place.movedFrom !== undefined)
    platform.log.info(
      `${bounds.root} was ${place.movedFrom} before: its results, checkpoints and history, and what serves, go on`,
    )
  const results = await openResults(
    { spec, place, specFile, bounds, environment, platform, signal },
    {
      believeKeys: spec.results?.trustKeys === true && !options.stages.some((stage) => binding.includes(stage)),
      cached: options.cached === true,
    },
  )
  let engine: Promise<Engine> | undefined
  return {
    spec,
    specFile,
    bounds,
    engine() {
      engine ??= openEngine(spec.engine, results, { ...options, label: place.identity })
      return engine
    },
    platform,
    place,
    results,
    from: options.from,
    image: options.image,
    signal,
    force: options.force,
    others: options.others ?? 'waited-for',
    rollback: options.rollback ?? false,
    environment,
    clock: { now: () => new Date(), monotonicMs: () => performance.now() },
  }
}

/** Results of this host, and those of the repository that the spec names. */
export async function openResults(
  setting: Setting,
  { believeKeys, cached = false }: { believeKeys: boolean; cached?: boolean },
): Promise<Results> {
  const { spec, place, signal } = setting
  const store = spec.results === undefined ? undefined : await openRepository(spec.results, 'results', setting)
  const shared =
    store === undefined ? undefined : openOciResults({ store, scratch: join(place.cache, 'fetched'), signal })
  return combineResults({ local: openLocalResults(place.store, { cached }), shared, believeKeys })
}

async function openEngine(
  section: ModelSpec['engine'],
  results: Results,
  options: Parameters<typeof openContext>[0] & { label: string },
): Promise<Engine> {
  const { createEngine } = await import('../engine/index.ts')
  const { engine, note } = await createEngine({
    name: section.name,
    image: section.image,
    resolve: (digest) => directoryOf(results, digest),
    credentials: (image) =>
      imageCredentials(image, { environment: options.environment, secret: (text) => options.platform.secret(text) }),
    leases: gpuLeases({ environment: options.environment, label: options.label, log: options.platform.log }),
    log: options.platform.log,
    signal: options.signal,
    environment: options.environment,
  })
  if (note !== undefined) options.platform.log.info(note)
  return engine
}

async function directoryOf(results: Results, digest: Digest): Promise<string> {
  const stored = await results.open(digest)
  if (stored === undefined) throw new Error(`the result ${digest} vanished from ${results.name} while it was used`)
  return stored.directory()
}
