import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../src/errors.ts'
import { run } from '../src/processes.ts'
import { generateKeyPair } from '../src/signing/keys.ts'
import type { Ended } from '../src/stages/index.ts'

/* What the demo and the other examples have in common. */

/** A key pair of an example's own, made once; its password stays beside it, readable by its owner alone. */
export async function keys(work: string): Promise<string> {
  const passwordFile = join(work, 'cosign.password')
  const known = await readFile(passwordFile, 'utf8').catch(() => undefined)
  if (known !== undefined) return known
  const password = randomBytes(18).toString('base64url')
  const { privateKey, publicKey } = await generateKeyPair(password)
  await writeFile(join(work, 'cosign.key'), privateKey, { mode: 0o600 })
  await writeFile(join(work, 'cosign.pub'), publicKey)
  await writeFile(passwordFile, password, { mode: 0o600 })
  return password
}

export async function runScript(
  python: string,
  file: string,
  args: string[],
  options: { cwd: string; signal: AbortSignal; env: NodeJS.ProcessEnv },
): Promise<void> {
  const lines: string[] = []
  const keep = (line: string) => lines.push(line)
  const { exitCode } = await run(python, [file, ...args], { ...options, onStdoutLine: keep, onStderrLine: keep })
  if (exitCode !== 0) throw new UserError(`${file}: exit ${exitCode}: ${lines.slice(-3).join(' | ')}`)
}

/** A line of a stage that has ended. */
export function stageLine({ outcome, seconds }: Ended): string {
  const { verdict, headline } = outcome.stored.result
  const how = outcome.reused ? 'reused' : 'fresh'
  return `${verdict === 'pass' ? '✓' : '✗'} ${outcome.stage.padEnd(9)} ${seconds.toFixed(1).padStart(6)} s  ${how.padEnd(6)}  ${headline}`
}
