import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPlace } from '../../../src/place/place.ts'
import { runBatch } from '../../../src/stages/job.ts'
import { requireSeparateJobs } from '../../../src/stages/separateJobs.ts'
import { findSigner } from '../../../src/stages/signer.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { makeKey } from '../signing/image.ts'

/* What signs never shares a job of GitHub with what trains as a process of the same user. */

const digest = `sha256:${'a'.repeat(64)}` as const
const job = { GITHUB_REPOSITORY: 'acme/intents', GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '1', GITHUB_JOB: 'model' }
const noDocker = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }
const key = await makeKey()
const keyed = { COSIGN_PRIVATE_KEY: key.privateKey, COSIGN_PASSWORD: 'secret' }
let home: string
let warnings: string[]
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'model-actions-separate-'))
  warnings = []
})
afterEach(() => rmSync(home, { recursive: true }))

type Options = {
  environment?: Record<string, string>
  model?: string
  key?: string
  kind?: string
  engine?: string
  ran?: string
}
async function contextOf({
  environment = {},
  model = 'tone',
  kind = 'github',
  engine = 'process',
  ran,
  key: file,
}: Options = {}) {
  const all = { ...job, ...noDocker, MODEL_ACTIONS_HOME: home, ...environment }
  return {
    spec: { name: model, engine: { name: engine }, signing: file === undefined ? {} : { key: file } },
    specFile: 'model.yml',
    place: await openPlace({ environment: all, root: home, model }),
    environment: all,
    platform: { kind, secret: () => undefined, log: { warn: (line: string) => warnings.push(line) } },
    engine: async () => ({ name: ran ?? engine, run: async () => ({ exit: 'done', result: {} }) }),
    signal: new AbortController().signal,
  } as unknown as StageContext
}
const work = async (options: Options = {}) =>
  runBatch(await contextOf(options), 'prepare', digest, { config: {} as never, inputs: {}, out: home, deadline: '1m' })
const openKey = async (options: Options = {}) =>
  findSigner(await contextOf({ ...options, environment: { ...options.environment, ...keyed } }))

describe('a job of GitHub that ran work as processes', () => {
  const message =
    /^model\.yml: engine\.name: an earlier step of this job .* could read the key: sign in a job of its own.*`from`/

  it('opens no key in a later step, of whatever model', async () => {
    await openKey()
    await work()
    await expect(openKey()).rejects.toThrow(message)
    await expect(openKey({ model: 'mood' })).rejects.toThrow(message)
  })
  it('is another one than the next job, which signs, and is told where the runner is the same', async () => {
    await work()
    expect(await openKey({ environment: { GITHUB_JOB: 'release' } })).toBeDefined()
    expect(await openKey({ environment: { GITHUB_RUN_ATTEMPT: '2' } })).toBeDefined()
    expect(warnings).toEqual(Array(2).fill(expect.stringMatching(/sign on a runner that does not train/)))
  })
  it('is another one than a job of the same name in another workflow, though act numbers every run alike', async () => {
    await work({ environment: { GITHUB_WORKFLOW: 'train' } })
    expect(await openKey({ environment: { GITHUB_WORKFLOW: 'release' } })).toBeDefined()
    await expect(openKey({ environment: { GITHUB_WORKFLOW: 'train' } })).rejects.toThrow(message)
  })
  it('is another one than a job of the same name in another workflow that the same one calls: the runner tells them apart', async () => {
    const tracked = (letter: string) => ({
      RUNNER_TRACKING_ID: `github_${'0123abcd-0123-0123-0123-01234567890'}${letter}`,
    })
    await work({ environment: tracked('a') })
    await work({ environment: tracked('b') })
    expect(await openKey({ environment: tracked('c') })).toBeDefined()
    for (const letter of ['a', 'b']) await expect(openKey({ environment: tracked(letter) })).rejects.toThrow(message)
    // A step that has put something else there, so that its processes outlive the job, says nothing about its job.
    await expect(openKey({ environment: { RUNNER_TRACKING_ID: '0' } })).rejects.toThrow(message)
    await work({ environment: { RUNNER_TRACKING_ID: '' } })
    await expect(openKey({ environment: tracked('c') })).rejects.toThrow(message)
  })
  it('is not meant where the work ran in containers, or on a terminal', async () => {
    await work({ ran: 'docker' })
    await work({ kind: 'terminal' })
    expect(await openKey()).toBeDefined()
    expect(warnings).toEqual([])
  })
  it('is forgotten when no run can be that old', async () => {
    await work()
    const marks = join(home, '.trained-here')
    const [mark = ''] = readdirSync(marks)
    utimesSync(join(marks, mark), 0, 0)
    await work({ environment: { GITHUB_JOB: 'other' } })
    expect(readdirSync(marks)).not.toContain(mark)
  })
})

describe('one step that works as processes', () => {
  it('is refused before it begins where it is to sign, or has a key', async () => {
    for (const engine of ['process', 'auto']) {
      const without = await contextOf({ engine })
      await expect(requireSeparateJobs(['prepare', 'build', 'sign'], without)).rejects.toThrow(
        /^model\.yml: engine\.name: this step is to sign and runs jobs as processes.*sign in a job of its own/,
      )
      const withKey = await contextOf({ engine, environment: keyed })
      await expect(requireSeparateJobs(['prepare'], withKey)).rejects.toThrow(/this step has a key to sign with/)
    }
  })
  it('is refused where it has what opens the key that the spec names', async () => {
    const environment = { COSIGN_PASSWORD: 'secret' }
    const spec = await contextOf({ environment, key: 'cosign.key' })
    await expect(requireSeparateJobs(['prepare'], spec)).rejects.toThrow(/this step has a key to sign with/)
    await requireSeparateJobs(['prepare'], await contextOf({ key: 'cosign.key' }))
    await requireSeparateJobs(['prepare'], await contextOf({ environment }))
  })
  it('is not where it does one of the two, or a person does both', async () => {
    await requireSeparateJobs(['prepare', 'finetune', 'evaluate', 'quantize', 'build'], await contextOf())
    await requireSeparateJobs(['build', 'sign', 'verify', 'deploy'], await contextOf({ environment: keyed }))
    await requireSeparateJobs(['prepare', 'sign'], await contextOf({ kind: 'terminal', environment: keyed }))
  })
})
