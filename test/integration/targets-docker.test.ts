import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Digest } from '../../src/digest.ts'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { openDockerGateway } from '../../src/gateway/docker.ts'
import { modelLabel, networkOf } from '../../src/gateway/dockerNames.ts'
import type { Backend, Gateway } from '../../src/gateway/types.ts'
import { readBlob } from '../../src/oci/blobs.ts'
import { fromDockerArchive } from '../../src/oci/dockerArchive.ts'
import { parseImageConfig } from '../../src/oci/imageConfig.ts'
import { openLayout } from '../../src/oci/layout.ts'
import { choosePlatform, hostPlatform } from '../../src/oci/platforms.ts'
import type { ContentStore } from '../../src/oci/types.ts'
import { freePort } from '../../src/ports.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import { createDockerTarget, plainContainers } from '../../src/rollout/targets/docker.ts'
import { removeDockerPlace } from '../../src/rollout/targets/dockerVersions.ts'
import { backendId } from '../../src/rollout/targets/ready.ts'
import type { Target } from '../../src/rollout/types.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { quickPlan } from '../rolloutPlan.ts'
import { deployFirst } from './gateway-support/place.ts'
import { infer, modelName, tinyImage, tinyModel } from './targets-support/images.ts'

const never = new AbortController().signal
const log = { info: () => undefined, foreign: () => undefined }
/** Networks, containers and volumes are told from others by it. */
const model = `test/${modelName}-${process.pid}`
const kept = `${networkOf(model)}-kept`
const readyMs = 60_000

describeWith(['docker', 'base-image', 'python'], 'versions as containers', () => {
  let made = ''
  let docker: DockerClient
  let store: ContentStore
  let target: Target
  let gateway: Gateway | undefined
  let first: Digest
  let second: Digest
  let broken: Digest

  beforeAll(async () => {
    docker = await connectDocker({ environment: process.env })
    const serve = await ensureImage({ docker, kind: 'serve', log, signal: never, environment: process.env })
    made = mkdtempSync(join(tmpdir(), 'targets-docker-'))
    const files = await tinyModel()
    store = await openLayout(join(made, 'images'), { create: true })
    const base = { store, digest: (await fromDockerArchive(await docker.save(serve, never), store)).digest }
    const image = (version: string, more: { broken?: boolean } = {}) =>
      tinyImage({ model: files, into: join(made, version), store, version, base, ...more })
    first = await image('1.0.0')
    second = await image('1.1.0')
    broken = await image('1.2.0', { broken: true })
    target = await createDockerTarget({ docker, store, model, containers: plainContainers, log })
    // Each goes with its version, and comes again for the next test: by its other name it need not come from here.
    const releases = { '1.0.0': first, '1.1.0': second, '1.2.0': broken }
    for (const [version, digest] of Object.entries(releases)) {
      await target.prepare({ version, digest }, never)
      await docker.tag(`${networkOf(model)}:${backendId(version, digest)}`, `${kept}:${version}`)
    }
  })
  /** The gateway goes by name; from here only the address is reachable. */
  const addressOf = async ({ id, serving }: Backend): Promise<string> => {
    const [container] = await docker.list({ ...modelLabel(model), 'model-actions.id': id })
    return `${container?.addresses[networkOf(model)]}:${serving.port}`
  }
  afterEach(async () => {
    await gateway?.close()
    gateway = undefined
    for (const { id } of await target.list()) await target.stop(id)
    for (const { id } of await docker.list(modelLabel(model))) await docker.remove(id, 0)
  })
  afterAll(async () => {
    await removeDockerPlace(docker, model)
    await removeDockerPlace(docker, model)
    for (const version of ['1.0.0', '1.1.0', '1.2.0']) await docker.removeImage(`${kept}:${version}`)
    rmSync(made, { recursive: true, force: true })
  })

  test('the engine runs the very image whose digest was verified, closed to the outside, and a start brings back one that was killed', async () => {
    const backend = await target.start({ version: '1.0.0', digest: first }, never)
    await target.ready(backend, readyMs, never)
    const { manifest } = await choosePlatform(store, first, hostPlatform(), true)
    const [container] = await docker.list({ ...modelLabel(model), 'model-actions.id': backend.id })
    const config = parseImageConfig(await readBlob(store, manifest.config), 'the image')
    const tag = `${networkOf(model)}:${backend.id}`
    expect((await docker.image(tag))?.layers).toEqual(config.rootfs.diff_ids)
    expect(container?.labels['model-actions.digest']).toBe(first)
    expect(backend.serving).toMatchObject({ port: 8080, maxLength: 16, engine: 'onnxruntime' })

    const see = 'import os; print(os.getuid(), os.access("/models", os.W_OK), os.access("/opt", os.W_OK))'
    expect((await docker.exec(container?.id ?? '', ['python3', '-c', see])).stdout).toBe('65532 False False')
    expect((await infer(await addressOf(backend))).version).toBe('1.0.0')

    const again = await createDockerTarget({ docker, store, model, containers: plainContainers, log })
    expect(await again.list()).toEqual([backend])
    expect(await again.start({ version: '1.0.0', digest: first }, never)).toEqual(backend)
    await docker.exec(container?.id ?? '', ['python3', '-c', 'import os; os.kill(-1, 9)'])
    await expect.poll(() => target.list(), { timeout: 20_000 }).toEqual([])
    expect(await target.start({ version: '1.0.0', digest: first }, never)).toEqual(backend)
    await target.ready(backend, readyMs, never)
    expect((await infer(await addressOf(backend))).status).toBe(200)
    await again.stop(backend.id)
    await again.stop(backend.id)
    expect(await docker.list(modelLabel(model))).toEqual([])
    expect(await docker.image(tag)).toBeUndefined()
  })

  test('a version takes the place of the other where there is room for one, and gives it back where it does not come up', async () => {
    const image = await ensureImage({ docker, kind: 'gateway', log, signal: never, environment: process.env })
    const port = await freePort()
    const at = await openDockerGateway({ docker, model, port, image, log })
    gateway = at
    const deploy = (release: { version: string; digest: Digest }) =>
      runRollout({
        target,
        ...at,
        plan: quickPlan(0.1, { surge: 0, minRequests: 1, healthFailures: 5 }),
        release,
        owner: 'test',
        timing: { readyMs, healthIntervalMs: 200, leaseTtlMs: 15_000 },
        clock: { monotonicMs: () => performance.now() },
        signal: never,
        log,
      })
    expect(await deploy({ version: '1.0.0', digest: first })).toMatchObject({ verdict: 'pass', gaps: [] })
    let going = true
    const answers: string[] = []
    const client = (async () => {
      for (; going; await sleep(20)) {
        const { status, version } = await infer(`127.0.0.1:${port}`)
        answers.push(status === 200 ? version : String(status))
      }
    })()
    const swapped = await deploy({ version: '1.1.0', digest: second })
    expect(swapped, swapped.because).toMatchObject({ verdict: 'pass', firstDeploy: false, gaps: [{ end: {} }] })
    const back = await deploy({ version: '1.2.0', digest: broken })
    expect(back, back.because).toMatchObject({ verdict: 'fail', serving: { version: '1.1.0' }, gaps: [{ end: {} }] })
    await expect.poll(() => answers.at(-1), { timeout: 20_000 }).toBe('1.1.0')
    going = false
    await client
    // One after the other, and between two of them 503.
    expect(answers.filter((one, index) => one !== answers[index - 1])).toEqual([
      '1.0.0',
      '503',
      '1.1.0',
      '503',
      '1.1.0',
    ])
    const left = await docker.list(modelLabel(model))
    expect(left.flatMap(({ labels }) => labels['model-actions.id'] ?? [])).toEqual([swapped.serving?.id])
    const policy = ['inspect', '--format', '{{.HostConfig.RestartPolicy.Name}}']
    const serves = left.find(({ labels }) => labels['model-actions.id'] !== undefined)?.id ?? ''
    expect(
      execFileSync('docker', [...policy, serves])
        .toString()
        .trim(),
    ).toBe('unless-stopped')
  })

  test('a version that cannot come up is refused with its last lines; it and what a cancelled rollout left go within the time that a runner gives', async () => {
    const ended = await target.start({ version: '1.2.0', digest: broken }, never)
    await expect(target.ready(ended, readyMs, never)).rejects.toThrow(
      /did not come up, its container ended with exit code \d+: .*its last lines: .*model\.onnx/,
    )
    expect(await target.list()).toEqual([])
    const serves = await target.start({ version: '1.0.0', digest: first }, never)
    const canary = await target.start({ version: '1.1.0', digest: second }, never)
    await Promise.all([serves, canary].map((backend) => target.ready(backend, readyMs, never)))
    const beganMs = performance.now()
    expect((await target.sweep(serves.id, 1_500)).toSorted()).toEqual([canary.id, ended.id].toSorted())
    // 10 s lie between the first signal to a job and its end.
    expect(performance.now() - beganMs).toBeLessThan(7_500)
    const left = (await docker.list(modelLabel(model))).map(({ labels }) => labels['model-actions.id'])
    expect(left).toEqual([serves.id])
    expect(await target.sweep(serves.id, 1_500)).toEqual([])
  })

  test('replicas share the requests, and what one that ends was asked another answers, until it is back', async () => {
    const secret = Buffer.from('the word that opens')
    const containers = {
      ...plainContainers,
      replicas: 2,
      limits: { cpus: 1.5, memoryBytes: 600 * 2 ** 20, shmBytes: 64 * 2 ** 20 },
      user: '1234:1235',
      environment: { REGION: 'north' },
      secrets: { names: ['TOKEN'], read: async () => ({ TOKEN: secret }) },
      healthIntervalMs: 2_000,
    }
    const place = await createDockerTarget({ docker, store, model, containers, log })
    const backend = await place.start({ version: '1.0.0', digest: first }, never)
    expect(backend.addresses).toHaveLength(2)
    await place.ready(backend, readyMs, never)
    expect(await place.list()).toEqual([backend])
    const replicas = await docker.list({ 'model-actions.id': backend.id })
    const [one, other] = replicas.map(({ id }) => id) as [string, string]

    const format = '{{.HostConfig.Memory}} {{.HostConfig.ShmSize}} {{.HostConfig.NanoCpus}} {{.Config.User}}'
    const told = execFileSync('docker', ['inspect', '--format', format, one]).toString().trim()
    expect(told).toBe(`${600 * 2 ** 20} ${64 * 2 ** 20} 1500000000 1234:1235`)
    const see = `import os
print(open(os.environ["TOKEN_FILE"]).read(), os.environ["REGION"], os.getuid(), oct(os.stat(os.environ["TOKEN_FILE"]).st_mode))`
    expect((await docker.exec(one, ['python3', '-c', see])).stdout).toBe('the word that opens north 1234 0o100400')
    expect(Object.keys((await docker.inspect(one))?.addresses ?? {})).toEqual([networkOf(model)])
    const internal = ['network', 'inspect', '--format', '{{.Internal}}', networkOf(model)]
    expect(execFileSync('docker', internal).toString().trim()).toBe('true')
    await expect.poll(async () => (await docker.inspect(one))?.health, { timeout: 30_000 }).toBe('healthy')

    const image = await ensureImage({ docker, kind: 'gateway', log, signal: never, environment: process.env })
    const port = await freePort()
    gateway = await openDockerGateway({ docker, model, port, image, log })
    await deployFirst({ gateway }, backend)
    await place.keep(backend.id)
    const answers = new Map<string, number>()
    let going = true
    const clients = [1, 2, 3, 4].map(async () => {
      while (going) {
        const { status, body } = await infer(`127.0.0.1:${port}`)
        const key = status === 200 ? '200' : `${status} ${body.slice(0, 100)}`
        answers.set(key, (answers.get(key) ?? 0) + 1)
        await sleep(20)
      }
    })
    const answered = (): number => answers.get('200') ?? 0
    await expect.poll(answered, { timeout: 20_000 }).toBeGreaterThan(50)
    // Stopped by hand, so that the engine does not start it again at once.
    execFileSync('docker', ['kill', other])
    const before = answered()
    await expect.poll(answered, { timeout: 20_000 }).toBeGreaterThan(before + 150)
    expect(await gateway.probe(backend)).toBe(false)
    execFileSync('docker', ['start', other])
    const { probe } = gateway
    await expect.poll(() => probe(backend), { timeout: 30_000 }).toBe(true)
    going = false
    await Promise.all(clients)
    expect([...answers.keys()]).toEqual(['200'])
    // What the ended one refused counts, though the other made it good.
    expect((await gateway.metrics.observe())[backend.id]?.errors).toBeGreaterThan(0)

    await place.stop(backend.id)
    const volumes = execFileSync('docker', ['volume', 'ls', '--quiet', '--filter', `name=${networkOf(model)}`])
    expect(volumes.toString().trim()).toBe(`${networkOf(model)}-gateway`)
  })

  test('a first deploy and a canary go through the gateway without a lost request, and stable comes back from a crash', async () => {
    const image = await ensureImage({ docker, kind: 'gateway', log, signal: never, environment: process.env })
    const port = await freePort()
    gateway = await openDockerGateway({ docker, model, port, image, log })
    const opened = gateway
    const plan = quickPlan(0.1, { steps: [0.3, 0.8], stepDeadlineMs: 60_000, healthFailures: 5, windowMs: 500 })
    const deploy = (version: string, digest: Digest) =>
      runRollout({
        target,
        ...opened,
        plan,
        release: { version, digest },
        owner: `test ${version}`,
        timing: { readyMs, healthIntervalMs: 500, leaseTtlMs: 15_000 },
        clock: { monotonicMs: () => performance.now() },
        signal: never,
        log,
      })
    const report = await deploy('1.0.0', first)
    expect(report, report.because).toMatchObject({ verdict: 'pass', firstDeploy: true })

    const answers = new Map<string, number>()
    const agent = new http.Agent({ keepAlive: true })
    let going = true
    const clients = [1, 2, 3, 4].map(async () => {
      while (going) {
        const { status, version } = await infer(`127.0.0.1:${port}`, agent)
        const key = `${status} ${version}`
        answers.set(key, (answers.get(key) ?? 0) + 1)
        await sleep(10)
      }
    })
    const canary = await deploy('1.1.0', second)
    going = false
    await Promise.all(clients)
    agent.destroy()
    expect(canary.verdict, canary.because).toBe('pass')
    expect([...answers.keys()].sort()).toEqual(['200 1.0.0', '200 1.1.0'])
    expect((await infer(`127.0.0.1:${port}`)).version).toBe('1.1.0')
    expect((await target.list()).map(({ version }) => version)).toEqual(['1.1.0'])

    const serving = async () => (await docker.list({ ...modelLabel(model), 'model-actions.version': '1.1.0' }))[0]
    await docker.exec((await serving())?.id ?? '', ['python3', '-c', 'import os; os.kill(-1, 9)'])
    // What serves is started again by the engine, and found by the gateway, with nobody's help.
    await expect.poll(async () => (await infer(`127.0.0.1:${port}`)).version, { timeout: 60_000 }).toBe('1.1.0')
    await docker.remove((await serving())?.id ?? '', 0)
    const again = await deploy('1.1.0', second)
    expect(again, again.because).toMatchObject({ verdict: 'pass', reused: false, firstDeploy: true })
    expect((await infer(`127.0.0.1:${port}`)).version).toBe('1.1.0')
    expect(await deploy('1.1.0', second)).toMatchObject({ verdict: 'pass', reused: true })

    for (const { id } of await target.list()) await target.stop(id)
    await opened.close()
    gateway = undefined
    expect(await docker.list(modelLabel(model))).toEqual([])
  })
})
