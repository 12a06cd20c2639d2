import { execFileSync, spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { frontBefore } from '../../src/gateway/dockerBefore.ts'
import { aloneAt } from '../../src/gateway/dockerLock.ts'
import { gatewayLabel, modelLabel, networkOf } from '../../src/gateway/dockerNames.ts'
import { readKept } from '../../src/gateway/dockerRoutes.ts'
import { findGateway, openGateway } from '../../src/gateway/dockerShared.ts'
import type { Front } from '../../src/gateway/front.ts'
import { sharedIdentity } from '../../src/gateway/port.ts'
import type { Backend, Gateway } from '../../src/gateway/types.ts'
import { servingLabels } from '../../src/oci/serving.ts'
import { freePort } from '../../src/ports.ts'
import { labels, removeDockerPlace } from '../../src/rollout/targets/dockerVersions.ts'
import { describeWith } from '../parts.ts'
import { makeCertificate } from './gateway-support/certificates.ts'
import { deployFirst, digestOf, servingOf } from './gateway-support/place.ts'

const plain: Front = { host: '127.0.0.1', accessLog: 'none' }
const identity = (name: string) => `test/${name}-${process.pid}`

describeWith(
  ['docker', 'base-image', 'openssl'],
  'models that change at once who shares a port of a Docker engine',
  () => {
    let docker: DockerClient
    let image: string
    let directory: string
    let port: number
    let said: string[]
    /** Models and ports of the test. */
    let used: string[]

    type More = {
      front?: Front
      shared?: boolean
      at?: number
      metricsPort?: number
      docker?: DockerClient
      signal?: AbortSignal
    }
    const open = (name: string, { front = plain, shared = true, at = port, ...more }: More = {}): Promise<Gateway> => {
      const model = identity(name)
      used.push(model, sharedIdentity(at))
      const sharing = { directory: '', name, hosts: [], shared }
      const log = { info: (line: string) => void said.push(line) }
      return openGateway({ docker, model, port: at, front, sharing, image, log, ...more })
    }
    const close = async (name: string) =>
      (await findGateway({ docker, model: identity(name), sharing: { name }, log: { info: () => undefined } }))?.close()
    /** A version that answers, as a container that publishes nothing. */
    const serve = async (name: string, letter: string, more?: More): Promise<Backend> => {
      const gateway = await open(name, more)
      const id = `v1-0-0-${letter.repeat(12)}`
      const serving = servingOf('1.0.0')
      await docker.start({
        image,
        command: ['node', '/programs/model-server.ts', '8080', id, 'none', serving.readyPath, '0.0.0.0'],
        environment: {},
        labels: {
          ...modelLabel(identity(name)),
          ...servingLabels(serving),
          [labels.id]: id,
          [labels.version]: '1.0.0',
          [labels.digest]: digestOf(letter),
        },
        user: '65532:65532',
        network: networkOf(identity(name)),
        aliases: [id],
        binds: [{ from: directory, to: '/programs' }],
      })
      const stable: Backend = { id, version: '1.0.0', digest: digestOf(letter), addresses: [`${id}:8080`], serving }
      await deployFirst({ gateway }, stable)
      return stable
    }
    const ask = (name: string, { at = port, token = '', tls = false } = {}): string =>
      execFileSync('curl', [
        ...[
          '-sk',
          '-o',
          '/dev/null',
          '-m',
          '10',
          '-w',
          '%{http_code} %header{x-model-version}',
          '-d',
          '{"inputs":["x"]}',
        ],
        ...(token === '' ? [] : ['-H', `authorization: Bearer ${token}`]),
        `${tls ? 'https' : 'http'}://127.0.0.1:${at}/v2/models/${name}/infer`,
      ]).toString()
    /** curl fails where nobody listens. */
    const answers = (...of: Parameters<typeof ask>) =>
      expect.poll(
        () =>
          Promise.resolve()
            .then(() => ask(...of))
            .catch(String),
        { timeout: 30_000 },
      )
    const containerOf = async (model: string) => (await docker.list(gatewayLabel(model)))[0]?.id ?? ''
    /** The container of a router, and all that it knows. */
    const router = async (at = port) => {
      const container = await containerOf(sharedIdentity(at))
      return { container, ...(await readKept({ docker, container })) }
    }
    /** How the model's own gateway lets its clients in, and all that its container was made for. */
    const frontOf = async (name: string) => {
      const [own] = await docker.list(gatewayLabel(identity(name)))
      if (own === undefined) throw new Error(`${name} has no gateway`)
      const { image: from, labels: carried, command } = own
      return { from, carried, command, ...(await frontBefore({ docker, model: identity(name) }, own)) }
    }
    const tokensFile = (token: string): string => {
      const file = join(directory, 'tokens')
      writeFileSync(file, `search ${token}\n`, { mode: 0o600 })
      return file
    }
    /** Somebody else has the port. */
    const block = async (at: number): Promise<void> => {
      used.push(identity('blocker'))
      await docker.start({
        image,
        command: ['sleep', 'infinity'],
        environment: {},
        labels: modelLabel(identity('blocker')),
        user: '65532:65532',
        network: 'bridge',
        publish: [{ hostPort: at, containerPort: 8080 }],
      })
    }
    /** An engine whose connection ends whenever a router is told of a model. */
    const deafToJoins = (): DockerClient => ({
      ...docker,
      talk: async (...of) => {
        const talk = await docker.talk(...of)
        return { ...talk, say: (line) => (line.includes('"op":"join"') ? talk.hangUp() : talk.say(line)) }
      },
    })

    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'gateway-changes-'))
      copyFileSync(join(import.meta.dirname, 'gateway-support/model-server.ts'), join(directory, 'model-server.ts'))
      chmodSync(directory, 0o755)
      docker = await connectDocker({ environment: process.env })
      const [log, signal] = [{ info: () => undefined, foreign: () => undefined }, new AbortController().signal]
      image = await ensureImage({ docker, kind: 'gateway', log, signal, environment: process.env })
    })
    afterAll(() => rmSync(directory, { recursive: true, force: true }))
    beforeEach(async () => {
      ;[port, said, used] = [await freePort(), [], []]
    })
    afterEach(async () => {
      // Models end before the network of the router that they are in.
      const isRouter = (one: string): boolean => one.startsWith('shared/')
      const all = [...new Set(used)]
      for (const some of [all.filter((one) => !isRouter(one)), all.filter(isRouter)])
        await Promise.all(some.map((one) => removeDockerPlace(docker, one)))
    })

    test('two members that bring other tokens and another certificate while a third comes all serve by those', async () => {
      const [old, token] = ['0123456789abcdef'.repeat(2), 'fedcba9876543210'.repeat(2)]
      const front: Front = { ...plain, tokens: tokensFile(old), tls: makeCertificate(directory, 'port') }
      const metricsPort = await freePort()
      const one = await serve('one', 'a', { front, metricsPort })
      const two = await serve('two', 'b', { front })
      tokensFile(token)
      const { certificate } = makeCertificate(directory, 'port', { days: 60 })
      await Promise.all([open('one', { front, metricsPort }), open('two', { front }), open('three', { front })])
      await answers('one', { token, tls: true }).toBe(`200 ${one.id}`)
      await answers('two', { token, tls: true }).toBe(`200 ${two.id}`)
      expect(ask('one', { token: old, tls: true })).toBe('401 ')
      expect((await router()).routes.map(({ name }) => name)).toEqual(['one', 'three', 'two'])
      // What clients of the port are shown is told to Prometheus by the gateway behind it.
      const told = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
      const expiry = Date.parse(new X509Certificate(readFileSync(certificate)).validTo) / 1000
      expect(told).toContain(
        `model_actions_certificate_expiry_timestamp_seconds{model="${identity('one')}"} ${expiry}\n`,
      )
    })

    test('one that lets its clients in otherwise, and one that comes in the same moment, never both have their way', async () => {
      const letIn: Front = { ...plain, tokens: tokensFile('fedcba9876543210'.repeat(2)) }
      await open('one', { front: letIn })
      // The first takes the tokens away, as the only one there; the second comes because they are asked for.
      const ends = await Promise.allSettled([open('one'), open('two', { front: letIn })])
      const [changed, came] = ends.map(({ status }) => status === 'fulfilled')
      expect([changed, came]).toContain(true)
      expect(changed && came).toBe(false)
      const { routes, front } = await router()
      expect(routes.map(({ name }) => name)).toEqual(came ? ['one', 'two'] : ['one'])
      expect(front?.tokens).toBe(came ? letIn.tokens : undefined)
      // Who came is not open to those without a token; one that has no version yet says 503.
      expect(ask('one')).toBe(came ? '401 ' : '503 ')
    })

    test('the last one leaves while another comes, and that one serves', async () => {
      await open('one')
      const [, two] = await Promise.all([close('one'), serve('two', 'b')])
      await answers('two').toBe(`200 ${two.id}`)
      expect((await router()).routes.map(({ name }) => name)).toEqual(['two'])
    })

    test('two that leave at once leave nothing', async () => {
      await Promise.all([open('one'), open('two')])
      await Promise.all([close('one'), close('two')])
      for (const what of ['container', 'network', 'volume'])
        for (const model of [sharedIdentity(port), identity('one')])
          if (what === 'container' || model === sharedIdentity(port))
            expect(
              execFileSync('docker', [what, 'ls', '-q', '--filter', `label=model-actions.model=${model}`]).toString(),
            ).toBe('')
    })

    test('a model that cannot come to a shared port answers at its own port as before', async () => {
      const [own, taken] = [port, await freePort()]
      const [one] = await Promise.all([serve('one', 'a', { shared: false }), block(taken)])
      await expect(open('one', { at: taken })).rejects.toThrow(`port ${taken} is taken`)
      await answers('one', { at: own }).toBe(`200 ${one.id}`)
      // Nor where the port that it is to share is its own, which the router would have then.
      await expect(open('one', { front: { ...plain, host: '192.0.2.1' } })).rejects.toThrow('is no address')
      await answers('one').toBe(`200 ${one.id}`)
      // Its clients are let in as before, not as they are to be at the other port.
      const letIn: Front = {
        ...plain,
        tokens: tokensFile('fedcba9876543210'.repeat(2)),
        tls: makeCertificate(directory, 'port'),
      }
      await expect(open('one', { front: letIn, docker: deafToJoins() })).rejects.toThrow('was not reached')
      await answers('one').toBe(`200 ${one.id}`)
      for (const at of [own, taken]) {
        expect(await containerOf(sharedIdentity(at))).toBe('')
        for (const what of ['network', 'volume'])
          expect(
            execFileSync('docker', [
              what,
              'ls',
              '-q',
              '-f',
              `label=model-actions.model=${sharedIdentity(at)}`,
            ]).toString(),
          ).toBe('')
      }
      expect((await open('one')).url).toBe(`http://127.0.0.1:${own}`)
      await answers('one').toBe(`200 ${one.id}`)
    })

    test('a model that cannot come to a shared port keeps certificate, tokens and all else that it had, whatever model.yml and its files say by then', async () => {
      const [old, token] = ['0123456789abcdef'.repeat(2), 'fedcba9876543210'.repeat(2)]
      const fallback = { status: 200, contentType: 'application/json', body: Buffer.from('{"outputs":[]}') }
      const had: Front = { ...plain, accessLog: 'json', splitBy: 'x-customer', retries: 2, fallback }
      const letIn: Front = { ...had, tokens: tokensFile(old), tls: makeCertificate(directory, 'port') }
      const one = await serve('one', 'a', { shared: false, front: letIn })
      const before = await frontOf('one')
      expect(before.given['given-tokens']?.toString()).toContain(old)
      tokensFile(token)
      const front: Front = { ...plain, tokens: letIn.tokens, retries: 0 }
      await expect(open('one', { front, docker: deafToJoins() })).rejects.toThrow('was not reached')
      await answers('one', { token: old, tls: true }).toBe(`200 ${one.id}`)
      expect([ask('one', { token, tls: true }), ask('one', { tls: true })]).toEqual(['401 ', '401 '])
      expect(await frontOf('one')).toEqual(before)
    })

    test('a model that cannot come to another shared port answers at the one where it was, and nobody else notices', async () => {
      const [from, to] = [port, await freePort()]
      const letIn: Front = { ...plain, tokens: tokensFile('fedcba9876543210'.repeat(2)) }
      const token = 'fedcba9876543210'.repeat(2)
      const front: Front = { ...plain, retries: 1 }
      const atFrom = async () => [await serve('one', 'a', { front }), await serve('two', 'b')] as const
      const [[one, two], three] = await Promise.all([atFrom(), serve('three', 'c', { at: to, front: letIn })])
      const before = [await router(from), await router(to), await frontOf('one')]
      await expect(open('one', { at: to, front: letIn, docker: deafToJoins() })).rejects.toThrow('was not reached')
      await answers('one').toBe(`200 ${one.id}`)
      expect(ask('two')).toBe(`200 ${two.id}`)
      expect(ask('three', { at: to, token })).toBe(`200 ${three.id}`)
      expect(ask('three', { at: to })).toBe('401 ')
      expect([await router(from), await router(to), await frontOf('one')]).toEqual(before)
      // And comes where it can.
      await open('one', { at: to, front: letIn })
      await answers('one', { at: to, token }).toBe(`200 ${one.id}`)
      expect((await router(from)).routes.map(({ name }) => name)).toEqual(['two'])
    })

    test.each(['alone', 'with another'] as const)(
      'a model whose gateway had stopped, %s at the port, answers there though the router could not be told',
      async (how) => {
        const one = await serve('one', 'a')
        const two = how === 'alone' ? undefined : await serve('two', 'b')
        const before = await router()
        execFileSync('docker', ['kill', await containerOf(identity('one'))], { stdio: 'pipe' })
        await expect(open('one', { docker: deafToJoins() })).rejects.toThrow('was not reached')
        await answers('one').toBe(`200 ${one.id}`)
        if (two !== undefined) expect(ask('two')).toBe(`200 ${two.id}`)
        expect(await router()).toEqual(before)
      },
    )

    test('who was killed while he changed the port is waited for no longer', async () => {
      used.push(sharedIdentity(port))
      const program = join(import.meta.dirname, 'gateway-support/holdPort.ts')
      const holder = spawn(process.execPath, [program, String(port), image], { stdio: ['ignore', 'pipe', 'inherit'] })
      await once(holder.stdout, 'data')
      const waits = open('one')
      await expect
        .poll(() => said.join('\n'), { timeout: 30_000 })
        .toContain(`waiting for who changes the shared port ${port}: process ${holder.pid} on `)
      holder.kill('SIGKILL')
      expect((await waits).url).toBe(`http://127.0.0.1:${port}`)
    })

    test('who stood still, or was cut off, until another may change the port changes nothing there any more', async () => {
      used.push(sharedIdentity(port))
      const turn = { docker, port, model: 'test/still', image, log: { info: () => undefined } }
      const name = `${networkOf(sharedIdentity(port))}-changing`
      const made = `${name}-late`
      const works = aloneAt(turn, async (engine) => {
        // As it ends by itself where it hears nothing for long.
        execFileSync('docker', ['kill', name], { stdio: 'pipe' })
        await expect.poll(() => engine.list({}).then(String, String), { timeout: 30_000 }).toContain('stood still')
        await engine.ensureNetwork(made, modelLabel(sharedIdentity(port)), 'internal')
      })
      await expect(works).rejects.toThrow(
        new RegExp(`^port ${port}: this process stood still, or lost its connection .*: run the same command again$`),
      )
      expect(execFileSync('docker', ['network', 'ls', '-q', '-f', `name=${made}`]).toString()).toBe('')
      // The next one comes, and what it made with the engine serves it for longer than its turn.
      const engine = await aloneAt(turn, async (one) => one)
      expect(await engine.inspect(name)).toBeUndefined()
    })

    test('who ends a model says for whom it waits', async () => {
      await serve('one', 'a')
      await aloneAt({ docker, port, model: 'test/holds', image, log: { info: () => undefined } }, async () => {
        const interrupt = new AbortController()
        const log = { info: (line: string) => void said.push(line) }
        const one = { docker, model: identity('one'), sharing: { name: 'one' }, log, signal: interrupt.signal }
        const ends = expect((await findGateway(one))?.close()).rejects.toThrow('interrupted')
        await expect.poll(() => said.join('\n'), { timeout: 30_000 }).toMatch(/waiting for .* for test\/holds/)
        interrupt.abort(new Error('interrupted'))
        await ends
      })
    })

    test('who waits for another one to change the port can be interrupted, and has changed nothing', async () => {
      const turn = { docker, port, model: 'test/holds', image, log: { info: () => undefined } }
      await aloneAt(turn, async () => {
        const interrupt = new AbortController()
        const waits = open('one', { signal: interrupt.signal })
        const ends = expect(waits).rejects.toThrow('interrupted')
        await expect.poll(() => said.join('\n'), { timeout: 30_000 }).toContain('for test/holds')
        interrupt.abort(new Error('interrupted'))
        await ends
        expect(await containerOf(identity('one'))).toBe('')
      })
    })

    test('a container of others that has the name by which one has a port to himself is named at once', async () => {
      const name = `${networkOf(sharedIdentity(port))}-changing`
      execFileSync('docker', ['create', '--name', name, image, 'true'], { stdio: 'pipe' })
      try {
        await expect(open('one')).rejects.toThrow(`the container ${name} is none of ours`)
      } finally {
        execFileSync('docker', ['rm', '--volumes', name], { stdio: 'pipe' })
      }
    })

    test('a volume goes with what a run that was killed left in it, and stays where a container of others has it', async () => {
      const name = `shared-changes-${process.pid}`
      const files = { image, uid: 65_532, at: '/state', files: { a: Buffer.from('b') } }
      const create = (...words: string[]): string =>
        execFileSync('docker', ['create', ...words, '-v', `${name}:/state`, image, 'true'])
          .toString()
          .trim()
      await docker.fillVolume({ name, labels: modelLabel(identity('left')) }, files)
      const other = create()
      try {
        await expect(docker.removeVolume(name)).rejects.toThrow(
          new RegExp(
            `the volume ${name} is used by the container \\w+: remove that \\(docker rm --force ${other.slice(0, 12)}\\)`,
          ),
        )
      } finally {
        execFileSync('docker', ['rm', '--volumes', other], { stdio: 'pipe' })
      }
      create('--label', 'model-actions.passing=files')
      await docker.removeVolume(name)
      expect(await docker.readVolume(name, { ...files, paths: ['.'] })).toEqual({})
    })
  },
)
