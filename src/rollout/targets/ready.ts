import { type Digest, hexOf } from '../../digest.ts'
import { UserError } from '../../errors.ts'
import { sleep } from '../../timers.ts'

/** A version's id: unique per release, and fit for file names, containers and a proxy's server names. */
export const backendId = (version: string, digest: Digest): string =>
  `v${version.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${hexOf(digest, 12)}`

const pollMs = 200

/**
 * Asks until the answer is yes.
 * @param ask true once the version is ready; a rejection is a no
 * @param gone why it can never come up any more, as soon as that is known
 * @param tail the last lines of its log
 */
export async function waitUntilReady(options: {
  id: string
  timeoutMs: number
  signal: AbortSignal
  ask: () => Promise<boolean>
  gone: () => Promise<string | undefined>
  tail: () => Promise<string[]>
}): Promise<void> {
  const { id, timeoutMs, signal } = options
  const fail = async (what: string, remedy: string): Promise<UserError> => {
    const lines = await options.tail()
    const said = lines.length === 0 ? 'it said nothing' : `its last lines: ${lines.join(' | ').slice(-800)}`
    return new UserError(`the version ${id} ${what}: ${remedy}; ${said}`, { exit: 'crashed' })
  }
  for (const until = performance.now() + timeoutMs; performance.now() < until; ) {
    signal.throwIfAborted()
    if (await options.ask().catch(() => false)) return
    const because = await options.gone()
    if (because !== undefined) throw await fail(`did not come up, ${because}`, 'see why below')
    await sleep(pollMs, signal)
  }
  throw await fail(
    `was not ready within ${Math.round(timeoutMs / 1000)} s`,
    'raise deploy.ready, or see what holds it up',
  )
}
