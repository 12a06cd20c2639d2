import { type Place, UserError } from '../errors.ts'
import { makeDirectory } from '../files.ts'
import { plainEnvironment, run } from '../processes.ts'
import type { Platform } from './types.ts'

/*
 * A branch or a tag of the user's repository, read without touching their checkout: no file, no index, no HEAD and no ref of it
 * changes, and no hook runs. Names come from a spec: they are checked by git itself and only ever stand behind `refs/heads/` or
 * `refs/tags/`, so that none of them is taken for an option or for another revision.
 */

export type RefName = { kind: 'branch' | 'tag'; name: string }

/** A commit of a repository, and where in its tree the directory is that was asked from: '' or `models/tone/`. */
export type Commit = { repository: string; id: string; prefix: string }

type World = {
  platform: Platform
  environment: Readonly<Record<string, string | undefined>>
  signal: AbortSignal
  patience?: Patience
}

/** How long git is waited for: a remote that takes a connection and says nothing would hold a job up for all its hours. */
type Patience = { askMs: number; fetchMs: number }
const usual: Patience = { askMs: 60_000, fetchMs: 15 * 60_000 }
/** A transfer by http that moves less than a kilobyte a second for so long is given up by git itself. */
const slow = ['-c', 'http.lowSpeedLimit=1000', '-c', 'http.lowSpeedTime=60']

/** Messages of git that are shown: the first says what went wrong, the last ones are advice for whoever typed the command. */
const longestTold = 300
const longestFileBytes = 1 << 20

const tooMuch = `more than ${longestFileBytes} bytes`

type Answer = { ok: boolean; exitCode: number | null; stdout: string; told: string }

async function git(
  world: World,
  directory: string,
  args: readonly string[],
  { own = {}, patienceMs = (world.patience ?? usual).fetchMs }: { own?: Environment; patienceMs?: number } = {},
): Promise<Answer> {
  const tooLong = AbortSignal.timeout(patienceMs)
  const stdout: string[] = []
  const stderr: string[] = []
  let bytes = 0
  const ended = await run(
    'git',
    ['-C', directory, ...slow, '-c', 'core.hooksPath=/dev/null', '-c', 'advice.detachedHead=false', ...args],
    {
      // Nobody is there to answer, and what it says is read by us.
      env: { ...plainEnvironment(world.environment), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', ...own },
      signal: AbortSignal.any([world.signal, tooLong]),
      onStdoutLine(line) {
        bytes += Buffer.byteLength(line) + 1
        if (bytes <= longestFileBytes) stdout.push(line)
      },
      onStderrLine: (line) => void (stderr.length < 20 && stderr.push(line)),
    },
  ).catch((error: unknown) => {
    if (error !== tooLong.reason) throw error
    return undefined
  })
  if (ended === undefined)
    return { ok: false, exitCode: null, stdout: '', told: `no answer within ${patienceMs / 1000} s` }
  const { exitCode } = ended
  if (bytes > longestFileBytes) return { ok: false, exitCode, stdout: '', told: tooMuch }
  const told = stderr.map((line) => line.replace(/^(?:fatal|error|remote): /, '').trim()).filter((line) => line !== '')
  return { ok: exitCode === 0, exitCode, stdout: stdout.join('\n'), told: (told[0] ?? '').slice(0, longestTold) }
}

type Environment = Readonly<Record<string, string>>

/** As words of a message: `branch main`. */
export const refText = ({ kind, name }: RefName): string => `${kind} ${JSON.stringify(name.slice(0, 100))}`

const fullName = ({ kind, name }: RefName): string => `refs/${kind === 'branch' ? 'heads' : 'tags'}/${name}`

/**
 * The commit that a branch or a tag is at. In a job the repository at GitHub is asked first, since a checkout there has one commit,
 * and may have an old one of another branch; on a laptop what is there counts, and the remote is asked for what is not.
 * @throws UserError where there is no such ref, or no way to it
 */
export async function findCommit(world: World, directory: string, ref: RefName, place: Place): Promise<Commit> {
  const top = await git(world, directory, ['rev-parse', '--show-toplevel'])
  if (!top.ok)
    throw new UserError(
      `${refText(ref)} is of a git repository, and ${directory} cannot be read as one (${top.told}): check the repository out, or name a release or a directory`,
      { place },
    )
  const repository = top.stdout
  const prefix = (await git(world, directory, ['rev-parse', '--show-prefix'])).stdout
  if (!(await git(world, repository, ['check-ref-format', fullName(ref)])).ok)
    throw new UserError(`${refText(ref)} is no name that git allows: write it as \`git ${ref.kind}\` lists it`, {
      place,
    })
  const here = () => localCommit(world, repository, ref)
  if (world.platform.kind === 'terminal') {
    const found = await here()
    if (found !== undefined) return { repository, id: found, prefix }
  }
  const there = await remoteCommit(world, repository, ref)
  if (typeof there === 'string') return { repository, id: there, prefix }
  const found = there.missing ? undefined : await here()
  if (found !== undefined) {
    world.platform.log.warn(`${refText(ref)} is taken from this checkout, as the remote repository ${there.because}`)
    return { repository, id: found, prefix }
  }
  throw new UserError(
    there.missing
      ? `there is no ${refText(ref)}, neither here nor in the remote repository: name one that there is`
      : `there is no ${refText(ref)} in this checkout, and the remote repository ${there.because}: ${world.platform.kind === 'terminal' ? `\`git fetch origin\` must work here, or fetch it yourself` : 'give actions/checkout `fetch-depth: 0`, or this job a token that may read the repository (`contents: read`)'}`,
    { place },
  )
}

/** The commit of a ref in this repository: the branch of the person who works here, else what was last seen of the remote's. */
async function localCommit(world: World, repository: string, ref: RefName): Promise<string | undefined> {
  const names = [fullName(ref), ...(ref.kind === 'branch' ? [`refs/remotes/origin/${ref.name}`] : [])]
  for (const name of names) {
    const found = await commitOf(world, repository, name)
    if (found !== undefined) return found
  }
  return undefined
}

/** Also where a tag says more than the commit. */
async function commitOf(world: World, repository: string, what: string): Promise<string | undefined> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${what}^{commit}`]
  const { ok, stdout } = await git(world, repository, args)
  return ok ? stdout.trim() : undefined
}

type Unreachable = { missing: boolean; because: string }

async function remoteCommit(world: World, repository: string, ref: RefName): Promise<string | Unreachable> {
  const own = await credentials(world, repository)
  const unreachable = ({ told }: Answer): Unreachable => ({ missing: false, because: `cannot be asked (${told})` })
  const listed = await git(world, repository, ['ls-remote', '--exit-code', 'origin', fullName(ref)], {
    own,
    patienceMs: (world.patience ?? usual).askMs,
  })
  if (!listed.ok) return listed.exitCode === 2 ? { missing: true, because: 'lacks it' } : unreachable(listed)
  // A pattern of ls-remote matches the end of a name too: `a/refs/heads/main` is a branch that anybody who may push can make.
  const refs = listed.stdout.split('\n').map((line) => line.split('\t'))
  const [id = ''] = refs.find(([, name]) => name === fullName(ref)) ?? []
  if (!/^[0-9a-f]{40,64}$/.test(id)) return { missing: true, because: 'lacks it' }
  const present = await commitOf(world, repository, id)
  if (present !== undefined) return present
  // A full clone would become a shallow one by a depth, and a shallow one would fetch years without.
  const shallow = (await git(world, repository, ['rev-parse', '--is-shallow-repository'])).stdout === 'true'
  const fetch = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-gc']
  const fetched = await git(world, repository, [...fetch, ...(shallow ? ['--depth=1'] : []), 'origin', id], { own })
  const commit = await commitOf(world, repository, id)
  return commit ?? unreachable(fetched)
}

/**
 * The token of the job, for the server that the job is of and no other; through the environment, as arguments are seen by every
 * user of the machine. A header that actions/checkout left in the configuration is replaced, since a server refuses two.
 */
async function credentials({ environment, platform }: World, repository: string): Promise<Environment> {
  const token = environment['GITHUB_TOKEN'] ?? ''
  const server = environment['GITHUB_SERVER_URL'] ?? ''
  if (platform.kind !== 'github' || token === '' || !/^https?:\/\/[\w.:-]+$/.test(server) || repository === '')
    return {}
  platform.secret(token)
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  platform.secret(basic)
  const key = `http.${server}/.extraheader`
  return {
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: key,
    GIT_CONFIG_VALUE_0: '',
    GIT_CONFIG_KEY_1: key,
    GIT_CONFIG_VALUE_1: `Authorization: Basic ${basic}`,
  }
}

/** The text of a file of a commit; undefined where the commit has no such file. @throws UserError where it cannot be read, or is too long */
export async function fileAt(world: World, { repository, id }: Commit, path: string): Promise<string | undefined> {
  const what = `${id}:${path}`
  const kind = await git(world, repository, ['cat-file', '-t', what])
  if (kind.stdout !== 'blob') return undefined
  const own = await credentials(world, repository)
  const { ok, stdout, told } = await git(world, repository, ['cat-file', 'blob', what], { own })
  if (ok) return stdout
  throw new UserError(
    told === tooMuch
      ? `${path} of commit ${id.slice(0, 12)} has ${tooMuch}, which no model.yml has: name another ref`
      : `${path} of commit ${id.slice(0, 12)} cannot be read (${told}): run \`git fsck\`, or clone anew`,
  )
}

/** Puts the whole tree of a commit into a directory, with an index of its own beside it. */
export async function checkOut(world: World, { repository, id }: Commit, directory: string): Promise<void> {
  await makeDirectory(directory, { mode: 0o700 })
  const { ok, told } = await git(
    world,
    repository,
    ['-c', 'core.sparseCheckout=false', `--work-tree=${directory}`, 'checkout', '--quiet', '--force', id, '--', '.'],
    { own: { ...(await credentials(world, repository)), GIT_INDEX_FILE: `${directory}.index` } },
  )
  if (!ok)
    throw new UserError(
      `${repository}: commit ${id.slice(0, 12)} cannot be checked out (${told}): run \`git fsck\`, or clone anew`,
    )
}
