import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openLayout } from '../../src/oci/layout.ts'
import { freePort } from '../../src/ports.ts'
import { endServing } from '../act.ts'
import { describeWith } from '../parts.ts'
import { fromSource, jobOf, runStep } from '../step.ts'
import { type FakeGithub, openFakeGithub, tokens } from '../support/github/fake.ts'
import { makeKey, released, signRelease } from '../unit/signing/image.ts'
import { infer, modelName, tinyImage, tinyModel } from './targets-support/images.ts'

/* The actions `ship` and `rollback` as a runner starts them, with real models behind a real gateway; only GitHub is faked. */

describeWith(['python'], 'a release that is shipped', () => {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'ship-')))
  const workspace = join(home, 'workspace')
  let github: FakeGithub
  let port = 0

  beforeAll(async () => {
    mkdirSync(workspace)
    github = await openFakeGithub()
    port = await freePort()
    const store = await openLayout(join(workspace, 'images'), { create: true })
    const model = await tinyModel()
    const key = await makeKey()
    writeFileSync(join(workspace, 'cosign.pub'), key.publicKey)
    for (const version of ['1.0.0', '1.1.0', '1.2.0', '1.3.0']) {
      await tinyImage({ model, into: join(home, `model-${version}`), store, version, broken: version === '1.2.0' })
      const index = await store.resolve(version)
      if (index === undefined) throw new Error(`${version} was not tagged`)
      await signRelease(store, index, key.signing, released(version, modelName))
    }
  }, 180_000)
  afterAll(async () => {
    endServing(home)
    await github.close()
    rmSync(home, { recursive: true, force: true })
  })

  /** @param slow steps that take longer than any test */
  const spec = (version: string, slow = false): void =>
    writeFileSync(
      join(workspace, 'model.yml'),
      `name: ${modelName}
version: ${version}
task: text-classification
base: ./base
data: {train: train.jsonl}
image: {layout: ./images}
signing: {public-key: cosign.pub}
deploy: {port: ${port}, steps: [${slow ? '50, ' : ''}100], step: {min-time: ${slow ? '10m' : '1s'}, min-requests: 1, deadline: 20m}, gates: {health: {interval: 1s}, errors: {tolerance: 0.5}}, bake: 1s}
`,
    )
  let job = 0
  const options = (more: { inputs?: Record<string, string>; states?: Record<string, string> } = {}) => ({
    home,
    workspace,
    inputs: { 'github-token': tokens.job, environment: 'production', ...more.inputs },
    api: github.url,
    event: {},
    environment: {
      GITHUB_RUN_ID: String(job),
      MODEL_ACTIONS_HOME: join(home, 'place'),
      MODEL_ACTIONS_PYTHON: process.env['MODEL_ACTIONS_PYTHON'],
      DOCKER_HOST: 'unix:///nonexistent/docker.sock',
      ...Object.fromEntries(Object.entries(more.states ?? {}).map(([name, value]) => [`STATE_${name}`, value])),
    },
  })
  const start = (program: string, more: Parameters<typeof options>[0] = {}) => {
    job += program.endsWith('-post') ? 0 : 1
    return runStep(program, options(more))
  }
  const serves = async () => (await infer(`127.0.0.1:${port}`)).version
  /** Versions and how they stand, the last deployment first. */
  const shown = () =>
    github.state.deployments.map(({ payload, statuses }) => [payload['version'], statuses[0]?.state] as const)
  /** Requests for as long as the work takes: no canary passes without them. */
  const underLoad = async <T>(work: Promise<T>): Promise<T> => {
    let done = false
    const ended = work.finally(() => {
      done = true
    })
    while (!done) await Promise.all([...Array(4)].map(() => infer(`127.0.0.1:${port}`)))
    return ended
  }

  it('is shown in its environment with its address, and ends the one before', async () => {
    spec('1.0.0')
    const first = await start('ship')
    expect(first.status, first.stdout).toBe(0)
    spec('1.1.0')
    const second = await underLoad(start('ship'))
    expect(second.status, second.stdout).toBe(0)
    expect(await serves()).toBe('1.1.0')
    expect(shown().toSorted()).toEqual([
      ['1.0.0', 'inactive'],
      ['1.1.0', 'success'],
    ])
    const [latest] = github.state.deployments.filter(({ payload }) => payload['version'] === '1.1.0')
    expect(latest).toMatchObject({ environment: 'production', task: `deploy:${modelName}` })
    expect(latest?.statuses[0]).toMatchObject({ environment_url: second.outputs.get('url') })
    expect(latest?.statuses.map(({ description }) => description).join()).toMatch(/95 % of the traffic/)
  }, 240_000)

  it('and does not come up is a deployment that failed, and what served serves on', async () => {
    spec('1.2.0')
    const { status } = await start('ship')
    expect(status).toBe(7)
    expect(await serves()).toBe('1.1.0')
    expect(
      shown()
        .filter(([version]) => version !== '1.0.0')
        .toSorted(),
    ).toEqual([
      ['1.1.0', 'success'],
      ['1.2.0', 'failure'],
    ])
  }, 240_000)

  it('and whose job is cancelled is told to have ended, by the step or its post; the canary is gone', async () => {
    spec('1.3.0', true)
    job += 1
    const step = jobOf(options())
    const child = spawn(process.execPath, fromSource('ship'), {
      cwd: workspace,
      env: step.environment,
      stdio: 'ignore',
    })
    const gone = new Promise((resolve) => child.once('close', resolve))
    await expect.poll(() => underway('1.3.0'), { timeout: 120_000 }).toBe('in_progress')
    child.kill('SIGINT')
    await gone
    const post = await start('ship-post', { states: Object.fromEntries(step.left().state) })
    expect(post.status, post.stdout).toBe(0)
    expect(underway('1.3.0')).toBe('error')
    expect(await serves()).toBe('1.1.0')
  }, 240_000)
  const underway = (version: string) => shown().find(([each]) => each === version)?.[1]

  it('is left for the one before in one step, without traffic to wait for, whatever of the training is misspelt, and that is on record', async () => {
    const file = join(workspace, 'model.yml')
    const text = readFileSync(file, 'utf8').replace('train: train.jsonl', 'trian: train.jsonl, text: [title, body]')
    writeFileSync(file, text.replace('base:', 'bsae:'))
    const back = await start('rollback', { inputs: { to: 'previous' } })
    expect(back.status, back.stdout).toBe(0)
    expect(back.stdout).toMatch(/^::warning.*base: missing required key.*\(and 3 more\): this command does without it/m)
    // It is asked by what it reads itself, whatever the data of model.yml say.
    expect(back.stdout).toMatch(/ask it: .*"data":\["a text of yours"\]/)
    expect(await serves()).toBe('1.0.0')
    expect(shown()[0]).toEqual(['1.0.0', 'success'])
    expect(shown().filter(([, state]) => state === 'success')).toHaveLength(1)
    const again = await start('rollback')
    expect(again.stdout).toMatch(/::error::input to: nothing is known to have served before 1\.0\.0/)
    expect(await serves()).toBe('1.0.0')
  }, 240_000)

  it('goes on where the token may not show it, and says so in a line', async () => {
    spec('1.1.0')
    const before = github.state.deployments.length
    const { status, stdout } = await underLoad(start('ship', { inputs: { 'github-token': tokens.fork } }))
    expect(status, stdout).toBe(0)
    expect(await serves()).toBe('1.1.0')
    expect(stdout.match(/not shown on GitHub/g)).toHaveLength(1)
    expect(stdout).toMatch(/deployments: write/)
    expect(github.state.deployments).toHaveLength(before)
  }, 240_000)
})
