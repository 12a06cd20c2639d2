/*
 * Timers as long as people may write them: Node counts their milliseconds in 31 bits, and one of more than 24.8 days fires
 * at once.
 */

const longestMs = 2 ** 31 - 1

type Timer = { cancel(): void }

/** Does the work once the time is over, unless cancelled. It does not keep the process alive. */
export const after = (delayMs: number, work: () => void): Timer => begin(delayMs, work, (timer) => timer.unref())

/** Resolves after `delayMs`. @throws the signal's reason as soon as it aborts */
export function sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      timer.cancel()
      reject(signal?.reason)
    }
    const timer = begin(delayMs, () => {
      signal?.removeEventListener('abort', stop)
      resolve()
    })
    if (signal?.aborted === true) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}

/** Asks until there is an answer that is one, a little later each time, and returns the last one. @throws the signal's reason */
export async function askPatiently<T>(
  ask: () => Promise<T>,
  { tries, isAnswer, signal }: { tries: number; isAnswer: (said: T) => boolean; signal: AbortSignal },
): Promise<T> {
  for (let tried = 1; ; tried++) {
    signal.throwIfAborted()
    const said = await ask()
    if (isAnswer(said) || tried >= tries) return said
    await sleep(tried * 500, signal)
  }
}

/** A promise, and who settles it: `Promise.withResolvers`, on each Node that we promise to run on. */
export function deferred<T>(): { promise: Promise<T>; resolve(value: T): void; reject(reason: unknown): void } {
  let resolve: (value: T) => void = () => undefined
  let reject: (reason: unknown) => void = () => undefined
  const promise = new Promise<T>((fulfil, fail) => {
    resolve = fulfil
    reject = fail
  })
  return { promise, resolve, reject }
}

/** What work comes to; `otherwise` where that takes longer. */
export async function inTime<T>(work: Promise<T>, mostMs: number, otherwise: T): Promise<T> {
  const late = deferred<T>()
  const timer = after(mostMs, () => late.resolve(otherwise))
  try {
    return await Promise.race([work, late.promise])
  } finally {
    timer.cancel()
  }
}

function begin(delayMs: number, work: () => void, onPart: (timer: NodeJS.Timeout) => void = () => undefined): Timer {
  let timer: NodeJS.Timeout
  const wait = (leftMs: number): void => {
    const partMs = Math.min(leftMs, longestMs)
    timer = setTimeout(() => (leftMs > partMs ? wait(leftMs - partMs) : work()), partMs)
    onPart(timer)
  }
  wait(delayMs)
  return { cancel: () => clearTimeout(timer) }
}
