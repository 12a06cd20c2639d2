import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createProgram } from '../../src/cli/program.ts'
import { type Digest, isDigest } from '../../src/digest.ts'
import { connectDocker } from '../../src/docker/client.ts'
import { imageReference } from '../../src/docker/images.ts'
import { ensureRuntimeImage } from '../../src/docker/runtimeImage.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { wholeImages } from '../../src/oci/copy.ts'
import { openLayout } from '../../src/oci/layout.ts'
import { openRegistry } from '../../src/oci/registry.ts'
import { madeImages } from '../../src/place/madeImages.ts'
import { loadSpec } from '../../src/spec/load.ts'
import { describeWith, itWith } from '../parts.ts'
import { startRegistry } from '../registry.ts'

/* From a model.yml that says `deploy.target: docker` to one that names an image to serve from, by one command. */

const baseImage = process.env['MODEL_ACTIONS_BASE_IMAGE'] ?? ''
const spec = `name: tiny   # the team's
version: 1.0.0
task: text-classification
base: ./base
data: {train: x.jsonl}
# In containers:
deploy: {target: docker}
`
const pinned = /^image\.base: (oci:\.\/\.model-actions\/runtime-image@sha256:[0-9a-f]{64})\n$/

describeWith(['docker', 'base-image'], 'model-actions runtime-image', () => {
  let directory = ''
  let config = ''
  /** What this host keeps. */
  let home = ''
  let said = ''
  const layout = (): string => join(directory, '.model-actions/runtime-image')
  const run = async (...args: string[]): Promise<string> => {
    let stdout = ''
    said = ''
    await createProgram({
      signal: new AbortController().signal,
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (said += text) },
    }).run(['runtime-image', '--config', config, ...args])
    return stdout
  }
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'runtime-image-'))
    config = join(directory, 'model.yml')
    writeFileSync(config, spec)
    home = mkdtempSync(join(tmpdir(), 'runtime-image-home-'))
    vi.stubEnv('MODEL_ACTIONS_HOME', home)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    for (const one of [directory, home]) rmSync(one, { recursive: true, force: true })
  })

  it('makes the image that deploy.target: docker wants, pins it in model.yml, and does nothing the second time', async () => {
    await expect(loadSpec(config)).rejects.toThrow('`model-actions runtime-image --write` makes one')
    const first = await run()
    const [, reference = ''] = pinned.exec(first) ?? []
    expect(first).toMatch(pinned)
    expect(said).toContain(`for ${config}, which --write does: image: {base: ${reference}}`)
    expect(readFileSync(config, 'utf8')).toBe(spec)

    expect(await run('--write')).toBe(first)
    expect(said).toBe(
      `nothing to build: the image of this base and these packages is there\n${config}: image.base is written\n`,
    )
    expect(readFileSync(config, 'utf8')).toBe(`${spec}image: {base: ${reference}}\n`)
    expect((await loadSpec(config)).image.base).toBe(reference)

    expect(await run('--write')).toBe(first)
    expect(said).toContain(`${config}: image.base names it already`)
    expect(readFileSync(config, 'utf8')).toBe(`${spec}image: {base: ${reference}}\n`)

    // A part of it that is gone is put there again.
    const blobs = join(layout(), 'blobs/sha256')
    const sizeOf = (name: string): number => statSync(join(blobs, name)).size
    const [largest = ''] = readdirSync(blobs).sort((one, other) => sizeOf(other) - sizeOf(one))
    rmSync(join(blobs, largest))
    expect(await run()).toBe(first)
    expect(said).toContain('copying the image')
    expect(existsSync(join(blobs, largest))).toBe(true)
  })

  it('is built anew where its base was pulled anew under the same name, and found by that name where the engine has it no more', async () => {
    const tag = `model-actions-runtime-image-test:moves-${process.pid}`
    const pull = (content: string): void => {
      execFileSync('docker', ['build', '--tag', tag, '-'], {
        input: `FROM ${baseImage}\nRUN echo ${content} > /etc/mended\n`,
        stdio: ['pipe', 'ignore', 'ignore'],
      })
    }
    const docker = await connectDocker({ environment: process.env })
    const built = await imageReference('serve', process.env, tag)
    try {
      pull('first')
      const first = await run('--debian', tag)
      expect(await run('--debian', tag)).toBe(first)
      expect(said).toContain('nothing to build')
      pull('second')
      const second = await run('--debian', tag)
      expect(said).not.toContain('nothing to build')
      expect(second).toMatch(pinned)
      expect(second).not.toBe(first)
      execFileSync('docker', ['image', 'rm', tag], { stdio: 'ignore' })
      expect(await run('--debian', tag)).toBe(second)
      expect(said).toContain('nothing to build')
    } finally {
      for (const one of [tag, built]) await docker.removeImage(one)
    }
    // Two images are built, with all their packages.
  }, 400_000)

  itWith(['registry'], 'goes to a registry, is named there, and is not sent again', async () => {
    const registry = await startRegistry()
    try {
      const repository = `${registry.host}/acme/runtime`
      writeFileSync(config, `${spec}image:\n  registry: ${registry.host}/acme/tiny\n  insecure-registry: true\n`)
      const pushed = await run('--push', repository, '--write')
      const [, reference = ''] = /^image\.base: (.*)\n$/.exec(pushed) ?? []
      expect((await loadSpec(config)).image.base).toBe(reference)
      const [name, digest] = reference.split('@')
      expect(name).toBe(repository)
      const store = await openRegistry({ repository, insecure: true })
      expect(isDigest(digest ?? '') && (await wholeImages(store, digest as Digest))).toHaveLength(1)

      rmSync(layout(), { recursive: true })
      expect(await run('--push', repository, '--write')).toBe(pushed)
      expect(said).toContain('nothing to build')
      expect(existsSync(layout())).toBe(false)
    } finally {
      await registry.close()
    }
  })

  it('that is stopped in the middle leaves no half of it, and goes on the next time', async () => {
    const stop = new AbortController()
    const real = await connectDocker({ environment: process.env })
    const docker: DockerClient = {
      ...real,
      async save(reference, signal) {
        const stream = await real.save(reference, signal)
        let bytes = 0
        stream.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          if (bytes > 200e6) stop.abort(new Error('stopped in the middle'))
        })
        return stream
      },
    }
    const store = await openLayout(layout(), { create: true })
    const world = {
      docker,
      log: quiet,
      signal: stop.signal,
      environment: process.env,
      madeHere: madeImages(process.env),
    }
    await expect(ensureRuntimeImage(store, world)).rejects.toThrow('stopped in the middle')
    expect(await store.tags()).toEqual([])
    expect(readdirSync(join(layout(), '.incoming'))).toEqual([])
    const blobs = join(layout(), 'blobs/sha256')
    for (const name of readdirSync(blobs))
      expect(
        createHash('sha256')
          .update(readFileSync(join(blobs, name)))
          .digest('hex'),
      ).toBe(name)
    expect(await run()).toMatch(pinned)
  })

  it('from an engine that goes away in the middle says so', async () => {
    const real = await connectDocker({ environment: process.env })
    const docker: DockerClient = {
      ...real,
      async save(reference, signal) {
        const stream = await real.save(reference, signal)
        const lost = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
        stream.once('data', () => stream.destroy(lost))
        return stream
      },
    }
    const store = await openLayout(layout(), { create: true })
    const signal = new AbortController().signal
    const world = { docker, log: quiet, signal, environment: process.env, madeHere: madeImages(process.env) }
    await expect(ensureRuntimeImage(store, world)).rejects.toMatchObject({
      exit: 'preflight',
      message: expect.stringMatching(/cannot be copied out of the Docker engine .*read ECONNRESET.*run again/),
    })
    expect(await store.tags()).toEqual([])
  })

  it('without a Docker engine says so, and leaves nothing', async () => {
    vi.stubEnv('DOCKER_HOST', 'unix:///nowhere/docker.sock')
    await expect(run('--write')).rejects.toMatchObject({
      exit: 'preflight',
      message: expect.stringMatching(/no Docker engine answers at unix:\/\/\/nowhere\/docker\.sock/),
    })
    expect(readdirSync(directory)).toEqual(['model.yml'])
    expect(readFileSync(config, 'utf8')).toBe(spec)
  })

  it('from a base that nobody has says what else to name, and leaves nothing', async () => {
    await expect(run('--write', '--debian', 'registry.invalid/acme/debian:12')).rejects.toMatchObject({
      exit: 'preflight',
      message: expect.stringMatching(
        /the base image registry\.invalid\/acme\/debian:12 .* cannot be had .*`runtime-image --debian`.*make\.sh/,
      ),
    })
    expect(readdirSync(directory)).toEqual(['model.yml'])
    expect(readFileSync(config, 'utf8')).toBe(spec)
  })

  it.each([
    // The one that the base has, which says that it is older.
    [
      'an old Python',
      'RUN echo "import sys; sys.version_info = (3, 9, 2, \'final\', 0)" > /etc/python3.11/sitecustomize.py',
      /has Python 3\.9, and our packages need 3\.10 or newer: name another one/,
    ],
    [
      'neither Python nor apt-get',
      'RUN rm -f /usr/bin/python3 /usr/bin/apt-get',
      /building the serve image from .* failed: .*apt-get: not found/,
    ],
  ])('from a base with %s says so', async (_, line, message) => {
    const tag = `model-actions-runtime-image-test:${process.pid}`
    execFileSync('docker', ['build', '--tag', tag, '-'], {
      input: `FROM ${baseImage}\n${line}\n`,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    try {
      await expect(run('--debian', tag)).rejects.toMatchObject({
        exit: 'preflight',
        message: expect.stringMatching(message),
      })
      expect(readdirSync(directory)).toEqual(['model.yml'])
    } finally {
      execFileSync('docker', ['image', 'rm', tag], { stdio: 'ignore' })
    }
  })

  it.each([
    [['--layout', '/srv/elsewhere'], /^--layout: .* leaves /],
    [['--layout', 'a:b'], /^--layout: .*a colon would be read as the mark before a tag/],
    [['--push', 'acme/runtime'], /^--push: .* names no registry/],
    [['--push', 'ghcr.io/acme/runtime:1'], /^--push: .*expected a repository alone/],
    [['--push', 'oci:./images'], /^--push: .*for a directory there is --layout/],
    [['--debian', ''], /^--debian: is empty/],
  ])('refuses %j before anything is built', async (args, message) => {
    vi.spyOn(process, 'cwd').mockReturnValue(directory)
    try {
      await expect(run(...args)).rejects.toThrow(message)
      expect(readdirSync(directory)).toEqual(['model.yml'])
    } finally {
      vi.restoreAllMocks()
    }
  })

  it('refuses to write into a model.yml that it would spoil, or that is not there, before anything is built', async () => {
    writeFileSync(config, 'name: [\n')
    await expect(run('--write')).rejects.toThrow(
      /image\.base cannot be written into this file.*leave --write out, and write `image: \{base: REFERENCE\}` into it by hand/,
    )
    expect(readFileSync(config, 'utf8')).toBe('name: [\n')
    rmSync(config)
    await expect(run('--write')).rejects.toThrow(/there is no such file to write image\.base into/)
    expect(readdirSync(directory)).toEqual([])
    config = join(directory, 'nowhere/model.yml')
    await expect(run()).rejects.toThrow(/^--config: there is no directory .*nowhere: name a model\.yml of yours/)
    symlinkSync('loop', join(directory, 'loop'))
    config = join(directory, 'loop/model.yml')
    await expect(run()).rejects.toThrow(/^--config: .*loop cannot be read \(ELOOP\): check the path/)
  })

  itWith(['root'], 'in a directory that is read-only says so before anything is built', async () => {
    const place = join(directory, 'ro')
    mkdirSync(place)
    const script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && cd "$0" && exec "$@"'
    const main = join(import.meta.dirname, '../../src/cli/main.ts')
    const ended = promisify(execFile)('unshare', [
      '--mount',
      'sh',
      '-c',
      script,
      place,
      process.execPath,
      main,
      'runtime-image',
    ])
    await expect(ended).rejects.toMatchObject({
      code: 4,
      stderr: expect.stringMatching(
        /^error: oci:.*ro\/\.model-actions\/runtime-image: cannot be written to \(EROFS\): change its owner or mode/,
      ),
    })
  })
})

const quiet = { info: () => undefined, foreign: () => undefined }
