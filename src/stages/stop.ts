import { UserError } from '../errors.ts'
import { endGroup } from '../processes.ts'
import { owner } from './gateway.ts'
import { type Serving, servingAt } from './serving.ts'
import type { StageContext } from './types.ts'

/** For as long as it takes to end everything: nobody else begins a rollout meanwhile. */
const leaseMs = 60_000
/** SIGTERM lets a server answer what is in flight. */
const drainMs = 10_000

/**
 * Ends the gateway, so that no request comes in any more, then every version behind it, and forgets what was kept to serve
 * again. @param say called with what ended @throws UserError that names whose rollout is under way
 */
export async function stop(
  { spec, gateway, versions, lost, beside, forget }: Serving,
  { environment, say }: Pick<StageContext, 'environment'> & { say: (line: string) => void },
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
export async function takeDown({ spec, place, environment }: StageContext): Promise<void> {
  await stop(await servingAt({ spec, place, environment }), { environment, say: () => undefined })
}
