import { readdirSync } from 'node:fs'
import type { FuzzTarget } from './types.ts'

const directory = new URL('./targets/', import.meta.url)

/** Each file of targets/ exports one `target`. */
export const targetNames: readonly string[] = readdirSync(directory)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''))
  .sort()

export async function loadTarget(name: string): Promise<FuzzTarget> {
  const { target } = (await import(new URL(`${name}.ts`, directory).href)) as { target: FuzzTarget }
  return target
}
