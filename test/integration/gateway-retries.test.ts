import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import http from 'node:http'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { askHaproxy } from '../../src/gateway/agent/haproxy-runtime.ts'
import { describeWith } from '../parts.ts'
import { type OpenProxy, openProxy, type Version, version } from './gateway-support/proxies.ts'

/* A request that no version began to answer is asked again as often as deploy.retries says, alike by both proxies. */

for (const name of ['haproxy', 'embedded'] as const)
  describeWith(name === 'haproxy' ? ['haproxy'] : [], `retries at the ${name} gateway`, () => {
    const versions: Version[] = []
    let open: OpenProxy | undefined
    afterEach(async () => {
      await open?.close()
      for (const one of versions.splice(0)) one.close()
    })

    const ask = async (body = '{}'): Promise<{ status: number; by: string | undefined }> => {
      const request = http.request({ port: open?.port, method: 'POST', path: '/x', agent: false })
      request.on('error', () => undefined)
      request.end(body)
      const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
      answer.resume()
      await once(answer, 'end')
      return { status: answer.statusCode ?? 0, by: answer.headers['x-model-version']?.toString() }
    }
    const up = async (id: string, listener: http.RequestListener): Promise<Version> => {
      const one = await version(id, listener)
      versions.push(one)
      return one
    }
    const answers: http.RequestListener = (request, response) => {
      request.resume().once('end', () => response.end('well'))
    }
    /** Takes the whole request, and closes the connection without a byte of an answer. */
    const hangsUp = (onRequest: () => void): http.RequestListener => {
      return (request) => {
        request.resume().once('end', () => {
          onRequest()
          request.socket.destroy()
        })
      }
    }
    const refusing = async (id: string): Promise<Version> => {
      const one = await up(id, answers)
      one.close()
      return one
    }

    /** Connections that the version has refused until now. */
    const refusals = async (): Promise<number> => {
      if (open === undefined || name === 'embedded') return open?.ended.length ?? 0
      const socket = readdirSync(open.stateDir).find((file) => /^haproxy-\w+\.sock$/.test(file)) ?? ''
      const [names = '', ...rows] = (await askHaproxy(join(open.stateDir, socket), 'show stat')).split('\n')
      const row = rows.find((line) => line.startsWith('be,v1.0,')) ?? ''
      return Number(row.split(',')[names.split(',').indexOf('wretr')])
    }

    test.each([0, 2])(
      'a version that closes the connection is asked %i times more, and then no more',
      async (retries) => {
        let asked = 0
        const { backend } = await up(
          'v1',
          hangsUp(() => (asked += 1)),
        )
        open = await openProxy(name, backend, { retries })
        expect((await ask()).status).toBe(502)
        expect(asked).toBe(retries + 1)
        // It was one request of one client.
        await expect.poll(() => open?.ended).toEqual([{ id: 'v1', outcome: 'unanswered' }])
      },
    )

    test('what was said once and is too long to be kept is not said again', async () => {
      let asked = 0
      const { backend } = await up(
        'v1',
        hangsUp(() => (asked += 1)),
      )
      open = await openProxy(name, backend, { retries: 2 })
      expect((await ask('x'.repeat(200_000))).status).toBe(502)
      expect(asked).toBe(1)
    })

    test('a request that the only version refused is answered by it a second later', async () => {
      const { backend } = await refusing('v1')
      open = await openProxy(name, backend, { retries: 3 })
      const answer = ask()
      await expect.poll(refusals).toBe(1)
      const again = http.createServer(answers)
      again.listen(Number(backend.addresses[0]?.split(':')[1]), '127.0.0.1')
      await once(again, 'listening')
      try {
        expect(await answer).toEqual({ status: 200, by: 'v1' })
        await expect.poll(() => open?.ended).toEqual([{ id: 'v1', outcome: 'unanswered' }])
      } finally {
        again.closeAllConnections()
        again.close()
      }
    })

    test.each([
      [3, { status: 200, by: 'v1' }],
      [0, { status: 503, by: undefined }],
    ])('with %i retries, what a canary refuses is answered so, and it is the canary’s', async (retries, said) => {
      const stable = await up('v1', answers)
      const canary = await refusing('v2')
      open = await openProxy(name, stable.backend, { retries })
      await open.proxy.add(canary.backend)
      await open.proxy.split({
        stable: stable.backend,
        canary: { backend: canary.backend, share: 1, admits: 'drawn' },
      })
      expect(await ask()).toEqual(said)
      await expect.poll(() => open?.ended).toEqual([{ id: 'v2', outcome: 'unanswered' }])
    })
  })
