import { exitCodes, UserError } from '../errors.ts'
import { createTerminal } from '../platform/terminal.ts'
import { withoutControls } from '../platform/text.ts'
import { oneLine } from '../report/text.ts'
import type { ServingSpec } from '../spec/inPart.ts'
import type { Serving } from '../stages/serving.ts'
import { widthOfScreen } from './columns.ts'
import type { World } from './program.ts'
import { historyLines, statusLines } from './servingText.ts'

/* Commands for who runs what was deployed: what serves, what served, what it writes, and its end. */

export type ServingOptions = { config: string; json: boolean }

const nothingServes = 1

const here = ({ signal, stderr }: World) => ({
  environment: process.env,
  signal,
  log: createTerminal({ stderr }).log,
})

/** What a model.yml deployed, though it may have been changed since to something that nothing could be deployed by. */
async function servingOf(config: string, world: World): Promise<Serving> {
  const { findServing } = await import('../stages/serving.ts')
  return findServing(config, await specOf(config, world), here(world))
}

async function specOf(config: string, { stderr }: World): Promise<ServingSpec> {
  const { loadServingSpec, passedOver } = await import('../spec/inPart.ts')
  const read = await loadServingSpec(config)
  if ('wrong' in read) createTerminal({ stderr }).log.warn(passedOver(read.wrong))
  return read.spec
}

/** Says what serves. Returns 0 where something does, 1 where nothing does. */
export async function showStatus({ config, json }: ServingOptions, world: World): Promise<number> {
  const { readStatus } = await import('../stages/status.ts')
  const status = await readStatus(await servingOf(config, world))
  const text = json ? JSON.stringify(status, null, 2) : statusLines(status, widthOfScreen(world.stdout)).join('\n')
  world.stdout.write(`${text}\n`)
  return status.serves ? exitCodes.done : nothingServes
}

/** Says what was promoted and rolled back, newest first. */
export async function showHistory({ config, json }: ServingOptions, world: World): Promise<void> {
  const { readPromotions } = await import('../stages/promoted.ts')
  const { records, looked, unread } = await readPromotions(config, { ...here(world), stderr: world.stderr })
  if (unread !== undefined) world.stderr.write(`warning: this is only what the host knows; ${oneLine(unread, 1_000)}\n`)
  const text = json ? JSON.stringify(records, null, 2) : historyLines(records, looked).join('\n')
  world.stdout.write(`${text}\n`)
}

export type LogsOptions = { config: string; follow: boolean; lines: number }

/** Prints what a version wrote: by default the one that serves. */
export async function showLogs(version: string | undefined, options: LogsOptions, world: World): Promise<void> {
  const { versionToRead } = await import('../stages/logs.ts')
  const serving = await servingOf(options.config, world)
  const backend = await versionToRead(serving, version)
  const { signal, unread, stdout } = world
  const found = await serving.versions
    .logs(backend.id, {
      lines: options.lines,
      follow: options.follow,
      signal: unread === undefined ? signal : AbortSignal.any([signal, unread]),
      // What a model writes may hold what its clients sent.
      onLine: (line) => stdout.write(`${withoutControls(line)}\n`),
    })
    .catch((error: unknown) => {
      // Nobody waits for another line.
      if (unread?.aborted === true && !signal.aborted) return true
      throw error
    })
  if (!found)
    throw new UserError(
      `${backend.id} has left no log: looked at ${serving.looked}; it was removed, deploy again to have one`,
    )
}

/** Brings back what served, as after a reboot. */
export async function up(config: string, world: World): Promise<void> {
  const { bringUp } = await import('../stages/up.ts')
  const { log } = createTerminal({ stderr: world.stderr, debug: process.env.MODEL_ACTIONS_DEBUG === '1' })
  await bringUp(config, { ...here(world), log, say: (line) => world.stdout.write(`${line}\n`) })
}

export type StopOptions = { config: string; yes: boolean; wait: boolean }

/** Ends what serves, after a question at a terminal, and says what ended. */
export async function stopServing({ config, yes, wait }: StopOptions, world: World): Promise<void> {
  const { findServing } = await import('../stages/serving.ts')
  const { afterDeployments, stop } = await import('../stages/stop.ts')
  const { log } = createTerminal({ stderr: world.stderr })
  const turn = { ...here(world), others: wait ? ('waited-for' as const) : ('refused' as const), note: log.info }
  const spec = await specOf(config, world)
  await afterDeployments(config, spec, turn)
  const serving = await findServing(config, spec, here(world))
  const known = await serving.versions.known()
  const { name } = serving.spec
  if (serving.gateway === undefined && known.length === 0 && serving.lost.length === 0) {
    world.stdout.write(`nothing of ${name} is deployed: looked at ${serving.looked}\n`)
    return
  }
  if (!yes) {
    if (world.confirm === undefined)
      throw new UserError(`this ends what serves of ${name}, and nobody can be asked here: say so by --yes`)
    const left = [...known.map(({ backend }) => backend.version), ...serving.lost.map((one) => one.what)]
    const what = left.join(', ') || 'no version'
    const where = serving.gateway === undefined ? 'without a gateway' : `at ${serving.gateway.url}`
    if (!(await world.confirm(`End ${name} (${what}) ${where}? Nothing serves it after that.`))) {
      world.stdout.write('nothing was ended\n')
      return
    }
  }
  await stop(serving, { ...turn, say: (line) => world.stdout.write(`${line}\n`) })
}
