import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { noTemporary } from '../files.ts'
import { plainEnvironment } from '../processes.ts'

/*
 * Every process of this user can read in /proc what a process was started with, and a job of the process engine is one. So
 * an action begins by replacing itself by the same program without secrets in its environment, and takes those from a file
 * that is gone before anything else is done. What is then in `process.env` lies in memory, which /proc/PID/environ does not show.
 *
 * A step that is cancelled meanwhile leaves the file, to be found by every later job of this user. So it is sealed with a key
 * that stands in the environment of this one process, and ends with it.
 */

type Environment = Readonly<Record<string, string | undefined>>

const handedName = 'MODEL_ACTIONS_HANDED_ENVIRONMENT'

/** By the first two runner and people find what a step left behind; the others are how Node itself was to be started. */
const startNames = ['RUNNER_TRACKING_ID', 'MODEL_ACTIONS_HOME', 'NODE_OPTIONS', 'NODE_TLS_REJECT_UNAUTHORIZED']

/** What the packages of GitHub look for in `process.env`. Programs that they start, such as tar, see these and no more. */
const toolkitNames = /^(?:GITHUB_(?!TOKEN$)|RUNNER_|ACTIONS_|INPUT_|STATE_|CACHE_|SEGMENT_DOWNLOAD_|CI$)/

/** What this process was started with. Where that had secrets in reach of others, it begins anew and does not return. */
export function cleanStart(): Environment {
  const handed = process.env[handedName] ?? ''
  if (handed === '') {
    // Windows has none, and runs no jobs.
    if (process.execve === undefined || process.platform === 'win32') return process.env
    const clean: Environment = {
      ...plainEnvironment(process.env),
      ...Object.fromEntries(startNames.map((name) => [name, process.env[name]])),
      [handedName]: hand(process.env),
    }
    const defined = Object.fromEntries(
      Object.entries(clean).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    )
    process.execve(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], defined)
  }
  const [, key = '', file = ''] = /^([0-9a-f]{64}):(.+)$/s.exec(handed) ?? []
  const sealed = readFileSync(file)
  rmSync(dirname(file), { recursive: true })
  delete process.env[handedName]
  const environment = JSON.parse(unseal(sealed, key)) as Record<string, string>
  for (const [name, value] of Object.entries(environment)) if (toolkitNames.test(name)) process.env[name] = value
  return environment
}

/**
 * Writes what only the next program can read: in memory where there is such a place, in a directory of our own (mkdtemp: 0700).
 * @returns `KEY:FILE`
 */
function hand(environment: Environment): string {
  const key = randomBytes(32)
  const sealed = seal(JSON.stringify(environment), key)
  let failure: unknown
  for (const parent of ['/dev/shm', process.env['RUNNER_TEMP'] ?? '', tmpdir()].filter((path) => path !== '')) {
    let directory: string | undefined
    try {
      directory = mkdtempSync(join(parent, 'model-actions-start-'))
      const file = join(directory, 'environment')
      writeFileSync(file, sealed, { mode: 0o600, flag: 'wx' })
      return `${key.toString('hex')}:${file}`
    } catch (error) {
      failure = error
      if (directory !== undefined) rmSync(directory, { recursive: true, force: true })
    }
  }
  throw noTemporary(tmpdir(), failure)
}

const cipher = 'aes-256-gcm'
const tagBytes = 16
/** No key seals twice. */
const nonce = Buffer.alloc(12)

function seal(text: string, key: Buffer): Buffer {
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes })
  const content = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
  return Buffer.concat([sealing.getAuthTag(), content])
}

function unseal(sealed: Buffer, key: string): string {
  const opening = createDecipheriv(cipher, Buffer.from(key, 'hex'), nonce, { authTagLength: tagBytes })
  opening.setAuthTag(sealed.subarray(0, tagBytes))
  return Buffer.concat([opening.update(sealed.subarray(tagBytes)), opening.final()]).toString('utf8')
}
