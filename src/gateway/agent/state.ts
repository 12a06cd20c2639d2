import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import type { Backend } from '../../rollout/types.ts'

/*
 * What outlives the agent: stable, and nothing else. An agent that starts again therefore knows stable alone, and
 * a crash in the middle of a rollout is a rollback.
 */

export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, text, { mode: 0o600 })
  renameSync(temporary, path)
}

export function readStable(stateDir: string): Backend | undefined {
  const path = join(stateDir, 'state.json')
  if (!existsSync(path)) return undefined
  let state: unknown
  try {
    state = JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new UserError(`${path} is damaged: remove it to start without a stable version, or restore it`, { cause })
  }
  return (state as { stable?: Backend }).stable
}

export const writeStable = (stateDir: string, stable: Backend | undefined): void =>
  writeWhole(join(stateDir, 'state.json'), `${JSON.stringify({ schema: 1, stable }, null, 2)}\n`)

/** Where the agent's sockets lie: the state directory, or a private one where its path is too long for a socket (107). */
export function socketDirectory(stateDir: string): string {
  if (Buffer.byteLength(join(stateDir, 'haproxy.sock')) <= 100) return stateDir
  const hash = createHash('sha256').update(stateDir).digest('hex').slice(0, 16)
  const directory = join(tmpdir(), `model-actions-${hash}`)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const found = lstatSync(directory)
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o077) !== 0)
    throw new UserError(`${directory} belongs to someone else: choose a shorter path for the key deploy.state`)
  return directory
}

export const controlSocket = (stateDir: string): string => join(socketDirectory(stateDir), 'agent.sock')
