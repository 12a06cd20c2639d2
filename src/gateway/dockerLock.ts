import { hostname } from 'node:os'
import type { DockerClient, Holding } from '../docker/types.ts'
import { UserError } from '../errors.ts'
import type { Log } from '../platform/types.ts'
import { after, sleep } from '../timers.ts'
import { modelLabel, networkOf } from './dockerNames.ts'
import { sharedIdentity } from './port.ts'
import { NobodyListens } from './undo.ts'

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

/** The turn was lost before the work was done, whatever failed by that. */
class TurnLost extends UserError {
  constructor(port: number, cause?: unknown) {
    super(
      `port ${port}: this process stood still, or lost its connection to the Docker engine, while it changed who shares the port; another may have changed it since, so this has ended midway: run the same command again`,
      { exit: 'crashed', cause },
    )
  }
}

/** For who has failed, and undoes what he did. */
export type Again = {
  /**
   * Where the turn was lost, another one is waited for, and the engine can be asked again.
   * @returns whether it was lost: another may have changed the port since
   * @throws UserError where nobody gives it in time
   */
  again(): Promise<boolean>
  /** What is told of an error: that the turn was lost, where it was, as what failed by that may say anything. */
  told(error: unknown): unknown
}

/** Nobody has his turn for much longer, and whose model answers nobody waits for it. */
const againMs = 120_000

/**
 * Does the work while nobody else changes the port; waits for who does.
 * @param work is given the engine as it is to ask it: nothing is done there any more once another one may change the port
 * @throws the signal's reason when it aborts while waiting
 * @throws UserError where the name was lost before the work was done
 */
export async function aloneAt<T>(turn: Turn, work: (docker: DockerClient, again: Again) => Promise<T>): Promise<T> {
  const { port, log } = turn
  let holding = await taken(turn)
  let wasLost = false
  const isLost = (): boolean => wasLost || holding.isLost()
  // What was done is done, and the name goes with this process.
  const giveBack = (): Promise<void> =>
    holding.giveBack().catch((error: Error) => log.info(`port ${port} is held until this ends: ${error.message}`))
  const told = (error: unknown): unknown =>
    !isLost() || error instanceof TurnLost || error instanceof NobodyListens ? error : new TurnLost(port, error)
  const again = async (): Promise<boolean> => {
    if (!holding.isLost()) return wasLost
    wasLost = true
    await giveBack()
    holding = await takenInTime(turn)
    return true
  }
  let done = false
  try {
    return await work(
      unlessLost(turn.docker, () => (done || !holding.isLost() ? undefined : new TurnLost(port))),
      { again, told },
    )
  } catch (error) {
    throw told(error)
  } finally {
    done = true
    await giveBack()
  }
}

/** Whatever interrupted the work: what it left half done is to be undone. */
async function takenInTime(turn: Turn): Promise<Holding> {
  const late = new AbortController()
  const why = `another one still changes the port after ${againMs / 1000} s`
  const timer = after(againMs, () => late.abort(new UserError(why, { exit: 'preflight' })))
  try {
    return await taken({ ...turn, signal: late.signal })
  } finally {
    timer.cancel()
  }
}

/** The engine, which is asked nothing while there is a reason against it. What was made with it may be used for longer than the work. */
const unlessLost = (docker: DockerClient, against: () => Error | undefined): DockerClient =>
  new Proxy(docker, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return async (...of: unknown[]): Promise<unknown> => {
        const reason = against()
        if (reason !== undefined) throw reason
        return Reflect.apply(value, target, of)
      }
    },
  })

async function taken({ docker, port, model, image, signal, log }: Turn): Promise<Holding> {
  const at = sharedIdentity(port)
  const name = `${networkOf(at)}-changing`
  const labels = { ...modelLabel(at), [byLabel]: `process ${process.pid} on ${hostname()}, for ${model}` }
  for (let seen: { id: string; sinceMs: number } | undefined; ; await sleep(200, signal)) {
    signal?.throwIfAborted()
    const holding = await docker.hold({ name, image, labels })
    if (holding !== undefined) return holding
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
