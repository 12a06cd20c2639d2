import { join } from 'node:path'
import type { Digest } from '../../digest.ts'
import type { RuntimeEvent } from '../../engine/types.ts'
import { UserError } from '../../errors.ts'
import { isThere, readIfPresent } from '../../files.ts'
import { homeDirectory } from '../../home.ts'
import { openFetch } from '../../network.ts'
import { resolveInside } from '../../spec/paths.ts'
import { createFeed } from '../../tracking/feed.ts'
import { mlflow, mlflowServer } from '../../tracking/mlflow.ts'
import { prometheus, pushgateway, textfile } from '../../tracking/prometheus.ts'
import { tensorboard } from '../../tracking/tensorboard.ts'
import type { Ending, Tracker } from '../../tracking/types.ts'
import { hasWandb, wandb, wandbEnvironment } from '../../tracking/wandb.ts'
import { trackingMemory } from '../checkpoints.ts'
import type { ConfigOf, Listener } from '../job.ts'
import type { StageContext } from '../types.ts'

/* Who finetune.report-to names is told of a training from its events, on this host: containers have no network. */

/** How long the end of a training waits for who is slow; of one that is stopped, the little that is left. */
const endMs = 10_000
const abortedEndMs = 500

export type Tracking = {
  listen: Listener
  /** The same promise; once it has settled, all were told how it ended, as far as they hear. */
  following<T>(work: Promise<T>): Promise<T>
}

/** What can be known to be wrong before the training begins. @throws UserError */
export async function checkTracking(context: StageContext): Promise<void> {
  await trackersOf(context)
}

/** @param checkpoints their directory, beside which is kept what was told already */
export async function startTracking(
  context: StageContext,
  key: Digest,
  config: ConfigOf<'finetune'>,
  { checkpoints, inputs }: { checkpoints: string; inputs: Readonly<Record<string, Digest>> },
): Promise<Tracking> {
  const { spec, platform, signal, clock } = context
  // Of several hosts one tells.
  const trackers = (config.launch?.node_rank ?? 0) === 0 ? await trackersOf(context) : []
  if (trackers.length === 0) return { listen: () => undefined, following: (work) => work }
  const file = trackingMemory(checkpoints)
  const feed = createFeed({
    trackers,
    run: { model: spec.name, version: spec.version, key, parameters: parametersOf(config, inputs) },
    memory: { file, text: (await readIfPresent(file))?.toString('utf8') },
    warn: (line) => platform.log.warn(line),
    info: (line) => platform.log.info(line),
    now: () => clock.now().getTime(),
  })
  const end = (how: Ending): Promise<void> => feed.end(how, signal.aborted ? abortedEndMs : endMs)
  return {
    listen: (event) => tell(event, feed.point),
    async following(work) {
      try {
        const done = await work
        await end('finished')
        return done
      } catch (error) {
        const stopped = signal.aborted || (error instanceof UserError && error.exit === 'interrupted')
        await end(stopped ? 'killed' : 'failed')
        throw error
      }
    },
  }
}

/** What of an event is a number to tell. */
function tell(event: RuntimeEvent, point: (name: string, value: number, step?: number) => void): void {
  if (event.type === 'metric') point(event.name, event.value, event.step)
  if (event.type === 'progress' && event.unit === 'steps' && event.seconds_left !== undefined)
    point('seconds_left', event.seconds_left, Math.floor(event.done))
}

/** By which people compare trainings: settings by their names in the config of the job, and what was trained on. Pure. */
export function parametersOf(
  { task, max_length, training, launch }: ConfigOf<'finetune'>,
  inputs: Readonly<Record<string, Digest>>,
): Record<string, string> {
  const flat = (value: unknown, name: string): [string, string][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([key, entry]) => flat(entry, name === '' ? key : `${name}.${key}`))
      : [[name, typeof value === 'string' ? value : JSON.stringify(value)]]
  const { base, dataset } = inputs
  return Object.fromEntries([
    ...flat({ task, max_length, ...training }, ''),
    ...(launch === undefined ? [] : flat({ ranks: launch.ranks, nodes: launch.nodes }, '')),
    ...flat({ ...(base === undefined ? {} : { base }), ...(dataset === undefined ? {} : { dataset }) }, ''),
  ])
}

async function trackersOf(context: StageContext): Promise<Tracker[]> {
  const { spec, specFile, bounds, environment, platform } = context
  const asked = spec.finetune.reportTo ?? {}
  const place = (name: string) => ({ file: specFile, key: `finetune.report-to.${name}` })
  const trackers: Tracker[] = []
  if (asked.mlflow !== undefined) {
    const { uri, experiment = spec.name } = asked.mlflow
    const { secrets, ...server } = mlflowServer({ uri, experiment }, environment, (key) => place(`mlflow.${key}`))
    for (const text of secrets) platform.secret(text)
    trackers.push(mlflow({ ...server, fetch: openFetch(environment) }))
  }
  if (asked.tensorboard !== undefined)
    trackers.push(tensorboard(await resolveInside(bounds, asked.tensorboard.directory, place('tensorboard.directory'))))
  if (asked.prometheus?.pushgateway !== undefined)
    trackers.push(prometheus(pushgateway({ url: asked.prometheus.pushgateway, fetch: openFetch(environment) })))
  if (asked.prometheus?.textfile !== undefined) {
    const collected = environment['MODEL_ACTIONS_TEXTFILES'] ?? ''
    const within = collected === '' ? bounds : { directory: collected, root: collected }
    const file = await resolveInside(within, asked.prometheus.textfile, place('prometheus.textfile'))
    trackers.push(prometheus(textfile(file)))
  }
  if (asked.wandb !== undefined) trackers.push(await wandbOf(context, asked.wandb))
  return trackers
}

/** @throws UserError where it would tell nobody anything */
async function wandbOf(
  { spec, specFile, bounds, environment, platform, signal }: StageContext,
  {
    project = spec.name,
    entity,
    mode,
  }: NonNullable<NonNullable<StageContext['spec']['finetune']['reportTo']>['wandb']>,
): Promise<Tracker> {
  const refuse = (what: string): never => {
    throw new UserError(what, { place: { file: specFile, key: 'finetune.report-to.wandb' }, exit: 'preflight' })
  }
  const key = environment['WANDB_API_KEY'] ?? ''
  if (key !== '') platform.secret(key)
  const named = environment['MODEL_ACTIONS_WANDB_PYTHON'] ?? ''
  const [python, env] = [named === '' ? 'python3' : named, wandbEnvironment(environment)]
  if (!(await hasWandb(python, env, signal)))
    refuse(
      `${python} has no package wandb: install it there (\`${python} -m pip install wandb\`), or name a Python that has it in MODEL_ACTIONS_WANDB_PYTHON`,
    )
  const netrc = environment['NETRC'] ?? join(homeDirectory(environment), '.netrc')
  if (mode === 'online' && key === '' && !(await isThere(netrc)))
    refuse('has no credentials: set WANDB_API_KEY from a secret, or write mode: offline')
  return wandb({ python, project, entity, mode, directory: bounds.directory, env })
}
