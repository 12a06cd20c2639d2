import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { modelLabel } from '../../src/gateway/dockerNames.ts'
import { sharedIdentity } from '../../src/gateway/port.ts'
import type { Backend, Gateway } from '../../src/gateway/types.ts'
import { freePort } from '../../src/ports.ts'
import { labels, removeDockerPlace } from '../../src/rollout/targets/dockerVersions.ts'
import type { Target } from '../../src/rollout/types.ts'
import { ofInstallation } from '../ofInstallation.ts'
import { describeWith } from '../parts.ts'
import { quickPlan } from '../rolloutPlan.ts'
import { type DockerRunnerInput, openPart, rollOut } from './gateway-support/dockerRunner.ts'
import { deployFirst, digestOf, get, load } from './gateway-support/place.ts'

const log = { info: () => undefined, foreign: () => undefined }
const { signal } = new AbortController()

describeWith(
  ['docker', 'base-image', 'root'],
  'two models on one gateway, whose machine ends in the middle of both rollouts',
  () => {
    let docker: DockerClient
    let image: string
    let port: number
    let directory: string
    const models: {
      name: string
      letters: [string, string, string]
      gateway: Gateway
      target: Target
      stable: Backend
    }[] = []
    const runners: ChildProcess[] = []
    const modelOf = (name: string): string => `test/${name}-reboot-${process.pid}`
    const inputOf = (name: string, version: string, letter: string, minTimeMs: number): DockerRunnerInput => ({
      model: modelOf(name),
      name,
      port,
      image,
      directory,
      owner: `run of ${version}`,
      release: { version, digest: digestOf(letter) },
      plan: quickPlan(0.2, { steps: [0.5, 0.9], minTimeMs, stepDeadlineMs: minTimeMs + 60_000 }),
      timing: { readyMs: 60_000, healthIntervalMs: 100, leaseTtlMs: 600_000 },
    })
    const infer = (name: string): string => `http://127.0.0.1:${port}/v2/models/${name}/infer`
    /** Gateways, the router and all versions. */
    const containers = async () =>
      (
        await Promise.all(
          [...models.map(({ name }) => modelOf(name)), sharedIdentity(port)].map((model) =>
            docker.list(modelLabel(model)),
          ),
        )
      ).flat()

    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), 'gateway-shared-reboot-'))
      docker = await connectDocker({ environment: process.env })
      image = await ensureImage({ docker, kind: 'gateway', log, signal, environment: process.env })
      port = await freePort()
      for (const [name, letters] of [
        ['tone', ['a', 'b', 'c']],
        ['mood', ['d', 'e', 'f']],
      ] as const) {
        const { gateway, target } = await openPart(inputOf(name, '1.0.0', letters[0], 0))
        const stable = await target.start({ version: '1.0.0', digest: digestOf(letters[0]) }, signal)
        models.push({ name, letters: [...letters], gateway, target, stable })
        await target.ready(stable, 60_000, signal)
        await deployFirst({ gateway }, stable)
        await target.keep(stable.id)
      }
    }, 300_000)
    afterAll(async () => {
      for (const runner of runners) runner.kill('SIGKILL')
      for (const { name } of models) await removeDockerPlace(docker, modelOf(name))
      await removeDockerPlace(docker, sharedIdentity(port))
      rmSync(directory, { recursive: true, force: true })
    }, 120_000)

    test('serves both stables with everything afterwards, leaves no canary traffic, and the next rollouts of both work', async () => {
      const clients = models.map(({ name }) => load(infer(name)))
      const program = join(import.meta.dirname, 'gateway-support/dockerRunner.ts')
      for (const { name, letters } of models) {
        const input = JSON.stringify(inputOf(name, '1.1.0', letters[1], 600_000))
        const stdio = ['ignore', 'ignore', 'inherit'] as const
        runners.push(spawn(process.execPath, [...ofInstallation(), program, input], { stdio: [...stdio] }))
      }
      for (const { gateway } of models)
        await expect.poll(async () => (await gateway.traffic.status()).canary?.share, { timeout: 90_000 }).toBe(0.5)
      for (const [index, { letters }] of models.entries())
        await expect
          .poll(() => [...(clients[index]?.answers.keys() ?? [])], { timeout: 60_000 })
          .toContain(`v1-1-0-${letters[1].repeat(12)}`)
      await Promise.all(clients.map((each) => each.end()))
      expect(clients.flatMap(({ bad }) => bad)).toEqual([])

      // Runners, router, gateways, stables and canaries: all at once, as by a reboot; the engine starts again what it is to keep.
      const ids = (await containers()).map(({ id }) => id)
      expect(ids).toHaveLength(7)
      const pids = execFileSync('docker', ['inspect', '--format', '{{.State.Pid}}', ...ids], { encoding: 'utf8' })
      const ended = runners.map((runner) => once(runner, 'exit'))
      for (const runner of runners) runner.kill('SIGKILL')
      for (const pid of pids.trim().split('\n')) process.kill(Number(pid), 'SIGKILL')
      await Promise.all(ended)

      for (const { name, stable, gateway } of models) {
        await expect.poll(async () => (await get(infer(name))).by, { timeout: 90_000 }).toBe(stable.id)
        const by = await Promise.all(Array.from({ length: 100 }, () => get(infer(name))))
        expect(by.filter((answer) => answer.status !== 200 || answer.by !== stable.id)).toEqual([])
        const status = await gateway.traffic.status()
        expect(status).toMatchObject({ stable, idle: [] })
        expect(status).not.toHaveProperty('canary')
        expect(status).not.toHaveProperty('lease')
      }
      const running = (await containers()).filter((one) => one.running && one.labels[labels.id] !== undefined)
      expect(running.map(({ labels: own }) => own[labels.id]).sort()).toEqual(
        models.map(({ stable }) => stable.id).sort(),
      )

      const again = models.map(({ name }) => load(infer(name)))
      const reports = await Promise.all(
        models.map(({ name, letters }) => rollOut(inputOf(name, '1.2.0', letters[2], 400))),
      )
      for (const [index, { letters, target }] of models.entries()) {
        await again[index]?.end()
        const id = `v1-2-0-${letters[2].repeat(12)}`
        expect(reports[index], reports[index]?.because).toMatchObject({ verdict: 'pass', serving: { id } })
        expect(again[index]?.bad).toEqual([])
        // What the rollout that was killed left is gone too.
        expect((await target.list()).map((one) => one.id)).toEqual([id])
      }
    }, 300_000)
  },
)
