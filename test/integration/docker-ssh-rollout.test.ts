import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { openDockerGateway } from '../../src/gateway/docker.ts'
import { freePort } from '../../src/ports.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import { removeDockerPlace } from '../../src/rollout/targets/dockerVersions.ts'
import type { Target } from '../../src/rollout/types.ts'
import { describeWith } from '../parts.ts'
import { quickPlan } from '../rolloutPlan.ts'
import { SshServer } from './docker-support/sshd.ts'
import { standIns } from './docker-support/standIns.ts'
import { digestOf, load } from './gateway-support/place.ts'

const signal = new AbortController().signal
const model = `test/far-${process.pid}`

describeWith(['docker', 'base-image', 'sshd', 'root'], 'a host that is reached by ssh', () => {
  const server = new SshServer()
  let docker: DockerClient
  let target: Target
  let image = ''

  beforeAll(async () => {
    await server.start([{ name: 'operator', environment: { DOCKER_HOST: process.env['DOCKER_HOST'] ?? '' } }])
    server.host('gpu-box', { key: 'operator' })
    const environment = server.environment()
    docker = await connectDocker({ environment, host: 'ssh://gpu-box' })
    image = await ensureImage({
      docker,
      kind: 'gateway',
      log: { info: () => {}, foreign: () => {} },
      signal,
      environment,
    })
    target = standIns({ docker, model, image, directory: server.directory })
  })
  afterAll(async () => {
    if (docker !== undefined) await removeDockerPlace(docker, model)
    await server.end()
  })

  test('gets a first version and a canary, and loses no request and no lease where its connections drop', async () => {
    const port = await freePort()
    const said: string[] = []
    const log = { info: (line: string) => void said.push(line) }
    const gateway = await openDockerGateway({ docker, model, port, image, log })
    expect(said).toContain(`the gateway is published on the loopback of gpu-box: port ${port} answers on that machine`)
    let cut = 0
    const deploy = (version: string, letter: string) =>
      runRollout({
        target,
        ...gateway,
        plan: quickPlan(0.1, { steps: [0.3, 0.8], stepDeadlineMs: 60_000, healthFailures: 10, windowMs: 500 }),
        release: { version, digest: digestOf(letter) },
        owner: `test ${version}`,
        timing: { readyMs: 60_000, healthIntervalMs: 1_000, leaseTtlMs: 30_000 },
        clock: { monotonicMs: () => performance.now() },
        signal,
        log: {
          info: (line) => {
            if (/ has 30 % /.test(line)) cut += server.cut()
          },
        },
      })
    const first = await deploy('1.0.0', 'a')
    expect(first, first.because).toMatchObject({ verdict: 'pass', firstDeploy: true })
    const clients = load(gateway.url, { clients: 4 })
    const second = await deploy('1.1.0', 'b')
    await clients.end()
    expect(second, second.because).toMatchObject({ verdict: 'pass', serving: { version: '1.1.0' } })
    expect(cut).toBeGreaterThan(0)
    expect(clients.bad).toEqual([])
    expect((await target.list()).map(({ version }) => version)).toEqual(['1.1.0'])
  })
})
