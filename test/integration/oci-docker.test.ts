import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, expect, it } from 'vitest'
import { readAll } from '../../src/oci/blobs.ts'
import { dockerArchive, fromDockerArchive } from '../../src/oci/dockerArchive.ts'
import { openLayout } from '../../src/oci/layout.ts'
import { platformImages } from '../../src/oci/platforms.ts'
import { tarStream } from '../../src/oci/tar.ts'
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
    await pipeline(await dockerArchive({ store, digest: image.index.digest, tags: [tag] }), loading.stdin)
    expect(await ended).toEqual([0, null])
    const [inspected] = JSON.parse(docker(['image', 'inspect', tag])) as {
      Id: string
      Config: { User: string; Env: string[]; Entrypoint: string[] }
      RootFS: { Layers: string[] }
    }[]
    const [own] = await platformImages(store, image.index.digest)
    expect(inspected?.Id).toBe(own?.manifest.config.digest)
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
