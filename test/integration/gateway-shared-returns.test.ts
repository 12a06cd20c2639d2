import { execFileSync } from 'node:child_process'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Front } from '../../src/gateway/front.ts'
import { sharedIdentity } from '../../src/gateway/port.ts'
import { freePort } from '../../src/ports.ts'
import { describeWith } from '../parts.ts'
import { makeCertificate } from './gateway-support/certificates.ts'
import { identity, plain, sharedPorts } from './gateway-support/sharedPorts.ts'

describeWith(
  ['docker', 'base-image', 'openssl'],
  'a model that cannot come to a shared port of a Docker engine',
  () => {
    const ports = sharedPorts()
    const { open, serve, ask, answers, containerOf, router, frontOf, tokensFile, block, deafToJoins, losesTurn } = ports
    let directory: string
    let port: number
    beforeAll(() => {
      ;({ directory } = ports.engine())
    })
    beforeEach(() => {
      ;({ port } = ports.own())
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

    test('a model whose turn is lost on its way to a shared port answers where it did before, and comes by the same command', async () => {
      const one = await serve('one', 'a', { shared: false })
      await expect(open('one', { docker: losesTurn() })).rejects.toThrow(
        /^port \d+: this process stood still, or lost its connection .* ended midway: run the same command again$/,
      )
      await answers('one').toBe(`200 ${one.id}`)
      expect(await containerOf(sharedIdentity(port))).toBe('')
      await open('one')
      await answers('one').toBe(`200 ${one.id}`)
      expect((await router()).routes.map(({ name }) => name)).toEqual(['one'])
      // Nor on its way back to a port of its own.
      await expect(open('one', { shared: false, docker: losesTurn() })).rejects.toThrow('stood still')
      await answers('one').toBe(`200 ${one.id}`)
      expect((await router()).routes.map(({ name }) => name)).toEqual(['one'])
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
  },
)
