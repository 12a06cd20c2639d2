import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { openDockerGateway } from '../../src/gateway/docker.ts'
import { gatewayLabel } from '../../src/gateway/dockerNames.ts'
import type { Gateway } from '../../src/gateway/types.ts'
import { freePort } from '../../src/ports.ts'
import { Lease } from '../../src/rollout/lease.ts'
import { removeDockerPlace } from '../../src/rollout/targets/dockerVersions.ts'
import { ofInstallation } from '../ofInstallation.ts'
import { describeWith } from '../parts.ts'
import { EngineProxy } from './docker-support/engineProxy.ts'

const log = { info: () => undefined, foreign: () => undefined }
const signal = new AbortController().signal
const model = `test/asked-${process.pid}`

describeWith(['docker', 'base-image'], 'a gateway in a container is asked over one line', () => {
  const proxy = new EngineProxy()
  let direct: DockerClient
  let container = ''
  let gateway: Gateway
  let options: { model: string; port: number; image: string }

  /** How many programs run in the container besides what serves. */
  const asking = async (): Promise<number> => {
    const { stdout } = await direct.exec(container, ['sh', '-c', 'cat /proc/[0-9]*/cmdline | tr "\\0" "\\n"'])
    return stdout.split('\n').filter((word) => word === 'relay').length
  }
  const comesTo = (count: number) => expect.poll(asking, { timeout: 30_000 }).toBe(count)

  beforeAll(async () => {
    direct = await connectDocker({ environment: process.env })
    const image = await ensureImage({ docker: direct, kind: 'gateway', log, signal, environment: process.env })
    const behind = await connectDocker({ environment: await proxy.start(process.env) })
    options = { model, port: await freePort(), image }
    gateway = await openDockerGateway({ ...options, docker: behind, log })
    container = (await direct.list(gatewayLabel(model)))[0]?.id ?? ''
  })
  afterAll(async () => {
    proxy.end()
    await removeDockerPlace(direct, model)
  })

  test('whatever is asked, one program runs there for it, and none once its client was killed or has ended', async () => {
    await Promise.all(Array.from({ length: 20 }, () => gateway.traffic.status()))
    await comesTo(1)
    const program = join(import.meta.dirname, 'gateway-support/openDocker.ts')
    for (const end of ['SIGKILL', 'by itself'] as const) {
      const args = [...ofInstallation(), program, JSON.stringify(options), ...(end === 'SIGKILL' ? ['stay'] : [])]
      const client = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      const ended = once(client, 'exit')
      if (end === 'SIGKILL') {
        await once(createInterface({ input: client.stdout }), 'line')
        await comesTo(2)
        client.kill('SIGKILL')
      }
      expect(await ended).toEqual(end === 'SIGKILL' ? [null, 'SIGKILL'] : [0, null])
      await comesTo(1)
    }
  })

  test('a lease is held on and questions are answered where the connections are cut, again and again', async () => {
    const { traffic } = gateway
    const clock = { monotonicMs: () => performance.now() }
    const lease = await Lease.take({ traffic, owner: 'a rollout', ttlMs: 30_000, clock })
    for (let times = 0; times < 3; times++) {
      const asked = Array.from({ length: 5 }, () => lease.ask(() => traffic.status(), signal))
      expect(proxy.cut()).toBeGreaterThan(0)
      for (const status of await Promise.all(asked)) expect(status.lease?.owner).toBe('a rollout')
    }
    expect(lease.lost).toBeUndefined()
    await lease.release()
    await comesTo(1)
  })

  test('it is found again after its container was started anew', async () => {
    await direct.halt(container, 1)
    await expect(gateway.traffic.status()).rejects.toThrow("the gateway's agent was not reached")
    await direct.startAgain(container)
    await expect.poll(() => gateway.traffic.status().catch(() => undefined), { timeout: 30_000 }).toBeDefined()
    await comesTo(1)
  })
})
