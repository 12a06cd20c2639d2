import { distance } from 'fastest-levenshtein'
import semver from 'semver'
import { type Place, UserError } from '../errors.ts'

type BaseReference = { kind: 'directory'; path: string } | { kind: 'hub'; repository: string; revision: string }

type BaselineReference =
  | { kind: 'release'; version: string }
  | { kind: 'directory'; path: string }
  | { kind: 'ref'; ref: { kind: 'branch' | 'tag'; name: string } }
  | { kind: 'base' }
  | { kind: 'majority' }

const hubId = /^[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)?$/
const hubRevision = /^[A-Za-z0-9][\w./-]*$/

/** `base:` of the spec: a directory (`./base`), or a hub id with its revision (`org/model@revision`). */
export function parseBase(text: string, place: Place): BaseReference {
  const value = readBase(text)
  if (typeof value === 'string') throw new UserError(value, { place })
  return value
}

/** `evaluate.baseline:` of the spec: `release:latest`, `release:1.2.3`, `branch:main`, `tag:v1`, a directory (`./model`), `base` or `majority`. */
export function parseBaseline(text: string, place: Place): BaselineReference {
  const value = readBaseline(text)
  if (typeof value === 'string') throw new UserError(value, { place })
  return value
}

/** As `parseBase`, with the message in place of an exception, so that a spec's errors can be told together. */
export function readBase(text: string): BaseReference | string {
  const shown = JSON.stringify(text.slice(0, 100))
  if (text.startsWith('release:'))
    return `${shown} is a release, and fine-tuning starts from a directory or a hub id: write ./base or org/model@revision`
  if (isPath(text)) return { kind: 'directory', path: text }
  const [repository = '', revision, ...rest] = text.split('@')
  // The hub forbids two hyphens in an id: they stand for the slash where its model is kept.
  if (!hubId.test(repository) || repository.includes('--') || rest.length > 0)
    return `${shown} is neither a directory nor a hub id: write ./base or org/model@revision`
  if (revision === undefined)
    return `${shown} has no revision: write ${repository}@ and a commit of it, or ./${repository} for a directory`
  if (!hubRevision.test(revision) || revision.includes('..'))
    return `${shown} has a revision that is no commit, tag or branch: write ${repository}@ and a commit of it`
  return { kind: 'hub', repository, revision }
}

/** As `parseBaseline`, with the message in place of an exception. */
export function readBaseline(text: string): BaselineReference | string {
  const shown = JSON.stringify(text.slice(0, 100))
  if (text === 'base' || text === 'majority') return { kind: text }
  if (text.startsWith('release:')) {
    const version = text.slice('release:'.length)
    if (version === 'latest' || semver.valid(version) === version) return { kind: 'release', version }
    return `${shown} is no release: write release:latest, or release: and a SemVer version such as release:1.2.3`
  }
  for (const kind of ['branch', 'tag'] as const)
    if (text.startsWith(`${kind}:`)) {
      const name = text.slice(kind.length + 1)
      // What else git allows in a name, git is asked.
      if (/^[^\s\p{Cc}~^:?*[\\]+$/u.test(name)) return { kind: 'ref', ref: { kind, name } }
      return `${shown} is no ${kind}: write ${kind === 'branch' ? 'branch:main' : 'tag:v1.2.3'}, by its own name`
    }
  if (isPath(text)) return { kind: 'directory', path: text }
  const nearest = text.length < 40 && distance(text, 'majority') <= 3 ? 'majority' : undefined
  return `${shown} is no baseline${nearest === undefined ? '' : `; did you mean "${nearest}"?`}: write release:latest, release:1.2.3, branch:main, tag:v1.2.3, base, majority, or a directory such as ./model`
}

const isPath = (text: string): boolean => text === '.' || text === '..' || /^(?:\.{1,2}[\\/]|[\\/])/.test(text)
