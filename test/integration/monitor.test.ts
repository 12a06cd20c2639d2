import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exitCodes } from '../../src/errors.ts'
import { openProcessGateway } from '../../src/gateway/process.ts'
import type { Gateway } from '../../src/gateway/types.ts'
import { openLayout } from '../../src/oci/layout.ts'
import { type HostPlace, openPlace } from '../../src/place/place.ts'
import { freePort } from '../../src/ports.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import { createProcessTarget } from '../../src/rollout/targets/process.ts'
import type { Target } from '../../src/rollout/types.ts'
import { Random } from '../../src/statistics/random.ts'
import { describeWith } from '../parts.ts'
import { quickPlan } from '../rolloutPlan.ts'
import { runStep } from '../step.ts'
import { type FakeGithub, openFakeGithub, tokens } from '../support/github/fake.ts'
import { infer, modelName, tinyImage, tinyModel } from './targets-support/images.ts'

const words = ['good', 'file', 'bad', 'red', 'door', 'slow', 'green', 'tree', 'open', 'cold']
/** Sentences of words drawn by chance, the same for the same seed. */
function sentences(count: number, seed: number, from: readonly string[]): string[] {
  const random = new Random(seed)
  const some = (length: number): number => random.word() % length
  return Array.from({ length: count }, () =>
    Array.from({ length: 2 + some(4) }, () => from[some(from.length)] ?? '').join(' '),
  )
}
const lines = (texts: readonly string[]): string => texts.map((text) => `${JSON.stringify({ text })}\n`).join('')

describeWith(['python'], 'who looks at what serves by a schedule', () => {
  let made = ''
  let workspace = ''
  let home = ''
  let port = 0
  let place: HostPlace
  let gateway: Gateway
  let target: Target
  let github: FakeGithub

  const look = (inputs: Record<string, string> = {}) =>
    runStep('monitor', {
      home,
      workspace,
      inputs: { 'github-token': tokens.job, 'finetune-workflow': 'tune.yml', ...inputs },
      api: github.url,
      event: {},
      environment: {
        GITHUB_EVENT_NAME: 'schedule',
        GITHUB_REF_NAME: 'main',
        MODEL_ACTIONS_HOME: join(made, 'places'),
      },
    })
  const issues = () => github.state.issues.map(({ state, title }) => `${state}: ${title}`)
  const send = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) expect((await infer(`127.0.0.1:${port}`)).status).toBe(200)
  }

  beforeAll(async () => {
    made = realpathSync(mkdtempSync(join(tmpdir(), 'monitor-')))
    workspace = join(made, 'workspace')
    home = join(made, 'home')
    for (const directory of [workspace, home]) mkdirSync(directory)
    github = await openFakeGithub()
    github.state.workflows.push('tune.yml')
    port = await freePort()
    writeFileSync(
      join(workspace, 'model.yml'),
      `name: ${modelName}\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: x.jsonl, test: test.jsonl}\ndeploy: {port: ${port}}\n`,
    )
    writeFileSync(join(workspace, 'test.jsonl'), lines(sentences(200, 1, words)))
    writeFileSync(join(workspace, 'usual.jsonl'), lines(sentences(120, 3, words)))
    writeFileSync(
      join(workspace, 'other.jsonl'),
      lines(sentences(120, 3, ['Привет', 'дверь', 'зелёный', 'холодно', 'медленно'])),
    )
    place = await openPlace({
      environment: { MODEL_ACTIONS_HOME: join(made, 'places'), GITHUB_REPOSITORY: 'octo/models' },
      root: workspace,
      model: modelName,
    })
  }, 60_000)
  afterAll(async () => {
    expect(github.violations).toEqual([])
    await github.close()
    await gateway?.close().catch(() => undefined)
    await target?.sweep(undefined)
    rmSync(made, { recursive: true, force: true })
  })

  test('hears of it in an issue where nothing serves', async () => {
    const { status, outputs, stdout } = await look()
    expect(status, stdout).toBe(exitCodes['gate-failed'])
    expect(outputs.get('verdict')).toBe('fail')
    expect(stdout).toContain(`nothing of ${modelName} is deployed`)
    expect(issues()).toEqual([`open: ${modelName}: what serves is not as it was`])
  }, 60_000)

  test('has the issue closed once a version serves that answers as it did', async () => {
    const store = await openLayout(join(made, 'images'), { create: true })
    const model = await tinyModel()
    const digest = await tinyImage({ model, into: join(made, 'model'), store, version: '1.0.0' })
    const log = { info: () => undefined }
    const python = process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3'
    target = await createProcessTarget({ store, stateDir: join(place.deploy, 'versions'), python, log })
    const stateDir = join(place.deploy, 'gateway')
    gateway = await openProcessGateway({ model: place.identity, stateDir, port, proxy: 'embedded', log })
    const deployed = await runRollout({
      target,
      ...gateway,
      plan: quickPlan(0.1),
      release: { version: '1.0.0', digest },
      owner: 'test',
      timing: { readyMs: 120_000, healthIntervalMs: 100, leaseTtlMs: 15_000 },
      clock: { monotonicMs: () => performance.now() },
      signal: new AbortController().signal,
      log,
    })
    expect(deployed, deployed.because).toMatchObject({ verdict: 'pass' })
    await send(20)
    const { status, outputs, stdout, summary } = await look({ data: 'usual.jsonl' })
    expect(status, stdout).toBe(0)
    expect(outputs.get('drift')).toBe('false')
    expect(issues()).toEqual([`closed: ${modelName}: what serves is not as it was`])
    expect(summary).toContain('predicted class')
    // Nobody's text stands where others read it.
    expect(summary).not.toContain('good file')
    // What we asked is no request of a user.
    expect(Object.values(await gateway.metrics.observe()).map(({ requests }) => requests)).toEqual([20])
  }, 600_000)

  test('has one issue and one training for each drift, however often the look comes again', async () => {
    for (let again = 0; again < 2; again++) {
      const { status, outputs, stdout } = await look({ data: 'other.jsonl' })
      expect(status, stdout).toBe(exitCodes['gate-failed'])
      expect(outputs.get('drift')).toBe('true')
      expect(outputs.get('issue-url')).toContain('/issues/')
    }
    expect(issues().slice(1)).toEqual([`open: ${modelName}: what serves is not as it was`])
    expect(github.state.issues[1]?.body).toContain('script')
    expect(github.state.dispatched).toEqual([{ workflow: 'tune.yml', ref: 'main' }])

    expect((await look({ data: 'usual.jsonl' })).status).toBe(0)
    expect(issues().map((issue) => issue.split(':')[0])).toEqual(['closed', 'closed'])
  }, 600_000)

  test('hears that too few inputs say nothing, and of a line that is none where it stands', async () => {
    writeFileSync(join(workspace, 'few.jsonl'), lines(sentences(20, 0, words)))
    const few = await look({ data: 'few.jsonl' })
    expect(few.status, few.stdout).toBe(exitCodes.inconclusive)
    expect(few.stdout).toContain('20 recent inputs')
    writeFileSync(join(workspace, 'bad.jsonl'), '{"text": "well"}\n\n{"txt": "wrong"}\n')
    const bad = await look({ data: 'bad.jsonl' })
    expect(bad.status).toBe(exitCodes.data)
    expect(bad.stdout).toContain('bad.jsonl,line=3')
    // The looks before are remembered, each of which has spent something.
    expect(JSON.parse(readFileSync(place.monitor, 'utf8'))).toMatchObject({ looks: 5 })
  }, 600_000)
})
