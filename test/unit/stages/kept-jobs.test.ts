import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Digest } from '../../../src/digest.ts'
import type { Job } from '../../../src/engine/types.ts'
import { openPlace } from '../../../src/place/place.ts'
import { runBatchOnce } from '../../../src/stages/keptJobs.ts'
import type { StageContext } from '../../../src/stages/types.ts'

/** What happens beside, at the moment that what was kept is known to be whole. */
const once: { verified: () => void } = vi.hoisted(() => ({ verified: () => undefined }))
vi.mock(import('../../../src/model/listed.ts'), async (original) => ({
  verifyListed: async (...args) => {
    await (await original()).verifyListed(...args)
    once.verified()
    once.verified = () => undefined
  },
}))

const key: Digest = `sha256:${'a'.repeat(64)}`
const model: Digest = `sha256:${'b'.repeat(64)}`
const other: Digest = `sha256:${'c'.repeat(64)}`
let home: string
let runs: number
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'model-actions-kept-'))
  runs = 0
})
afterEach(() => rmSync(home, { recursive: true }))

type Options = {
  cpu?: string
  image?: string
  cpus?: number
  force?: boolean
  again?: boolean
  fails?: boolean
  linked?: boolean
}

/** An engine whose job writes which run of it this was. */
async function contextOf({
  cpu = 'one',
  image = 'an image',
  cpus,
  force = false,
  fails = false,
  linked = false,
}: Options) {
  const environment = { MODEL_ACTIONS_HOME: home }
  const engine = {
    name: 'docker',
    preflight: async () => ({ cpu, identity: image }),
    run: async ({ out }: Job) => {
      runs += 1
      if (fails) return { exit: 'crashed', diagnosis: 'it crashed' }
      writeFileSync(join(out, 'predictions.jsonl'), `run ${runs}`)
      if (linked) symlinkSync('/dev/null', join(out, 'link'))
      return { exit: 'done', result: { verb: 'export', run: runs } }
    },
  }
  return {
    spec: { name: 'tone', engine: { cpus } },
    specFile: 'model.yml',
    place: await openPlace({ environment, root: home, model: 'tone' }),
    environment,
    force,
    platform: { log: { info: () => undefined } },
    engine: async () => engine,
    signal: new AbortController().signal,
  } as unknown as StageContext
}

let outs = 0
async function exported(options: Options & { maxLength?: number; of?: Record<string, Digest> } = {}) {
  outs += 1
  const out = join(home, `out${outs}`)
  const config = { task: 'text-classification', max_length: options.maxLength ?? 16 } as const
  const { of = { model }, again } = options
  const batch = { config, inputs: {}, out, deadline: '1m' }
  const once = again === undefined ? { of } : { of, again }
  const result = await runBatchOnce(await contextOf(options), 'export', key, batch, once)
  return { result, text: readFileSync(join(out, 'predictions.jsonl'), 'utf8'), out }
}

describe('a job that was done before', () => {
  it('is not done again, and leaves the same files and the same result', async () => {
    const [first, second] = [await exported(), await exported()]
    expect(runs).toBe(1)
    expect(second.result).toEqual(first.result)
    expect(second.text).toBe('run 1')
    expect(readdirSync(second.out)).toEqual(readdirSync(first.out))
  })
  it('is the same where what an earlier run left was replaced since, as stages do', async () => {
    const { out } = await exported()
    rmSync(join(out, 'predictions.jsonl'))
    writeFileSync(join(out, 'predictions.jsonl'), 'with scores')
    expect((await exported()).text).toBe('run 1')
  })
  it.each<[string, Parameters<typeof exported>[0]]>([
    ['another model', { of: { model: other } }],
    ['more that it reads', { of: { model, data: other } }],
    ['another setting', { maxLength: 32 }],
    ['another processor', { cpu: 'two' }],
    ['another image', { image: 'its next version' }],
    ['another share of the machine', { cpus: 1 }],
    ['a run with --force', { force: true }],
    ['a measurement that is to be repeated', { again: true }],
  ])('is done again for %s', async (_, change) => {
    await exported()
    expect((await exported(change)).text).toBe('run 2')
    expect(runs).toBe(2)
  })
  it('is done again where what it left was changed, and kept anew', async () => {
    await exported()
    const jobs = join((await contextOf({})).place.cache, 'jobs')
    const [kept = ''] = readdirSync(jobs)
    rmSync(join(jobs, kept, 'predictions.jsonl'))
    writeFileSync(join(jobs, kept, 'predictions.jsonl'), 'run 0')
    expect((await exported()).text).toBe('run 2')
    expect((await exported()).text).toBe('run 2')
  })
  it('is done again where it is removed while it is taken', async () => {
    await exported()
    const jobs = join((await contextOf({})).place.cache, 'jobs')
    const [kept = ''] = readdirSync(jobs)
    once.verified = () => rmSync(join(jobs, kept), { recursive: true })
    expect((await exported()).text).toBe('run 2')
    expect((await exported()).text).toBe('run 2')
  })
  it('takes no file by a list that leads elsewhere', async () => {
    await exported()
    const jobs = join((await contextOf({})).place.cache, 'jobs')
    const list = join(jobs, readdirSync(jobs)[0] ?? '', 'kept.json')
    writeFileSync(list, readFileSync(list, 'utf8').replace('predictions.jsonl', '../escaped'))
    writeFileSync(join(jobs, 'escaped'), 'of another')
    expect((await exported()).text).toBe('run 2')
    expect(readdirSync(home)).not.toContain('escaped')
  })
  it.each(['', '{"schema": 1}', 'null'])('is done again where its list is %j', async (list) => {
    await exported()
    const jobs = join((await contextOf({})).place.cache, 'jobs')
    writeFileSync(join(jobs, readdirSync(jobs)[0] ?? '', 'kept.json'), list)
    expect((await exported()).text).toBe('run 2')
    expect(readdirSync(jobs)).toHaveLength(1)
  })
  it('is done all the same where it cannot be kept, and done again', async () => {
    expect((await exported({ linked: true })).text).toBe('run 1')
    expect((await exported({ linked: true })).text).toBe('run 2')
    expect(readdirSync(join((await contextOf({})).place.cache, 'jobs'))).toEqual([])
  })
  it('is not kept where it failed', async () => {
    await expect(exported({ fails: true })).rejects.toThrow(/it crashed/)
    expect((await exported()).text).toBe('run 2')
  })
})
