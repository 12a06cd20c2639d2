import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { gatewayLabel, gatewayName, gatewayVolume, modelLabel, networkOf } from '../../src/gateway/dockerNames.ts'
import { checkGateway, findGateway, openGateway, othersBeside, troubleBefore } from '../../src/gateway/dockerShared.ts'
import type { Front } from '../../src/gateway/front.ts'
import { sharedIdentity } from '../../src/gateway/port.ts'
import type { Backend, Gateway } from '../../src/gateway/types.ts'
import { servingLabels } from '../../src/oci/serving.ts'
import { openPlace } from '../../src/place/place.ts'
import { freePort } from '../../src/ports.ts'
import { labels, removeDockerPlace } from '../../src/rollout/targets/dockerVersions.ts'
import type { ServingStatus } from '../../src/stages/status.ts'
import { describeWith } from '../parts.ts'
import { makeCertificate } from './gateway-support/certificates.ts'
import { deployFirst, digestOf, get, load, servingOf } from './gateway-support/place.ts'

const said: string[] = []
const soloModel = `test/solo-${process.pid}`
const log = { info: (line: string) => void said.push(line), foreign: () => undefined }

describeWith(['docker', 'base-image', 'openssl'], 'models that share a gateway at a Docker engine', () => {
  let docker: DockerClient
  let image: string
  let port: number
  let programs: string
  const places: Record<string, { identity: string; config: string }> = {}
  let tone: { gateway: Gateway; stable: Backend }
  let mood: { gateway: Gateway; stable: Backend }
  const plain: Front = { host: '127.0.0.1', accessLog: 'none' }

  const modelOf = (name: string) => places[name]?.identity ?? ''
  const wanted = (name: string, more: { front?: Front; shared?: boolean; hosts?: string[] } = {}) => {
    const { front = plain, shared = true, hosts = [] } = more
    const sharing = { directory: '', name, hosts, shared }
    return { docker, model: modelOf(name), port, front, sharing, image, log }
  }
  const member = (name: string) => ({ docker, model: modelOf(name), sharing: { name }, log })
  /** A version as a container that publishes nothing. The gateway's image serves it, because it has Node. */
  const up = async (name: string, letter: string): Promise<Backend> => {
    const id = `v1-0-0-${letter.repeat(12)}`
    const serving = servingOf('1.0.0')
    await docker.start({
      image,
      command: ['node', '/programs/model-server.ts', '8080', id, 'none', serving.readyPath, '0.0.0.0'],
      environment: {},
      labels: {
        ...modelLabel(modelOf(name)),
        ...servingLabels(serving),
        [labels.id]: id,
        [labels.version]: '1.0.0',
        [labels.digest]: digestOf(letter),
      },
      user: '65532:65532',
      network: networkOf(modelOf(name)),
      aliases: [id],
      binds: [{ from: programs, to: '/programs' }],
    })
    return { id, version: '1.0.0', digest: digestOf(letter), addresses: [`${id}:8080`], serving }
  }
  const serve = async (name: string, letter: string, more: Parameters<typeof wanted>[1] = {}) => {
    const gateway = await openGateway(wanted(name, more))
    const stable = await up(name, letter)
    await deployFirst({ gateway }, stable)
    return { gateway, stable }
  }
  const infer = (name: string) => `http://127.0.0.1:${port}/v2/models/${name}/infer`
  const by = async (name: string) => (await get(infer(name))).by
  const command = async (...words: string[]): Promise<string> => {
    let out = ''
    const stdout = { write: (text: string) => (out += text) }
    const world = { signal: new AbortController().signal, stdout, stderr: { write: () => undefined } }
    await createProgram(world).run(words)
    return out
  }
  const left = (what: string, model: string) =>
    execFileSync('docker', [what, 'ls', '-q', '--filter', `label=model-actions.model=${model}`]).toString()
  const containerOf = async (model: string) => (await docker.list(gatewayLabel(model)))[0]?.id ?? ''

  beforeAll(async () => {
    programs = mkdtempSync(join(tmpdir(), 'gateway-shared-'))
    copyFileSync(join(import.meta.dirname, 'gateway-support/model-server.ts'), join(programs, 'model-server.ts'))
    chmodSync(programs, 0o755)
    docker = await connectDocker({ environment: process.env })
    image = await ensureImage({
      docker,
      kind: 'gateway',
      log,
      signal: new AbortController().signal,
      environment: process.env,
    })
    port = await freePort()
    vi.stubEnv('MODEL_ACTIONS_HOME', join(programs, 'home'))
    for (const name of ['tone', 'mood']) {
      const root = join(programs, `checkout-${name}`)
      mkdirSync(root)
      const config = join(root, 'model.yml')
      const head = `name: ${name}\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: x.jsonl}\n`
      writeFileSync(
        config,
        `${head}image: {base: example.com/serve:1}\ndeploy: {target: docker, port: ${port}, shared: true}\n`,
      )
      places[name] = { ...(await openPlace({ environment: process.env, root, model: name })), config }
    }
    tone = await serve('tone', 'a', { hosts: ['tone.test'] })
    mood = await serve('mood', 'b')
  })
  afterAll(async () => {
    for (const model of [modelOf('tone'), modelOf('mood'), soloModel, sharedIdentity(port)])
      await removeDockerPlace(docker, model)
    rmSync(programs, { recursive: true, force: true })
    vi.unstubAllEnvs()
  })

  test('each is found at the one port by its path or its host, and its own gateway is published nowhere', async () => {
    expect([await by('tone'), await by('mood')]).toEqual([tone.stable.id, mood.stable.id])
    const ports = execFileSync('docker', [
      'inspect',
      '-f',
      '{{json .NetworkSettings.Ports}}',
      await containerOf(modelOf('tone')),
    ])
    expect(JSON.parse(ports.toString())).toEqual({})
    const byHost = execFileSync('curl', ['-s', '-H', 'host: tone.test', `http://127.0.0.1:${port}/headers`])
    expect(JSON.parse(byHost.toString())).toMatchObject({ host: 'tone.test' })
    expect((await get(infer('other'))).status).toBe(404)
    expect(JSON.parse((await get(`http://127.0.0.1:${port}/v2/health/ready`)).body).models).toHaveProperty('mood')
    expect(await othersBeside(member('tone'))).toEqual(['mood'])
    expect(await troubleBefore(member('tone'))).toBeUndefined()
    expect((await findGateway(member('tone')))?.url).toBe(`http://127.0.0.1:${port}`)
  })

  test('lets in nobody but the router at the gateways behind it', async () => {
    const ask = `fetch('http://${gatewayName(modelOf('mood'))}:8080/v2/models/mood/infer').then((a) => console.log(a.status))`
    const told = execFileSync('docker', ['exec', await containerOf(modelOf('tone')), 'node', '-e', ask])
    expect(told.toString().trim()).toBe('401')
  })

  test('refuses a model that does not agree with the others, before anything is started', async () => {
    const other = (name: string, more: Parameters<typeof wanted>[1]) => {
      const { model, ...rest } = wanted(name, more)
      return checkGateway({ ...rest, model: `${model}-of-another` })
    }
    await expect(other('tone', {})).rejects.toThrow(`name: tone is ${modelOf('tone')} at the shared port ${port}`)
    await expect(other('next', { hosts: ['tone.test'] })).rejects.toThrow('deploy.hosts: tone.test is that of')
    const front: Front = { host: '127.0.0.1', accessLog: 'json' }
    await expect(openGateway(wanted('tone', { front }))).rejects.toThrow('deploy.access-log is another than that of')
    await expect(openGateway(wanted('tone', { shared: false }))).rejects.toThrow(
      `${port} is shared with ${modelOf('mood')}`,
    )
    expect(await by('tone')).toBe(tone.stable.id)
  })

  test('all are there again when the engine has started their containers anew, with other addresses', async () => {
    const containers = await Promise.all([modelOf('tone'), modelOf('mood'), sharedIdentity(port)].map(containerOf))
    execFileSync('docker', ['stop', ...containers], { stdio: 'pipe' })
    expect(await troubleBefore(member('tone'))).toMatchObject({ reached: false })
    // In another order than before, so that addresses are given out otherwise.
    execFileSync('docker', ['start', ...containers.toReversed()], { stdio: 'pipe' })
    await expect.poll(() => by('tone'), { timeout: 60_000 }).toBe(tone.stable.id)
    await expect.poll(() => by('mood'), { timeout: 60_000 }).toBe(mood.stable.id)
  })

  test('one that has stopped is started for nobody whose clients would be let in otherwise than those of the others', async () => {
    const tokens = join(programs, 'tokens')
    writeFileSync(tokens, `search ${'0123456789abcdef'.repeat(2)}\n`, { mode: 0o600 })
    const router = await containerOf(sharedIdentity(port))
    execFileSync('docker', ['kill', router], { stdio: 'pipe' })
    await expect(
      openGateway({ ...wanted('next', { front: { ...plain, tokens } }), model: 'test/next' }),
    ).rejects.toThrow('deploy.tokens is another than that of')
    expect(await docker.inspect(router)).toMatchObject({ running: false })
    // Nothing of the earlier one is there but its volume.
    await docker.remove(router, 0)
    await expect(
      openGateway({ ...wanted('next', { front: { ...plain, tokens } }), model: 'test/next' }),
    ).rejects.toThrow('deploy.tokens is another than that of')
    expect(await docker.list(gatewayLabel(sharedIdentity(port)))).toEqual([])
    expect((await openGateway(wanted('tone', { hosts: ['tone.test'] }))).url).toBe(`http://127.0.0.1:${port}`)
    await expect.poll(() => by('tone'), { timeout: 60_000 }).toBe(tone.stable.id)
    expect(await by('mood')).toBe(mood.stable.id)
  })

  test('a model leaves one that has stopped, which knows it no more when it starts', async () => {
    const router = await containerOf(sharedIdentity(port))
    execFileSync('docker', ['kill', router], { stdio: 'pipe' })
    await (await findGateway(member('mood')))?.close()
    execFileSync('docker', ['start', router], { stdio: 'pipe' })
    await expect.poll(() => by('tone'), { timeout: 60_000 }).toBe(tone.stable.id)
    expect((await get(infer('mood'))).status).toBe(404)
    mood = { ...mood, gateway: await openGateway(wanted('mood')) }
    expect(await by('mood')).toBe(mood.stable.id)
  })

  test('one that does not answer is no matter of a model that is not at its port', async () => {
    const router = await containerOf(sharedIdentity(port))
    execFileSync('docker', ['pause', router], { stdio: 'pipe' })
    try {
      // One that has no open line to it hears at once that it is not to be had.
      const fresh = await connectDocker({ environment: process.env })
      const solo = { ...wanted('solo', { shared: false }), model: soloModel, port: await freePort(), docker: fresh }
      const gateway = await openGateway(solo)
      expect(said.join('\n')).toContain(`nobody knows who shares port ${port}`)
      await gateway.close()
      await expect(othersBeside({ ...member('tone'), docker: fresh })).rejects.toThrow(
        /start it again by `docker restart [0-9a-f]{12}`/,
      )
    } finally {
      execFileSync('docker', ['unpause', router], { stdio: 'pipe' })
    }
  })

  test('models that come to a port at once have one gateway there', async () => {
    const ports = await freePort()
    const models = [`test/one-${process.pid}`, `test/two-${process.pid}`]
    try {
      const open = async (model: string) => openGateway({ ...wanted(model.slice(5)), model, port: ports })
      expect((await Promise.all(models.map(open))).map(({ url }) => url)).toEqual(
        models.map(() => `http://127.0.0.1:${ports}`),
      )
      const found = execFileSync('docker', ['network', 'ls', '-q', '-f', `name=${networkOf(sharedIdentity(ports))}$`])
      expect(found.toString().trim().split('\n')).toHaveLength(1)
    } finally {
      for (const one of [...models, sharedIdentity(ports)]) await removeDockerPlace(docker, one)
    }
  })

  test('one whose container somebody removed leaves nothing when its last model goes', async () => {
    const [model, own] = [`test/last-${process.pid}`, await freePort()]
    try {
      await openGateway({ ...wanted('last'), model, port: own })
      expect(left('volume', sharedIdentity(own))).not.toBe('')
      await docker.remove(await containerOf(sharedIdentity(own)), 0)
      await (await findGateway({ docker, model, sharing: { name: 'last' }, log: { info: () => undefined } }))?.close()
      expect([left('volume', sharedIdentity(own)), left('network', sharedIdentity(own))]).toEqual(['', ''])
    } finally {
      for (const one of [model, sharedIdentity(own)]) await removeDockerPlace(docker, one)
    }
  })

  test('one joins, another leaves, and no request of the first is lost', async () => {
    const clients = load(infer('tone'), { clients: 2 })
    await mood.gateway.close()
    expect((await get(infer('mood'))).status).toBe(404)
    expect(await othersBeside(member('tone'))).toEqual([])
    await openGateway(wanted('mood'))
    expect(await by('mood')).toBe(mood.stable.id)
    await (await findGateway(member('mood')))?.close()
    await clients.end()
    expect(clients.bad).toEqual([])
  })

  test('the last one may have its clients let in otherwise, and takes the port alone and back with its version', async () => {
    const tls = makeCertificate(programs, 'port')
    const front: Front = { host: '127.0.0.1', accessLog: 'json', tls }
    const behind = await openGateway(wanted('tone', { front }))
    expect(behind.url).toBe(`https://127.0.0.1:${port}`)
    expect((await (await findGateway(member('tone')))?.traffic.status())?.certificate?.expiresAt).toBe(
      new Date(new X509Certificate(readFileSync(tls.certificate)).validTo).toISOString(),
    )
    await behind.traffic.acquire('somebody', 60_000)
    await expect(openGateway(wanted('tone', { shared: false }))).rejects.toThrow('a rollout by somebody is under way')
    await behind.traffic.release('somebody')

    execFileSync('curl', ['-sk', '-o', '/dev/null', `https://127.0.0.1:${port}/v2/models/tone/infer`])
    const alone = await openGateway(wanted('tone', { shared: false }))
    expect(said.join('\n')).toContain(`port ${port} refuses connections for some seconds`)
    expect(await by('tone')).toBe(tone.stable.id)
    expect((await alone.traffic.status()).stable?.id).toBe(tone.stable.id)
    expect(await docker.list(gatewayLabel(sharedIdentity(port)))).toEqual([])
    const volume = gatewayVolume(sharedIdentity(port))
    expect(said.join('\n')).toContain(`stays in the volume ${volume}`)
    // The key, among others, does not.
    const files = await docker.readVolume(volume, { image, uid: 65_532, at: '/state', paths: ['.'] })
    expect(Object.keys(files)).toEqual(['state/access.log'])

    await openGateway(wanted('tone'))
    expect(await by('tone')).toBe(tone.stable.id)
    await expect(
      openGateway({ ...wanted('tone', { shared: false }), front: { ...plain, host: '192.0.2.1' } }),
    ).rejects.toThrow('192.0.2.1 is no address of this machine')
    expect(await by('tone')).toBe(tone.stable.id)
  })

  test('status tells the shared port, stop of one leaves the other, and stop of the last leaves nothing', async () => {
    await openGateway(wanted('mood'))
    const { config = '' } = places['tone'] ?? {}
    const status = JSON.parse(await command('status', '--json', '--config', config)) as ServingStatus
    expect(status).toMatchObject({ url: `http://127.0.0.1:${port}`, versions: [{ id: tone.stable.id, running: true }] })
    expect(await command('stop', '--yes', '--config', config)).toContain(
      `tone has left the gateway at http://127.0.0.1:${port}, which goes on for mood`,
    )
    expect((await get(infer('tone'))).status).toBe(404)
    expect(await by('mood')).toBe(mood.stable.id)
    expect(await command('stop', '--yes', '--config', places['mood']?.config ?? '')).toContain(
      `the gateway at http://127.0.0.1:${port} has ended`,
    )
    expect((await get(infer('mood'))).status).toBe(0)
    for (const model of [sharedIdentity(port), modelOf('tone'), modelOf('mood')])
      expect([left('container', model), left('network', model), left('volume', model)]).toEqual(['', '', ''])
  })
})
