import { sleep } from '../../timers.ts'
import type { GithubApi } from './client.ts'
import { faultOf } from './faults.ts'

const mostTries = 4

/**
 * Finds what we made before, or makes it: once, whatever happens. A call that failed may have made it all the same, and so
 * it is looked for again before the next try.
 */
export async function ensure<T>(
  { log, signal, pace }: Pick<GithubApi, 'log' | 'signal' | 'pace'>,
  what: string,
  { find, create }: { find(): Promise<T | undefined>; create(): Promise<T> },
): Promise<{ item: T; created: boolean }> {
  for (let tries = 1; ; tries += 1) {
    const found = await find()
    if (found !== undefined) return { item: found, created: tries > 1 }
    try {
      return { item: await create(), created: true }
    } catch (error) {
      const fault = faultOf(error)
      if (fault?.kind !== 'unknown' || tries === mostTries) throw error
      log.info(`${what}: ${fault.because}; looking whether it was made`)
      // What was written is not always to be read at once.
      await sleep(tries * pace.secondMs, signal)
    }
  }
}
