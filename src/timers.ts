import { setTimeout as pause } from 'node:timers/promises'

/*
 * Timers as long as people may write them: Node counts their milliseconds in 31 bits, and one of more than 24.8 days fires
 * at once.
 */

const longestMs = 2 ** 31 - 1

/** Does the work once the time is over, unless cancelled. It does not keep the process alive. */
export function after(delayMs: number, work: () => void): { cancel(): void } {
  let timer: NodeJS.Timeout
  const wait = (leftMs: number): void => {
    const partMs = Math.min(leftMs, longestMs)
    timer = setTimeout(() => (leftMs > partMs ? wait(leftMs - partMs) : work()), partMs)
    timer.unref()
  }
  wait(delayMs)
  return { cancel: () => clearTimeout(timer) }
}

/** Resolves after `delayMs`. @throws the signal's reason as soon as it aborts */
export async function sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
  for (let leftMs = delayMs; leftMs > 0; leftMs -= longestMs) {
    const partMs = Math.min(leftMs, longestMs)
    await pause(partMs, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      signal?.throwIfAborted()
      throw error
    })
  }
  signal?.throwIfAborted()
}
