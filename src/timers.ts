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
