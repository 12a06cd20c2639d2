import { UserError } from '../errors.ts'
import { isThere } from '../files.ts'
import { type Held, withLock } from '../locks.ts'
import { endGroup } from '../processGroups.ts'
import type { ServingSpec } from '../spec/inPart.ts'
import { owner } from './gateway.ts'
import { placesOf } from './places.ts'
import { loneLock } from './recipe.ts'
import { type Serving, servingAt } from './serving.ts'
import type { StageContext } from './types.ts'

/** For as long as it takes to end everything: nobody else begins a rollout meanwhile. */
const leaseMs = 60_000
/** SIGTERM lets a server answer what is in flight. */
const drainMs = 10_000

type World = Pick<StageContext, 'environment' | 'signal' | 'others'> & {
  /** Called with what ended. */
  say: (line: string) => void
  /** Called with who is waited for. */
  note: (line: string) => void
}

/** @throws UserError where the model is being deployed, even before that has reached the gateway, or its rollout is under way elsewhere */
export const stop = (serving: Serving, world: World): Promise<void> =>
  inTurn(serving, world, () => endAll(serving, world))

type Turn = Pick<World, 'signal' | 'others' | 'note'>

async function inTurn(
  { spec, place }: Pick<Serving, 'spec' | 'place'>,
  { signal, others, note }: Turn,
  work: () => Promise<void>,
): Promise<void> {
  const onHeld = ({ label: does, by }: Held): void => {
    const already = `${does} runs already, as ${by}`
    if (others === 'refused')
      throw new UserError(`${already}: --wait begins after its end, or end that process first`, { exit: 'preflight' })
    note(`${already}: waiting for its end`)
  }
  await withLock(loneLock(place, 'deploy'), { signal, label: `stop of ${spec.name}`, onHeld }, work)
}

/**
 * The same before somebody is asked whether anything is to end: what is being deployed may have nothing yet that could.
 * @throws UserError where it is being deployed
 */
export async function afterDeployments(
  specFile: string,
  spec: ServingSpec,
  world: Turn & Pick<StageContext, 'environment'>,
): Promise<void> {
  // Who looks makes no place.
  for (const place of await placesOf(specFile, { model: spec.name, ...world }))
    if (await isThere(loneLock(place, 'deploy'))) await inTurn({ spec, place }, world, async () => undefined)
}

/**
 * Ends the gateway, so that no request comes in any more, then every version behind it, and forgets what was kept to serve
 * again. @throws UserError that names whose rollout is under way
 */
async function endAll(
  { spec, gateway, versions, lost, beside, forget }: Serving,
  { environment, say }: Pick<World, 'environment' | 'say'>,
): Promise<void> {
  if (gateway !== undefined) {
    await gateway.traffic.acquire(owner({ environment }), leaseMs)
    await gateway.close()
    say(
      beside.length === 0
        ? `the gateway at ${gateway.url} has ended`
        : `${spec.name} has left the gateway at ${gateway.url}, which goes on for ${beside.join(', ')}`,
    )
  }
  for (const { pid, group, what } of lost) {
    if (!(await endGroup(group, drainMs)))
      throw new UserError(`the process ${pid} (${what}) does not end: end it by hand`, { exit: 'crashed' })
    say(`${what}, process ${pid}, has ended; nobody could ask it any more`)
  }
  for (const id of await versions.sweep(undefined)) say(`${id} has ended`)
  await forget()
}

/** The same for a run's own model. */
export async function takeDown({ spec, place, environment, signal, others, platform }: StageContext): Promise<void> {
  const serving = await servingAt({ spec, place, environment, signal, log: platform.log })
  await stop(serving, { environment, signal, others, say: () => undefined, note: platform.log.info })
}
