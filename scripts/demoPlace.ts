import { createHash } from 'node:crypto'
import { join } from 'node:path'

/**
 * Where the demo of a checkout keeps its state, outside of it. It never meets what this host serves, nor the demo of another
 * checkout, nor of one that was removed from the same directory: its releases went with it, and its key.
 */
export const demoPlace = (cacheDir: string, work: string, publicKey: string): string =>
  join(cacheDir, `demo-${createHash('sha256').update(`${work}\n${publicKey}`).digest('hex').slice(0, 12)}`)
