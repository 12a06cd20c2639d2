import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import type { ContainerSpec } from '../../src/docker/container.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { EngineProxy } from './docker-support/engineProxy.ts'

const never = new AbortController().signal
const environment = process.env
const log = { info: () => undefined, foreign: () => undefined }
const labels = { 'model-actions.test': `dropped-${process.pid}` }

describeWith(['docker', 'base-image'], 'a connection to the Docker engine that drops', () => {
  let direct: DockerClient
  let behind: DockerClient
  const proxy = new EngineProxy()
  let spec: (seconds: number) => ContainerSpec

  beforeAll(async () => {
    direct = await connectDocker({ environment })
    const image = await ensureImage({ docker: direct, kind: 'serve', log, signal: never, environment })
    spec = (seconds) => ({
      image,
      command: ['python3', '-c', `import time; print('up', flush=True); time.sleep(${seconds}); exit(6)`],
      environment: {},
      labels,
      user: '65532:65532',
      network: 'none',
    })
    behind = await connectDocker({ environment: await proxy.start(environment) })
  })
  afterAll(async () => {
    proxy.end()
    for (const { id } of await direct.list(labels)) await direct.remove(id, 0)
  })

  test('ends an exec with the place and the remedy, and does not leave it waiting', async () => {
    const id = await direct.start(spec(60))
    const running = behind.exec(id, ['python3', '-c', "print('up', flush=True); import time; time.sleep(60)"])
    const refused = expect(running).rejects.toThrow(
      /connection to the Docker engine at unix:.*docker\.sock was lost while python3 ran in the container [0-9a-f]{12} .*see whether the engine was stopped, and run again/,
    )
    await sleep(1_000)
    const beganMs = performance.now()
    proxy.cut()
    await refused
    // Its own bound is a minute.
    expect(performance.now() - beganMs).toBeLessThan(30_000)
  })

  test('is no end of a job whose engine works on: its end is seen, and its log says what it lacks', async () => {
    const lines: string[] = []
    const stderr: string[] = []
    const running = behind.run(
      spec(8),
      { stdout: (line) => lines.push(line), stderr: (line) => stderr.push(line) },
      never,
    )
    await expect.poll(() => lines, { timeout: 20_000 }).toEqual(['up'])
    proxy.cut()
    expect(await running).toEqual({ exitCode: 6, outOfMemory: false })
    expect(stderr).toEqual(['[its output from here on is lost, it still runs]'])
  })

  test('to an engine that is gone ends a job with the place and the remedy', async () => {
    let up = (): void => undefined
    const isUp = new Promise<void>((resolve) => {
      up = resolve
    })
    const running = behind.run(spec(60), { stdout: () => up(), stderr: () => undefined }, never)
    const refused = expect(running).rejects.toThrow(
      /connection to the Docker engine at .* was lost while the container of .* ran .*run again/,
    )
    await isUp
    proxy.end()
    await refused
  })
})
