import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Digest } from '../../../src/digest.ts'
import type { ContainerFacts, DockerClient, ImageFacts } from '../../../src/docker/types.ts'
import { UserError } from '../../../src/errors.ts'
import type { Backend } from '../../../src/gateway/types.ts'
import { readBlob } from '../../../src/oci/blobs.ts'
import { parseImageConfig } from '../../../src/oci/imageConfig.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { choosePlatform } from '../../../src/oci/platforms.ts'
import { spawnDetached } from '../../../src/processes.ts'
import { endGroup } from '../../../src/processGroups.ts'
import { createDockerTarget, plainContainers } from '../../../src/rollout/targets/docker.ts'
import { bringImage } from '../../../src/rollout/targets/dockerImage.ts'
import { startAgain, startServer } from '../../../src/rollout/targets/processServer.ts'
import { processVersions } from '../../../src/rollout/targets/processVersions.ts'
import { waitUntilReady } from '../../../src/rollout/targets/ready.ts'
import { build, exampleModel, temporary } from '../oci/fixtures.ts'

/* A version that cannot be started, found or ended: what is said of it. */

const id = 'v1-0-0-aaaaaaaaaaaa'
const serving: Backend['serving'] = {
  protocol: 'open-inference-v2',
  port: 8080,
  readyPath: '/ready',
  maxLength: 16,
  maxBatch: 8,
  engine: 'onnxruntime',
}
const backend = (port: number): Backend => ({
  id,
  version: '1.0.0',
  digest: `sha256:${'a'.repeat(64)}`,
  addresses: [`127.0.0.1:${port}`],
  serving,
})
const log = { info: () => undefined }
afterEach(() => vi.restoreAllMocks())

describe('a version that is a process', () => {
  const versionsWith = async (record?: string) => {
    const versions = processVersions(await temporary())
    await mkdir(versions.directoryOf(id), { recursive: true })
    if (record !== undefined) await writeFile(versions.recordFile(id), record)
    return versions
  }
  /** Nobody has this process id. */
  const gone = (port: number): string => JSON.stringify({ ...backend(port), pid: 2 ** 31 - 1, startedAt: 'long ago' })
  const again = (versions: ReturnType<typeof processVersions>) =>
    startAgain(versions, { id, python: async () => 'python3', moves: false })

  test('of which nothing is left is deployed again', async () => {
    await expect(again(await versionsWith())).rejects.toThrow(/v1-0-0-.* knows nothing of it: deploy it again$/)
  })

  test('whose record is damaged is ended and removed by hand', async () => {
    const versions = await versionsWith('{')
    await expect(again(versions)).rejects.toThrow(
      `${versions.recordFile(id)} is damaged: end its process by hand and remove ${versions.directoryOf(id)}`,
    )
  })

  test('whose port another program has since needs that to end, or a deployment', async () => {
    const server = net.createServer()
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port)),
    )
    await expect(again(await versionsWith(gone(port)))).rejects.toThrow(
      `${id} served at port ${port}, which another program has now: end that, or deploy again`,
    )
    await new Promise((resolve) => server.close(resolve))
  })

  test('that ends at once is told with its last lines', async () => {
    const versions = await versionsWith()
    const python = join(await temporary(), 'python')
    await writeFile(python, '#!/bin/sh\necho "no module named model_runtime" >&2\nexit 1\n', { mode: 0o755 })
    // Until nothing but its exit code is left of it.
    const ended = (pid: number): void => {
      const stat = `/proc/${pid}/stat`
      while (existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'utf8')));
    }
    const server = { model: await exampleModel(), runtimeDirectory: '/nowhere', python, address: '127.0.0.1:18080' }
    await expect(startServer(versions, id, server, ended)).rejects.toThrow(
      `version ${id} ended at once: see why in its last lines, then deploy again; no module named model_runtime`,
    )
  })

  test('that does not end is ended by the command that is told', async () => {
    const versions = await versionsWith()
    const logFile = versions.logFile(id)
    const pid = await spawnDetached('sleep', ['60'], { cwd: versions.directoryOf(id), env: process.env, logFile })
    let nowMs = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      nowMs += 60_000
      return nowMs
    })
    await expect(versions.stop(id, 1_000)).rejects.toThrow(
      `the process ${pid} of version ${id} does not end: end it by hand (kill -9 ${pid})`,
    )
    clock.mockRestore()
    expect(await endGroup(pid)).toBe(true)
    await versions.stop(id, 1_000)
  })
})

describe('a version in containers', () => {
  const store = async () => {
    const layout = await openLayout(join(await temporary(), 'images'), { create: true })
    return { layout, digest: (await build(layout)).index.digest }
  }
  /** As the engine tells it, once it has it. */
  const factsOf = async (layout: Awaited<ReturnType<typeof openLayout>>, digest: Digest): Promise<ImageFacts> => {
    const { manifest } = await choosePlatform(layout, digest, 'linux/amd64', true)
    const { config, rootfs } = parseImageConfig(await readBlob(layout, manifest.config), 'image')
    const words = (name: string): string[] => (config?.[name] ?? []) as string[]
    return {
      id: manifest.config.digest,
      digests: [],
      labels: (config?.['Labels'] ?? {}) as Record<string, string>,
      entrypoint: words('Entrypoint'),
      command: words('Cmd'),
      environment: words('Env'),
      layers: rootfs.diff_ids ?? [],
    }
  }
  const engine = (change: Partial<DockerClient>): DockerClient =>
    ({
      platform: 'linux/amd64',
      ensureNetwork: async () => undefined,
      list: async (): Promise<ContainerFacts[]> => [],
      image: async () => undefined,
      load: async () => undefined,
      start: async () => 'container',
      ...change,
    }) as Partial<DockerClient> as DockerClient
  const never = new AbortController().signal

  test('whose image the engine has no room for is told so, also where the engine says nothing', async () => {
    const { layout, digest } = await store()
    const wanted = { store: layout, digest, tag: 'tone:1', signal: never, log }
    const full = async (): Promise<void> => {
      throw new Error('write /var/lib/docker: no space left on device')
    }
    await expect(bringImage({ ...wanted, docker: engine({ load: full }) })).rejects.toThrow(
      /the Docker engine could not load .* \(write .*: no space left on device\): make room on its disk/,
    )
    await expect(bringImage({ ...wanted, docker: engine({}) })).rejects.toThrow(
      /the Docker engine has no such image as .* after loading it: its disk may be full/,
    )
  })

  test('whose image cannot be read where it lies is told why, and nothing of the disk', async () => {
    const { layout, digest } = await store()
    const lost = async (): Promise<void> => {
      throw new UserError('acme/tone: cannot pull a blob: check the name')
    }
    const asked = bringImage({
      store: layout,
      digest,
      tag: 'tone:1',
      signal: never,
      log,
      docker: engine({ load: lost }),
    })
    await expect(asked).rejects.toThrow(/^acme\/tone: cannot pull a blob: check the name$/)
  })

  test('that somebody removes is deployed again', async () => {
    const { layout, digest } = await store()
    const image = await factsOf(layout, digest)
    const docker = engine({ image: async () => image })
    const target = await createDockerTarget({
      docker,
      store: layout,
      model: 'acme/tone',
      containers: plainContainers,
      log,
    })
    await expect(target.startAgain(id)).rejects.toMatchObject({
      message: `the containers of version ${id} are gone: see who removes them, then deploy it again`,
      exit: 'configuration',
    })
    await expect(target.start({ version: '1.0.0', digest }, never)).rejects.toMatchObject({
      message: expect.stringContaining('are gone: see who removes them, then deploy it again'),
      exit: 'crashed',
    })
  })
})

describe('a version that is waited for', () => {
  const waiting = (timeoutMs: number, why: string | undefined, tail: string[]) => {
    const signal = new AbortController().signal
    const options = { id, timeoutMs, signal, ask: async () => false, gone: async () => why, tail: async () => tail }
    return waitUntilReady(options)
  }

  test('and cannot come up any more is told with its last lines', async () => {
    await expect(waiting(60_000, 'its process has ended', ['no module named torch'])).rejects.toThrow(
      `the version ${id} did not come up, its process has ended: see why below; its last lines: no module named torch`,
    )
  })

  test('for longer than deploy.ready names that key', async () => {
    await expect(waiting(0, undefined, [])).rejects.toThrow(
      `the version ${id} was not ready within 0 s: raise deploy.ready, or see what holds it up; it said nothing`,
    )
  })
})
