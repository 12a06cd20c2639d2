import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { withLock } from '../src/locks.ts'

/** A directory that several test files begin from: filled by whoever comes first, while the others wait, and only read from then on. */
export async function madeOnce(name: string, fill: (directory: string) => Promise<void> | void): Promise<string> {
  const made = join(inject('shared'), name)
  await withLock(`${made}.lock`, { label: `what tests share: ${name}` }, async () => {
    if (existsSync(made)) return
    const making = `${made}.making`
    rmSync(making, { recursive: true, force: true })
    mkdirSync(making)
    await fill(making)
    renameSync(making, made)
  })
  return made
}
