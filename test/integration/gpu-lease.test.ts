import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { leaseCards } from '../../src/engine/leasing.ts'
import { runtimeDirectory } from '../../src/installation.ts'
import { gpuLeases } from '../../src/place/gpuLeases.ts'
import { processStart } from '../../src/processes.ts'
import { sleep } from '../../src/timers.ts'
import { brokenSmi, type Card, fakeSmi, uuidOf } from '../fixtures/nvidia-smi.ts'
import { describeWith, itWith } from '../parts.ts'

/* Runs that share the GPUs of a host. The cards are nvidia-smi's word; the runs, their jobs and their containers are real. */

let root = ''
let running: Run[] = []
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gpu-lease-'))
  chmodSync(root, 0o777)
  running = []
  const home = join(root, 'runtime/model_runtime')
  mkdirSync(home, { recursive: true })
  copyFileSync(join(runtimeDirectory(), 'model_runtime/contract.schema.json'), join(home, 'contract.schema.json'))
  writeFileSync(join(home, '__init__.py'), '')
  const packages = "{'torch': '2', 'transformers': '5'}"
  writeFileSync(join(home, 'environment.py'), `def environment(): return {'python': '3', 'packages': ${packages}}\n`)
  writeFileSync(join(root, 'runtime/torch.py'), 'class cuda:\n  is_available = staticmethod(lambda: True)\n')
  // Works until it is let go, and writes down for how long it had which cards.
  const result = `{"verb":"selftest","checks":[{"name":"a","ok":true,"because":"b"}]}`
  writeFileSync(
    join(home, '__main__.py'),
    `import json, os, sys, time
paths = json.load(open(os.environ.get('MODEL_CONFIG') or sys.argv[-1]))['paths']
name, cards = os.environ['JOB_NAME'], os.environ.get('CUDA_VISIBLE_DEVICES')
def tell(what):
  with open(paths['out'] + '/told.jsonl', 'a') as file:
    file.write(json.dumps([what, name, cards, os.getpid(), time.time()]) + '\\n')
tell('begins')
while not name.startswith('quick') and not os.path.exists(paths['out'] + '/go'): time.sleep(0.02)
tell('ends')
open(paths['out'] + '/result.json', 'w').write('${result}')
`,
  )
})
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL')
  for (const [, , , pid] of told())
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended.
    }
  await Promise.all(running.map(({ over }) => over))
  rmSync(root, { recursive: true, force: true })
})

type Told = ['begins' | 'ends', name: string, cards: string | null, pid: number, at: number]
const told = (): Told[] =>
  readdirSync(root)
    .map((name) => join(root, name, 'told.jsonl'))
    .filter((path) => existsSync(path))
    .flatMap((path) => readFileSync(path, 'utf8').split('\n').slice(0, -1))
    .map((line): Told => JSON.parse(line))
    .toSorted((a, b) => a[4] - b[4])
const letGo = (name: string): void => writeFileSync(join(root, `${name}-out`, 'go'), '')

type Run = { child: ChildProcess; lines: string[]; over: Promise<unknown> }
type Wanted = { gpus?: string; waitMs?: number; engine?: string; image?: string; user?: number }

/** Begins a run of its own on a host with these cards. */
function begin(name: string, cards: Card[], wanted: Wanted = {}): Run {
  const { gpus = '1', waitMs = 0, engine = 'process', image = '', user } = wanted
  const program = join(import.meta.dirname, 'engine-support/leased.ts')
  const child = spawn(
    process.execPath,
    [program, engine, join(root, 'runtime'), image, root, name, gpus, String(waitMs)],
    {
      env: {
        ...process.env,
        ...(user === undefined ? {} : { RUN_AS: String(user), MODEL_ACTIONS_PYTHON: 'python3', HOME: root }),
        PATH: `${fakeSmi(join(root, 'bin'), cards)}:${process.env['PATH']}`,
        MODEL_ACTIONS_GPU_LEASES: join(root, 'leases'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => void lines.push(line))
  const run = { child, lines, over: once(child, 'close') }
  running.push(run)
  return run
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  const deadlineMs = performance.now() + 60_000
  while (!(await what())) {
    if (performance.now() > deadlineMs)
      throw new Error(`it did not come to that: ${JSON.stringify([told(), running.map(({ lines }) => lines)])}`)
    await sleep(20)
  }
}
const says = (run: Run, words: RegExp) => until(() => run.lines.some((line) => words.test(line)))
const begins = (name: string) => until(() => told().some(([what, of]) => what === 'begins' && of === name))
const leases = (): string[] => readdirSync(join(root, 'leases'))
const pidOf = (name: string): number => told().find(([, of]) => of === name)?.[3] ?? 0

describeWith(['python'], 'jobs that run as processes', () => {
  test('want the same GPU: one waits, says for whom, and has it when the other is done', async () => {
    const one = begin('one', [{}])
    await begins('one')
    const two = begin('two', [{}], { waitMs: 300_000 })
    await says(two, /selftest waits up to 5m for a GPU: GPU 0 \(NVIDIA H200\) is held by selftest of one \(user /)
    expect(told().map(([, name]) => name)).toEqual(['one'])
    letGo('one')
    await one.over
    await begins('two')
    letGo('two')
    await two.over
    expect(one.lines.at(-1)).toBe('ended: done')
    expect(two.lines.at(-1)).toBe('ended: done')
    expect(two.lines.join('\n')).toContain('selftest has GPU 0 (NVIDIA H200)')
    expect(told().map(([what, name, cards]) => [what, name, cards])).toEqual([
      ['begins', 'one', uuidOf(0)],
      ['ends', 'one', uuidOf(0)],
      ['begins', 'two', uuidOf(0)],
      ['ends', 'two', uuidOf(0)],
    ])
    expect(leases()).toEqual([])
  })

  test('that do not wait are refused with the words who has it, and have another card where there is one', async () => {
    begin('one', [{}, {}])
    await begins('one')
    begin('two', [{}, {}])
    await begins('two')
    const three = begin('three', [{}, {}])
    await three.over
    expect(three.lines.at(-1)).toMatch(
      /^refused: engine\.gpus: a GPU cannot be had now: GPU 0 \(NVIDIA H200\) is held by selftest of one \(user .*\); GPU 1 .* of two \(.*\); run again when it is free, or set engine\.gpu-wait/,
    )
    const four = begin('four', [{}, {}], { waitMs: 1_000 })
    await four.over
    expect(four.lines.at(-1)).toMatch(
      /^refused: engine\.gpu-wait: a GPU could not be had within 1s: GPU 0 .* is held by .*; wait longer, or ask for less/,
    )
    expect(told().map(([, , cards]) => cards)).toEqual([uuidOf(0), uuidOf(1)])
  })

  test('share a card by memory, and the next one has to wait for its part', async () => {
    const cards = [{ totalMib: 40 * 1024 }]
    begin('one', cards, { gpus: '24g' })
    await begins('one')
    begin('two', cards, { gpus: '16g' })
    await begins('two')
    const three = begin('three', cards, { gpus: '8g', waitMs: 300_000 })
    await says(three, /waits up to 5m for 8\.0 GiB of a GPU: GPU 0 \(NVIDIA H200, 0\.0 of 40\.0 GiB left\)/)
    letGo('two')
    await begins('three')
    expect(
      told()
        .filter(([what]) => what === 'ends')
        .map(([, name]) => name),
    ).toEqual(['two'])
  })

  test('take no card that an Ollama or a notebook computes on while they wait', async () => {
    const busy = begin('one', [{ usedMib: 60_000 }], { waitMs: 300_000 })
    await says(busy, /is held by programs without a lease, 58\.6 GiB/)
    fakeSmi(join(root, 'bin'), [{ usedMib: 0 }])
    await begins('one')
  })

  test('do not take a card under another name where nvidia-smi stops to answer', async () => {
    const one = begin('one', [{}])
    await begins('one')
    const two = begin('two', [{}], { waitMs: 300_000 })
    await says(two, /held by selftest of one/)
    brokenSmi(join(root, 'bin'))
    letGo('one')
    await one.over
    await says(two, /selftest waits up to 5m for a GPU: nvidia-smi no longer tells of the GPUs/)
    fakeSmi(join(root, 'bin'), [{}])
    await begins('two')
  })

  test('the run of the holder is killed: the other gets the card once nothing of that job computes any more', async () => {
    const one = begin('one', [{}])
    await begins('one')
    const two = begin('two', [{}], { waitMs: 300_000 })
    await says(two, /held by selftest of one/)
    one.child.kill('SIGKILL')
    await says(two, /that process is gone, and it left others that still run/)
    expect(told().map(([, name]) => name)).toEqual(['one'])
    process.kill(pidOf('one'), 'SIGKILL')
    await begins('two')
    letGo('two')
    await two.over
    expect(leases()).toEqual([])
  })

  test('one that is cancelled while it waits leaves nothing', async () => {
    begin('one', [{}])
    await begins('one')
    const [own] = leases()
    const two = begin('two', [{}], { waitMs: 300_000 })
    await says(two, /held by selftest of one/)
    two.child.kill('SIGINT')
    await two.over
    expect(two.lines.at(-1)).toBe('refused: cancelled')
    expect(leases()).toEqual([own])
  })

  test('many at once: no card is ever two jobs’, and each gets one', async () => {
    const names = ['quick a', 'quick b', 'quick c', 'quick d', 'quick e']
    const runs = names.map((name) => begin(name, [{}, {}], { waitMs: 300_000 }))
    await Promise.all(runs.map(({ over }) => over))
    expect(runs.map(({ lines }) => lines.at(-1))).toEqual(names.map(() => 'ended: done'))
    const held = new Set<string>()
    for (const [what, , cards] of told()) {
      expect(held.has(cards ?? ''), 'the card is another job’s').toBe(what === 'ends')
      if (what === 'begins') held.add(cards ?? '')
      else held.delete(cards ?? '')
    }
    expect(told()).toHaveLength(2 * names.length)
  })

  test('a run that is killed at any moment leaves no card taken', async () => {
    const directory = join(root, 'leases')
    const program = join(import.meta.dirname, 'engine-support/takes.ts')
    const log = { info: () => undefined, progress: () => undefined }
    const environment = { ...process.env, MODEL_ACTIONS_GPU_LEASES: directory }
    let left = 0
    for (let times = 0; times < 20; times++) {
      const child = spawn(process.execPath, [program, directory], { stdio: ['ignore', 'pipe', 'inherit'] })
      await once(child.stdout, 'data')
      await sleep(Math.random() * 20)
      child.kill('SIGKILL')
      await once(child, 'exit')
      left += leases().length
      const lease = await leaseCards({
        store: gpuLeases({ environment, label: 'the next', log }),
        wanted: 1,
        job: { verb: 'finetune', directory: join(root, 'no-process-has-this') },
        cards: async () => [{ name: 'NVIDIA H200', index: 0, uuid: uuidOf(0), memoryBytes: 1e9, freeBytes: 1e9 }],
        waitMs: 0,
        environment,
        log,
        signal: new AbortController().signal,
      })
      await lease.giveBack()
    }
    expect(left, 'it was killed while it had the card').toBeGreaterThan(0)
    expect(leases().filter((name) => name.endsWith('.json'))).toEqual([])
  })

  itWith(['root'], 'jobs of another user wait as well', async () => {
    begin('one', [{}], { user: 65_533 })
    await begins('one')
    const two = begin('two', [{}], { waitMs: 300_000, user: 65_534 })
    await says(two, /held by selftest of one \(user 65533, process /)
    letGo('one')
    await begins('two')
    letGo('two')
    await two.over
    expect(leases()).toEqual([])
  })
})

describeWith(['docker', 'base-image'], 'jobs that run in containers', () => {
  let docker: DockerClient
  let image = ''
  beforeAll(async () => {
    const environment = process.env
    docker = await connectDocker({ environment })
    const log = { info: () => undefined, foreign: () => undefined }
    image = await ensureImage({ docker, kind: 'serve', log, signal: new AbortController().signal, environment })
  })
  const ours = async () =>
    (await docker.listWith('model-actions.lease')).filter(({ labels }) =>
      running.some(({ child }) => labels['model-actions.owner']?.startsWith(`${child.pid} `)),
    )
  afterEach(async () => {
    for (const { id } of await ours()) await docker.remove(id, 0)
  })

  test('the run of the holder is killed: its container goes, and then the other has the card', async () => {
    const one = begin('one', [{}], { engine: 'docker', image })
    await begins('one')
    expect(one.lines).toContain(`container with {"devices":["${uuidOf(0)}"]}`)
    const two = begin('two', [{}], { engine: 'docker', image, waitMs: 300_000 })
    await says(two, /held by selftest of one/)
    const [first] = await ours()
    expect(await processStart(one.child.pid ?? 0)).toBeDefined()
    one.child.kill('SIGKILL')
    await begins('two')
    expect((await docker.inspect(first?.id ?? ''))?.running ?? false).toBe(false)
    letGo('two')
    await two.over
    expect(two.lines.at(-1)).toBe('ended: done')
    expect(leases()).toEqual([])
    expect(await ours()).toEqual([])
  })
})
