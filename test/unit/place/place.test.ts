import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultCacheDirectory } from '../../../src/engine/python.ts'
import { makeDirectory, makeDirectoryIn } from '../../../src/files.ts'
import type { HistoryRecord } from '../../../src/model/history.ts'
import { appendHistory, readHistory } from '../../../src/place/history.ts'
import { readMonitoring } from '../../../src/place/monitoring.ts'
import { environmentOfJobs, openPlace } from '../../../src/place/place.ts'
import { chooseResults, defaultLimits, type Kept, prune } from '../../../src/place/prune.ts'
import { boundsOf } from '../../../src/spec/paths.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'model-actions-place-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const job = { GITHUB_REPOSITORY: 'Acme/Intents', GITHUB_SERVER_URL: 'https://github.com', HOME: '/home/u' }

it('lies outside the checkout, by repository and model', async () => {
  const { directory } = await openPlace({ environment: job, root, model: 'tone' })
  expect(directory).toBe('/home/u/.local/state/model-actions/github.com/acme/intents/tone')
  const state = { ...job, XDG_STATE_HOME: '/var/state' }
  expect((await openPlace({ environment: state, root, model: 'tone' })).store).toBe(
    '/var/state/model-actions/github.com/acme/intents/tone/store',
  )
  const home = { ...state, MODEL_ACTIONS_HOME: '/srv/places' }
  expect((await openPlace({ environment: home, root, model: 'b' })).deploy).toBe(
    '/srv/places/github.com/acme/intents/b/deploy',
  )
})

it('is the same for every directory of one repository on a laptop, and another for another clone', async () => {
  const clone = (name: string): string => {
    mkdirSync(join(root, name, '.git'), { recursive: true })
    mkdirSync(join(root, name, 'models/a'), { recursive: true })
    return join(root, name)
  }
  const one = clone('one')
  const open = async (at: string) =>
    openPlace({ environment: { HOME: root }, root: (await boundsOf(join(at, 'model.yml'))).root, model: 'tone' })
  expect((await open(one)).directory).toBe((await open(join(one, 'models/a'))).directory)
  expect((await open(one)).directory).not.toBe((await open(clone('two'))).directory)
})

it('of jobs is found from a terminal by the remote of the checkout', async () => {
  const { directory } = await openPlace({ environment: job, root, model: 'tone' })
  for (const url of [
    'https://github.com/Acme/Intents',
    'https://token@github.com/acme/intents.git\n',
    'git@github.com:acme/intents.git',
    'ssh://git@github.com/acme/intents/',
    'ssh://git@github.com:22/acme/intents',
  ]) {
    const environment = environmentOfJobs({ HOME: '/home/u' }, url)
    expect(environment, url).toBeDefined()
    expect((await openPlace({ environment: environment ?? {}, root, model: 'tone' })).directory).toBe(directory)
  }
  for (const url of ['', '/srv/git/intents', '../intents', 'https://github.com/intents', 'git@github.com:a/b/c'])
    expect(environmentOfJobs({}, url), url).toBeUndefined()
})

it('cannot be led elsewhere by the name of a repository', async () => {
  const { directory } = await openPlace({ environment: { ...job, GITHUB_REPOSITORY: '../..' }, root, model: 'tone' })
  expect(directory.startsWith('/home/u/.local/state/model-actions/local/')).toBe(true)
})

it.each(['', '.', 'home'])(
  'lies in no checkout where HOME is %o: the system knows the home directory',
  async (HOME) => {
    const { directory } = await openPlace({ environment: { ...job, HOME }, root, model: 'tone' })
    expect(directory).toBe(join(userInfo().homedir, '.local/state/model-actions/github.com/acme/intents/tone'))
    expect(defaultCacheDirectory({ HOME })).toBe(join(userInfo().homedir, '.cache/model-actions'))
  },
)

it('takes no relative MODEL_ACTIONS_HOME, which would lie in the checkout', async () => {
  await expect(openPlace({ environment: { MODEL_ACTIONS_HOME: 'state' }, root, model: 'a' })).rejects.toThrow(
    /MODEL_ACTIONS_HOME=state is no absolute path/,
  )
})

const digest = (letter: string) => `sha256:${letter.repeat(64)}` as const
const record = (letter: string, at: string, outcome: HistoryRecord['outcome'] = 'promoted'): HistoryRecord => ({
  schema: 1,
  outcome,
  name: 'intents',
  digest: digest(letter),
  version: '1.0.0',
  released: at,
  at,
  by: 'test',
  because: 'every step passed',
})

it('keeps its history in the order in which it happened, also when several write at once', async () => {
  const place = await openPlace({ environment: { MODEL_ACTIONS_HOME: root }, root, model: 'tone' })
  expect(await readHistory(place)).toEqual([])
  await Promise.all(['a', 'b', 'c'].map((letter) => appendHistory(place, record(letter, '2026-01-01T00:00:00Z'))))
  expect((await readHistory(place)).map(({ digest: found }) => found).sort()).toEqual(['a', 'b', 'c'].map(digest))
})

it('goes on with its history after a power failure that cut its last line', async () => {
  const place = await openPlace({ environment: { MODEL_ACTIONS_HOME: root }, root, model: 'tone' })
  await appendHistory(place, record('a', '2026-01-01T00:00:00Z'))
  appendFileSync(place.history, '{"schema":1,"outco')
  expect((await readHistory(place)).map(({ digest: found }) => found)).toEqual(['a'].map(digest))
  await appendHistory(place, record('b', '2026-01-02T00:00:00Z'))
  writeFileSync(place.history, readFileSync(place.history, 'utf8').trimEnd())
  await appendHistory(place, record('c', '2026-01-03T00:00:00Z'))
  expect((await readHistory(place)).map(({ digest: found }) => found)).toEqual(['a', 'b', 'c'].map(digest))
})

const alone = { signal: new AbortController().signal, onHeld: () => undefined }

it('is pruned while other runs make and drop checkpoints', async () => {
  const place = await openPlace({ environment: { MODEL_ACTIONS_HOME: root }, root, model: 'tone' })
  let over = false
  const others = async (name: string): Promise<void> => {
    for (let n = 0; !over; n++) {
      const checkpoint = join(place.checkpoints, `${name}${n % 7}`)
      await mkdir(checkpoint, { recursive: true })
      await rm(checkpoint, { recursive: true, force: true })
    }
  }
  const busy = ['a', 'b', 'c'].map(others)
  try {
    for (let n = 0; n < 40; n++) await prune(place, defaultLimits, Date.now(), alone)
  } finally {
    over = true
    await Promise.all(busy)
  }
})

it.each([
  ['a file', /state: a file is where a directory is needed/],
  ['a link to a disk that is not there', /state is there and leads to no directory/],
])('is refused where %s stands in its way', async (what, because) => {
  const state = join(root, 'state')
  if (what === 'a file') writeFileSync(state, '')
  else symlinkSync(join(root, 'unmounted/state'), state)
  await expect(makeDirectory(join(state, 'store/results'))).rejects.toThrow(because)
})

it.skipIf(process.platform !== 'linux')('is refused where the home lies in a file system that makes none', async () => {
  await expect(makeDirectory('/proc/.local/state/model-actions')).rejects.toMatchObject({
    message: expect.stringMatching(
      /^\/proc\/\.local: no directory can be made there: name another directory by MODEL_ACTIONS_HOME/,
    ),
    exit: 'preflight',
  })
})

it.each([
  ['was removed', () => undefined],
  ['is a link to a directory that was removed', (path: string) => symlinkSync(join(root, 'removed'), path)],
])('makes no directory in a project that %s since the run began', async (_, leave) => {
  const project = join(root, 'project')
  leave(project)
  await expect(makeDirectoryIn(project, join(project, 'images'))).rejects.toThrow(
    /project was moved or removed since this began: run it again where it lies now$/,
  )
})

it('prunes by age and size, the longest unused first, and never what serves, what can be gone back to, or what they need', () => {
  const day = 24 * 3_600_000
  const now = Date.parse('2026-06-01T00:00:00Z')
  const kept = (letter: string, ageDays: number, rest: Partial<Kept> = {}): Kept => ({
    digest: digest(letter),
    stage: 'finetune',
    parents: [],
    sizeBytes: 10,
    usedMs: now - ageDays * day,
    ...rest,
  })
  const results = [
    kept('a', 300),
    kept('b', 300, { stage: 'build', image: digest('1'), parents: [digest('a')] }),
    kept('c', 200),
    kept('d', 5, { stage: 'build', image: digest('2'), parents: [] }),
    kept('e', 20),
    kept('f', 10),
    kept('0', 0),
  ]
  const history = [record('1', '2026-05-01T00:00:00Z')]
  expect(chooseResults(results, history, { maxAgeMs: 30 * day, maxBytes: 1e9 }, now)).toEqual([digest('c')])
  expect(chooseResults(results, history, { maxAgeMs: 30 * day, maxBytes: 50 }, now)).toEqual([digest('c'), digest('e')])
  expect(chooseResults(results, history, { maxAgeMs: 30 * day, maxBytes: 1 }, now)).toEqual(['c', 'e', 'f'].map(digest))
  const again = ['1', '2', '2'].map((letter) => record(letter, '2026-05-28T00:00:00Z'))
  expect(chooseResults(results, again, { maxAgeMs: 30 * day, maxBytes: 1e9 }, now)).toEqual([digest('c')])
})

it('what was seen while a version served is seen as for the first time once its damaged file is removed', async () => {
  const place = await openPlace({ environment: { ...job, MODEL_ACTIONS_HOME: root }, root, model: 'tone' })
  mkdirSync(place.directory, { recursive: true })
  writeFileSync(place.monitor, '{"at":')
  await expect(readMonitoring(place)).rejects.toThrow(`${place.monitor}: it is damaged: remove it, and what serves`)
  rmSync(place.monitor)
  expect(await readMonitoring(place)).toBeUndefined()
})
