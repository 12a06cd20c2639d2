import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkOut, fileAt, findCommit, type RefName } from '../../../src/platform/git.ts'

let directory: string
let origin: string
let warnings: string[]
const secrets: string[] = []

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'model-actions-git-'))
  origin = join(directory, 'origin')
  warnings = []
  mkdirSync(join(origin, 'models/tone'), { recursive: true })
  git(origin, 'init', '-q', '-b', 'main')
  git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'false')
  commit('first')
  git(origin, 'tag', '-a', 'v1.0.0', '-m', 'the first')
  commit('second')
  git(origin, 'branch', 'feature/tokens#1')
  commit('third')
})
afterEach(() => rmSync(directory, { recursive: true }))

function git(where: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@example.com', '-c', 'commit.gpgsign=false']
  return execFileSync('git', ['-C', where, ...identity, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    .toString()
    .trim()
}

function commit(what: string, where = origin): void {
  writeFileSync(join(where, 'models/tone/model.yml'), what)
  git(where, 'add', '-A')
  git(where, 'commit', '-qm', what)
}

function clone(...args: string[]): string {
  const into = join(directory, 'clone')
  git(directory, 'clone', '-q', ...args, `file://${origin}`, into)
  return into
}

const world = (kind: 'github' | 'terminal', environment: Record<string, string> = {}) => ({
  platform: {
    kind,
    log: { warn: (line: string) => void warnings.push(line) },
    secret: (value: string) => void secrets.push(value),
  } as unknown as Parameters<typeof findCommit>[0]['platform'],
  environment: { ...process.env, ...environment },
  signal: new AbortController().signal,
})

const find = (where: string, ref: RefName, kind: 'github' | 'terminal' = 'github', environment = {}) =>
  findCommit(world(kind, environment), where, ref, { file: 'model.yml', key: 'evaluate.baseline' })
/** A server that takes a connection and says nothing. */
async function silentServer(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(() => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/models.git`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
const branch = (name: string): RefName => ({ kind: 'branch', name })
const tag = (name: string): RefName => ({ kind: 'tag', name })

describe('a branch or a tag of the repository', () => {
  it('of a remote that never answers is given up after a minute, with that reason', async () => {
    const where = clone()
    const server = await silentServer()
    git(where, 'remote', 'set-url', 'origin', server.url)
    const hurried = { ...world('github'), patience: { askMs: 1_500, fetchMs: 60_000 } }
    await expect(findCommit(hurried, where, branch('other'), {})).rejects.toThrow(
      'the remote repository cannot be asked (no answer within 1.5 s)',
    )
    await server.close()
  })

  it('is found in a clone of a single commit, which is what actions/checkout leaves', async () => {
    const where = clone('--depth=1', '--branch=main')
    for (const [ref, rev] of [
      [branch('feature/tokens#1'), 'feature/tokens#1'],
      [tag('v1.0.0'), 'v1.0.0^{commit}'],
      [branch('main'), 'main'],
    ] as const) {
      const found = await find(join(where, 'models/tone'), ref)
      expect(found).toEqual({ repository: where, id: git(origin, 'rev-parse', rev), prefix: 'models/tone/' })
      expect(git(where, 'ls-tree', '-r', '--name-only', found.id)).toBe('models/tone/model.yml')
    }
    expect(git(where, 'rev-parse', '--is-shallow-repository')).toBe('true')
  })

  it('leaves a full clone full, and the checkout, its refs and its index as they were', async () => {
    const where = clone()
    commit('fourth')
    writeFileSync(join(where, 'models/tone/model.yml'), 'what somebody is working on')
    const before = {
      refs: git(where, 'for-each-ref'),
      files: readdirSync(join(where, '.git')).sort(),
      status: git(where, 'status', '--porcelain'),
    }
    const found = await find(where, branch('main'))
    expect(found.id).toBe(git(origin, 'rev-parse', 'main'))
    await checkOut(world('github'), found, join(directory, 'checkout'))
    expect(readFileSync(join(directory, 'checkout/models/tone/model.yml'), 'utf8')).toBe('fourth')
    expect(git(where, 'rev-parse', '--is-shallow-repository')).toBe('false')
    expect({
      refs: git(where, 'for-each-ref'),
      files: readdirSync(join(where, '.git')).sort(),
      status: git(where, 'status', '--porcelain'),
    }).toEqual(before)
  })

  it('is on a laptop the one of whoever works there, and asked of the remote where it is not', async () => {
    const where = clone()
    commit('my own', where)
    expect((await find(where, branch('main'), 'terminal')).id).toBe(git(where, 'rev-parse', 'main'))
    git(origin, 'branch', 'later')
    expect((await find(where, branch('later'), 'terminal')).id).toBe(git(origin, 'rev-parse', 'later'))
  })

  it('is the remote one in a job, where an older one may lie from a run before', async () => {
    const where = clone()
    commit('fourth')
    expect((await find(where, branch('main'))).id).toBe(git(origin, 'rev-parse', 'main'))
  })

  it('is never another one whose name only ends like it, which anybody who may push can make', async () => {
    const ids = ['main', 'v1.0.0^{commit}'].map((rev) => git(origin, 'rev-parse', rev))
    git(origin, 'checkout', '-q', '-b', 'a/refs/heads/main')
    commit('of somebody else')
    for (const name of ['a/refs/tags/v1.0.0', 'a/refs/heads/gone']) git(origin, 'branch', name)
    git(origin, 'checkout', '-q', 'main')
    const where = clone('--depth=1')
    expect([(await find(where, branch('main'))).id, (await find(where, tag('v1.0.0'))).id]).toEqual(ids)
    await expect(find(where, branch('gone'))).rejects.toThrow('there is no branch "gone"')
  })

  it('that is not there is told so, with where it was looked for', async () => {
    const where = clone('--depth=1')
    for (const ref of [branch('mian'), tag('main'), branch('v1.0.0')])
      await expect(find(where, ref)).rejects.toThrow(
        /^model\.yml: evaluate\.baseline: there is no (?:branch|tag) ".*", neither here nor in the remote repository/,
      )
  })

  it('is taken from the checkout, with a warning, where the remote cannot be asked; else the remedy is told', async () => {
    const where = clone()
    git(where, 'remote', 'set-url', 'origin', `file://${directory}/nowhere`)
    expect((await find(where, branch('main'))).id).toBe(git(origin, 'rev-parse', 'main'))
    expect(warnings).toEqual([expect.stringMatching(/branch "main" is taken from this checkout, .* cannot be asked/)])
    await expect(find(where, branch('never'))).rejects.toThrow(/cannot be asked \(.*\): give .*fetch-depth: 0/)
  })

  it('is asked of a directory that is no repository, and the remedy is told', async () => {
    await expect(find(directory, branch('main'))).rejects.toThrow(
      /cannot be read as one \(.*\): check the repository out/,
    )
  })

  it.each([
    '--upload-pack=touch owned',
    '-h',
    '@{-1}',
    'main..other',
    'a.lock',
    'main~1',
    '/main',
    'a//b',
    'main^{tree}',
    'x'.repeat(300),
  ])('of the name %j is no option and no other revision', async (name) => {
    const where = clone()
    for (const kind of ['branch', 'tag'] as const)
      await expect(find(where, { kind, name })).rejects.toThrow(/no name that git allows|there is no/)
    expect(existsSync(join(where, 'owned'))).toBe(false)
  })

  it('is checked out without a hook of the repository being run', async () => {
    const where = clone()
    for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change'])
      writeFileSync(join(where, '.git/hooks', hook), `#!/bin/sh\ntouch ${directory}/hooked\n`, { mode: 0o755 })
    const found = await find(where, tag('v1.0.0'))
    await checkOut(world('github'), found, join(directory, 'checkout'))
    expect(readFileSync(join(directory, 'checkout/models/tone/model.yml'), 'utf8')).toBe('first')
    expect(await fileAt(world('github'), found, 'models/tone/model.yml')).toBe('first')
    expect(await fileAt(world('github'), found, 'models/tone')).toBeUndefined()
    expect(await fileAt(world('github'), found, 'other.yml')).toBeUndefined()
    expect(existsSync(join(directory, 'hooked'))).toBe(false)
  })

  it('that is damaged is told with what to do, and a new clone has it whole', async () => {
    const damaged = clone()
    const found = await find(damaged, tag('v1.0.0'))
    rmSync(join(damaged, '.git/objects/pack'), { recursive: true })
    const out = async (of: typeof found, into: string) => checkOut(world('github'), of, join(directory, into))
    await expect(out(found, 'first')).rejects.toThrow(/cannot be checked out \(.*\): run `git fsck`, or clone anew/)
    rmSync(damaged, { recursive: true })
    await out(await find(clone(), tag('v1.0.0')), 'second')
    expect(existsSync(join(directory, 'second/models/tone/model.yml'))).toBe(true)
  })

  it('has no model.yml larger than any', async () => {
    writeFileSync(join(origin, 'large.yml'), `${'x'.repeat(1023)}\n`.repeat(1025))
    commit('fourth')
    const found = await find(clone(), branch('main'))
    await expect(fileAt(world('github'), found, 'large.yml')).rejects.toThrow(
      /^large\.yml of commit [0-9a-f]{12} has more than 1048576 bytes, which no model\.yml has: name another ref$/,
    )
  })

  it('whose model.yml is damaged is told, and is no empty one', async () => {
    writeFileSync(join(origin, 'damaged.yml'), randomBytes(100_000).toString('hex'))
    commit('fourth')
    const found = await find(origin, branch('main'), 'terminal')
    const id = git(origin, 'rev-parse', 'HEAD:damaged.yml')
    const blob = join(origin, '.git/objects', id.slice(0, 2), id.slice(2))
    chmodSync(blob, 0o600)
    truncateSync(blob, 20_000)
    await expect(fileAt(world('terminal'), found, 'damaged.yml')).rejects.toThrow(
      /^damaged\.yml of commit [0-9a-f]{12} cannot be read \(.+\): run `git fsck`, or clone anew$/,
    )
  })

  it('is asked for with the token of the job, once, at the server of the job and no other', async () => {
    const asked: { url: string; authorization: string[] }[] = []
    const server = createServer((request, response) => {
      asked.push({ url: request.url ?? '', authorization: request.headersDistinct['authorization'] ?? [] })
      response.writeHead(404).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      const where = clone()
      git(where, 'remote', 'set-url', 'origin', `${host}/acme/tone.git`)
      git(where, 'config', `http.${host}/.extraheader`, 'Authorization: Basic b2xk')
      const token = 'ghs_token_of_the_job'
      await find(where, branch('main'), 'github', { GITHUB_TOKEN: token, GITHUB_SERVER_URL: host })
      const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
      expect(asked.map(({ authorization }) => authorization)).toEqual([[`Basic ${basic}`]])
      expect(secrets).toEqual(expect.arrayContaining([token, basic]))
      asked.length = 0
      git(where, 'config', '--unset-all', `http.${host}/.extraheader`)
      await find(where, branch('main'), 'github', { GITHUB_TOKEN: token, GITHUB_SERVER_URL: 'https://github.com' })
      expect(asked.map(({ authorization }) => authorization)).toEqual([[]])
    } finally {
      server.close()
    }
  })
})
