import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'vitest'

/*
 * Real parts that a test needs and a machine may lack. A missing part skips its tests loudly: the reason stands in the
 * title and the reporter counts it. Where MODEL_ACTIONS_PARTS=all, as in CI, a missing part fails instead.
 */

function answers(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 20_000 })
    return true
  } catch {
    return false
  }
}

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome']

/** A Node of the oldest major version that package.json promises to run on. */
export function oldestNode(): string | undefined {
  const paths = (process.env['PATH'] ?? '').split(':').map((directory) => join(directory, 'node'))
  const version = (path: string): string => execFileSync(path, ['--version'], { encoding: 'utf8' })
  return paths.find((path) => existsSync(path) && version(path).startsWith('v20.'))
}

/** The browser of this machine. */
export function chromiumPath(): string {
  const found = (process.env['PATH'] ?? '')
    .split(':')
    .flatMap((directory) => chromiumNames.map((name) => join(directory, name)))
    .find((path) => existsSync(path))
  if (found === undefined) throw new Error('no Chromium on the PATH')
  return found
}

const checks = {
  /** A Python with the locked packages: MODEL_ACTIONS_PYTHON, set by `npm test`. */
  python: () => existsSync(process.env['MODEL_ACTIONS_PYTHON'] ?? ''),
  /** A Docker engine that answers at DOCKER_HOST. */
  docker: () => answers('docker', ['version', '--format', '{{.Server.Version}}']),
  /** The program of an engine of a test's own, which it may end and start. */
  dockerd: () => answers('dockerd', ['--version']),
  /** Of Debian's package openssh-server. */
  sshd: () => existsSync('/usr/sbin/sshd') && answers('ssh', ['-V']),
  /** An imported Debian base image named by MODEL_ACTIONS_BASE_IMAGE, for our own images. */
  'base-image': () =>
    (process.env['MODEL_ACTIONS_BASE_IMAGE'] ?? '') !== '' &&
    answers('docker', ['image', 'inspect', process.env['MODEL_ACTIONS_BASE_IMAGE'] ?? '']),
  /** The right to mount a small file system. */
  root: () => process.getuid?.() === 0,
  registry: () => answers('docker-registry', ['--version']),
  haproxy: () => answers('haproxy', ['-v']),
  openssl: () => answers('openssl', ['version']),
  containerd: () => answers('containerd', ['--version']) && answers('ctr', ['--version']),
  skopeo: () => answers('skopeo', ['--version']),
  cosign: () => answers('cosign', ['version']),
  shellcheck: () => answers('shellcheck', ['--version']),
  actionlint: () => answers('actionlint', ['--version']),
  zizmor: () => answers('zizmor', ['--version']),
  chromium: () => chromiumNames.some((name) => answers(name, ['--version'])),
  'cmark-gfm': () => answers('cmark-gfm', ['--version']),
  /** Of Debian's package prometheus. */
  promtool: () => answers('promtool', ['--version']),
  prometheus: () => answers('prometheus', ['--version']),
  /** Of Debian's package of that name. */
  'prometheus-pushgateway': () => answers('prometheus-pushgateway', ['--version']),
  /** A Python with the packages of .ci/trackers.txt: MODEL_ACTIONS_TRACKERS. */
  trackers: () =>
    answers(process.env['MODEL_ACTIONS_TRACKERS'] ?? '', [
      '-c',
      "import importlib.util as u; exit(any(u.find_spec(name) is None for name in ('mlflow', 'tensorboard', 'wandb')))",
    ]),
  'node-20': () => oldestNode() !== undefined,
  act: () => answers('act', ['--version']),
}

export type Part = keyof typeof checks
const known = new Map<Part, boolean>()

export function has(part: Part): boolean {
  let present = known.get(part)
  if (present === undefined) {
    present = checks[part]()
    known.set(part, present)
  }
  return present
}

export const skipMark = 'SKIPPED, missing:'

/** What is missing of the needs, as a mark for a title; where every part is demanded, a missing one fails instead. */
function missingMark(needs: Part[], title: string): string | undefined {
  const missing = needs.filter((part) => !has(part))
  if (missing.length === 0) return undefined
  if (process.env['MODEL_ACTIONS_PARTS'] === 'all')
    throw new Error(`${title}: ${missing.join(', ')} missing, and MODEL_ACTIONS_PARTS=all wants every part`)
  return `[${skipMark} ${missing.join(', ')}]`
}

/** A `describe` whose tests need the real parts. */
export function describeWith(needs: Part[], title: string, body: () => void): void {
  const mark = missingMark(needs, title)
  if (mark === undefined) describe(title, body)
  else describe.skip(`${title} ${mark}`, body)
}

/** The same for one test. */
export function itWith(needs: Part[], title: string, body: () => Promise<void>): void {
  const mark = missingMark(needs, title)
  if (mark === undefined) it(title, body)
  else it.skip(`${title} ${mark}`, body)
}
