import { execFile, execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { type Digest, digestBytes } from '../../../src/digest.ts'
import { formatProblem, UserError } from '../../../src/errors.ts'
import { takeLock } from '../../../src/locks.ts'
import { tagImage } from '../../../src/oci/assemble.ts'
import { blobOf, readBlob } from '../../../src/oci/blobs.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { openReference } from '../../../src/oci/open.ts'
import { parseReference } from '../../../src/oci/reference.ts'
import { openRegistry } from '../../../src/oci/registry.ts'
import { releases } from '../../../src/oci/releases.ts'
import { attach, build, exampleBase, temporary } from './fixtures.ts'

const layout = async () => {
  const directory = join(await temporary(), 'layout')
  return { directory, store: await openLayout(directory, { create: true }) }
}

const indexType = 'application/vnd.oci.image.index.v1+json'
const exampleIndex = { schemaVersion: 2, mediaType: indexType, manifests: [] }

/** A reference as `image.base` of a spec has it. */
const named = (directoryOf: (path: string) => Promise<string>) => ({
  insecure: false,
  place: { file: 'model.yml', key: 'image.base' },
  directoryOf,
})

describe('a layout directory', () => {
  it('gives back what was written, and nothing else under its digest', async () => {
    const { store, directory } = await layout()
    const written = await store.write(blobOf(Buffer.from('hello')), 'text/plain')
    expect((await readBlob(store, written)).toString()).toBe('hello')
    await writeFile(join(directory, 'blobs', 'sha256', written.digest.slice(7)), 'hallo')
    await expect(readBlob(store, written)).rejects.toThrow(
      new RegExp(`${written.digest.slice(7)}: not what its digest says`),
    )
    await expect(readBlob(store, { ...written, size: 4 })).rejects.toThrow(/longer than 4 bytes/)
  })

  it('refuses bytes that are not what they were announced as, and keeps nothing of them', async () => {
    const { store, directory } = await layout()
    const { digest } = await (await layout()).store.write(blobOf(Buffer.from('hello')), 'text/plain')
    await expect(store.write(blobOf(Buffer.from('hallo')), 'text/plain', { digest, size: 5 })).rejects.toThrow(
      /its digest is/,
    )
    expect(await store.has(digest)).toBe(false)
    expect(await readdir(join(directory, '.incoming'))).toEqual([])
    expect(await readdir(join(directory, 'blobs', 'sha256'))).toEqual([])
  })

  it('moves a tag, and lists releases newest first', async () => {
    const { store } = await layout()
    const first = await exampleBase(store, ['amd64'])
    const second = await exampleBase(store, ['arm64'])
    for (const tag of ['1.9.0', '1.10.0', 'latest', 'sha256-abc', 'v2.0.0']) await tagImage(store, first.digest, tag)
    await tagImage(store, second.digest, 'latest')
    expect((await store.resolve('latest'))?.digest).toBe(second.digest)
    expect((await releases(store)).map((release) => release.version)).toEqual(['1.10.0', '1.9.0'])
    expect(await store.resolve('gone')).toBeUndefined()
  })

  it('keeps every tag when many are written at once', async () => {
    const { store } = await layout()
    const { digest } = await exampleBase(store, ['amd64'])
    const tags = Array.from({ length: 20 }, (_, index) => `t${index}`).sort()
    await Promise.all(tags.map((tag) => tagImage(store, digest, tag)))
    expect(await store.tags()).toEqual(tags)
  })

  it('finds what points at an image', async () => {
    const { store } = await layout()
    const image = await exampleBase(store, ['amd64'])
    const signature = await attach(store, image, 'application/vnd.example.signature')
    await attach(store, signature, 'application/vnd.example.countersignature')
    expect(await store.referrers(image.digest)).toEqual([
      {
        ...signature,
        artifactType: 'application/vnd.example.signature',
        annotations: { note: 'application/vnd.example.signature' },
      },
    ])
  })

  it('sweeps up what a killed process left half written', async () => {
    const { store, directory } = await layout()
    await mkdir(join(directory, '.incoming'), { recursive: true })
    const random = 'a'.repeat(16)
    const ours = `${hostname()}-${process.pid}-${random}`
    const theirs = `another-host-999999999-${random}`
    const old = `another-host-999999998-${random}`
    for (const name of [`${hostname()}-999999999-${random}`, ours, theirs, old])
      await writeFile(join(directory, '.incoming', name), 'half')
    const twoDaysAgo = Date.now() / 1000 - 172_800
    await utimes(join(directory, '.incoming', old), twoDaysAgo, twoDaysAgo)
    expect(await store.tags()).toEqual([])
    expect(await readdir(join(directory, '.incoming'))).toHaveLength(4)
    await store.write(blobOf(Buffer.from('hello')), 'text/plain')
    expect((await readdir(join(directory, '.incoming'))).sort()).toEqual([ours, theirs].sort())
  })

  const inProject = async () => {
    const parent = await temporary()
    const project = join(parent, 'project')
    await mkdir(project)
    const directory = join(project, 'out', 'images')
    const store = await openLayout(directory, { create: true, inside: project })
    const write = (text: string) =>
      store.putManifest(Buffer.from(JSON.stringify({ ...exampleIndex, text })), indexType, text)
    const moved = `${project} was moved or removed since this began: run it again where it lies now`
    return { parent, directory, write, move: () => rename(project, join(parent, 'renamed')), moved }
  }

  it.each([
    ['before the first that is written', false],
    ['after it', true],
  ])('in a project that somebody renames during a run, %s, does not make that anew and says so', async (_, written) => {
    const { parent, write, move, moved } = await inProject()
    if (written) await write('first')
    await move()
    await expect(write('second')).rejects.toThrow(moved)
    expect(await readdir(parent)).toEqual(['renamed'])
    expect(await readdir(join(parent, 'renamed'))).toEqual(written ? ['out'] : [])
  })

  it('in a project that somebody renames while a tag waits for its turn does not make that anew and says so', async () => {
    const { parent, directory, write, move, moved } = await inProject()
    await write('first')
    const turn = await takeLock(join(directory, '.incoming', 'index.lock'), { label: 'another writer' })
    if (turn.kind === 'held') throw new Error(turn.by)
    const told = expect(write('second')).rejects.toThrow(moved)
    await vi.waitFor(async () => expect(await readdir(join(directory, 'blobs', 'sha256'))).toHaveLength(2))
    await move()
    await told
    expect(await readdir(parent)).toEqual(['renamed'])
    await turn.release()
  })

  it('is left as it was by those who read it', async () => {
    const { store, directory } = await layout()
    const { digest } = await exampleBase(store, ['amd64'])
    await tagImage(store, digest, '1.0.0')
    const names = async () => (await readdir(directory, { recursive: true })).sort()
    const before = await names()
    const reader = await openLayout(directory, { create: false })
    await reader.resolve('1.0.0')
    await reader.referrers(digest)
    expect(await names()).toEqual(before)
  })

  it('keeps every tag when several processes write at once', async () => {
    const { store, directory } = await layout()
    const { digest } = await exampleBase(store, ['amd64'])
    const program = `
      import { openLayout } from ${JSON.stringify(join(import.meta.dirname, '../../../src/oci/layout.ts'))}
      import { tagImage } from ${JSON.stringify(join(import.meta.dirname, '../../../src/oci/assemble.ts'))}
      const [directory, digest, name] = process.argv.slice(1)
      const store = await openLayout(directory, { create: false })
      for (let tag = 0; tag < 15; tag += 1) await tagImage(store, digest, name + tag)`
    const writers = ['a', 'b', 'c']
    await Promise.all(
      writers.map((name) =>
        promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, directory, digest, name]),
      ),
    )
    const expected = writers.flatMap((name) => Array.from({ length: 15 }, (_, tag) => `${name}${tag}`))
    expect(await store.tags()).toEqual(expected.sort())
  }, 60_000)

  it('says what is wrong with a directory that is no layout', async () => {
    const directory = await temporary()
    await expect(openLayout(directory, { create: false })).rejects.toThrow(/not an OCI layout/)
    await writeFile(join(directory, 'oci-layout'), '{"imageLayoutVersion":"2.0.0"}')
    await expect(openLayout(directory, { create: false })).rejects.toThrow(/unknown version/)
    const { store, directory: broken } = await layout()
    await store.write(blobOf(Buffer.from('hello')), 'text/plain')
    await writeFile(join(broken, 'index.json'), '{"schema')
    await expect(store.tags()).rejects.toThrow(/index\.json: not JSON/)
    await rm(join(broken, 'index.json'))
    await expect(store.tags()).rejects.toThrow(/index\.json: cannot be read \(ENOENT\)/)
    await writeFile(join(directory, 'file'), '')
    await expect(openLayout(join(directory, 'file', 'l'), { create: true })).rejects.toThrow(
      /cannot be created \(ENOTDIR\)/,
    )
  })

  it('names what is there where somebody asks for a tag that is not', async () => {
    const { store } = await layout()
    await expect(store.getManifest('1.0.0')).rejects.toThrow(/there is no tag 1\.0\.0: tags are none/)
    await tagImage(store, (await exampleBase(store, ['amd64'])).digest, '1.0.1')
    await expect(store.getManifest('1.0.0')).rejects.toThrow(/there is no tag 1\.0\.0: tags are 1\.0\.1/)
  })

  it('says so where its index is another document', async () => {
    const { store, directory } = await layout()
    const { digest } = await exampleBase(store, ['amd64'])
    const { bytes } = await store.getManifest(digest)
    const { manifests } = JSON.parse(Buffer.from(bytes).toString()) as { manifests: { digest: Digest }[] }
    const child = await store.getManifest(manifests[0]?.digest ?? '')
    await writeFile(join(directory, 'index.json'), child.bytes)
    await expect(store.tags()).rejects.toThrow(/index\.json: not an OCI index: build the image again/)
  })

  it('says so where it is a link that leads nowhere, which nobody can write through', async () => {
    const directory = join(await temporary(), 'layout')
    await symlink('/nonexistent/layout', directory)
    const store = await openLayout(directory, { create: true })
    await expect(store.tryWriting()).rejects.toThrow(/layout: cannot be written to \(ENOENT\): change its owner/)
    await expect(store.write(blobOf(Buffer.from('hello')), 'text/plain')).rejects.toThrow(
      /layout: cannot be created \(\w+\): check the path/,
    )
    await rm(directory)
    await store.write(blobOf(Buffer.from('hello')), 'text/plain')
  })

  it('that is not there yet is empty, and made by the first that is written, not by who looks', async () => {
    const directory = join(await temporary(), 'a', 'layout')
    const store = await openLayout(directory, { create: true })
    await store.tryWriting()
    expect(await store.tags()).toEqual([])
    expect(await store.resolve('1.0.0')).toBeUndefined()
    expect(await store.has(digestBytes('hello'))).toBe(false)
    expect(await store.referrers(digestBytes('hello'))).toEqual([])
    await expect(readdir(directory)).rejects.toThrow(/ENOENT/)
    await store.write(blobOf(Buffer.from('hello')), 'text/plain')
    expect((await readdir(directory)).sort()).toEqual(['.incoming', 'blobs', 'index.json', 'oci-layout'])
  })

  it('looks up thousands of tags in linear time, and sees what others write meanwhile', async () => {
    const { store, directory } = await layout()
    const { digest, mediaType, size } = await exampleBase(store, ['amd64'])
    const entry = (tag: string) => ({
      mediaType,
      digest,
      size,
      annotations: { 'org.opencontainers.image.ref.name': tag },
    })
    const tags = Array.from({ length: 3000 }, (_, at) => `t${at}`)
    await writeFile(join(directory, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: tags.map(entry) }))
    const parse = vi.spyOn(JSON, 'parse')
    for (const tag of tags) expect((await store.resolve(tag))?.digest).toBe(digest)
    expect(parse.mock.calls.length).toBeLessThan(10)
    parse.mockRestore()
    await tagImage(await openLayout(directory, { create: false }), digest, 'another')
    expect((await store.resolve('another'))?.digest).toBe(digest)
  })

  it('writes a blob anew that was cut short on the disk', async () => {
    const { store, directory } = await layout()
    const content = Buffer.from('hello')
    const written = await store.write(blobOf(content), 'text/plain')
    await truncate(join(directory, 'blobs', 'sha256', written.digest.slice(7)), 2)
    await expect(readBlob(store, written)).rejects.toThrow(/2 bytes instead of 5/)
    await store.write(blobOf(content), 'text/plain', written)
    expect(await readBlob(store, written)).toEqual(content)
  })

  describe('made by somebody else', () => {
    /** What an attacker may have put where a file belongs; reading a pipe would wait, and reading the device never end. */
    const planted: Record<string, (path: string) => Promise<void>> = {
      'a link to another file': (path) => symlink('/etc/hostname', path),
      'a link to a device without end': (path) => symlink('/dev/zero', path),
      'a pipe': async (path) => void execFileSync('mkfifo', [path]),
      'a directory': async (path) => void (await mkdir(path)),
    }
    const places = ['oci-layout', 'index.json', 'a manifest', 'a blob'] as const
    const cases = places.flatMap((place) => Object.keys(planted).map((kind) => [kind, place] as const))

    it.each(cases)('%s is refused as %s', async (kind, place) => {
      const { store, directory } = await layout()
      const { digest } = await exampleBase(store, ['amd64'])
      await tagImage(store, digest, '1.0.0')
      const path = join(directory, place.startsWith('a ') ? `blobs/sha256/${digest.slice(7)}` : place)
      await rm(path)
      await planted[kind]?.(path)
      const reading = async () => {
        const reader = await openLayout(directory, { create: false })
        if (place === 'a blob') await readBlob(reader, { digest, size: 1 })
        else await reader.getManifest('1.0.0')
      }
      await expect(reading()).rejects.toThrow(/not a regular file/)
    })

    it.each(['.incoming', 'blobs', 'blobs/sha256'])(
      'a link at %s is not followed, nor swept up behind',
      async (name) => {
        const victim = await temporary()
        const own = `${hostname()}-999999999-${'a'.repeat(16)}`
        await writeFile(join(victim, own), 'theirs')
        const { directory } = await layout()
        await mkdir(dirname(join(directory, name)), { recursive: true })
        await symlink(victim, join(directory, name))
        const store = await openLayout(directory, { create: true })
        await store.tags()
        await expect(store.write(blobOf(Buffer.from('hello')), 'text/plain')).rejects.toThrow(
          new RegExp(`${name}: not a directory`),
        )
        await expect(exampleBase(store)).rejects.toThrow(UserError)
        expect(await readdir(victim)).toEqual([own])
      },
    )
  })

  it('has an index that other tools can read', async () => {
    const { store, directory } = await layout()
    const image = await build(store)
    await tagImage(store, image.index.digest, '1.0.0')
    const index = JSON.parse(await readFile(join(directory, 'index.json'), 'utf8')) as {
      schemaVersion: number
      manifests: unknown[]
    }
    expect(index.schemaVersion).toBe(2)
    expect(index.manifests).toContainEqual({
      ...image.index,
      annotations: { 'org.opencontainers.image.ref.name': '1.0.0' },
    })
  })
})

describe('references', () => {
  const digest = `sha256:${'a'.repeat(64)}` as const

  it.each([
    ['ghcr.io/acme/x', { kind: 'registry', host: 'ghcr.io', name: 'acme/x' }],
    ['ghcr.io/acme/x:1.0.0', { kind: 'registry', host: 'ghcr.io', name: 'acme/x', tag: '1.0.0' }],
    [`127.0.0.1:5000/x:1@${digest}`, { kind: 'registry', host: '127.0.0.1:5000', name: 'x', tag: '1', digest }],
    [`localhost:5000/x@${digest}`, { kind: 'registry', host: 'localhost:5000', name: 'x', digest }],
    ['oci:build/images', { kind: 'layout', directory: 'build/images' }],
    [`oci:build:1.0.0@${digest}`, { kind: 'layout', directory: 'build', tag: '1.0.0', digest }],
  ])('%s is read', (text, expected) => {
    expect(parseReference(text)).toEqual(expected)
  })

  it.each([
    '',
    'x',
    'acme/x',
    'ghcr.io/Acme/x',
    'ghcr.io/x@sha256:abc',
    'ghcr.io/x:',
    'oci:',
    'https://ghcr.io/x',
    'ghcr.io/../x',
  ])('%j is refused', (text) => {
    expect(() => parseReference(text)).toThrow(/expected HOST\/NAME/)
  })

  it('an image that only a tag names is refused, with the digest to pin', async () => {
    const root = await temporary()
    const store = await openLayout(join(root, 'base'), { create: true })
    const { digest: pinned } = await exampleBase(store)
    await tagImage(store, pinned, 'latest')
    const options = named(async (path) => join(root, path))
    await expect(openReference('oci:base:latest', options)).rejects.toThrow(
      `model.yml: image.base: oci:base:latest has no digest, and a tag can move: pin it, as oci:base:latest@${pinned}`,
    )
    await expect(openReference('oci:base', options)).rejects.toThrow(/has no digest/)
    await expect(openReference('oci:base:lost', options)).rejects.toThrow(
      'model.yml: image.base: oci:base:lost is not there: name an image that is, by its digest',
    )
    expect((await openReference(`oci:base@${pinned}`, options)).digest).toBe(pinned)
  })

  it('a tag whose registry cannot be reached: both is told, that it is no digest and that the network failed', async () => {
    const fetch = async (): Promise<Response> => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }) })
    }
    const options = { ...named(async (path) => path), fetch, backoffMs: 1 }
    const refused = await openReference('registry.example/acme/base:1', options).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(UserError)
    expect((refused as UserError).problems.map(formatProblem)).toEqual([
      'model.yml: image.base: registry.example/acme/base:1 has no digest, and a tag can move: pin it, as REPOSITORY@sha256:…',
      expect.stringMatching(
        /^model\.yml: image\.base: what the tag of registry\.example\/acme\/base:1 means now cannot be asked: registry\.example: cannot .+: .+/,
      ),
    ])
  })

  it('a directory that is no layout is refused, and so are what its owner refuses and plain HTTP off loopback', async () => {
    const root = await temporary()
    const outside = named(async () => {
      throw new UserError('leaves the repository: name a path inside it')
    })
    await expect(openReference('oci:../outside', outside)).rejects.toThrow(/leaves the repository/)
    await expect(
      openReference(
        'oci:gone',
        named(async (path) => join(root, path)),
      ),
    ).rejects.toThrow(/gone: not an OCI layout/)
    await expect(openReference('gone', outside)).rejects.toThrow(
      /^model\.yml: image\.base: image "gone": it names no registry/,
    )
    await expect(openRegistry({ repository: 'registry.example.com/x', insecure: true })).rejects.toThrow(
      /loopback addresses only/,
    )
    await expect(openRegistry({ repository: 'ghcr.io/x:1', insecure: false })).rejects.toThrow(/the repository alone/)
  })
})
