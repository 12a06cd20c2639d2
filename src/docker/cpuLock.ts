/* The lock of a training without CUDA, which is another build of PyTorch and none of the libraries that only CUDA asks for. */

/** Packages that only computing with CUDA asks for. */
const forCuda = /^(?:nvidia-|cuda-|triton==|bitsandbytes==)/

/** A lock without what belongs to CUDA. Torch stays in it, and is found installed: `==2.13.0` takes `2.13.0+cpu`. Pure. */
export function withoutCuda(lock: string, left = forCuda): string {
  const kept: string[] = []
  let dropping = false
  for (const line of lock.split('\n')) {
    if (/^[A-Za-z0-9]/.test(line)) dropping = left.test(line)
    else if (!/^\s/.test(line)) dropping = false
    if (!dropping) kept.push(line)
  }
  return kept.join('\n')
}

/** The whole lock with the build of PyTorch that knows no CUDA in the place of the other. @param torch its own lock. Pure. */
export const cpuLock = (lock: string, torch: string): string =>
  `${withoutCuda(lock, /^(?:nvidia-|cuda-|triton==|bitsandbytes==|torch==)/)}\n${torch}`
