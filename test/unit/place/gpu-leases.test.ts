import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LeasedJob, type Remains, remainsAt } from '../../../src/engine/leasing.ts'
import { gpuLeases } from '../../../src/place/gpuLeases.ts'

let root = ''
let said: string[] = []
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gpu-leases-'))
  said = []
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const log = { info: (line: string) => void said.push(line) }
const storeIn = (environment: Record<string, string> = {}, shared = root) =>
  gpuLeases({
    environment: { MODEL_ACTIONS_HOME: join(root, 'home'), ...environment },
    label: 'local/shop/intents',
    log,
    shared,
  })
const job: LeasedJob = { verb: 'finetune', directory: '/tmp/model-actions-job-of-this-test' }
const share = { card: 'GPU-1', memoryBytes: 'whole', foreignBytes: 0 } as const
const nothing = async (): Promise<Remains> => 'nothing'
const leases = (): string => join(root, 'model-actions')
const files = () => readdirSync(leases())

/** Changes what a lease says of its holder. */
function edit(change: Record<string, unknown>): void {
  for (const name of files()) {
    const path = join(leases(), name)
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }))
  }
}

test('a lease is seen by all until it is given back, and says who has it', async () => {
  const store = storeIn()
  const claim = await store.ask(job, [share])
  expect(await storeIn().living(nothing)).toMatchObject([
    {
      id: claim.id,
      state: 'asked',
      by: expect.stringMatching(/^finetune of local\/shop\/intents \(user \S+, process \d+ since \d\d:\d\d\)$/),
      shares: [share],
    },
  ])
  await claim.hold()
  expect(await store.living(nothing)).toMatchObject([{ state: 'held' }])
  await claim.giveBack()
  expect(await store.living(nothing)).toEqual([])
  expect(files()).toEqual([])
})

test('every user of the host may add a lease and read those of others, and none may remove another’s', async () => {
  const before = process.umask(0o077)
  try {
    await storeIn().ask(job, [share])
  } finally {
    process.umask(before)
  }
  expect(statSync(leases()).mode & 0o7777).toBe(0o1777)
  expect(statSync(join(leases(), files()[0] ?? '')).mode & 0o777).toBe(0o644)
  expect(said).toEqual([])
})

test('the lease of a process that is gone, or that ran before the machine started, holds nothing', async () => {
  const store = storeIn()
  for (const change of [{ startedAt: '1' }, { boot: 'another' }]) {
    await store.ask(job, [share])
    edit(change)
    expect(await store.living(nothing)).toEqual([])
    expect(files()).toEqual([])
  }
})

test('a process that the killed job left keeps its cards until it ends', async () => {
  const store = storeIn()
  const directory = join(root, 'job-of-one-that-was-killed')
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', directory], { stdio: 'ignore' })
  await once(child, 'spawn')
  try {
    await store.ask({ ...job, directory }, [share])
    edit({ startedAt: '1' })
    const [left] = await store.living(nothing)
    expect(left?.by).toMatch(/that process is gone, and it left others that still run/)
  } finally {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  expect(await store.living(nothing)).toEqual([])
})

test.each([
  ['container', /that process is gone, and its container still runs/],
  ['unknown', /the Docker engine does not say whether its container still runs/],
] as const)('a container that the killed job left keeps its cards (%s)', async (left, words) => {
  const store = storeIn()
  const claim = await store.ask({ ...job, endpoint: 'unix:///one.sock' }, [share])
  const asked: string[] = []
  const remains = async (...of: [string, string]): Promise<Remains> => {
    asked.push(...of)
    return left
  }
  expect((await store.living(remains)).length).toBe(1)
  expect(asked).toEqual([])
  edit({ startedAt: '1' })
  expect((await store.living(remains))[0]?.by).toMatch(words)
  expect(asked).toEqual(['unix:///one.sock', claim.id])
  expect(await store.living(nothing)).toEqual([])
})

test('what others put into the shared directory holds nothing and hurts nobody', async () => {
  const store = storeIn()
  const claim = await store.ask(job, [share])
  writeFileSync(join(leases(), '0123456789abcdef.json'), '{"id": "0123456789abcdef"}')
  writeFileSync(join(leases(), '1123456789abcdef.json'), 'x'.repeat(100_000))
  writeFileSync(join(leases(), 'notes.txt'), '')
  symlinkSync(join(leases(), `${claim.id}.json`), join(leases(), '2123456789abcdef.json'))
  mkdirSync(join(leases(), '3123456789abcdef.json'))
  expect((await store.living(nothing)).map(({ id }) => id)).toEqual([claim.id])
})

test('no lease of another user forges a line, or leads to an engine that is not this host’s', async () => {
  const store = storeIn()
  await store.ask(job, [share])
  edit({ user: 'ann\n::error::forged' })
  expect(await store.living(nothing)).toEqual([])
  const strangers = join(root, 'docker.sock')
  writeFileSync(strangers, '')
  if (process.getuid?.() === 0) chownSync(strangers, 65_534, 65_534)
  const remains = remainsAt({ DOCKER_HOST: 'unix:///nowhere.sock', PATH: '/nowhere' })
  for (const endpoint of [
    'ssh://somebody@example.com',
    'tcp://127.0.0.1:1',
    'unix:///nowhere/else.sock',
    `unix://${strangers}`,
  ])
    expect(await remains(endpoint, '0123456789abcdef')).toBe('unknown')
})

test('where users cannot share a directory, it is said with the remedy, and this user’s own jobs still do not meet', async () => {
  writeFileSync(join(root, 'model-actions'), 'a file')
  const claim = await storeIn().ask(job, [share])
  expect(said).toEqual([
    expect.stringMatching(
      /^leases of GPUs are kept in .*home\/\.gpu-leases, where other users of this host do not see them: .*model-actions cannot be used \(it is no directory\); `sudo install -d -m 1777 /,
    ),
  ])
  expect((await storeIn().living(nothing)).map(({ id }) => id)).toEqual([claim.id])
})

test('a directory in which others may remove a lease is not used', async () => {
  mkdirSync(leases())
  chmodSync(leases(), 0o777)
  await storeIn().ask(job, [share])
  expect(said.join()).toMatch(/whoever may write there may remove the files of others/)
})

test('a directory that was left half made is opened for all', async () => {
  mkdirSync(leases(), { mode: 0o700 })
  await storeIn().ask(job, [share])
  expect(statSync(leases()).mode & 0o7777).toBe(0o1777)
})

test('a directory that is named and cannot be used is an error with the remedy', async () => {
  for (const [named, because] of [
    ['leases', /MODEL_ACTIONS_GPU_LEASES=leases cannot hold the leases of GPUs \(it is no absolute path\): name a/],
    ['/proc/leases', /\(E[A-Z]+\): name a directory that all users of this host may write/],
  ] as const)
    await expect(storeIn({ MODEL_ACTIONS_GPU_LEASES: named }).living(nothing)).rejects.toThrow(because)
  const named = join(root, 'named')
  await storeIn({ MODEL_ACTIONS_GPU_LEASES: named }).ask(job, [share])
  expect(readdirSync(named)).toHaveLength(1)
  expect(existsSync(leases())).toBe(false)
})
