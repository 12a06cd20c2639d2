import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { parseBase, parseBaseline } from '../../../src/spec/base.ts'
import { boundsOf, resolveInside } from '../../../src/spec/paths.ts'

const place = { file: 'model.yml', key: 'data.train' }
let parent = ''
let root = ''
beforeAll(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'paths-')))
  root = join(parent, 'root')
  await mkdir(join(root, 'data'), { recursive: true })
  await writeFile(join(root, 'data/train.csv'), '')
  await mkdir(join(parent, 'root-beside'))
  await symlink(join(parent, 'root-beside'), join(root, 'out'))
  await symlink('data', join(root, 'inner'))
  await symlink(join(parent, 'not-there'), join(root, 'dangling'))
  await symlink('loop', join(root, 'loop'))
})
afterAll(() => rm(parent, { recursive: true }))

test.each([
  ['data/train.csv', 'data/train.csv'],
  ['./data/../data/train.csv', 'data/train.csv'],
  ['inner/train.csv', 'data/train.csv'],
  ['not/there/yet', 'not/there/yet'],
  ['..data', '..data'],
  ['.', ''],
])('%s stays inside and is found', async (path, expected) => {
  expect(await resolveInside({ directory: root, root }, path, place)).toBe(join(root, expected))
})

test.each([
  ['../root-beside', 'leaves'],
  ['data/../../x', 'leaves'],
  ['..', 'leaves'],
  ['/etc/passwd', 'is absolute'],
  ['out', 'through a link'],
  ['out/deep/new', 'through a link'],
  ['dangling', 'a link that leads nowhere'],
  ['dangling/x', 'a link that leads nowhere'],
  ['loop', 'a link that leads nowhere'],
  ['', 'is empty'],
  ['a\0b', 'NUL'],
  ['a'.repeat(300), 'longer than the system takes paths'],
  ['a/'.repeat(4000), 'longer than 1024 bytes'],
])('%j is refused, with file and key', async (path, cause) => {
  const refused = resolveInside({ directory: root, root }, path, place)
  await expect(refused).rejects.toThrow(/^model\.yml: data\.train: /)
  await expect(refused).rejects.toThrow(cause)
})

describe('a model.yml in a monorepo', () => {
  const spec = () => join(parent, 'mono/models/intents/model.yml')
  beforeAll(async () => {
    await mkdir(join(parent, 'mono/.git'), { recursive: true })
    await mkdir(join(parent, 'mono/data'))
    await mkdir(join(parent, 'mono/models/intents'), { recursive: true })
    await writeFile(spec(), '')
    await symlink('../../data', join(parent, 'mono/models/intents/shared'))
    await symlink('../../..', join(parent, 'mono/models/intents/out'))
  })

  it('names what lies beside it, and anything else of the repository, wherever the command starts', async () => {
    const bounds = await boundsOf(spec())
    expect(await resolveInside(bounds, 'train.csv', place)).toBe(join(parent, 'mono/models/intents/train.csv'))
    expect(await resolveInside(bounds, '../../data', place)).toBe(join(parent, 'mono/data'))
    expect(await resolveInside(bounds, 'shared', place)).toBe(join(parent, 'mono/data'))
    expect(await boundsOf(spec(), join(parent, 'mono'))).toEqual(bounds)
  })

  it('names nothing outside of the repository', async () => {
    const bounds = await boundsOf(spec())
    await expect(resolveInside(bounds, '../../../root', place)).rejects.toThrow(/leaves .*mono/)
    await expect(resolveInside(bounds, 'out/root', place)).rejects.toThrow(/through a link/)
  })

  it('is alone where there is no repository, unless a workspace holds it', async () => {
    const alone = join(root, 'data/model.yml')
    expect(await boundsOf(alone)).toEqual({ directory: join(root, 'data'), root: join(root, 'data') })
    expect(await boundsOf(alone, root)).toEqual({ directory: join(root, 'data'), root })
  })

  it('is not let out of a workspace by a repository around it', async () => {
    const workspace = join(parent, 'mono/models')
    expect(await boundsOf(spec(), workspace)).toEqual({ directory: join(workspace, 'intents'), root: workspace })
  })
})

test('a base is a directory, or a hub id with its revision', () => {
  const at = { file: 'model.yml', key: 'base' }
  expect(parseBase('./base', at)).toEqual({ kind: 'directory', path: './base' })
  expect(parseBase('acme/bert@0123abc', at)).toEqual({ kind: 'hub', repository: 'acme/bert', revision: '0123abc' })
  expect(parseBase('bert@refs/pr/1', at)).toEqual({ kind: 'hub', repository: 'bert', revision: 'refs/pr/1' })
  for (const text of ['bert', 'a/b/c@1', 'a@b@c', 'a/b@', 'a/b@../x', 'release:latest', 'https://x/y@1', '-x/y@1'])
    expect(() => parseBase(text, at), text).toThrow(/^model\.yml: base: .*write|^model\.yml: base: .*: write/)
  // Where fetched models are kept it would have the name of acme/bert.
  expect(() => parseBase('acme--bert@main', at)).toThrow(/neither a directory nor a hub id/)
})

test('a baseline is a release, a directory or the majority', () => {
  const at = { file: 'model.yml', key: 'evaluate.baseline' }
  expect(parseBaseline('release:latest', at)).toEqual({ kind: 'release', version: 'latest' })
  expect(parseBaseline('release:1.2.3-rc.1', at)).toEqual({ kind: 'release', version: '1.2.3-rc.1' })
  expect(parseBaseline('majority', at)).toEqual({ kind: 'majority' })
  expect(parseBaseline('branch:feature/a#1', at)).toEqual({ kind: 'ref', ref: { kind: 'branch', name: 'feature/a#1' } })
  expect(parseBaseline('tag:v1.0.0', at)).toEqual({ kind: 'ref', ref: { kind: 'tag', name: 'v1.0.0' } })
  for (const text of ['branch:', 'branch: main', 'branch:main~1', 'branch:main^', 'branch:a:b', 'branch:a\u0000b'])
    expect(() => parseBaseline(text, at), text).toThrow(/is no branch: write branch:main/)
  expect(parseBaseline('./models/v1', at)).toEqual({ kind: 'directory', path: './models/v1' })
  for (const text of ['release:', 'release:v1.0.0', 'latest', 'main'])
    expect(() => parseBaseline(text, at), text).toThrow(/write release:latest/)
})
