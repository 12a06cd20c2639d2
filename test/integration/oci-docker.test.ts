import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, expect, it } from 'vitest'
import { readAll } from '../../src/oci/blobs.ts'
import { dockerArchive, fromDockerArchive } from '../../src/oci/dockerArchive.ts'
import { openLayout } from '../../src/oci/layout.ts'
import { platformImages } from '../../src/oci/platforms.ts'
import { tarStream } from '../../src/oci/tar.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { build, temporary } from '../unit/oci/fixtures.ts'

const docker = (args: string[], input?: Buffer): string =>
  execFileSync('docker', args, {
    ...(input === undefined ? {} : { input }),
    stdio: ['pipe', 'pipe', 'ignore'],
  }).toString()

describeWith(['docker'], 'the real Docker engine', () => {
  const base = `model-actions-test-base:${process.pid}`
  const tag = `model-actions-test-image:${process.pid}`
  afterAll(() => {
    docker(['image', 'rm', '--force', tag, base])
  })

  it('takes the image of a model on top of a base that it saved, without a registry', async () => {
    const content = Buffer.from('a runtime')
    const tar = tarStream([{ path: 'etc/runtime', kind: 'file', sizeBytes: content.length, content: () => [content] }])
    docker(['import', '--change', 'ENV FROM_BASE=yes', '-', base], await readAll(tar.stream))
    const store = await openLayout(join(await temporary(), 'layout'), { create: true })
    const saving = spawn('docker', ['save', base], { stdio: ['ignore', 'pipe', 'inherit'] })
    const index = await fromDockerArchive(saving.stdout, store)
    const image = await build(store, { base: { store, digest: index.digest } })
    const loading = spawn('docker', ['load'], { stdio: ['pipe', 'ignore', 'inherit'] })
    const ended = once(loading, 'exit')
    const archive = await dockerArchive({ store, digest: image.index.digest, tags: [tag] })
    await pipeline(archive, loading.stdin)
    expect(await ended).toEqual([0, null])
    const [inspected] = JSON.parse(docker(['image', 'inspect', tag])) as {
      Id: string
      Config: { User: string; Env: string[]; Entrypoint: string[] }
      RootFS: { Layers: string[] }
    }[]
    const [own] = await platformImages(store, image.index.digest)
    expect([own?.manifest.config.digest, own?.descriptor.digest]).toContain(inspected?.Id)
    expect(inspected?.RootFS.Layers).toEqual(own?.manifest.layers.map((layer) => layer.digest))
    expect(inspected?.Config.User).toBe('65532:65532')
    expect(inspected?.Config.Env).toContain('FROM_BASE=yes')
    const container = docker(['create', tag]).trim()
    const listed = execFileSync('tar', ['-tvf', '-'], {
      input: execFileSync('docker', ['export', container], { maxBuffer: 1 << 26 }),
    }).toString()
    docker(['rm', container])
    expect(listed).toMatch(/-r--r--r-- 65532\/65532 .* models\/intents\/model-00001-of-00002\.safetensors/)
    expect(listed).toContain('opt/model-actions/model_runtime/serve.py')
    expect(listed).not.toContain('__pycache__')
  })
})

/* Docker 29 keeps images in containerd, whose own importer it is that reads the archive there. */
describeWith(['containerd', 'root'], 'an engine on the image store of containerd', () => {
  const ended: (() => Promise<void>)[] = []
  afterAll(async () => {
    for (const end of ended) await end()
  })

  it('knows the image by the digest of its manifest, under the name that it was given', async () => {
    const place = await temporary()
    const socket = join(place, 'socket')
    const configuration = join(place, 'config.toml')
    await writeFile(configuration, 'version = 2\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n')
    const daemon = spawn(
      'containerd',
      ['--config', configuration, '--root', join(place, 'root'), '--state', join(place, 'state'), '--address', socket],
      { stdio: 'ignore' },
    )
    const gone = once(daemon, 'exit')
    ended.push(async () => {
      daemon.kill('SIGKILL')
      await gone
    })
    const ctr = (...args: string[]): string =>
      execFileSync('ctr', ['--address', socket, '--namespace', 'moby', ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
      }).toString()
    for (let waits = 0; waits < 200; waits += 1) {
      try {
        ctr('version')
        break
      } catch {
        await sleep(50)
      }
    }
    const store = await openLayout(join(await temporary(), 'layout'), { create: true })
    const image = await build(store)
    const archive = await dockerArchive({ store, digest: image.index.digest, tags: ['model-actions-x:1'] })
    const file = join(place, 'archive.tar')
    await pipeline(archive, createWriteStream(file))
    ctr('images', 'import', '--no-unpack', file)
    const [name = '', , digest = ''] = (ctr('images', 'ls').trim().split('\n')[1] ?? '').split(/\s+/)
    expect(name).toBe('docker.io/library/model-actions-x:1')
    expect(digest).toBe(image.manifests[0]?.digest)
  })
})
