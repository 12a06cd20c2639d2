import { mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stageEnvironment } from '../../../src/actions/credentials.ts'
import { readInputs } from '../../../src/actions/inputs.ts'
import { pipeline } from '../../../src/actions/pipeline.ts'
import type { Fetch } from '../../../src/network.ts'
import { blobOf } from '../../../src/oci/blobs.ts'
import { openRegistry } from '../../../src/oci/registry.ts'
import { createTerminal } from '../../../src/platform/terminal.ts'
import { boundsOf } from '../../../src/spec/paths.ts'
import { accessTo, byPlainHttp, openRepository } from '../../../src/stages/registry.ts'
import { temporary } from '../oci/fixtures.ts'

const job = { GITHUB_ACTOR: 'ann', GITHUB_TOKEN: 'ghs_token' }
const named = {
  MODEL_ACTIONS_REGISTRY_HOST: 'r.example.com',
  MODEL_ACTIONS_REGISTRY_USERNAME: 'bob',
  MODEL_ACTIONS_REGISTRY_PASSWORD: 'word',
}

describe('credentials', () => {
  it('for ghcr.io are those of the job where nothing else is given', () => {
    expect(accessTo('ghcr.io/acme/m', job)).toEqual({ fallback: { username: 'ann', password: 'ghs_token' } })
  })

  it('of the job are sent to no other registry', () => {
    for (const host of ['registry.example.com', 'ghcr.io.example.com', 'docker.io', 'xghcr.io', '127.0.0.1:5000'])
      expect(accessTo(`${host}/acme/m`, job)).toEqual({})
  })

  it('that were given are sent to the host that they were given for, whatever the spec names', () => {
    const credentials = { username: 'bob', password: 'word' }
    for (const repository of ['r.example.com/m', 'r.example.com/results', 'R.example.com/base'])
      expect(accessTo(repository, { ...job, ...named })).toEqual({ credentials })
    for (const host of ['r.example.com.evil.example', 'evil.example', 'r.example.com:5000', 'localhost'])
      expect(accessTo(`${host}/m`, { ...job, ...named })).toEqual({})
    expect(accessTo('ghcr.io/acme/base', { ...job, ...named })).toEqual({
      fallback: { username: 'ann', password: 'ghs_token' },
    })
  })

  it('without the host that they are for are refused, not sent anywhere', () => {
    const { MODEL_ACTIONS_REGISTRY_HOST: _, ...homeless } = named
    expect(() => accessTo('r.example.com/m', homeless)).toThrow(/set the host that the password is for/)
  })

  it('are none where half of them is missing', () => {
    expect(accessTo('ghcr.io/acme/m', { GITHUB_TOKEN: 'ghs_token' })).toEqual({})
  })
})

it('plain HTTP is for registries of this machine: what the spec says of its own holds for no other that it names', () => {
  for (const own of ['localhost:5000/m', '127.0.0.1/m', '[::1]:5000/m'])
    expect(byPlainHttp({ insecureRegistry: true }, own)).toBe(true)
  for (const other of ['ghcr.io/acme/m', 'r.example.com:5000/m', 'localhost.example.com/m', 'oci:localhost/m'])
    expect(byPlainHttp({ insecureRegistry: true }, other)).toBe(false)
  expect(byPlainHttp({ insecureRegistry: false }, 'localhost:5000/m')).toBe(false)
})

it.each([
  ['its own directory', './images'],
  ['the repository', '../images'],
])('a layout in %s is not written where the project lay before somebody renamed it', async (_, layout) => {
  const repository = join(await temporary(), 'repository')
  await mkdir(join(repository, 'model'), { recursive: true })
  await mkdir(join(repository, '.git'))
  const specFile = join(repository, 'model', 'model.yml')
  const bounds = await boundsOf(specFile)
  const platform = createTerminal({ stderr: { write: () => true } })
  const opening = { specFile, bounds, environment: {}, platform, signal: new AbortController().signal }
  const store = await openRepository({ layout, insecureRegistry: false }, 'image', opening)
  const moved = layout.startsWith('..') ? repository : join(repository, 'model')
  await rename(moved, `${moved}-renamed`)
  await expect(store?.write(blobOf(Buffer.from('a')), 'text/plain')).rejects.toThrow(`${moved} was moved or removed`)
  expect(await readdir(join(moved, '..'))).not.toContain(moved.split('/').at(-1))
})

describe("the README's first workflow at ghcr.io", () => {
  /** By ghcr.io's rules: a token for the repository, for who shows a name and a token of GitHub; a push needs `packages: write`. */
  function ghcr(token: string, permission: 'read' | 'write') {
    const asked: string[] = []
    const fetch: Fetch = async (input, init = {}) => {
      const url = String(input)
      const authorization = new Headers(init.headers).get('authorization') ?? ''
      asked.push(`${init.method ?? 'GET'} ${url.split('?')[0]}`)
      if (url.startsWith('https://ghcr.io/token')) {
        if (authorization !== `Basic ${btoa(`ann:${token}`)}`) return new Response('', { status: 403 })
        const push = new URL(url).searchParams.getAll('scope').some((scope) => scope.endsWith('pull,push'))
        return Response.json({ token: push && permission === 'write' ? 'may-push' : 'may-pull' })
      }
      if (authorization === '')
        return new Response('', {
          status: 401,
          headers: {
            'www-authenticate': `Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="repository:acme/m:${init.method === 'PUT' ? 'pull,push' : 'pull'}"`,
          },
        })
      if (init.method === 'PUT' && authorization !== 'Bearer may-push')
        return Response.json(
          { errors: [{ code: 'DENIED', message: 'permission_denied: write_package' }] },
          { status: 403 },
        )
      return init.method === 'PUT' ? new Response('', { status: 201 }) : new Response('', { status: 404 })
    }
    return { fetch, asked }
  }

  /** With nothing in the workflow but what action.yml has for a default. */
  async function environment(token: string) {
    const given = readInputs(pipeline.inputs, (name) => (name === 'github-token' ? token : ''))
    const job = { GITHUB_ACTOR: 'ann', DOCKER_CONFIG: '/nonexistent' }
    return stageEnvironment({ given, environment: job, workspace: '/' })
  }
  async function open(registry: ReturnType<typeof ghcr>, token: string) {
    const repository = 'ghcr.io/acme/m'
    const seen = await environment(token)
    const access = accessTo(repository, seen)
    return openRegistry({
      repository,
      insecure: false,
      environment: seen,
      fetch: registry.fetch,
      backoffMs: 1,
      ...access,
    })
  }
  const manifest = Buffer.from(
    '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}',
  )
  const type = 'application/vnd.oci.image.index.v1+json'

  it('pushes with the token of the job and packages: write', async () => {
    const registry = ghcr('ghs_job', 'write')
    const store = await open(registry, 'ghs_job')
    await store.putManifest(manifest, type, '1.0.0')
    expect(registry.asked).toContain('PUT https://ghcr.io/v2/acme/m/manifests/1.0.0')
  })

  it('is told what is missing where the job may only read packages', async () => {
    const store = await open(ghcr('ghs_job', 'read'), 'ghs_job')
    await expect(store.putManifest(manifest, type, '1.0.0')).rejects.toThrow(/ghcr\.io.*(?:403|denied)/i)
  })
})
