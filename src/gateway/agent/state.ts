import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmdirSync,
  type Stats,
} from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import { writeWhole } from '../../files.ts'
import { checkBackend } from '../backend.ts'
import { text as line, shape } from '../checked.ts'
import type { Backend } from '../types.ts'

/*
 * What outlives the agent: stable, whether it was stopped to make room, and nothing else. An agent that starts again therefore
 * knows stable alone, and a crash in the middle of a rollout is a rollback.
 */

export type Kept = {
  stable?: Backend
  /** Stable was stopped to make room for the next version at this time, and is to be started again. */
  pausedSince?: string
}
type State = Kept & { schema: 1; model: string }

const largestBytes = 256 * 1024

const stateFile = (stateDir: string): string => join(stateDir, 'state.json')

/**
 * What serves again after a start, so nobody else may have written it: not another user, and not a link to elsewhere.
 * @throws UserError where the file is damaged, someone else's, or that of another model
 */
export function readKept(stateDir: string, model: string): Kept {
  const path = stateFile(stateDir)
  const text = readOwn(path)
  if (text === undefined) return {}
  const state = parsed(path, text)
  if (state.model !== model)
    throw new UserError(
      `it is of the model ${state.model}, and ${model} is to be served: each model needs a directory of its own`,
      { place: { file: path } },
    )
  const { stable, pausedSince } = state
  return { ...(stable === undefined ? {} : { stable }), ...(pausedSince === undefined ? {} : { pausedSince }) }
}

function parsed(path: string, text: string): State {
  try {
    const value: unknown = JSON.parse(text)
    const { model } = shape<{ model: string }>({ model: line(/^[^\p{Cc}]{1,400}$/u, 'a model') })(value, '')
    const { stable, pausedSince } = value as Partial<State>
    return {
      schema: 1,
      model,
      ...(stable === undefined ? {} : { stable: checkBackend(stable, 'stable') }),
      ...(stable === undefined || pausedSince === undefined ? {} : { pausedSince: time(pausedSince, 'pausedSince') }),
    }
  } catch (cause) {
    throw new UserError(
      `it is damaged${cause instanceof SyntaxError ? '' : ` (${(cause as Error).message})`}: remove it to start without a stable version, or restore it`,
      { place: { file: path }, cause },
    )
  }
}

const time = line(/^[\dT:.Z-]{1,40}$/, 'a time')

function readOwn(path: string): string | undefined {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw new UserError(`it cannot be read (${code}): what serves is kept in a file of its own, remove what is there`, {
      place: { file: path },
      cause,
    })
  }
  try {
    const facts = fstatSync(file)
    if (!facts.isFile() || facts.uid !== process.getuid?.() || (facts.mode & 0o022) !== 0 || facts.size > largestBytes)
      throw new UserError(
        'it is not what this program wrote (someone else can write to it, or it is no file): remove it to start without a stable version',
        { place: { file: path } },
      )
    return readFileSync(file, 'utf8')
  } finally {
    closeSync(file)
  }
}

export const writeStable = (
  stateDir: string,
  model: string,
  stable: Backend | undefined,
  pausedSince?: string,
): Promise<void> => {
  const state: State = {
    schema: 1,
    model,
    ...(stable === undefined ? {} : { stable }),
    ...(pausedSince === undefined ? {} : { pausedSince }),
  }
  return writeWhole(stateFile(stateDir), `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
}

/**
 * Where the agent's sockets lie: the state directory, or a private one where its path is too long for a socket (107). Not
 * below TMPDIR, which the next run may have set to something else, nor below XDG_RUNTIME_DIR, which goes with the last login
 * while the agent stays.
 */
function socketDirectory(stateDir: string): string {
  if (Buffer.byteLength(join(stateDir, 'haproxy.sock')) <= 100) return stateDir
  const hash = createHash('sha256').update(stateDir).digest('hex').slice(0, 16)
  return join('/tmp', `model-actions-${hash}`)
}

/** For who listens there. @throws UserError where somebody else made it, as its name can be told in advance, or may write to it */
export function makeSocketDirectory(stateDir: string): string {
  const directory = socketDirectory(stateDir)
  if (directory === stateDir) return directory
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  keepPrivate(directory)
  return directory
}

/** Whoever is the last to listen there leaves nothing; what another one listens at stays. */
export function forgetSocketDirectory(stateDir: string): void {
  const directory = socketDirectory(stateDir)
  if (directory === stateDir) return
  try {
    rmdirSync(directory)
  } catch {
    // Somebody listens there, or nobody ever did.
  }
}

/** A directory that nobody of ours can have made: no agent of ours answers in it. */
export class StrangersDirectory extends UserError {}

/** For who asks. Nothing is made: who only looks leaves nothing. @throws UserError as `keepPrivate` */
function askedAt(stateDir: string, name: string): string {
  const directory = socketDirectory(stateDir)
  const found = directory === stateDir ? undefined : lstatSync(directory, { throwIfNoEntry: false })
  if (found !== undefined) requireOurs(directory, found)
  return join(directory, name)
}

/**
 * Sockets lie in it, and what is to be served: nobody else may enter.
 * @throws StrangersDirectory where it is someone else's @throws UserError where others may write to it
 */
export function keepPrivate(directory: string): void {
  const found = lstatSync(directory)
  requireOurs(directory, found)
  if ((found.mode & 0o077) !== 0) chmodSync(directory, 0o700)
}

function requireOurs(directory: string, found: Stats): void {
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new StrangersDirectory(
      `${directory} belongs to someone else, or is no directory: remove it, or choose another path by MODEL_ACTIONS_HOME`,
    )
  // One of ours may listen in it, or somebody in its place: who asks is not told that nobody does.
  if ((found.mode & 0o022) !== 0)
    throw new UserError(
      `${directory} is yours, but others may write to it: if nobody did, \`chmod go-w ${directory}\`; else remove it, or choose another path by MODEL_ACTIONS_HOME`,
    )
}

/** @throws UserError as `keepPrivate` */
export const controlSocket = (stateDir: string): string => askedAt(stateDir, 'agent.sock')

/** Who answers there starts the agent again when it ends. @throws UserError as `keepPrivate` */
export const supervisorSocket = (stateDir: string): string => askedAt(stateDir, 'sup.sock')
