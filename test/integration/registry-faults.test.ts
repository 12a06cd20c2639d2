import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { digestBytes } from '../../src/digest.ts'
import { UserError } from '../../src/errors.ts'
import { assembleModelImage, tagImage } from '../../src/oci/assemble.ts'
import { blobOf, readAll } from '../../src/oci/blobs.ts'
import { dockerArchive } from '../../src/oci/dockerArchive.ts'
import { openLayout } from '../../src/oci/layout.ts'
import { openRegistry } from '../../src/oci/registry.ts'
import { describeWith, itWith } from '../parts.ts'
import { registryThat, status } from '../unit/oci/fakeRegistry.ts'
import { attach, build, exampleModel, exampleRuntime, gated, temporary } from '../unit/oci/fixtures.ts'

const open: { child?: ChildProcess; mounted?: string } = {}

afterEach(() => {
  open.child?.kill('SIGKILL')
  if (open.mounted !== undefined) execFileSync('umount', [open.mounted])
  delete open.child
  delete open.mounted
})

const content = Buffer.from('content')
const known = { digest: digestBytes(content), size: content.length }
const message = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(UserError)
  const text = (error as UserError).message
  expect(text).not.toContain('\n')
  return text
}

describe('a registry that refuses', () => {
  it.each([
    [401, /acme\/x: cannot .*no credentials were given \(401\): log in with an account that may push/],
    [403, /the account may not push there \(403.*packages: write/],
    [404, /it does not exist there \(404\)/],
    [413, /larger than the registry allows \(413\): save the weights as several/],
    [429, /asks to slow down \(429\)/],
    [500, /the registry failed \(500\): look at its log and its free disk space/],
    [507, /the disk of the registry is full/],
  ])('%i: one line with the cause and what to do', async (code, reason) => {
    const { store } = await registryThat((request, response, count) =>
      request.method === 'HEAD' ? status(404)(request, response, count) : status(code)(request, response, count),
    )
    expect(await message(store.write(blobOf(content), 'x/y', known))).toMatch(reason)
  })

  it('its own words are in the line, without control characters', async () => {
    const body = JSON.stringify({ errors: [{ code: 'DENIED', message: 'quota\u001b[31m exceeded\n::error::x' }] })
    const { store } = await registryThat(status(403, {}, body))
    const text = await message(store.tags())
    expect(text).toContain('DENIED: quota')
    expect(text).not.toContain('\u001b')
  })

  it('a busy one is asked again, as often as it wants and no more', async () => {
    const { store, requests } = await registryThat((request, response, count) =>
      status(count < 3 ? 429 : 200, { 'retry-after': '0' }, '{"tags":["1.0.0"]}')(request, response, count),
    )
    expect(await store.tags()).toEqual(['1.0.0'])
    expect(requests()).toBe(3)
  })

  it('one that wants us to wait an hour is not waited for', async () => {
    const { store, requests } = await registryThat(status(429, { 'retry-after': '3600' }))
    expect(await message(store.tags())).toMatch(/asks to slow down/)
    expect(requests()).toBe(1)
  })

  it('an upload that failed is sent again whole', async () => {
    const bodies: string[] = []
    const { store } = await registryThat((request, response) => {
      if (request.method === 'HEAD') return status(404)(request, response, 0)
      if (request.method === 'POST')
        return status(202, { location: '/v2/acme/x/blobs/uploads/1?state=a' })(request, response, 0)
      const pieces: Buffer[] = []
      request.on('data', (piece: Buffer) => pieces.push(piece))
      request.on('end', () => {
        bodies.push(
          `${request.headers['content-length']} ${Buffer.concat(pieces).toString()} ${new URL(request.url ?? '', 'http://x').search}`,
        )
        response.writeHead(bodies.length === 1 ? 503 : 201).end()
      })
    })
    await store.write(blobOf(content), 'x/y', known)
    const sent = `7 content ?state=a&digest=${encodeURIComponent(known.digest)}`
    expect(bodies).toEqual([sent, sent])
  })

  it('a silent one is given up', async () => {
    const { store } = await registryThat(() => undefined, { timeoutMs: 200 })
    expect(await message(store.tags())).toMatch(/does not answer \(TimeoutError\)/)
  })

  it('one that falls silent in the middle of a blob is given up', async () => {
    const { store } = await registryThat(
      (_, response) => {
        response.writeHead(200, { 'content-length': '7' })
        response.write('con')
      },
      { timeoutMs: 200 },
    )
    expect(await message(store.read(known).then(readAll))).toMatch(/sent nothing for 0\.2 s/)
  })

  it('one that is not there is named', async () => {
    const { store, host, stop } = await registryThat(status(200))
    await stop()
    expect(await message(store.tags())).toMatch(`${host}: cannot list the tags: nothing answers there (ECONNREFUSED)`)
  })

  it('one without TLS is named as such', async () => {
    const { host } = await registryThat(status(200))
    const store = await openRegistry({ repository: `${host}/acme/x`, insecure: false, backoffMs: 1 })
    expect(await message(store.tags())).toMatch(/TLS failed \(ERR_SSL\w+\): .*insecure-registry/)
  })

  it('one that sends something else than was asked for is not believed', async () => {
    const { store } = await registryThat(status(200, {}, 'CONTENT'))
    expect(await message(store.read(known).then(readAll))).toContain(`${known.digest}: not what its digest says`)
    expect(await message(store.getManifest(known.digest))).toMatch(/not what its digest says/)
  })

  it('a listing that failed is an error, never "no signatures"', async () => {
    const { store } = await registryThat((request, response, count) =>
      status(request.url?.includes('referrers') === true ? 500 : 404)(request, response, count),
    )
    expect(await message(store.referrers(known.digest))).toMatch(/the registry failed/)
  })

  it('credentials do not follow it to another host, nor over plain HTTP', async () => {
    const { store } = await registryThat(status(307, { location: 'http://registry.example.com/blob' }), {
      credentials: { username: 'me', password: 'secret' },
    })
    expect(await message(store.read(known))).toMatch(/plain HTTP is allowed on loopback addresses only/)
    const { store: uploads } = await registryThat((request, response, count) =>
      request.method === 'HEAD'
        ? status(404)(request, response, count)
        : status(202, { location: 'https://elsewhere.example.com/upload' })(request, response, count),
    )
    expect(await message(uploads.write(blobOf(content), 'x/y', known))).toMatch(
      /sends us to elsewhere\.example\.com: refused/,
    )
  })
})

describe('logging in', () => {
  const credentials = { username: 'me', password: 'secret' }
  const basic = `Basic ${Buffer.from('me:secret').toString('base64')}`

  it('a challenge of a host that the registry sends us on to gets no credentials', async () => {
    const asked: string[] = []
    const { store, host } = await registryThat(
      (request, response) => {
        asked.push(`${request.url} ${request.headers.authorization ?? 'nobody'}`)
        // The same server by another name stands for the other host: it wants a login, and names where to send it.
        if (request.headers.host?.startsWith('localhost') === true)
          return status(401, { 'www-authenticate': `Bearer realm="http://${host}/steal"` })(request, response, 0)
        status(307, { location: `http://localhost:${host.split(':')[1]}/elsewhere` })(request, response, 0)
      },
      { credentials: { username: 'user', password: 'hunter2' } },
    )
    await expect(store.has(known.digest)).rejects.toThrow(/401/)
    expect(asked.filter((line) => line.startsWith('/steal'))).toEqual([])
    expect(asked.every((line) => line.endsWith(' nobody'))).toBe(true)
  })

  it('an answer without end is not read to its end', async () => {
    let sent = 0
    const { store } = await registryThat((request, response) => {
      request.resume()
      response.writeHead(400)
      const more = (): void => {
        if (response.destroyed) return
        sent += 65_536
        response.write(Buffer.alloc(65_536, 32), () => setImmediate(more))
      }
      more()
    })
    await expect(store.tags()).rejects.toThrow(/400/)
    expect(sent).toBeLessThan(64 * 1024 * 1024)
  })

  it('Basic, only when it is asked for', async () => {
    const seen: (string | undefined)[] = []
    const { store } = await registryThat(
      (request, response, count) => {
        seen.push(request.headers.authorization)
        const allowed = request.headers.authorization === basic
        status(allowed ? 200 : 401, { 'www-authenticate': 'Basic realm="x"' }, '{"tags":[]}')(request, response, count)
      },
      { credentials },
    )
    await store.tags()
    expect(seen).toEqual([undefined, basic])
  })

  it('a bearer token of the named service, renewed when the registry refuses it', async () => {
    let tokens = 0
    const asked: string[] = []
    const { store } = await registryThat(
      (request, response, count) => {
        const url = new URL(request.url ?? '', `http://${request.headers.host}`)
        if (url.pathname === '/token') {
          tokens += 1
          asked.push(
            `${request.headers.authorization} ${url.searchParams.getAll('scope').join('+')} ${url.searchParams.get('service')}`,
          )
          return status(200, {}, JSON.stringify({ token: `t${tokens}`, expires_in: 300 }))(request, response, count)
        }
        const challenge = `Bearer realm="http://${request.headers.host}/token",service="s",scope="repository:acme/x:pull"`
        const allowed = request.headers.authorization === `Bearer t${tokens}` && count !== 4
        status(allowed ? 200 : 401, { 'www-authenticate': challenge }, '{"tags":["1.0.0"]}')(request, response, count)
      },
      { credentials },
    )
    expect(await store.tags()).toEqual(['1.0.0'])
    expect(await store.tags()).toEqual(['1.0.0'])
    expect(tokens).toBe(2)
    expect(asked[0]).toBe(`${basic} repository:acme/x:pull s`)
  })

  it('a refused password is said to be refused', async () => {
    const { store } = await registryThat(status(401, { 'www-authenticate': 'Basic realm="x"' }), { credentials })
    expect(await message(store.tags())).toMatch(/the credentials were refused \(401\)/)
  })

  it('what docker login left behind is used', async () => {
    const directory = await temporary()
    const seen: (string | undefined)[] = []
    const { host } = await registryThat((request, response, count) => {
      seen.push(request.headers.authorization)
      status(seen.length > 1 ? 200 : 401, { 'www-authenticate': 'Basic' }, '{"tags":[]}')(request, response, count)
    })
    await writeFile(join(directory, 'config.json'), JSON.stringify({ auths: { [host]: { auth: basic.slice(6) } } }))
    const store = await openRegistry({
      repository: `${host}/acme/x`,
      insecure: true,
      environment: { DOCKER_CONFIG: directory },
    })
    await store.tags()
    expect(seen).toEqual([undefined, basic])
  })
})

describe('a registry with the referrers API', () => {
  it('gets no fallback tag, and what its listing says is checked against the manifests', async () => {
    const subject = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: digestBytes('subject'), size: 7 }
    const source = await openLayout(join(await temporary(), 'l'), { create: true })
    const signature = await attach(source, subject, 'application/vnd.example.signature')
    const stranger = await attach(
      source,
      { ...subject, digest: digestBytes('other') },
      'application/vnd.example.signature',
    )
    const put: string[] = []
    const { store } = await registryThat(async (request, response) => {
      const path = request.url ?? ''
      if (request.method === 'PUT') {
        put.push(path)
        return status(201, { 'oci-subject': subject.digest })(request, response, 0)
      }
      if (path.includes('/referrers/')) {
        const wrong = { ...signature, artifactType: 'application/vnd.oci.empty.v1+json' }
        const listing = {
          schemaVersion: 2,
          mediaType: 'application/vnd.oci.image.index.v1+json',
          manifests: [wrong, stranger],
        }
        return status(200, {}, JSON.stringify(listing))(request, response, 0)
      }
      const digest = [signature, stranger].find((entry) => path.endsWith(entry.digest))?.digest
      if (digest === undefined) return status(404)(request, response, 0)
      response.writeHead(200).end((await source.getManifest(digest)).bytes)
    })
    const { bytes } = await source.getManifest(signature.digest)
    await store.putManifest(bytes, signature.mediaType)
    expect(put).toEqual([`/v2/acme/x/manifests/${signature.digest}`])
    expect((await store.referrers(subject.digest)).map((entry) => [entry.digest, entry.artifactType])).toEqual([
      [signature.digest, 'application/vnd.example.signature'],
    ])
  })
})

describe('when things break on this side', () => {
  it('a build that is killed leaves nothing that anybody finds', async () => {
    const directory = join(await temporary(), 'layout')
    const program = join(await temporary(), 'writes.ts')
    const module = (name: string) => JSON.stringify(join(import.meta.dirname, '../../src/oci', name))
    await writeFile(
      program,
      `import { openLayout } from ${module('layout.ts')}
       const store = await openLayout(${JSON.stringify(directory)}, { create: true })
       async function* endless() { while (true) { yield Buffer.alloc(1024); process.stdout.write('.'); await new Promise((r) => setTimeout(r, 5)) } }
       await store.write(endless(), 'x/y')`,
    )
    const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] })
    open.child = child
    await new Promise((resolve) => child.stdout.once('data', resolve))
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    expect(await readdir(join(directory, '.incoming'))).toHaveLength(1)
    expect(await readdir(join(directory, 'blobs', 'sha256'))).toEqual([])
    const store = await openLayout(directory, { create: false })
    expect(await store.tags()).toEqual([])
    await store.write(blobOf(content), 'x/y')
    expect(await readdir(join(directory, '.incoming'))).toEqual([])
  })

  itWith(['root'], 'a full disk is one clear line, and no half file stays', async () => {
    const directory = join(await temporary(), 'small')
    await mkdir(directory)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', directory])
    open.mounted = directory
    const store = await openLayout(join(directory, 'layout'), { create: true })
    const text = await message(store.write(blobOf(Buffer.alloc(3_000_000)), 'x/y'))
    expect(text).toMatch(/layout: cannot be written \(ENOSPC\): the disk is full, free some space/)
    expect(await readdir(join(directory, 'layout', '.incoming'))).toEqual([])
    expect(await readdir(join(directory, 'layout', 'blobs', 'sha256'))).toEqual([])
    await tagImage(store, (await build(store)).index.digest, '1.0.0')
    expect(await store.tags()).toEqual(['1.0.0'])
  })

  it('a push that is cancelled leaves the registry without the image', async () => {
    const manifests: string[] = []
    const { store } = await registryThat((request, response) => {
      if (request.url?.includes('/manifests/') === true) manifests.push(request.url)
      if (request.method === 'HEAD') return status(404)(request, response, 0)
      if (request.method === 'POST')
        return status(202, { location: '/v2/acme/x/blobs/uploads/1' })(request, response, 0)
      status(201)(request, response, 0)
    })
    const controller = new AbortController()
    const assembling = assembleModelImage({
      store,
      model: await gated(await exampleModel()),
      release: { name: 'intents', version: '1.0.0' },
      runtimeDirectory: await exampleRuntime(),
      labels: {},
      created: new Date(0),
      signal: controller.signal,
      onProgress: (_, share) => (share > 0.3 ? controller.abort() : undefined),
    })
    await expect(assembling).rejects.toThrow(/abort/i)
    expect(manifests).toEqual([])
  })
})

describeWith(['skopeo'], 'archives for Docker', () => {
  it('skopeo reads one as the image that it was', async () => {
    const store = await openLayout(join(await temporary(), 'layout'), { create: true })
    const image = await build(store, { platforms: ['linux/amd64'] })
    const archive = await dockerArchive({
      store,
      digest: image.index.digest,
      tags: ['intents:1.0.0'],
      platform: 'linux/amd64',
    })
    const file = join(await temporary(), 'image.tar')
    await writeFile(file, archive)
    const inspected = JSON.parse(execFileSync('skopeo', ['inspect', `docker-archive:${file}`]).toString()) as {
      Layers: string[]
      Architecture: string
    }
    expect(inspected.Architecture).toBe('amd64')
    expect(inspected.Layers).toEqual(image.layers.map((layer) => layer.digest))
  })
})
