import { execFileSync, spawn } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Dockerode from 'dockerode'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { dockerEndpoint } from '../../src/docker/endpoint.ts'
import { storageOf } from '../../src/docker/storage.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { aloneAt } from '../../src/gateway/dockerLock.ts'
import { modelLabel, networkOf } from '../../src/gateway/dockerNames.ts'
import { findGateway } from '../../src/gateway/dockerShared.ts'
import type { Front } from '../../src/gateway/front.ts'
import { sharedIdentity } from '../../src/gateway/port.ts'
import { freePort } from '../../src/ports.ts'
import { describeWith } from '../parts.ts'
import { makeCertificate } from './gateway-support/certificates.ts'
import { identity, plain, sharedPorts } from './gateway-support/sharedPorts.ts'

describeWith(
  ['docker', 'base-image', 'openssl'],
  'models that change at once who shares a port of a Docker engine',
  () => {
    const ports = sharedPorts()
    const { open, close, serve, ask, answers, containerOf, router, tokensFile } = ports
    let docker: DockerClient
    let image: string
    let directory: string
    let port: number
    let said: string[]
    let used: string[]
    beforeAll(() => {
      ;({ docker, image, directory } = ports.engine())
    })
    beforeEach(() => {
      ;({ port, said, used } = ports.own())
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
      // As `docker`, but it waits less for whoever made that.
      const engine = new Dockerode(dockerEndpoint(process.env).options)
      const made = () => Promise.reject(new Error('no container is needed'))
      await storageOf(engine, made, { passingMs: 500, inUseMs: 60_000 }).removeVolume(name)
      expect(await docker.readVolume(name, { ...files, paths: ['.'] })).toEqual({})
    })
  },
)
