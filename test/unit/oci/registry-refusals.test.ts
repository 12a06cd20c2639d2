import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { UserError } from '../../../src/errors.ts'
import { Listing } from '../../../src/oci/listing.ts'
import { mediaTypes } from '../../../src/oci/mediaTypes.ts'
import type { openRegistry } from '../../../src/oci/registry.ts'
import type { ContentStore } from '../../../src/oci/types.ts'
import { referrerManifest } from '../../../src/signing/bundle.ts'
import { type Answer, openElsewhere, registryThat, status } from './fakeRegistry.ts'

const content = Buffer.from('content')
const known = { digest: digestBytes(content), size: content.length }
const credentials = { username: 'me', password: 'hunter2' }

describe('a registry that does not do as it should is told of in a line with what to do', () => {
  const manifest = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [] }))
  const challenge = (request: IncomingMessage) => ({
    'www-authenticate': `Bearer realm="http://${request.headers.host}/token"`,
  })
  type Call = (store: ContentStore) => Promise<unknown>
  const tags: Call = (store) => store.tags()
  const pushed: Call = (store) => store.putManifest(manifest, mediaTypes.index, '1.0.0')
  const tried: Call = (store) => store.tryWriting()

  it.each<[string, Answer, Call, RegExp]>([
    [
      'changes what is pushed',
      status(201, { 'docker-content-digest': `sha256:${'0'.repeat(64)}` }),
      pushed,
      /changed the manifest sha256:\w+ to sha256:0+: it cannot be trusted with images, use another/,
    ],
    ['has no such tag', status(404), (store) => store.getManifest('1.0.0'), /there is no tag 1\.0\.0: check it, and/],
    [
      'sends something else',
      status(200, {}, manifest.toString()),
      (store) => store.getManifest(known.digest),
      /not what its digest says, its digest is sha256:\w+: .* tampers: find out which, or use another registry/,
    ],
    [
      'forgets each time what was attached',
      (request, response, count) => status(request.method === 'PUT' ? 201 : 404)(request, response, count),
      (store) =>
        store.putManifest(
          referrerManifest({
            subject: { mediaType: mediaTypes.manifest, digest: digestBytes('subject'), size: 7 },
            bundle: known,
            predicateType: 'x',
            created: new Date(0),
          }),
          mediaTypes.manifest,
        ),
      /sha256-\w+: others keep writing this tag at the same time: run again/,
    ],
    ['names no place for an upload', status(202), tried, /names no place for the upload: check the registry/],
    [
      'has another host take an upload',
      status(202, { location: 'https://elsewhere.example.com/u' }),
      tried,
      /sends us to elsewhere\.example\.com: refused, check the registry/,
    ],
    [
      'has a token service that fails',
      (request, response) =>
        request.url?.startsWith('/token') === true
          ? status(500)(request, response, 0)
          : status(401, challenge(request))(request, response, 0),
      tags,
      /no token for acme\/x \(500\): try again, or check the registry's token service/,
    ],
    ['sends us round', status(307, { location: '/v2/acme/x/tags/list' }), tags, /more than \d+ redirects, or slow/],
    [
      'breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('{', () => response.destroy())
      },
      tags,
      /the connection broke \(.+\): try again/,
    ],
    ['takes nothing so large', status(413), pushed, /larger than the registry allows \(413\): save the weights as sev/],
    ['is asked too much', status(429), tags, /asks to slow down \(429\): wait, then run again/],
    ['is full', status(507), pushed, /the disk of the registry is full \(507\): free space there/],
    ['fails', status(500), tags, /the registry failed \(500\): look at its log/],
  ])('where it %s', async (_, answer, call, message) => {
    const { store } = await registryThat(answer)
    await expect(call(store)).rejects.toMatchObject({ name: 'UserError', message: expect.stringMatching(message) })
  })

  it.each([
    ['ECONNREFUSED', /nothing answers there \(ECONNREFUSED\): check the address and that the registry is up/],
    ['ENOTFOUND', /the host is not known \(ENOTFOUND\): check the name of the registry/],
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      /TLS failed \(SELF_SIGNED_CERT_IN_CHAIN\): add its certificate authority by NODE_EXTRA/,
    ],
    ['EHOSTUNREACH', /the connection failed \(EHOSTUNREACH\): try again/],
  ])('where the network says %s', async (code, message) => {
    const store = await openElsewhere(async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
    })
    await expect(store.tags()).rejects.toThrow(message)
  })

  it('where one listing goes on for longer than ten silences', () => {
    expect(() => new Listing('registry.example.com/acme/x', -1).took(0, 'list the tags')).toThrow(
      /cannot list the tags: it takes too long: remove what nobody needs there, or use another repository/,
    )
  })
})

describe('a registry that answers nonsense', () => {
  const link = { link: '<http://[>; rel="next"' }
  const calls: Record<string, (store: Awaited<ReturnType<typeof openRegistry>>) => Promise<unknown>> = {
    'a list of tags': (store) => store.tags(),
    'a manifest': (store) => store.getManifest('1.0.0'),
    'a tag': (store) => store.resolve('1.0.0'),
    referrers: (store) => store.referrers(known.digest),
    'an upload': (store) => store.tryWriting(),
  }
  const nonsense: [string, Answer][] = [
    ['null', status(200, {}, 'null')],
    ['a number', status(200, {}, '1')],
    ['no JSON', status(200, {}, '{"tags":')],
    ['no UTF-8', (_, response) => void response.writeHead(200).end(Buffer.from([0xff, 0xfe]))],
    ['a link to nothing', status(200, link, '{"tags":[],"manifests":[]}')],
    ['a link that is deep', status(200, {}, '['.repeat(100_000))],
    ['a place that is no address', status(202, { location: 'http://[' })],
    ['a refusal of null', status(400, {}, 'null')],
    ['a refusal of other types', status(400, {}, '{"errors":{"code":1}}')],
  ]
  it.each(nonsense.flatMap(([what, answer]) => Object.keys(calls).map((call) => [what, call, answer] as const)))(
    '%s for %s: an answer in one line, not a bug of ours',
    async (_, call, answer) => {
      const { store } = await registryThat(answer)
      const error: unknown = await calls[call]?.(store).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      if (error !== undefined) expect(error).toBeInstanceOf(UserError)
      if (error instanceof UserError) expect(error.message.length).toBeLessThan(1000)
    },
  )

  it('that sends us for a token to where nothing answers: a line that names it', async () => {
    const silent = await registryThat(
      (request, response, count) =>
        request.url?.startsWith('/token') === true
          ? undefined
          : status(401, { 'www-authenticate': `Bearer realm="http://${request.headers.host}/token"` })(
              request,
              response,
              count,
            ),
      { credentials, timeoutMs: 50 },
    )
    await expect(silent.store.tags()).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/cannot get a token: the registry does not answer \(TimeoutError\)/),
    })
    const nowhere = await registryThat(status(401, { 'www-authenticate': 'Bearer realm="http://127.0.0.1:1/token"' }), {
      credentials,
    })
    await expect(nowhere.store.tags()).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/^127\.0\.0\.1:1: cannot get a token: /),
    })
  })

  it.each(['null', '{}', '{"token":1}', '{"token":"a\\nb"}', '{"token":""}'])(
    '%s for a token: refused',
    async (token) => {
      const { store } = await registryThat((request, response) =>
        request.url?.startsWith('/token') === true
          ? status(200, {}, token)(request, response, 0)
          : status(401, { 'www-authenticate': `Bearer realm="http://${request.headers.host}/token"` })(
              request,
              response,
              0,
            ),
      )
      await expect(store.tags()).rejects.toThrow(/answered without a token/)
    },
  )
})
