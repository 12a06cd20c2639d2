import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'
import type { Front } from '../../src/gateway/front.ts'
import { tokenFile } from '../../src/gateway/members.ts'
import { processBefore } from '../../src/gateway/processBefore.ts'
import { readRoutes } from '../../src/gateway/routes.ts'
import { findGateway, openGateway, troubleBefore } from '../../src/gateway/shared.ts'
import type { Gateway, ProxyName } from '../../src/gateway/types.ts'
import { openPlace } from '../../src/place/place.ts'
import { freePort } from '../../src/ports.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import type { ServingStatus } from '../../src/stages/status.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { quickPlan } from '../rolloutPlan.ts'
import { makeCertificate } from './gateway-support/certificates.ts'
import { deployFirst, digestOf, get, load, ModelProcesses } from './gateway-support/place.ts'
import { running } from './gateway-support/processes.ts'

const log = { info: () => undefined }
const open: Front = { host: '127.0.0.1', accessLog: 'none' }

describeWith(['haproxy', 'openssl'], 'models that share a gateway', () => {
  let made: string
  let port: number
  const opened: { gateway: Gateway; target: ModelProcesses; name: string }[] = []

  beforeEach(async () => {
    made = mkdtempSync(join(tmpdir(), 'gateway-routes-'))
    port = await freePort()
  })
  afterEach(async () => {
    for (const { gateway, target } of opened.splice(0)) {
      await gateway.close().catch(() => undefined)
      for (const one of await target.list()) await target.stop(one.id)
    }
    rmSync(made, { recursive: true, force: true })
  })

  const directory = () => join(made, 'shared')
  const router = () => join(directory(), String(port))
  const wanted = (name: string, front = open, hosts: string[] = []) => ({
    proxy: 'embedded' as const,
    stateDir: join(made, name),
    model: `github.com/acme/${name}/${name}`,
    port,
    front,
    sharing: { directory: directory(), name, hosts, shared: true },
    log,
  })
  const serve = async (name: string, front = open, hosts: string[] = [], proxy: 'auto' | ProxyName = 'embedded') => {
    const gateway = await openGateway({ ...wanted(name, front, hosts), proxy })
    const one = { gateway, target: new ModelProcesses(join(made, `${name}-versions`)), name }
    opened.push(one)
    const stable = await one.target.up('1.0.0', 'a')
    await deployFirst(one, stable)
    return { ...one, stable }
  }
  const infer = (name: string) => `http://127.0.0.1:${port}/v2/models/${name}/infer`
  const asked = (path: string, headers: http.OutgoingHttpHeaders = {}) =>
    new Promise<{ status: number; by: string; body: string }>((resolve, reject) => {
      http
        .get(`http://127.0.0.1:${port}${path}`, { headers, agent: false }, (answer) => {
          let body = ''
          answer.setEncoding('utf8').on('data', (piece: string) => {
            body += piece
          })
          const by = String(answer.headers['x-model-version'] ?? '')
          answer.once('end', () => resolve({ status: answer.statusCode ?? 0, by, body }))
        })
        .once('error', reject)
    })
  const processOf = (what: 'serve' | 'supervise', stateDir: string): number | undefined =>
    running().find(({ words }) => words.includes(what) && words.some((one) => one.includes(`"${stateDir}"`)))?.pid
  const killAgent = async (stateDir: string): Promise<void> => {
    const before = processOf('serve', stateDir) ?? Number.NaN
    process.kill(before, 'SIGKILL')
    while ([before, undefined].includes(processOf('serve', stateDir))) await sleep(20)
  }

  test('roll out at once and lose nothing, and a third one joins and leaves', async () => {
    const tone = await serve('tone', open, [], 'haproxy')
    const mood = await serve('mood')
    const clients = { tone: load(infer('tone')), mood: load(infer('mood')) }
    const rollOut = ({ gateway, target }: typeof tone) =>
      runRollout({
        target,
        ...gateway,
        plan: quickPlan(0.2),
        release: { version: '2.0.0', digest: digestOf('b') },
        owner: 'test',
        timing: { readyMs: 60_000, healthIntervalMs: 100, leaseTtlMs: 15_000 },
        clock: { monotonicMs: () => performance.now() },
        signal: new AbortController().signal,
        log,
      })
    const third = async () => {
      const { gateway, stable } = await serve('third', open, ['third.test'])
      const server = `http://${stable.addresses[0]}`
      expect((await get(infer('third'))).by).toBe(stable.id)
      const held = asked('/held', { host: 'third.test' })
      while ((await get(`${server}/arrived`)).body !== '2') await sleep(20)
      const closed = gateway.close()
      while ((await get(infer('third'))).status !== 404) await sleep(20)
      await get(`${server}/let-go`)
      expect(await held).toMatchObject({ status: 200, by: stable.id })
      await closed
    }
    const [first, second] = await Promise.all([rollOut(tone), rollOut(mood), third()])
    expect([first.verdict, second.verdict], `${first.because}; ${second.because}`).toEqual(['pass', 'pass'])
    for (const each of [clients.tone, clients.mood]) {
      await each.end()
      expect(each.bad).toEqual([])
      expect([...each.answers.keys()].sort()).toEqual(['v1-0-0-aaaaaaaaaaaa', 'v2-0-0-bbbbbbbbbbbb'])
    }
  })
  test('one whose agent is killed costs the others nothing; a router that is killed refuses nobody', async () => {
    const tone = await serve('tone', open, [], 'haproxy')
    const mood = await serve('mood')
    for (const [killed, other] of [
      [tone, mood],
      [mood, tone],
    ] as const) {
      const clients = load(infer(other.name))
      await killAgent(join(made, killed.name))
      while ((await get(infer(killed.name))).by !== killed.stable.id) await sleep(20)
      await clients.end()
      expect(clients.bad).toEqual([])
      expect([...clients.answers.keys()]).toEqual([other.stable.id])
    }
    const back = killAgent(router())
    const answers = await Promise.all([get(infer('tone')), get(infer('mood'))])
    expect(answers.map(({ by }) => by)).toEqual([tone.stable.id, mood.stable.id])
    await back
    const { model, sharing, stateDir } = wanted('tone')
    process.kill(processOf('supervise', router()) ?? Number.NaN, 'SIGTERM')
    while (processOf('supervise', router()) !== undefined) await sleep(50)
    expect(await troubleBefore({ stateDir, model, sharing })).toEqual({
      reached: false,
      because: expect.stringContaining('`model-actions up`'),
    })
    const found = await findGateway({ stateDir, model, sharing, log: { info: () => undefined } })
    expect(found?.url).toBe(`http://127.0.0.1:${port}`)
    expect((await found?.traffic.status())?.stable?.id).toBe(tone.stable.id)
    await openGateway({ ...wanted('tone'), proxy: 'haproxy' })
    expect(await troubleBefore({ stateDir, model, sharing })).toBeUndefined()
    const again = await Promise.all([get(infer('tone')), get(infer('mood'))])
    expect(again.map(({ by }) => by)).toEqual([tone.stable.id, mood.stable.id])
  })

  test('tokens and the access log are those of the port, and each model is found by its path or its host', async () => {
    const tokens = join(made, 'tokens')
    writeFileSync(tokens, 'search 0123456789abcdef\n')
    const front: Front = { host: '127.0.0.1', accessLog: 'json', tokens }
    const tone = await serve('tone', front, ['tone.test'])
    await serve('mood', front)
    const headers = { authorization: 'Bearer 0123456789abcdef' }
    expect((await asked('/v2/models/tone/infer')).status).toBe(401)
    expect(await asked('/v2/models/tone/infer', headers)).toMatchObject({ status: 200, by: tone.stable.id })
    const [route] = (await readRoutes(router())).routes
    expect((await get(`http://${route?.address}/v2/models/mood/infer`)).status).toBe(401)
    const told = JSON.parse((await asked('/headers', { ...headers, host: 'tone.test' })).body) as object
    expect(told).not.toHaveProperty('authorization')
    expect(told).toMatchObject({ host: 'tone.test' })
    const unknown = await asked('/v2/models/other/infer', headers)
    expect([unknown.status, JSON.parse(unknown.body)]).toMatchObject([404, { models: ['mood', 'tone'] }])
    const access = join(router(), 'access.log')
    const lines = (): { path: string; version: string; token: string }[] =>
      existsSync(access)
        ? readFileSync(access, 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line))
        : []
    while (!lines().some(({ path }) => path === '/v2/models/other/infer')) await sleep(50)
    expect(lines().find(({ path }) => path === '/headers')).toMatchObject({ version: tone.stable.id, token: 'search' })
    for (const { gateway } of opened) await gateway.close()
    // Who asked what outlasts who answered.
    expect(readdirSync(router())).toEqual(['access.log'])
  })

  test('a version is promoted and its model leaves though the tokens of the port cannot be read at that moment', async () => {
    const tokens = join(made, 'tokens')
    writeFileSync(tokens, 'search 0123456789abcdef\n')
    const front: Front = { host: '127.0.0.1', accessLog: 'none', tokens }
    const { gateway, target } = await serve('tone', front)
    await serve('mood', front)
    const next = await target.up('2.0.0', 'b')
    await gateway.traffic.acquire('test', 60_000)
    await gateway.traffic.add('test', next)
    writeFileSync(tokens, '')
    await gateway.traffic.promote('test', next.id)
    const headers = { authorization: 'Bearer 0123456789abcdef' }
    expect((await asked('/v2/models/tone/infer', headers)).by).toBe(next.id)
    await gateway.traffic.release('test')
    await gateway.close()
    expect((await asked('/v2/models/tone/infer', headers)).status).toBe(404)
  })

  test('until when the certificate of the port is valid is told by status and metrics of each model', async () => {
    const tls = { ...makeCertificate(made, 'port'), clientCa: makeCertificate(made, 'clients').certificate }
    const front: Front = { host: '127.0.0.1', accessLog: 'none', tls }
    await serve('tone', front)
    const { model, sharing, stateDir } = wanted('tone')
    const found = await findGateway({ stateDir, model, sharing, log: { info: () => undefined } })
    expect((await found?.traffic.status())?.certificate?.expiresAt).toBe(
      new Date(new X509Certificate(readFileSync(tls.certificate)).validTo).toISOString(),
    )
    const metricsPort = await freePort()
    await openGateway({ ...wanted('tone', front), metricsPort })
    const told = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
    const expiry = Date.parse(new X509Certificate(readFileSync(tls.certificate)).validTo) / 1000
    expect(told).toContain(`model_actions_certificate_expiry_timestamp_seconds{model="${model}"} ${expiry}\n`)
  })

  test('who does not share is told how, and what serves goes on', async () => {
    const { stateDir, model, sharing, ...plain } = wanted('mood')
    const alone = { stateDir, model, ...plain, sharing: { ...sharing, shared: false } }
    const tone = await serve('tone')
    await expect(openGateway(alone)).rejects.toThrow(
      `port ${port} is taken by a gateway that models share: write deploy.shared: true`,
    )
    await expect(openGateway({ ...wanted('other'), sharing: { ...sharing, name: 'tone' } })).rejects.toThrow(
      `name: tone is ${wanted('tone').model} at the shared port ${port}`,
    )
    expect((await get(infer('tone'))).by).toBe(tone.stable.id)
    await tone.gateway.close()
    opened.push({ gateway: await openGateway(alone), target: new ModelProcesses(join(made, 'none')), name: 'mood' })
    await expect(openGateway(wanted('tone'))).rejects.toThrow(
      `port ${port} is taken by the gateway of the model ${model}, which does not share it`,
    )
  })

  test('a gateway that serves alone comes to share its port and back, with its version', async () => {
    const share = wanted('tone')
    const alone = { ...share, sharing: { ...share.sharing, shared: false } }
    const target = new ModelProcesses(join(made, 'tone-versions'))
    const one = { gateway: await openGateway(alone), target, name: 'tone' }
    opened.push(one)
    const stable = await target.up('1.0.0', 'a')
    await deployFirst(one, stable)
    // Refused until the other one has started, and never told that there is no such model.
    const clients = load(infer('tone'), { pauseMs: 1 })
    for (const next of [share, alone]) {
      const { url } = await openGateway(next)
      expect(url).toBe(`http://127.0.0.1:${port}`)
      expect((await get(infer('tone'))).by).toBe(stable.id)
    }
    await clients.end()
    expect(clients.bad.filter(({ status }) => status !== 0)).toEqual([])
    expect(existsSync(router())).toBe(false)
  })

  test('a change between alone and shared that cannot be made leaves clients what they had', async () => {
    const share = wanted('tone')
    const alone = { ...share, sharing: { ...share.sharing, shared: false } }
    const { gateway, stable } = await serve('tone')
    const served = async () => (await get(infer('tone'))).by
    await gateway.traffic.acquire('somebody', 60_000)
    await expect(openGateway(alone)).rejects.toThrow('a rollout by somebody is under way')
    expect(await served()).toBe(stable.id)
    await gateway.traffic.release('somebody')
    // Known when the router has made room, and not before: no such address is this machine's.
    await expect(openGateway({ ...alone, front: { ...open, host: '192.0.2.1' } })).rejects.toThrow(
      '192.0.2.1 is no address of this machine',
    )
    expect(await served()).toBe(stable.id)
    const fallback = { status: 503, contentType: 'text/plain', body: Buffer.from('later') }
    const had: Front = { ...open, accessLog: 'json', splitBy: 'x-customer', retries: 2, fallback }
    await openGateway({ ...alone, front: had })
    const before = await processBefore(alone.stateDir)
    expect(before).toEqual({ port, metricsPort: undefined, front: expect.objectContaining(had) })
    // No room for the router's program.
    mkdirSync(router(), { recursive: true, mode: 0o700 })
    writeFileSync(join(router(), 'programs'), '')
    const tokens = join(made, 'tokens')
    writeFileSync(tokens, 'search 0123456789abcdef\n')
    const letIn: Front = { ...open, tokens, retries: 0 }
    await expect(openGateway({ ...share, front: letIn })).rejects.toThrow('ENOTDIR')
    // Its clients are let in as before, not as they are to be at the shared port.
    expect(await served()).toBe(stable.id)
    expect(await processBefore(alone.stateDir)).toEqual(before)
    // What nobody could bring back is not taken away.
    await openGateway({ ...alone, front: letIn })
    const files = join(alone.stateDir, 'front.json')
    const said = readFileSync(files)
    rmSync(files)
    await expect(openGateway(share)).rejects.toThrow(
      'so that it could not be brought back if the change failed: end it by `model-actions stop`, then deploy again',
    )
    writeFileSync(files, '{"tok')
    await expect(openGateway(share)).rejects.toThrow(
      /front\.json: .* could not be brought back .* `model-actions stop`/,
    )
    writeFileSync(files, said)
    renameSync(tokens, join(made, 'aside'))
    await expect(openGateway(share)).rejects.toThrow(/there is no such file.* could not be brought back/)
    renameSync(join(made, 'aside'), tokens)
    expect(await asked('/v2/models/tone/infer', { authorization: 'Bearer 0123456789abcdef' })).toMatchObject({
      by: stable.id,
    })
    // Nothing is left of a router that nobody shares.
    expect(existsSync(router())).toBe(false)
    await openGateway(share)
    expect(await served()).toBe(stable.id)
  })

  test.each([
    ['its route cannot be written', () => symlinkSync(join(made, 'gone'), join(router(), 'routes'))],
    ['the router starts and cannot be recorded', () => mkdirSync(join(router(), 'shared.json'))],
  ])(
    'a move to a shared port in which %s leaves the model at its own port, however often it is tried',
    async (_, damage) => {
      const share = wanted('tone')
      const alone = { ...share, sharing: { ...share.sharing, shared: false } }
      const { stable } = await serve('tone')
      await openGateway(alone)
      const before = await processBefore(alone.stateDir)
      for (const _ of [1, 2]) {
        mkdirSync(router(), { recursive: true, mode: 0o700 })
        damage()
        const refused = await openGateway(share).then(String, (error: Error) => error.message)
        expect(refused).toMatch(/leads to no directory|EISDIR/)
        expect(refused).not.toContain('nobody listens')
        expect((await get(infer('tone'))).by).toBe(stable.id)
        expect(await processBefore(alone.stateDir)).toEqual(before)
        expect(existsSync(join(alone.stateDir, tokenFile))).toBe(false)
        rmSync(router(), { recursive: true, force: true })
      }
      await openGateway(share)
      expect((await get(infer('tone'))).by).toBe(stable.id)
    },
  )

  test('two models that change places do not wait for each other', async () => {
    const tone = await serve('tone')
    const first = port
    port = await freePort()
    const mood = await serve('mood')
    await Promise.all([openGateway({ ...wanted('mood'), port: first }), openGateway(wanted('tone'))])
    expect((await get(infer('tone'))).by).toBe(tone.stable.id)
    expect((await get(`http://127.0.0.1:${first}/v2/models/mood/infer`)).by).toBe(mood.stable.id)
    expect((await get(infer('mood'))).status).toBe(404)
  })

  test('a router of another version of the toolkit is said as such, and can be left', async () => {
    const tone = await serve('tone')
    const mood = await serve('mood')
    const checkout = join(made, 'next')
    const root = join(import.meta.dirname, '../..')
    for (const part of ['package.json', 'src', 'test/integration/gateway-support'])
      cpSync(join(root, part), join(checkout, part), { recursive: true })
    const protocol = join(checkout, 'src/gateway/agent/protocol.ts')
    writeFileSync(protocol, readFileSync(protocol, 'utf8').replace(/protocolVersion = \d+/, 'protocolVersion = 1000'))
    const options = { stateDir: router(), model: `shared/${port}`, port, front: open, proxy: 'router' }
    const program = join(checkout, 'test/integration/gateway-support/open.ts')
    await promisify(execFile)(process.execPath, [program, JSON.stringify(options)], { cwd: checkout })
    expect(await troubleBefore(wanted('tone'))).toEqual({
      reached: true,
      because: expect.stringContaining('is of another version of model-actions'),
    })
    expect((await findGateway(wanted('tone')))?.url).toBe(`http://127.0.0.1:${port}`)
    await tone.gateway.close()
    expect((await get(infer('tone'))).status).toBe(404)
    expect((await get(infer('mood'))).by).toBe(mood.stable.id)
    expect(await troubleBefore(wanted('mood'))).toBeUndefined()
  })

  test('status names the shared port, says when nobody comes through it, and stop of one leaves the other', async () => {
    vi.stubEnv('MODEL_ACTIONS_HOME', join(made, 'home'))
    const opening = async (name: string) => {
      const root = join(made, `checkout-${name}`)
      mkdirSync(root)
      const config = join(root, 'model.yml')
      const head = `name: ${name}\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: x.jsonl}\n`
      writeFileSync(config, `${head}deploy: {port: ${port}, shared: true}\n`)
      const place = await openPlace({ environment: process.env, root, model: name })
      const { sharing, ...rest } = wanted(name)
      const shared = { ...sharing, directory: place.sharedGateways }
      const at = { ...rest, stateDir: join(place.deploy, 'gateway'), model: place.identity, sharing: shared }
      const one = { gateway: await openGateway(at), target: new ModelProcesses(join(made, `${name}-versions`)), name }
      opened.push(one)
      const stable = await one.target.up('1.0.0', 'a')
      await deployFirst(one, stable)
      return { ...one, stable, config, router: join(place.sharedGateways, String(port)) }
    }
    const command = async (...args: string[]): Promise<string> => {
      let out = ''
      const stdout = { write: (text: string) => (out += text) }
      const world = { signal: new AbortController().signal, stdout, stderr: { write: () => undefined } }
      await createProgram(world).run(args)
      return out
    }
    try {
      const tone = await opening('tone')
      const mood = await opening('mood')
      const status = async () => JSON.parse(await command('status', '--json', '--config', tone.config)) as ServingStatus
      expect((await status()).url).toBe(`http://127.0.0.1:${port}`)
      expect(await command('stop', '--yes', '--config', tone.config)).toContain(
        `tone has left the gateway at http://127.0.0.1:${port}, which goes on for mood`,
      )
      expect((await get(infer('tone'))).status).toBe(404)
      expect((await get(infer('mood'))).by).toBe(mood.stable.id)
      process.kill(processOf('supervise', mood.router) ?? Number.NaN, 'SIGTERM')
      while (processOf('supervise', mood.router) !== undefined) await sleep(50)
      const { serves, because } = JSON.parse(
        await command('status', '--json', '--config', mood.config),
      ) as ServingStatus
      expect([serves, because]).toEqual([
        false,
        expect.stringContaining('mood answers no client: the gateway that it shares'),
      ])
      expect(await command('stop', '--yes', '--config', mood.config)).toContain(
        `the gateway at http://127.0.0.1:${port} has ended`,
      )
      expect(existsSync(mood.router)).toBe(false)
    } finally {
      vi.unstubAllEnvs()
    }
  })
})
