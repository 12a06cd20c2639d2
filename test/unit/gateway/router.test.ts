import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clientLimits } from '../../../src/gateway/agent/messages.ts'
import { Router, type Said } from '../../../src/gateway/agent/router.ts'
import type { Front } from '../../../src/gateway/front.ts'
import { joined, lookAt, requireRoom, requireRoomAt } from '../../../src/gateway/members.ts'
import { type Route, routeFile, routeOfRequest, writeRoute } from '../../../src/gateway/routes.ts'
import { leaveAll } from '../../../src/gateway/shared.ts'
import { sleep } from '../../../src/timers.ts'

const route = (name: string, change: Partial<Route> = {}): Route => ({
  name,
  model: `github.com/acme/shop/${name}`,
  hosts: [],
  address: '127.0.0.1:1',
  token: '0'.repeat(64),
  serves: true,
  ...change,
})
const request = (url: string, host = 'localhost:8000') => ({ url, headers: { host } }) as http.IncomingMessage

describe('which model a request is for', () => {
  const routes = [route('tone', { hosts: ['tone.example.com'] }), route('tone.v2'), route('mood')]
  it.each([
    ['/v2/models/tone', undefined, 'tone'],
    ['/v2/models/tone/infer', undefined, 'tone'],
    ['/v2/models/tone/versions/1.0.0/ready', 'other.example.com', 'tone'],
    ['/v2/models/tone.v2/infer', undefined, 'tone.v2'],
    ['/v2/models/mood/infer', 'TONE.example.com:8000', 'tone'],
    ['/anything', 'tone.example.com', 'tone'],
    ['/v2/models/tones/infer', undefined, undefined],
    ['/v2/models//infer', undefined, undefined],
    ['/v2/models/%74one/infer', undefined, undefined],
    ['//v2/models/tone/infer', undefined, undefined],
    ['/v2/health/ready', undefined, undefined],
  ])('%s at %s: %s', (path, host, name) => {
    expect(routeOfRequest(routes, { path, host })?.name).toBe(name)
  })
})

describe('a router', () => {
  let stateDir: string
  let router: Router
  let servers: http.Server[]
  const lines: string[] = []

  beforeEach(() => {
    stateDir = mkdtempSync(join(tmpdir(), 'router-'))
    router = new Router({ stateDir, log: (line) => lines.push(line) })
    servers = []
    lines.length = 0
  })
  afterEach(() => {
    router.close()
    for (const server of servers) server.close()
    rmSync(stateDir, { recursive: true, force: true })
  })

  const server = async (status: number): Promise<string> => {
    const one = http.createServer((_, response) => response.writeHead(status).end())
    servers.push(one)
    await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve))
    return `127.0.0.1:${(one.address() as AddressInfo).port}`
  }
  const said = async (path: string): Promise<Said> => {
    const taken = router.take(request(path))
    if ('to' in taken) throw new Error(`${path} went to ${taken.to.id}`)
    return await taken.said
  }

  it('answers a path of no model with those that there are', async () => {
    for (const name of ['tone', 'mood']) await writeRoute(stateDir, route(name))
    await router.read()
    expect(await said('/v2/models/other/infer')).toMatchObject({ status: 404, json: { models: ['mood', 'tone'] } })
    expect(await said('/v2/health/live')).toMatchObject({ status: 200 })
  })

  it('is ready when every model that was deployed is', async () => {
    expect(await said('/v2/health/ready')).toMatchObject({ status: 503, json: { ready: false } })
    await writeRoute(stateDir, route('tone', { address: await server(200) }))
    await writeRoute(stateDir, route('first-deployment', { serves: false }))
    await router.read()
    expect(await said('/v2/health/ready')).toEqual({ status: 200, json: { ready: true, models: { tone: true } } })
    await writeRoute(stateDir, route('mood', { address: await server(503) }))
    await router.read()
    expect(await said('/v2/health/ready')).toEqual({
      status: 503,
      json: { ready: false, models: { mood: false, tone: true } },
    })
  })

  it('leaves connections to the other models where one does not answer', async () => {
    for (const name of ['tone', 'mood']) await writeRoute(stateDir, route(name))
    await router.read()
    const taken = Array.from({ length: clientLimits.connections / 2 }, () => router.take(request('/v2/models/tone')))
    expect(taken.filter((one) => 'said' in one)).toEqual([])
    expect(await said('/v2/models/tone/infer')).toMatchObject({ status: 503, retryAfterSeconds: 5 })
    expect(router.take(request('/v2/models/mood'))).toHaveProperty('to')
    const [first] = taken
    if (first !== undefined && 'to' in first) for (const _ of [1, 2]) first.ended()
    expect(router.take(request('/v2/models/tone'))).toHaveProperty('to')
    expect(router.take(request('/v2/models/tone'))).toHaveProperty('said')
  })

  it('lets a model that leaves answer what it was asked', async () => {
    await writeRoute(stateDir, route('tone'))
    await router.read()
    const taken = router.take(request('/v2/models/tone'))
    rmSync(routeFile(stateDir, 'tone'))
    let read = false
    const reading = router.read().then(() => {
      read = true
    })
    while (!lines.includes('tone has left')) await new Promise((resolve) => setImmediate(resolve))
    expect(await said('/v2/models/tone')).toMatchObject({ status: 404 })
    expect(read).toBe(false)
    if ('to' in taken) taken.ended()
    await reading
  })

  it('lets it answer whoever saw first that it leaves', async () => {
    await writeRoute(stateDir, route('tone'))
    await router.read()
    const taken = router.take(request('/v2/models/tone'))
    rmSync(routeFile(stateDir, 'tone'))
    // The router's own look, before anybody says that a model leaves.
    const first = router.read()
    while (!lines.includes('tone has left')) await new Promise((resolve) => setImmediate(resolve))
    let told = false
    const second = router.read().then(() => {
      told = true
    })
    await sleep(100)
    expect(told).toBe(false)
    if ('to' in taken) taken.ended()
    await Promise.all([first, second])
  })

  it('a damaged file costs no model a request: not its own while the router runs, and no other one’s ever', async () => {
    for (const name of ['tone', 'mood']) await writeRoute(stateDir, route(name))
    await router.read()
    writeFileSync(routeFile(stateDir, 'mood'), '{"name":"mood","address":"127.0.0.1:1\\nserver x"}')
    await writeRoute(stateDir, route('tone', { address: '127.0.0.1:2' }))
    for (const _ of [1, 2]) await router.read()
    expect(lines.filter((line) => line.includes('mood.json is damaged'))).toHaveLength(1)
    const to = (one: Router, path: string) => one.take(request(path))
    expect(to(router, '/v2/models/tone')).toMatchObject({ to: { addresses: ['127.0.0.1:2'] } })
    expect(to(router, '/v2/models/mood')).toMatchObject({ to: { addresses: ['127.0.0.1:1'] } })
    const again = new Router({ stateDir, log: () => undefined })
    await again.read()
    expect(to(again, '/v2/models/tone')).toHaveProperty('to')
    expect(to(again, '/v2/models/mood')).toHaveProperty('said')
  })
})

describe('a model that wants to share a port', () => {
  const front: Front = { host: '127.0.0.1', accessLog: 'none' }
  const wanted = { model: 'github.com/acme/shop/tone', port: 8000, front }
  const sharing = { directory: '/x', name: 'tone', hosts: ['tone.example.com'], shared: true }
  const tone = route('tone')

  it('is let in beside others, and again', () => {
    expect(() =>
      requireRoom([tone, route('mood')], { ...wanted, sharing }, { ...front, tokens: undefined }),
    ).not.toThrow()
  })
  it('may change what clients see where nobody shares it yet', () => {
    expect(() => requireRoom([tone], { ...wanted, sharing }, { ...front, host: '0.0.0.0' })).not.toThrow()
  })
  it.each([
    [[route('tone', { model: 'github.com/other/shop/tone' })], front, 'name: tone is github.com/other/shop/tone at'],
    [[route('mood', { hosts: ['tone.example.com'] })], front, 'deploy.hosts: tone.example.com is that of'],
    [[route('mood')], { ...front, tokens: '/t' }, 'deploy.tokens is another than that of github.com/acme/shop/mood'],
    [[route('mood')], { ...front, host: '0.0.0.0' }, 'deploy.host is another than'],
  ] as const)('is refused where it takes what is another’s: %#', (routes, has, message) => {
    expect(() => requireRoom(routes, { ...wanted, sharing }, has)).toThrow(message)
  })
})

describe('a model whose file at a shared port is damaged', () => {
  let home: string
  const front: Front = { host: '127.0.0.1', accessLog: 'none' }
  const member = (name: string, owner = 'acme') => ({
    stateDir: join(home, owner, name),
    model: `github.com/${owner}/shop/${name}`,
    port: 8000,
    front,
    log: { info: () => undefined },
    sharing: { directory: join(home, 'shared'), name, hosts: [], shared: true },
  })
  const at = () => ({ stateDir: join(home, 'shared', '8000'), port: 8000 })
  const damage = (name: string, text: string) => writeFileSync(routeFile(at().stateDir, name), text)
  const behindRouter = ({ stateDir }: { stateDir: string }): void => {
    mkdirSync(stateDir, { recursive: true })
    writeFileSync(join(stateDir, 'router-token'), `router ${'0'.repeat(64)}\n`)
  }

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'members-'))
    for (const name of ['tone', 'mood']) {
      await writeRoute(at().stateDir, route(name))
      behindRouter(member(name))
    }
  })
  afterEach(() => rmSync(home, { recursive: true, force: true }))

  it.each([
    ['says whose it is', '{"name":"tone","model":"github.com/acme/shop/tone","address":"x"}'],
    ['is empty', ''],
  ])('can leave, and nobody else takes its name: one that %s', async (_, text) => {
    damage('tone', text)
    await expect(requireRoomAt(at(), member('tone', 'other'))).rejects.toThrow('name: tone is ')
    await requireRoomAt(at(), member('tone'))
    expect((await joined(member('tone'))).map(({ port }) => port)).toEqual([8000])
    await leaveAll(member('tone'))
    expect((await lookAt(at(), member('mood'))).others).toEqual([])
    await leaveAll(member('mood'))
    expect(existsSync(at().stateDir)).toBe(false)
  })

  it('the last one but a damaged one leaves the router to that', async () => {
    damage('tone', '{"model":"github.com/acme/shop/tone"}')
    await leaveAll(member('mood'))
    expect(existsSync(routeFile(at().stateDir, 'tone'))).toBe(true)
  })

  it('how all want their clients is refused where it is damaged, and named', async () => {
    writeFileSync(join(at().stateDir, 'shared.json'), '{"host":"127.0.0.1","tls":true}')
    await expect(requireRoomAt(at(), member('tone'))).rejects.toThrow(
      /shared\.json is damaged \(tls: expected an object\)/,
    )
    for (const name of ['tone', 'mood']) await leaveAll(member(name))
    expect(existsSync(at().stateDir)).toBe(false)
  })
})
