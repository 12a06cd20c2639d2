import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import { writeWhole } from '../../files.ts'
import type { Backend } from '../types.ts'

/*
 * What outlives the agent: stable, and nothing else. An agent that starts again therefore knows stable alone, and
 * a crash in the middle of a rollout is a rollback.
 */

type State = { schema: 1; model: string; stable?: Backend }

const stateFile = (stateDir: string): string => join(stateDir, 'state.json')

/** @throws UserError where the file is damaged, or is that of another model */
export function readStable(stateDir: string, model: string): Backend | undefined {
  const path = stateFile(stateDir)
  if (!existsSync(path)) return undefined
  let state: State
  try {
    state = JSON.parse(readFileSync(path, 'utf8')) as State
  } catch (cause) {
    throw new UserError('it is damaged: remove it to start without a stable version, or restore it', {
      place: { file: path },
      cause,
    })
  }
  if (state.model !== model)
    throw new UserError(
      `it is of the model ${state.model}, and ${model} is to be served: each model needs a directory of its own`,
      { place: { file: path } },
    )
  return state.stable
}

export const writeStable = (stateDir: string, model: string, stable: Backend | undefined): Promise<void> => {
  const state: State = { schema: 1, model, ...(stable === undefined ? {} : { stable }) }
  return writeWhole(stateFile(stateDir), `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
}

/**
 * Where the agent's sockets lie: the state directory, or a private one where its path is too long for a socket (107). Not
 * below TMPDIR, which the next run may have set to something else.
 */
export function socketDirectory(stateDir: string): string {
  if (Buffer.byteLength(join(stateDir, 'haproxy.sock')) <= 100) return stateDir
  const hash = createHash('sha256').update(stateDir).digest('hex').slice(0, 16)
  const directory = join('/tmp', `model-actions-${hash}`)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const found = lstatSync(directory)
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o077) !== 0)
    throw new UserError(
      `${directory} belongs to someone else: remove it, or choose a shorter path by MODEL_ACTIONS_HOME`,
    )
  return directory
}

export const controlSocket = (stateDir: string): string => join(socketDirectory(stateDir), 'agent.sock')
