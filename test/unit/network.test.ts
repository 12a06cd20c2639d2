import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { isOutage, isPassingFault, openFetch, proxyError, proxyFor } from '../../src/network.ts'
import { proxyThatSays } from '../proxy.ts'

const proxy = 'http://proxy.example:3128'
const nobody = 'http://127.0.0.1:1'
const through = (url: string, environment: Record<string, string>): string | undefined =>
  proxyFor(new URL(url), environment)?.address.host

describe('the proxy of a request', () => {
  it('is the one for its protocol, in small letters first, and none where none is named', () => {
    expect(through('https://ghcr.io/v2/', { HTTPS_PROXY: proxy })).toBe('proxy.example:3128')
    expect(through('https://ghcr.io/v2/', { HTTPS_PROXY: 'http://other:1', https_proxy: proxy })).toBe(
      'proxy.example:3128',
    )
    expect(through('https://ghcr.io/v2/', { HTTP_PROXY: proxy })).toBeUndefined()
    expect(through('http://ghcr.io/', { HTTP_PROXY: proxy })).toBe('proxy.example:3128')
    expect(through('https://ghcr.io/v2/', { HTTPS_PROXY: '' })).toBeUndefined()
    expect(through('https://ghcr.io/v2/', { HTTPS_PROXY: 'proxy.example:3128' })).toBe('proxy.example:3128')
  })

  it.each(['http://127.0.0.1:5000/v2/', 'http://localhost:5000/', 'http://[::1]:5000/'])(
    'is never asked for what runs on this machine: %s',
    (url) => {
      expect(through(url, { HTTP_PROXY: proxy, HTTPS_PROXY: proxy })).toBeUndefined()
    },
  )

  it.each([
    ['*', true],
    ['ghcr.io', true],
    ['GHCR.IO', true],
    ['.ghcr.io', true],
    ['*.ghcr.io', true],
    ['io', true],
    ['cr.io', false],
    ['ghcr.io:443', true],
    ['ghcr.io:444', false],
    ['other.example, ghcr.io', true],
    ['other.example', false],
    ['', false],
  ])('is left out for ghcr.io by NO_PROXY=%j: %s', (list, out) => {
    expect(through('https://ghcr.io/v2/', { HTTPS_PROXY: proxy, NO_PROXY: list }) === undefined).toBe(out)
  })

  it.each([
    ['https://10.1.2.3/', '10.0.0.0/8', true],
    ['https://11.1.2.3/', '10.0.0.0/8', false],
    ['https://10.1.2.3/', '10.1.2.3', true],
    ['https://[fd00::1]/', 'fd00::/8', true],
    ['https://[fd00::1]/', 'fd00::1', true],
    ['https://10.1.2.3/', '10.0.0.0/99', false],
    ['https://ghcr.io/', '10.0.0.0/8', false],
  ])('is left out for %s by NO_PROXY=%j: %s', (url, list, out) => {
    expect(through(url, { HTTPS_PROXY: proxy, no_proxy: list }) === undefined).toBe(out)
  })

  it('that is none is named by its variable, without its value', () => {
    expect(() => through('https://ghcr.io/', { HTTPS_PROXY: 'socks5://user:hunter2@x' })).toThrow(
      /^HTTPS_PROXY: not the address of an HTTP proxy: expected http:\/\/HOST:PORT, or unset it$/,
    )
  })
})

describe('a proxy that does not do what it is asked', () => {
  const noAnswer =
    'try again; if that does not help, check the name of the host, or name it in NO_PROXY if it is reached without a proxy'
  it.each([
    [407, 'wants other credentials (407): give them as http://USER:PASSWORD@HOST in HTTPS_PROXY'],
    [403, 'does not let us through (403): ask for this host to be allowed there, or name it in NO_PROXY'],
    [502, `gets no answer from this host (502): ${noAnswer}`],
    [503, `gets no answer from this host (503): ${noAnswer}`],
    [504, `gets no answer from this host (504): ${noAnswer}`],
  ])('with %i is named with what to do, and without its credentials', async (status, said) => {
    const host = await proxyThatSays(status)
    const asked = openFetch({ HTTPS_PROXY: `http://me:hunter2@${host}` })('https://ghcr.example/v2/')
    await expect(asked).rejects.toThrow(`ghcr.example: the proxy ${host} of HTTPS_PROXY ${said}`)
    await expect(asked).rejects.not.toThrow('hunter2')
  })

  it('as it is away is named with what to do', async () => {
    await expect(openFetch({ HTTPS_PROXY: nobody })('https://ghcr.example/v2/')).rejects.toThrow(
      'the proxy 127.0.0.1:1 of HTTPS_PROXY cannot be reached (ECONNREFUSED): correct HTTPS_PROXY, or name the host in NO_PROXY',
    )
  })

  it('is not blamed where a host behind it is slow to answer', () => {
    const slow = new TypeError('fetch failed', { cause: { code: 'UND_ERR_HEADERS_TIMEOUT' } })
    const used = { name: 'HTTPS_PROXY', address: new URL(nobody) }
    expect(proxyError(slow, new URL('https://ghcr.example/v2/'), used)).toBeUndefined()
  })

  it.each([
    [502, true],
    [503, true],
    [504, true],
    [407, false],
    [403, false],
  ])('with %i is worth another try: %s', async (status, worth) => {
    const asked = openFetch({ HTTPS_PROXY: `http://${await proxyThatSays(status)}` })('https://ghcr.example/v2/')
    const error: unknown = await asked.catch((caught: unknown) => caught)
    expect([isPassingFault(error), isOutage(error)]).toEqual([worth, worth])
  })

  it('as it is away is worth another try of a server that answered a moment ago', async () => {
    const asked = openFetch({ HTTPS_PROXY: nobody })('https://ghcr.example/v2/')
    const error: unknown = await asked.catch((caught: unknown) => caught)
    expect([isPassingFault(error), isOutage(error)]).toEqual([false, true])
  })
})

describe('an error that the person can mend', () => {
  it('is worth no other try, whatever the system said of it', () => {
    const error = new UserError('the disk of another machine: mount it again', { cause: { code: 'ETIMEDOUT' } })
    expect([isPassingFault(error), isOutage(error)]).toEqual([false, false])
  })
})

/** A server of every host, itself and as a proxy; what it was asked, with the way that it took. */
async function anyHost(answers: Record<string, { status: number; location?: () => string }>) {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`)
    const way = tunnels.has(request.socket) || request.url?.startsWith('http:') === true ? 'by the proxy' : 'straight'
    const { authorization = 'nobody', cookie = '' } = request.headers
    let body = ''
    request.on('data', (piece: Buffer) => (body += piece.toString()))
    request.on('end', () => {
      asked.push([request.method, url.pathname, way, `as ${authorization}${cookie}`, body].join(' ').trim())
      const { status, location } = answers[url.pathname] ?? { status: 200 }
      response.writeHead(status, location === undefined ? {} : { location: location() }).end(url.pathname)
    })
  })
  const tunnels = new Set<unknown>()
  server.on('connect', (_, socket) => {
    tunnels.add(socket)
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    server.emit('connection', socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

describe('a redirect', () => {
  it('takes the proxy of the address that it leads to, and no credentials to another server', async () => {
    const host = await anyHost({
      '/from-outside': { status: 302, location: () => `${host.address}/here` },
      '/from-here': { status: 307, location: () => 'http://storage.example/outside' },
      '/moved': { status: 301, location: () => '/there' },
    })
    const fetch = openFetch({ HTTP_PROXY: host.address })
    const headers = { authorization: 'me', cookie: '!' }
    expect(await (await fetch('http://hub.example/from-outside', { headers })).text()).toBe('/here')
    expect(await (await fetch(`${host.address}/from-here`, { headers })).text()).toBe('/outside')
    expect(await (await fetch('http://hub.example/moved', { headers })).text()).toBe('/there')
    expect(host.asked).toEqual([
      'GET /from-outside by the proxy as me!',
      'GET /here straight as nobody',
      'GET /from-here straight as me!',
      'GET /outside by the proxy as nobody',
      'GET /moved by the proxy as me!',
      'GET /there by the proxy as me!',
    ])
  })

  it.each([
    [301, 'GET'],
    [302, 'GET'],
    [303, 'GET'],
    [307, 'POST'],
    [308, 'POST'],
  ])('with %i of what is sent asks by %s, as the standard says', async (status, method) => {
    const host = await anyHost({ '/a': { status, location: () => '/b' } })
    await openFetch({})(`${host.address}/a`, { method: 'POST', body: 'sent' })
    expect(host.asked).toEqual([
      'POST /a straight as nobody sent',
      method === 'GET' ? 'GET /b straight as nobody' : 'POST /b straight as nobody sent',
    ])
  })

  it.each([
    ['/a', /sends on more than 20 times: check the address/],
    ['file:///etc/passwd', /sends on to what is no address of HTTP/],
    ['http://[', /sends on to what is no address of HTTP/],
  ])('to %s is refused', async (to, message) => {
    const host = await anyHost({ '/a': { status: 302, location: () => to } })
    await expect(openFetch({})(`${host.address}/a`)).rejects.toThrow(message)
  })

  it('is not followed where the caller follows it, or refuses it', async () => {
    const host = await anyHost({ '/a': { status: 302, location: () => '/b' } })
    expect((await openFetch({})(`${host.address}/a`, { redirect: 'manual' })).status).toBe(302)
    await expect(openFetch({})(`${host.address}/a`, { redirect: 'error' })).rejects.toThrow('fetch failed')
    expect(host.asked).toHaveLength(2)
  })
})
