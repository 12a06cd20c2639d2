import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls, type PeerCertificate } from 'node:tls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Front } from '../../src/gateway/front.ts'
import { openProcessGateway } from '../../src/gateway/process.ts'
import type { Backend } from '../../src/gateway/types.ts'
import { describeWith } from '../parts.ts'
import { makeCertificate, type Pair } from './gateway-support/certificates.ts'
import { deployFirst, model, openPlace, type Place } from './gateway-support/place.ts'

const token = 'a-token-of-search-0123456789'
const others = 'a-token-of-shop-0123456789'

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(
    [...(proxy === 'haproxy' ? (['haproxy'] as const) : []), 'openssl'],
    `the front of the ${proxy} gateway`,
    () => {
      let directory: string
      let place: Place | undefined
      let stable: Backend

      beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), 'gateway-front-'))
      })
      afterEach(async () => {
        await place?.end()
        place = undefined
        rmSync(directory, { recursive: true, force: true })
      })

      const file = (name: string, content: string): string => {
        const path = join(directory, name)
        // As programs that renew do: whole, and by a rename.
        writeFileSync(`${path}.new`, content)
        renameSync(`${path}.new`, path)
        return path
      }
      const open = async (front: Partial<Front>): Promise<Place> => {
        place = await openPlace(proxy, undefined, { host: '127.0.0.1', accessLog: 'none', ...front })
        stable = await place.target.up('1.0.0', 'a')
        await deployFirst(place, stable)
        return place
      }
      const reopen = (front: Partial<Front>, at: Place) =>
        openProcessGateway({
          stateDir: at.stateDir,
          model,
          port: at.port,
          proxy,
          front: { host: '127.0.0.1', accessLog: 'none', ...front },
          log: { info: () => undefined },
        })

      type Answer = { status: number; by: string; headers: http.IncomingHttpHeaders; body: string }
      const ask = (url: string, options: https.RequestOptions & { body?: string } = {}): Promise<Answer> =>
        new Promise((resolve, reject) => {
          const { body = '{}', ...rest } = options
          const request = (url.startsWith('https:') ? https : http).request(
            url,
            { method: 'POST', agent: false, ...rest },
            (answer) => {
              let text = ''
              answer.setEncoding('utf8')
              answer.on('data', (piece: string) => {
                text += piece
              })
              answer.once('error', reject)
              answer.once('end', () =>
                resolve({
                  status: answer.statusCode ?? 0,
                  by: String(answer.headers['x-model-version'] ?? ''),
                  headers: answer.headers,
                  body: text,
                }),
              )
            },
          )
          request.once('error', reject)
          request.end(body)
        })
      const shown = (port: number): Promise<PeerCertificate> =>
        new Promise((resolve, reject) => {
          const socket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
            resolve(socket.getPeerCertificate())
            socket.destroy()
          })
          socket.once('error', reject)
        })
      const tls = (pair: Pair) => ({ certificate: pair.certificate, key: pair.key })

      test('speaks TLS to clients that trust its certificate, and says until when it is valid', async () => {
        const pair = makeCertificate(directory, 'one')
        const { gateway, port } = await open({ tls: tls(pair) })
        expect(gateway.url).toBe(`https://127.0.0.1:${port}`)
        const ca = readFileSync(pair.certificate)
        expect(await ask(gateway.url, { ca })).toMatchObject({ status: 200, by: stable.id })
        await expect(ask(gateway.url)).rejects.toThrow(/self-signed/)
        await expect(ask(`http://127.0.0.1:${port}`)).rejects.toThrow()
        const { valid_to } = await shown(port)
        const { certificate } = await gateway.traffic.status()
        expect(certificate).toEqual({ expiresAt: new Date(valid_to).toISOString() })
        const other = { stateDir: join(directory, 'other'), model: 'github.com/acme/shop/mood' }
        await expect(openProcessGateway({ ...other, port, proxy, log: { info: () => undefined } })).rejects.toThrow(
          `port ${port} is taken by the gateway of the model ${model}:`,
        )
      })

      if (proxy === 'haproxy')
        test('speaks HTTP/2 to clients that can', async () => {
          const pair = makeCertificate(directory, 'one')
          const { gateway } = await open({ tls: tls(pair) })
          const session = connectHttp2(gateway.url, { ca: readFileSync(pair.certificate) })
          const stream = session.request({ ':method': 'POST', ':path': '/v2/x' })
          const status = new Promise((resolve, reject) => {
            session.once('error', reject)
            stream.once('error', reject)
            stream.once('response', (headers) => resolve([headers[':status'], headers['x-model-version']]))
          })
          stream.end('{}')
          expect(await status).toEqual([200, stable.id])
          session.destroy()
        })

      test('lets in only clients whose certificate its authority signed', async () => {
        const authority = makeCertificate(directory, 'authority')
        const server = makeCertificate(directory, 'server', { by: authority })
        const client = makeCertificate(directory, 'client', { by: authority })
        const stranger = makeCertificate(directory, 'stranger')
        const { gateway } = await open({ tls: { ...tls(server), clientCa: authority.certificate } })
        const ca = readFileSync(authority.certificate)
        const as = (pair: Pair) => ({ ca, cert: readFileSync(pair.certificate), key: readFileSync(pair.key) })
        expect(await ask(gateway.url, as(client))).toMatchObject({ status: 200, by: stable.id })
        await expect(ask(gateway.url, { ca })).rejects.toThrow()
        await expect(ask(gateway.url, as(stranger))).rejects.toThrow()
      })

      test('takes a renewed certificate without a lost request or a restart, from the files and from a deployment', async () => {
        const pair = makeCertificate(directory, 'one')
        const at = await open({ tls: tls(pair) })
        const agent = at.agentPid()
        const lost: unknown[] = []
        let going = true
        let answered = 0
        const clients = [true, false].map(async (keepAlive) => {
          const pool = new https.Agent({ keepAlive, rejectUnauthorized: false })
          while (going) {
            const answer = await ask(at.gateway.url, { agent: pool }).catch((error: Error) => error.message)
            if (typeof answer === 'string' || answer.status !== 200) lost.push(answer)
            answered += 1
          }
          pool.destroy()
        })
        const names = async () => (await shown(at.port)).subject.CN
        expect(await names()).toBe('one')
        const next = makeCertificate(directory, 'two')
        // Half of a renewal is none.
        file('one.crt', readFileSync(next.certificate, 'utf8'))
        await expect(at.gateway.refresh()).rejects.toThrow(/one\.key: deploy\.tls\.key: it is not the key of/)
        expect(await names()).toBe('one')
        file('one.key', readFileSync(next.key, 'utf8'))
        await expect.poll(names, { timeout: 60_000 }).toBe('two')
        await reopen({ tls: tls(makeCertificate(directory, 'three')) }, at)
        expect(await names()).toBe('three')
        const before = answered
        await expect.poll(() => answered, { timeout: 60_000 }).toBeGreaterThan(before + 20)
        going = false
        await Promise.all(clients)
        expect(lost).toEqual([])
        expect(at.agentPid()).toBe(agent)
        // The next agent starts with what the last one had, also where the files are gone.
        for (const name of ['three.crt', 'three.key']) rmSync(join(directory, name))
        process.kill(agent, 'SIGKILL')
        await expect.poll(() => names().catch(() => ''), { timeout: 60_000 }).toBe('three')
        // Who is shown it may be told so before the agent can be asked, and be ended.
        await expect.poll(at.agentPid, { timeout: 60_000 }).not.toBe(agent)
        await at.gateway.traffic.status()
      })

      test('says what is wrong with a certificate or a key before anything starts', async () => {
        const [one, two, old] = ['one', 'two', 'old'].map((name) => makeCertificate(directory, name)) as [
          Pair,
          Pair,
          Pair,
        ]
        makeCertificate(directory, 'old', { days: -1 })
        const cases: [Partial<Front>, RegExp][] = [
          [{ tls: { certificate: one.certificate, key: two.key } }, /two\.key: deploy\.tls\.key: it is not the key of/],
          [
            { tls: { certificate: '/nowhere/x.crt', key: one.key } },
            /x\.crt: deploy\.tls\.certificate: there is no such file/,
          ],
          [
            { tls: { certificate: one.key, key: one.key } },
            /one\.key: deploy\.tls\.certificate: .*no certificate in PEM/,
          ],
          [
            { tls: { certificate: one.certificate, key: one.certificate } },
            /one\.crt: deploy\.tls\.key: .*no private key in PEM/,
          ],
          [{ tls: tls(old) }, /old\.crt: deploy\.tls\.certificate: it expired at 20/],
          [{ tls: { ...tls(one), clientCa: directory } }, /: deploy\.tls\.client-ca: not a regular file/],
          [{ tokens: file('short', 'search abc\n') }, /short:1: deploy\.tokens: the token of search can be guessed/],
          [{ tokens: file('one', `# names\n\n${token}\n`) }, /one:3: deploy\.tokens: expected NAME TOKEN/],
          [{ tokens: file('none', '# nobody yet\n') }, /none: deploy\.tokens: it has no token/],
        ]
        for (const [front, because] of cases)
          await expect(openPlace(proxy, undefined, { host: '127.0.0.1', accessLog: 'none', ...front })).rejects.toThrow(
            because,
          )
      })

      test('lets in only who has a token, tells it to no version, and takes changes of the file', async () => {
        const tokens = file('tokens', `# who may ask\nsearch ${token}\n`)
        const at = await open({ tokens })
        const { url } = at.gateway
        const bearer = (value: string) => ({ headers: { authorization: `Bearer ${value}` } })
        const refused = await ask(url)
        expect(refused).toMatchObject({ status: 401, by: '' })
        expect(refused.headers['www-authenticate']).toMatch(/^Bearer/)
        for (const wrong of [others, `${token}x`, token.slice(1), '', '-', `${token} ${others}`])
          expect((await ask(url, bearer(wrong))).status).toBe(401)
        expect((await ask(url, { headers: { authorization: `Basic ${token}` } })).status).toBe(401)
        expect(
          (await ask(url, { headers: { authorization: [`Bearer ${token}`, `Bearer ${others}`] as unknown as string } }))
            .status,
        ).toBe(401)
        expect(await ask(url, bearer(token))).toMatchObject({ status: 200, by: stable.id })
        expect((await ask(`${url}/headers`, bearer(token))).body).not.toContain(token)
        // A load balancer has no token.
        for (const path of [
          '/v2/health/live',
          '/.well-known/model-actions',
          stable.serving.readyPath.replace(/.*/, '/v2/health/ready'),
        ])
          expect((await ask(`${url}${path}`, { method: 'GET', body: '' })).status).not.toBe(401)
        for (const path of ['/v2/health/live/../../x', '/v2/health/live/', '/v2/health/liveness', '//v2/health/live'])
          expect((await ask(url, { path, method: 'GET', body: '' })).status).toBe(401)
        expect((await ask(`${url}/v2/health/live`)).status).toBe(401)

        file('tokens', `shop ${others}\n`)
        await expect.poll(async () => (await ask(url, bearer(others))).status, { timeout: 60_000 }).toBe(200)
        expect((await ask(url, bearer(token))).status).toBe(401)
      })

      test('writes a line for each request, with nothing of its body, its query and its token', async () => {
        const at = await open({ tokens: file('tokens', `search ${token}\n`), accessLog: 'json' })
        const { url } = at.gateway
        const headers = { authorization: `Bearer ${token}` }
        const good = await ask(`${url}/v2/infer?secret=query`, {
          headers: { ...headers, 'x-request-id': 'id-1' },
          body: 'secret body',
        })
        const odd = await ask(url, {
          headers: { ...headers, 'x-request-id': 'x"},"s":"y' },
          path: '/a"},"s":"b%0a\\u0000',
        })
        expect(good.headers['x-request-id']).toBe('id-1')
        await ask(`${url}/status-500`, { headers })
        await ask(url)
        const long = `/${'x"'.repeat(2_000)}`
        await ask(url, { headers, path: long })
        const read = () =>
          readFileSync(join(at.stateDir, 'access.log'), 'utf8')
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as Record<string, unknown>)
        const lines = () => {
          try {
            return read()
          } catch {
            return []
          }
        }
        await expect.poll(() => lines().length, { timeout: 60_000 }).toBe(5)
        const [first, second, third, fourth, fifth] = lines()
        expect(first).toMatchObject({
          client: '127.0.0.1',
          method: 'POST',
          path: '/v2/infer',
          status: 200,
          version: stable.id,
          token: 'search',
          id: 'id-1',
        })
        expect(Object.keys(first ?? {})).toEqual([
          'time',
          'client',
          'method',
          'path',
          'status',
          'ms',
          'version',
          'bytes',
          'token',
          'id',
        ])
        expect(Math.abs(Date.parse(String(first?.['time'])) - Date.now())).toBeLessThan(600_000)
        expect(first?.['bytes']).toBeGreaterThan(good.body.length)
        expect(second).toMatchObject({ path: '/a"},"s":"b%0a\\u0000', status: 200, version: stable.id })
        expect(second?.['id']).toMatch(/^[0-9a-f-]{36}$/)
        expect(odd.headers['x-request-id']).toBe(second?.['id'])
        expect(third).toMatchObject({ status: 500, version: stable.id })
        expect(fourth).toMatchObject({ status: 401, version: null, token: null })
        expect(fifth).toMatchObject({ path: long.slice(0, 512), status: 200 })
        const text = readFileSync(join(at.stateDir, 'access.log'), 'utf8')
        expect(text).not.toContain('secret')
        expect(text).not.toContain(token)
        // Whatever a path holds, its request is counted.
        await expect
          .poll(async () => (await at.gateway.metrics.observe())[stable.id])
          .toMatchObject({ requests: 4, errors: 1 })
      })

      test('asks for tokens and speaks TLS from the next deployment on that says so, without a lost request', async () => {
        const at = await open({})
        const headers = { authorization: `Bearer ${token}` }
        const lost: unknown[] = []
        let going = true
        let answered = 0
        const clients = [true, false].map(async (keepAlive) => {
          const pool = new http.Agent({ keepAlive })
          while (going) {
            const answer = await ask(`http://127.0.0.1:${at.port}`, { headers, agent: pool }).catch(
              (error: Error) => error.message,
            )
            if (typeof answer === 'string' || answer.status !== 200) lost.push(answer)
            answered += 1
          }
          pool.destroy()
        })
        const more = async () => {
          const before = answered
          await expect.poll(() => answered, { timeout: 60_000 }).toBeGreaterThan(before + 20)
        }
        await more()
        const tokens = file('tokens', `search ${token}\n`)
        await reopen({ tokens, accessLog: 'json' }, at)
        expect((await ask(at.gateway.url)).status).toBe(401)
        await more()
        await reopen({}, at)
        expect((await ask(at.gateway.url)).status).toBe(200)
        await more()
        going = false
        await Promise.all(clients)
        expect(lost).toEqual([])

        const pair = makeCertificate(directory, 'one')
        const secured = await reopen({ tokens, tls: tls(pair) }, at)
        const ca = readFileSync(pair.certificate)
        expect(await ask(secured.url, { headers, ca })).toMatchObject({ status: 200, by: stable.id })
        expect((await ask(secured.url, { ca })).status).toBe(401)
        expect((await secured.traffic.status()).certificate).toBeDefined()
        await reopen({}, at)
        // The key of a gateway that needs none lies nowhere.
        expect(readdirSync(at.stateDir)).not.toContain('front.pem')
      })

      test('listens for other machines where it is told to', async () => {
        const at = await open({ host: '0.0.0.0' })
        expect(at.gateway.url).toBe(`http://127.0.0.1:${at.port}`)
        // All of 127.0.0.0/8 is this machine, and no other loopback address is listened at by default.
        expect((await ask(`http://127.0.0.2:${at.port}`)).status).toBe(200)
        await expect(reopen({}, at)).rejects.toThrow(/cannot move to 127\.0\.0\.1 of the same port/)
        expect((await ask(`http://127.0.0.2:${at.port}`)).status).toBe(200)
      })
    },
  )
