import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openProcessGateway } from '../../src/gateway/process.ts'
import type { Gateway } from '../../src/gateway/types.ts'
import { freePort } from '../../src/ports.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, get, ModelProcesses, model } from './gateway-support/place.ts'

/** Its jobs have sources, and go on with what this process opens. */
vi.hoisted(() => {
  globalThis.modelActionsDist = undefined
})
const root = join(import.meta.dirname, '../..')
const log = { info: () => undefined }
const secrets = {
  COSIGN_PASSWORD: 'hunter2',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'a-token',
  ACTIONS_RUNTIME_TOKEN: 'another',
  RUNNER_TRACKING_ID: 'github_1',
  GITHUB_WORKSPACE: '/home/runner/work/m/m',
}

/** What the gateway needs of a checkout, as a job has it: sources, and no package. */
function copyOfTheProgram(directory: string): void {
  const parts = ['package.json', 'src', 'test/integration/gateway-support']
  for (const part of parts) cpSync(join(root, part), join(directory, part), { recursive: true })
}

const environmentOf = (pid: number): string => readFileSync(`/proc/${pid}/environ`, 'utf8')
const agentPid = (stateDir: string): number =>
  Number(/process (\d+)/.exec(readFileSync(join(stateDir, 'agent.log'), 'utf8'))?.[1])

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(proxy === 'haproxy' ? ['haproxy'] : [], `the ${proxy} gateway on a host of several jobs`, () => {
    let made: string
    let stateDir: string
    let port: number
    let target: ModelProcesses
    let gateway: Gateway | undefined

    beforeEach(async () => {
      made = mkdtempSync(join(tmpdir(), 'gateway-host-'))
      stateDir = join(made, 'place')
      target = new ModelProcesses(join(made, 'versions'))
      port = await freePort()
    })
    afterEach(async () => {
      await gateway?.close()
      gateway = undefined
      for (const { id } of await target.list()) await target.stop(id)
      rmSync(made, { recursive: true, force: true })
    })

    test('goes on working when the checkout, the program and the environment of its job are gone', async () => {
      const job = join(made, 'job')
      copyOfTheProgram(job)
      const program = join(job, 'test/integration/gateway-support/open.ts')
      execFileSync(process.execPath, [program, JSON.stringify({ stateDir, model, port, proxy })], {
        cwd: job,
        env: { ...process.env, ...secrets },
        stdio: 'pipe',
      })
      rmSync(job, { recursive: true })
      const pids = [agentPid(stateDir)]
      if (proxy === 'haproxy') pids.push(Number(readFileSync(join(stateDir, 'haproxy.pid'), 'utf8')))
      for (const pid of pids) {
        for (const [name, value] of Object.entries(secrets)) {
          expect(environmentOf(pid)).not.toContain(name)
          expect(environmentOf(pid)).not.toContain(value)
        }
        expect(environmentOf(pid)).not.toContain(job)
      }

      gateway = await openProcessGateway({ stateDir, model, port, proxy, log })
      expect(agentPid(stateDir)).toBe(pids[0])
      const stable = await target.up('1.0.0', 'a')
      const canary = await target.up('1.1.0', 'b')
      await deployFirst({ gateway }, stable)
      const { traffic, metrics } = gateway
      await traffic.acquire('runner', 20_000)
      await traffic.add('runner', canary)
      await traffic.shift('runner', canary.id, 1)
      expect((await get(gateway.url)).by).toBe(canary.id)
      // The proxy's log comes after the answer, and what it has not told when it is killed is lost.
      await expect
        .poll(async () => (await metrics.observe())[canary.id]?.requests ?? 0, { timeout: 10_000 })
        .toBeGreaterThan(0)
      if (proxy === 'haproxy') {
        process.kill(pids[1] ?? Number.NaN, 'SIGKILL')
        await expect.poll(async () => (await get(`http://127.0.0.1:${port}`)).by, { timeout: 10_000 }).toBe(stable.id)
        await traffic.add('runner', canary)
        await traffic.shift('runner', canary.id, 1)
      }
      await traffic.renew('runner', 100)
      await sleep(300)
      expect((await get(gateway.url)).by).toBe(stable.id)
      expect(await gateway.probe(canary)).toBe(true)
      expect((await metrics.observe())[canary.id]?.requests).toBeGreaterThan(0)
      expect(existsSync(job)).toBe(false)
    })

    test('tells a second model on its port who has it, and what to write', async () => {
      gateway = await openProcessGateway({ stateDir, model, port, proxy, log })
      const other = { stateDir: join(made, 'other'), model: 'github.com/acme/shop/mood', port, proxy, log }
      await expect(openProcessGateway(other)).rejects.toThrow(
        `port ${port} is taken by the gateway of the model ${model}: for github.com/acme/shop/mood, write a free port in the key deploy.port`,
      )
      const second = await openProcessGateway({ ...other, port: await freePort() })
      try {
        await deployFirst({ gateway }, await target.up('1.0.0', 'a'))
        expect(await second.traffic.status()).toEqual({ idle: [] })
        expect((await get(second.url)).status).toBe(503)
      } finally {
        await second.close()
      }
    })

    test('tells another gateway of its own model on its port that it is one', async () => {
      gateway = await openProcessGateway({ stateDir, model, port, proxy, log })
      await expect(openProcessGateway({ stateDir: join(made, 'other'), model, port, proxy, log })).rejects.toThrow(
        new RegExp(`port ${port} is taken by another gateway of ${model}.*MODEL_ACTIONS_HOME`),
      )
    })

    test('refuses the rollout of another model, and a state that is of another one', async () => {
      gateway = await openProcessGateway({ stateDir, model, port, proxy, log })
      const other = { stateDir, model: 'github.com/acme/shop/mood', port, proxy, log }
      await expect(openProcessGateway(other)).rejects.toThrow(
        /serves the model github\.com\/acme\/shop\/tone, not github\.com\/acme\/shop\/mood/,
      )
      await deployFirst({ gateway }, await target.up('1.0.0', 'a'))
      await gateway.close()
      gateway = undefined
      await expect(openProcessGateway(other)).rejects.toThrow(/state\.json: it is of the model .*tone, and .*mood/)
      expect(JSON.parse(readFileSync(join(stateDir, 'state.json'), 'utf8'))).toMatchObject({ model })
    })

    test('goes on where a runner is killed in the middle of what it asks', async () => {
      gateway = await openProcessGateway({ stateDir, model, port, proxy, log })
      const pid = agentPid(stateDir)
      for (let round = 0; round < 5; round++) {
        const runner = net.connect(join(stateDir, 'agent.sock'))
        await once(runner, 'connect')
        runner.write('{"op":"status"}\n'.repeat(200))
        await sleep(5)
        // With answers that nobody read: the other side gets a reset.
        runner.destroy()
      }
      await sleep(200)
      expect(await gateway.traffic.status()).toEqual({ idle: [] })
      expect(agentPid(stateDir)).toBe(pid)
      expect(readFileSync(join(stateDir, 'agent.log'), 'utf8')).not.toContain('Unhandled')
    })

    test('takes a lease of 30 days for one of 30 days', async () => {
      gateway = await openProcessGateway({ stateDir, model, port, proxy, log })
      await gateway.traffic.acquire('runner', 30 * 24 * 3_600_000)
      await sleep(100)
      const { lease, watchdog } = await gateway.traffic.status()
      expect(watchdog).toBeUndefined()
      expect(lease?.remainingMs).toBeGreaterThan(29 * 24 * 3_600_000)
    })

    test('takes no server of something else for a version that is ready', async () => {
      gateway = await openProcessGateway({ stateDir, model, port, proxy, log })
      const old = await target.up('1.0.0', 'a')
      const asked = {
        ...old,
        id: 'v1-1-0',
        version: '1.1.0',
        serving: { ...old.serving, readyPath: '/v2/models/tone/versions/1.1.0/ready' },
      }
      await gateway.traffic.acquire('runner', 20_000)
      await gateway.traffic.add('runner', old)
      await gateway.traffic.add('runner', asked)
      // It answers 200 for itself, and 404 for the version that is asked for.
      expect(await gateway.probe(old)).toBe(true)
      expect(await gateway.probe(asked)).toBe(false)
    })

    test('is found by a job whose TMPDIR is another one, however long the path of its place is', async () => {
      const long = join(made, 'x'.repeat(90))
      const before = process.env['TMPDIR']
      gateway = await openProcessGateway({ stateDir: long, model, port, proxy, log })
      try {
        process.env['TMPDIR'] = made
        const again = await openProcessGateway({ stateDir: long, model, port, proxy, log })
        expect(await again.traffic.status()).toEqual({ idle: [] })
      } finally {
        if (before === undefined) delete process.env['TMPDIR']
        else process.env['TMPDIR'] = before
      }
    })

    test('names the file where what it knew is damaged', async () => {
      gateway = await openProcessGateway({ stateDir, model, port, proxy, log })
      await gateway.close()
      gateway = undefined
      writeFileSync(join(stateDir, 'state.json'), '{')
      await expect(openProcessGateway({ stateDir, model, port, proxy, log })).rejects.toThrow(
        /state\.json: it is damaged: remove it/,
      )
    })
  })
