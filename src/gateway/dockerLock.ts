import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { DockerClient } from '../docker/types.ts'
import { UserError } from '../errors.ts'
import type { Log } from '../platform/types.ts'
import { sleep } from '../timers.ts'
import { findDockerGateway } from './docker.ts'
import { modelLabel, networkOf } from './dockerNames.ts'
import { sharedIdentity } from './port.ts'
import type { Gateway } from './types.ts'

/*
 * Who changes who shares a port of a Docker engine, and how its clients are let in, does so alone. They may come from several
 * machines, and the router is replaced meanwhile, so that neither a file nor the router's lease can say whose turn it is: the
 * name of a container that is never started does.
 */

const holderLabel = 'model-actions.changed-by'
/** Longer than any change takes: whoever holds it still was killed. */
const longestMs = 300_000

type Turn = { docker: DockerClient; port: number; model: string; image: string; log: Pick<Log, 'info'> }

/** Does the work while nobody else changes the port; waits for who does. */
export async function aloneAt<T>(turn: Turn, work: () => Promise<T>): Promise<T> {
  const { docker } = turn
  const id = await taken(turn)
  try {
    return await work()
  } finally {
    await docker.remove(id, 0)
  }
}

async function taken({ docker, port, model, image, log }: Turn): Promise<string> {
  const at = sharedIdentity(port)
  const by = `${hostname()}, process ${process.pid}, for ${model}`
  const labels = { ...modelLabel(at), [holderLabel]: by }
  const name = `${networkOf(at)}-changing`
  const untilMs = performance.now() + 2 * longestMs
  for (let seen: { id: string; sinceMs: number } | undefined; ; await sleep(200)) {
    const id = await docker.hold(name, { image, labels })
    if (id !== undefined) return id
    const held = (await docker.list(modelLabel(at))).find((one) => one.labels[holderLabel] !== undefined)
    if (held === undefined) {
      if (seen === undefined && performance.now() > untilMs)
        throw new UserError(`the container ${name} is none of ours: remove it, then deploy again`, {
          exit: 'preflight',
        })
    } else if (held.id !== seen?.id) {
      seen = { id: held.id, sinceMs: performance.now() }
      log.info(`waiting for who changes the shared port ${port}: ${held.labels[holderLabel]}`)
    } else if (performance.now() - seen.sinceMs > longestMs) await docker.remove(held.id, 0)
  }
}

export const routerAt = (docker: DockerClient, port: number): Promise<Gateway | undefined> =>
  findDockerGateway({ docker, model: sharedIdentity(port) })

const leaseMs = 60_000

/** One of another version of ours, which asks for the lease and for nothing else, does not change the port meanwhile. */
export async function changing<T>(router: Gateway, model: string, work: () => Promise<T>): Promise<T> {
  const owner = `${hostname()}, process ${process.pid}, for ${model} (${randomBytes(3).toString('hex')})`
  await untilTaken(router, owner)
  try {
    return await work()
  } finally {
    // It may have ended by what was done.
    await router.traffic.release(owner).catch(() => undefined)
  }
}

async function untilTaken(router: Gateway, owner: string): Promise<void> {
  for (const untilMs = performance.now() + 2 * leaseMs; ; await sleep(200)) {
    try {
      return await router.traffic.acquire(owner, leaseMs)
    } catch (error) {
      if (!(error instanceof UserError) || performance.now() > untilMs) throw error
    }
  }
}

/** A router whose lease somebody has hands over to nobody. */
export async function untilFree(docker: DockerClient, port: number): Promise<void> {
  for (const untilMs = performance.now() + 2 * leaseMs; performance.now() < untilMs; await sleep(200)) {
    const router = await routerAt(docker, port).catch(() => undefined)
    if ((await router?.traffic.status())?.lease === undefined) return
  }
}
