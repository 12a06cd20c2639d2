import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'
import { UserError } from '../../src/errors.ts'
import { openProcessGateway } from '../../src/gateway/process.ts'
import type { Gateway } from '../../src/gateway/types.ts'
import { withLock } from '../../src/locks.ts'
import { openLayout } from '../../src/oci/layout.ts'
import { appendHistory } from '../../src/place/history.ts'
import { type HostPlace, openPlace } from '../../src/place/place.ts'
import { freePort } from '../../src/ports.ts'
import { alive, ownGroups } from '../../src/processGroups.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import { createProcessTarget } from '../../src/rollout/targets/process.ts'
import type { RolloutReport, Target } from '../../src/rollout/types.ts'
import type { ServingStatus } from '../../src/stages/status.ts'
import { describeWith } from '../parts.ts'
import { quickPlan } from '../rolloutPlan.ts'
import { running } from './gateway-support/processes.ts'
import { infer, modelName, tinyImage, tinyModel } from './targets-support/images.ts'

describeWith(['python'], 'who runs what was deployed', () => {
  let made = ''
  let place: HostPlace
  let port = 0
  let gateway: Gateway
  let target: Target
  let deployed: RolloutReport
  let config = ''
  let said = ''

  const command = async (...args: string[]): Promise<{ code: number; out: string; error?: UserError }> => {
    let out = ''
    const world = {
      signal: new AbortController().signal,
      stdout: { write: (text: string) => (out += text) },
      stderr: { write: (text: string) => (said += text) },
    }
    try {
      return { code: await createProgram(world).run([...args, '--config', config]), out }
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      return { code: -1, out, error }
    }
  }
  const status = async (): Promise<ServingStatus> =>
    JSON.parse((await command('status', '--json')).out) as ServingStatus

  beforeAll(async () => {
    made = mkdtempSync(join(tmpdir(), 'operate-'))
    vi.stubEnv('MODEL_ACTIONS_HOME', join(made, 'home'))
    const checkout = join(made, 'checkout')
    mkdirSync(checkout)
    port = await freePort()
    config = join(checkout, 'model.yml')
    writeFileSync(
      config,
      `name: ${modelName}\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: x.jsonl}\ndeploy: {port: ${port}}\n`,
    )
    place = await openPlace({ environment: process.env, root: checkout, model: modelName, keep: true })
  })
  afterAll(async () => {
    await gateway?.close().catch(() => undefined)
    await target?.sweep(undefined)
    vi.unstubAllEnvs()
    rmSync(made, { recursive: true, force: true })
  })

  test('where nothing was deployed each command says so in a line, with where it looked, and makes nothing', async () => {
    expect(await command('status')).toEqual({
      code: 1,
      out: `nothing of ${modelName} is deployed: looked at ${place.deploy}\n`,
    })
    expect((await command('logs')).error?.message).toBe(
      `nothing of ${modelName} is deployed: looked at ${place.deploy}; deploy it first`,
    )
    expect(await command('stop')).toEqual({
      code: 0,
      out: `nothing of ${modelName} is deployed: looked at ${place.deploy}\n`,
    })
    expect((await command('history')).out).toBe(`nothing was promoted or rolled back yet: looked at ${place.history}\n`)
    expect(() => readFileSync(place.deploy)).toThrow('ENOENT')
  })

  test('status tells what serves, since when and by whom, and how its requests ended', async () => {
    const store = await openLayout(join(made, 'images'), { create: true })
    const model = await tinyModel()
    const digest = await tinyImage({ model, into: join(made, 'model'), store, version: '1.0.0' })
    const log = { info: () => undefined }
    const python = process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3'
    target = await createProcessTarget({ store, stateDir: join(place.deploy, 'versions'), python, log })
    const stateDir = join(place.deploy, 'gateway')
    gateway = await openProcessGateway({ model: place.identity, stateDir, port, proxy: 'embedded', log })
    deployed = await runRollout({
      target,
      ...gateway,
      plan: quickPlan(0.1),
      release: { version: '1.0.0', digest },
      owner: 'test',
      timing: { readyMs: 60_000, healthIntervalMs: 100, leaseTtlMs: 15_000 },
      clock: { monotonicMs: () => performance.now() },
      signal: new AbortController().signal,
      log,
    })
    expect(deployed, deployed.because).toMatchObject({ verdict: 'pass' })
    const record = { schema: 1, name: modelName, digest, version: '1.0.0', released: '2026-01-01T00:00:00Z' } as const
    const promoted = {
      ...record,
      outcome: 'promoted',
      at: '2026-01-02T00:00:00Z',
      by: 'ann',
      because: 'passed',
    } as const
    await appendHistory(place, promoted)
    const undone = {
      ...promoted,
      outcome: 'rolled-back',
      version: '1.1.0',
      digest: `sha256:${'1'.repeat(64)}`,
    } as const
    await appendHistory(place, { ...undone, at: '2026-01-03T00:00:00Z', to: record, because: 'errors' })
    for (let i = 0; i < 20; i++) expect((await infer(`127.0.0.1:${port}`)).status).toBe(200)
    // The gateway counts a request when its answer is through.
    await expect.poll(async () => (await status()).versions[0]?.counted?.requests).toBe(20)

    const found = await status()
    expect(found).toMatchObject({
      serves: true,
      url: `http://127.0.0.1:${port}`,
      since: { at: '2026-01-02T00:00:00Z', by: 'ann' },
      versions: [{ version: '1.0.0', digest, role: 'stable', share: 1, running: true, counted: { errors: 0 } }],
    })
    expect(found.versions[0]?.counted?.p50Ms).toBeLessThanOrEqual(found.versions[0]?.counted?.p99Ms ?? 0)
    const { code, out } = await command('status')
    expect(code).toBe(0)
    expect(out).toContain(`${modelName} 1.0.0 serves at http://127.0.0.1:${port}`)
    expect(out).toContain('2026-01-02 00:00:00 UTC, by ann')

    const lines = (await command('history')).out.trimEnd().split('\n')
    expect(lines).toEqual([
      expect.stringMatching(/^2026-01-03 .* rolled-back +1\.1\.0, 1\.0\.0 serves +by ann: errors$/),
      expect.stringMatching(/^2026-01-02 .* promoted +1\.0\.0 +by ann: passed$/),
    ])
  })

  test('a project directory that is renamed still has what serves, its history and its logs', async () => {
    const [checkout, renamed] = [join(made, 'checkout'), join(made, 'renamed')]
    renameSync(checkout, renamed)
    config = join(renamed, 'model.yml')
    try {
      expect(await status()).toMatchObject({
        looked: place.deploy,
        serves: true,
        versions: [{ version: '1.0.0', running: true }],
      })
      expect((await command('history')).out).toContain('promoted')
      expect((await command('logs')).code).toBe(0)
    } finally {
      renameSync(renamed, checkout)
      config = join(checkout, 'model.yml')
    }
  })

  test('what serves is found though somebody misspelt a key of model.yml since, with one line that says which', async () => {
    const valid = readFileSync(config, 'utf8')
    writeFileSync(config, `${valid.replace('port: ', 'canary: 1, port: ')}finetune: {epoch: 2}\n`)
    try {
      for (const asked of [['status'], ['history'], ['logs']]) {
        said = ''
        expect((await command(...asked)).code).toBe(0)
        expect(said).toMatch(/^warning: .*model\.yml:6: deploy\.canary: unknown key \(and 1 more\)[:;] .*\n$/)
      }
      expect(await status()).toMatchObject({ serves: true, versions: [{ version: '1.0.0', running: true }] })
      expect((await command('stop')).error?.message).toContain(': say so by --yes')
      expect((await command('up')).out).toContain(`the gateway serves it at http://127.0.0.1:${port}`)
      // What opens the gateway to others is not guessed.
      writeFileSync(config, valid.replace('port: ', 'token: /tokens, port: '))
      expect((await command('up')).error?.message).toContain('deploy.token: unknown key; did you mean "tokens"?')
    } finally {
      writeFileSync(config, valid)
    }
  })

  test('logs prints what the version wrote, the last lines alone, and no control characters', async () => {
    const id = deployed.serving?.id ?? ''
    const file = join(place.deploy, 'versions', id, 'log.txt')
    writeFileSync(file, 'one\n\u001b[31mtwo\nthree\n')
    expect((await command('logs', '--lines', '2')).out).toBe('two\nthree\n')
    expect((await command('logs', '1.0.0', '--lines', '9')).out).toBe('one\ntwo\nthree\n')
    expect((await command('logs', '2.0.0')).error?.message).toContain('name one of 1.0.0')
    const kept = readFileSync(file)
    rmSync(file)
    expect((await command('logs')).error?.message).toContain(`${id} has left no log: looked at ${place.deploy}`)
    writeFileSync(file, kept)
  })

  test('logs --follow goes on with what is written, until it is stopped', async () => {
    const file = join(place.deploy, 'versions', deployed.serving?.id ?? '', 'log.txt')
    writeFileSync(file, 'one\n')
    const controller = new AbortController()
    let out = ''
    const stdout = { write: (text: string) => (out += text) }
    const world = { signal: controller.signal, stdout, stderr: { write: () => undefined } }
    const ended = createProgram(world).run(['logs', '--follow', '--config', config])
    await expect.poll(() => out).toBe('one\n')
    appendFileSync(file, 'two\nthr')
    await expect.poll(() => out).toBe('one\ntwo\n')
    controller.abort(new UserError('enough'))
    await expect(ended).rejects.toThrow('enough')
  })

  test.skipIf(process.platform !== 'linux')(
    'up brings back gateway and version after all of their processes were killed at once, and leaves what runs',
    async () => {
      const ours = (await ownGroups()).filter(({ directory }) => directory.startsWith(place.deploy))
      expect(ours).toHaveLength(2)
      for (const { pid } of ours) process.kill(-pid, 'SIGKILL')
      await expect.poll(async () => (await infer(`127.0.0.1:${port}`)).status).toBe(0)
      const id = deployed.serving?.id ?? ''
      expect((await command('status')).out).toContain('bring it back by `model-actions up`')
      expect((await command('up')).out).toBe(`${id} runs again\nthe gateway serves it at http://127.0.0.1:${port}\n`)
      expect((await infer(`127.0.0.1:${port}`)).status).toBe(200)
      const before = (await ownGroups()).filter(({ directory }) => directory.startsWith(place.deploy))
      expect((await command('up')).out).toBe(`${id} runs\nthe gateway serves it at http://127.0.0.1:${port}\n`)
      const pids = (groups: { pid: number }[]) => groups.map(({ pid }) => pid).sort()
      expect(pids((await ownGroups()).filter(({ directory }) => directory.startsWith(place.deploy)))).toEqual(
        pids(before),
      )

      // It is brought back as the spec has it, never open where it asked for a token.
      const plain = readFileSync(config, 'utf8')
      const tokens = join(made, 'tokens')
      writeFileSync(tokens, 'search a-token-of-search-0123456789\n')
      writeFileSync(config, plain.replace(`port: ${port}`, `port: ${port}, tokens: ${tokens}`))
      await command('up')
      expect((await infer(`127.0.0.1:${port}`)).status).toBe(401)
      writeFileSync(config, plain)
      await command('up')
      expect((await infer(`127.0.0.1:${port}`)).status).toBe(200)
    },
  )

  test('stop is refused while a rollout is under way, and names it; then it ends everything', async () => {
    expect((await command('stop')).error?.message).toContain('--yes')
    await gateway.traffic.acquire('acme/intents run 12', 60_000)
    expect((await status()).lease).toMatchObject({ owner: 'acme/intents run 12' })
    expect((await command('stop', '--yes')).error?.message).toContain('a rollout by acme/intents run 12 is under way')
    await gateway.traffic.release('acme/intents run 12')
    const deploying = { label: `deploy of ${modelName}` }
    const { waiting } = await withLock(join(place.locks, 'deploy'), deploying, async () => {
      const already = `deploy of ${modelName} runs already, as process ${process.pid} since `
      const refused = (await command('stop', '--yes')).error?.message
      expect(refused).toContain(already)
      expect(refused).toContain(': --wait begins after its end, or end that process first')
      said = ''
      const waits = command('stop', '--yes', '--wait')
      await expect.poll(() => said).toContain(already)
      expect((await infer(`127.0.0.1:${port}`)).status).toBe(200)
      return { waiting: waits }
    })

    const id = deployed.serving?.id ?? ''
    const { pid } = JSON.parse(readFileSync(join(place.deploy, 'versions', id, 'process.json'), 'utf8')) as {
      pid: number
    }
    const { out } = await waiting
    expect(out.trimEnd().split('\n')).toEqual([expect.stringContaining('the gateway at'), expect.stringContaining(id)])
    expect((await infer(`127.0.0.1:${port}`)).status).toBe(0)
    await expect.poll(() => alive(pid)).toBe(false)
    expect((await command('status')).code).toBe(1)
    expect((await command('up')).error?.message).toMatch(
      /^nothing of .* is kept to bring back, as after `model-actions stop`: .*; 1\.0\.0 served last: `model-actions rollback 1\.0\.0` serves it again$/,
    )
    expect((await command('history')).out).toContain('promoted')
  })

  test.skipIf(process.platform !== 'linux')(
    'a gateway whose directory was removed is found by its process, and ended',
    async () => {
      const stateDir = join(place.deploy, 'gateway')
      const log = { info: () => undefined }
      gateway = await openProcessGateway({ model: place.identity, stateDir, port, proxy: 'embedded', log })
      rmSync(place.deploy, { recursive: true })
      const { code, out } = await command('status')
      expect(code).toBe(0)
      expect(out).toContain(`is served at port ${port}, and what runs (the gateway as process`)
      expect((await command('stop', '--yes')).out).toMatch(
        /^the gateway, process \d+, has ended; nobody could ask it any more\n$/,
      )
      expect((await infer(`127.0.0.1:${port}`)).status).toBe(0)
      expect((await command('status')).code).toBe(1)
    },
  )

  describeWith(['haproxy'], 'a HAProxy whose agent and supervisor were killed', () => {
    test('goes on to serve, is told of by status, and ended by stop', async () => {
      const stateDir = join(place.deploy, 'gateway')
      const log = { info: () => undefined }
      gateway = await openProcessGateway({ model: place.identity, stateDir, port, proxy: 'haproxy', log })
      const [supervisor] = (await ownGroups()).filter(({ directory }) => directory === stateDir)
      const agents = running().filter(({ parent }) => parent === supervisor?.pid)
      for (const { pid } of [...(supervisor === undefined ? [] : [supervisor]), ...agents]) process.kill(pid, 'SIGKILL')
      await expect.poll(async () => (await status()).because).toContain('(the gateway without its agent as process')
      expect((await infer(`127.0.0.1:${port}`)).status).toBe(503)
      expect((await command('stop', '--yes')).out).toMatch(/^the gateway without its agent, process \d+, has ended/)
      expect((await infer(`127.0.0.1:${port}`)).status).toBe(0)
      expect((await command('status')).code).toBe(1)
    })
  })
})
