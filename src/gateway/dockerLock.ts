import { hostname } from 'node:os'
import type { DockerClient } from '../docker/types.ts'
import { UserError } from '../errors.ts'
import type { Log } from '../platform/types.ts'
import { sleep } from '../timers.ts'
import { modelLabel, networkOf } from './dockerNames.ts'
import { sharedIdentity } from './port.ts'

/*
 * Who changes who shares a port of a Docker engine, and how its clients are let in, does so alone. They may come from several
 * machines, and the router ends and is replaced meanwhile: neither a file nor the router can say whose turn it is. A name at the
 * engine does, which goes with whoever has it.
 */

const byLabel = 'model-actions.changed-by'
/** A container begins in less; one that does not is of a process that was killed before it could start it. */
const beginsMs = 30_000

export type Turn = {
  docker: DockerClient
  port: number
  model: string
  /** Any of ours that the engine has. */
  image: string
  signal?: AbortSignal | undefined
  log: Pick<Log, 'info'>
}

/** Does the work while nobody else changes the port; waits for who does. @throws the signal's reason when it aborts while waiting */
export async function aloneAt<T>(turn: Turn, work: () => Promise<T>): Promise<T> {
  const giveBack = await taken(turn)
  try {
    return await work()
  } finally {
    // What was done is done, and the name goes with this process.
    await giveBack().catch((error: Error) =>
      turn.log.info(`port ${turn.port} is held until this ends: ${error.message}`),
    )
  }
}

async function taken({ docker, port, model, image, signal, log }: Turn): Promise<() => Promise<void>> {
  const at = sharedIdentity(port)
  const name = `${networkOf(at)}-changing`
  const labels = { ...modelLabel(at), [byLabel]: `process ${process.pid} on ${hostname()}, for ${model}` }
  for (let seen: { id: string; sinceMs: number } | undefined; ; await sleep(200, signal)) {
    signal?.throwIfAborted()
    const giveBack = await docker.hold({ name, image, labels })
    if (giveBack !== undefined) return giveBack
    const held = await docker.inspect(name)
    if (held === undefined) continue
    const by = held.labels[byLabel]
    if (by === undefined)
      throw new UserError(
        `the container ${name} is none of ours, and who changes the shared port ${port} needs its name: rename or remove it (docker rename, docker rm), then try again`,
        { exit: 'preflight' },
      )
    if (held.id !== seen?.id) {
      seen = { id: held.id, sinceMs: performance.now() }
      if (held.running || held.begins) log.info(`waiting for who changes the shared port ${port}: ${by}`)
    }
    // It ended with whoever had it.
    if (!held.running && (!held.begins || performance.now() - seen.sinceMs > beginsMs)) await docker.remove(held.id, 0)
  }
}
