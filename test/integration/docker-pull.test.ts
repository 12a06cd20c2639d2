import { execFileSync } from 'node:child_process'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { readAll } from '../../src/oci/blobs.ts'
import { fromDockerArchive } from '../../src/oci/dockerArchive.ts'
import { openRegistry } from '../../src/oci/registry.ts'
import { tarStream } from '../../src/oci/tar.ts'
import type { ContentStore } from '../../src/oci/types.ts'
import { freePort } from '../../src/ports.ts'
import { bringImage } from '../../src/rollout/targets/dockerImage.ts'
import { describeWith } from '../parts.ts'
import { registryLogin, startRegistry } from '../registry.ts'
import { build, exampleModel } from '../unit/oci/fixtures.ts'

const signal = new AbortController().signal

describeWith(['docker', 'registry'], 'a release in a registry', () => {
  const base = `model-actions-test-pull-base:${process.pid}`
  const tag = `model-actions-test-pull:${process.pid}`
  let registry: Awaited<ReturnType<typeof startRegistry>>
  let docker: DockerClient
  let said: string[] = []
  const log = { info: (line: string) => void said.push(line) }
  const open = (host = registry.host, fetch?: typeof globalThis.fetch): Promise<ContentStore> =>
    openRegistry({
      repository: `${host}/acme/intents`,
      insecure: true,
      credentials: registryLogin,
      ...(fetch === undefined ? {} : { fetch }),
    })
  const release = async (store: ContentStore, seed: string) => {
    const image = await build(store, {
      base: { store, digest: (await fromDockerArchive(await docker.save(base, signal), store)).digest },
      model: await exampleModel({ seed }),
    })
    return image.index.digest
  }

  beforeAll(async () => {
    registry = await startRegistry({ login: true })
    docker = await connectDocker({ environment: process.env })
    const content = Buffer.from('a runtime')
    const tar = tarStream([{ path: 'etc/runtime', kind: 'file', sizeBytes: content.length, content: () => [content] }])
    const input = await readAll(tar.stream)
    execFileSync('docker', ['import', '--change', 'ENV FROM_BASE=yes', '-', base], { input, stdio: 'pipe' })
  })
  afterEach(async () => {
    said = []
    await docker.removeImage(tag)
  })
  afterAll(async () => {
    await docker?.removeImage(base)
    await registry?.close()
  })

  test('is fetched by the engine itself, with the credentials, and leaves nothing when it goes', async () => {
    const store = await open()
    const digest = await release(store, 'one')
    const load = (): Promise<void> => Promise.reject(new Error('it came through this machine'))
    const facts = await bringImage({ docker: { ...docker, load }, store, digest, tag, signal, log })
    expect(facts.environment).toContain('FROM_BASE=yes')
    expect(said).toEqual([])
    await docker.removeImage(tag)
    expect(await docker.image(facts.id)).toBeUndefined()
  })

  test('that the engine cannot reach comes through this machine, and a line says why', async () => {
    const hidden = `127.0.0.1:${await freePort()}`
    const store = await open(hidden, (input, init) => fetch(String(input).replace(hidden, registry.host), init))
    const digest = await release(await open(), 'two')
    const facts = await bringImage({ docker, store, digest, tag, signal, log })
    expect(facts.environment).toContain('FROM_BASE=yes')
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(
      /^the image goes to the Docker engine through this machine: .* cannot fetch it \(.*connection refused.*\)/,
    )
    expect(said[0]).not.toContain(registryLogin.password)
  })

  test('is another image than one that has its name at the engine', async () => {
    const store = await open()
    execFileSync('docker', ['tag', base, tag])
    const digest = await release(store, 'three')
    const facts = await bringImage({ docker, store, digest, tag, signal, log })
    expect(facts.id).not.toBe((await docker.image(base))?.id)
    expect((await docker.image(tag))?.id).toBe(facts.id)
  })
})
