import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exchange } from '../../src/gateway/control.ts'
import { findProcessGateway, openProcessGateway } from '../../src/gateway/process.ts'
import type { Backend } from '../../src/gateway/types.ts'
import { freePort } from '../../src/ports.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, get, load, model, openPlace, type Place, slowUpload } from './gateway-support/place.ts'
import { running } from './gateway-support/processes.ts'

/* A toolkit is updated between two deployments: the gateway of the earlier one hands over to that of the later one. */

const root = join(import.meta.dirname, '../..')
const log = { info: () => undefined }
const protocolFile = 'src/gateway/agent/protocol.ts'
const exec = promisify(execFile)

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(
    proxy === 'haproxy' ? ['haproxy'] : [],
    `the ${proxy} gateway under a later version of the toolkit`,
    () => {
      let place: Place
      let stable: Backend
      let made: string

      beforeEach(async () => {
        made = mkdtempSync(join(tmpdir(), 'gateway-upgrade-'))
        place = await openPlace(proxy)
        stable = await place.target.up('1.0.0', 'a')
        await deployFirst(place, stable)
      })
      afterEach(async () => {
        await place.end()
        rmSync(made, { recursive: true, force: true })
      })

      /** A checkout of the next version, which speaks another protocol. @param change of the agent's own program */
      function nextVersion(change: (program: string) => string = (program) => program): string {
        const checkout = join(made, 'next')
        for (const part of ['package.json', 'src', 'test/integration/gateway-support'])
          cpSync(join(root, part), join(checkout, part), { recursive: true })
        const edit = (file: string, how: (text: string) => string): void => {
          const before = readFileSync(join(checkout, file), 'utf8')
          writeFileSync(join(checkout, file), how(before))
        }
        edit(protocolFile, (text) => text.replace(/protocolVersion = \d+/, 'protocolVersion = 1000'))
        edit('src/gateway/agent/main.ts', change)
        return checkout
      }
      const deployBy = async (checkout: string): Promise<string> => {
        const options = { stateDir: place.stateDir, model, port: place.port, proxy }
        const program = join(checkout, 'test/integration/gateway-support/open.ts')
        return (await exec(process.execPath, [program, JSON.stringify(options)], { cwd: checkout })).stdout
      }
      /** What its supervisor was asked first, once more. */
      const handOverOf = ({ stateDir, agentPid }: Place): { program: string; config: string } => {
        const [, program = '', , config = ''] = running().find(({ pid }) => pid === agentPid())?.words ?? []
        expect(program).toContain(stateDir)
        return { program, config }
      }
      const protocolOf = async (): Promise<string> => {
        const found = await findProcessGateway({ stateDir: place.stateDir, model }).catch(
          (error: Error) => error.message,
        )
        return typeof found === 'string' ? found : 'ours'
      }

      test('hands over to it and back, and no request is lost: short ones, kept connections, uploads under way', async () => {
        const checkout = nextVersion()
        const clients = load(place.gateway.url, { clients: 8, pauseMs: 5 })
        const each = async function* (): AsyncGenerator<number> {
          while (!ended) yield (await get(place.gateway.url)).status
        }
        let ended = false
        const alone: number[] = []
        const singles = (async () => {
          for await (const status of each()) alone.push(status)
        })()
        const upload = slowUpload(place.gateway.url, 100_000, 40)
        expect(await deployBy(checkout)).toContain('which took over from process')
        expect(await protocolOf()).toContain('of another version of model-actions')
        const before = clients.total()
        await expect.poll(() => clients.total()).toBeGreaterThan(before + 20)
        const gateway = await place.reopen()
        expect((await gateway.traffic.status()).stable).toEqual(stable)
        const again = clients.total()
        await expect.poll(() => clients.total()).toBeGreaterThan(again + 20)
        expect(await upload).toMatchObject({ status: 200, body: expect.stringContaining('done 4000000') })
        ended = true
        await Promise.all([clients.end(), singles])
        expect(clients.bad).toEqual([])
        expect(alone.filter((status) => status !== 200)).toEqual([])
      })

      test.each([
        ['does not come up', 'async function serve(', 'process.exit(3)\nasync function serve('],
        ['ends before it can be asked', 'await agent.start()', 'await agent.start(); process.exit(3)'],
      ])('goes on as it was where the later one %s, and nothing of that stays', async (_, before, after) => {
        const checkout = nextVersion((program) => program.replace(before, after))
        const clients = load(place.gateway.url)
        await expect(deployBy(checkout)).rejects.toThrow('the gateway goes on as it was')
        await clients.end()
        expect(clients.bad).toEqual([])
        const gateway = await place.reopen()
        expect((await gateway.traffic.status()).stable).toEqual(stable)
        expect((await get(gateway.url)).by).toBe(stable.id)
        const group = running().find(({ pid }) => pid === place.agentPid())?.parent
        // The supervisor and its agent, and at HAProxy that one's own.
        const ours = () => running().filter((one) => one.group === group)
        await expect.poll(ours, { timeout: 20_000 }).toHaveLength(proxy === 'haproxy' ? 3 : 2)
      })

      test('goes on as it was where the later one does not come up and nothing of its own program is left', async () => {
        const checkout = nextVersion((program) =>
          program.replace('async function serve(', 'process.exit(3)\nasync function serve('),
        )
        // What it would start again with is gone: it must not end for a successor that is not there.
        rmSync(join(place.stateDir, 'programs'), { recursive: true })
        const agent = place.agentPid()
        const clients = load(place.gateway.url)
        await expect(deployBy(checkout)).rejects.toThrow('the gateway goes on as it was')
        expect(place.agentPid()).toBe(agent)
        expect((await place.gateway.traffic.status()).stable).toEqual(stable)
        await clients.end()
        expect(clients.bad).toEqual([])
        await place.gateway.traffic.acquire('acme run 8', 10_000)
        await place.gateway.traffic.release('acme run 8')
      })

      test('can roll out after a hand-over that gave up on it while it was busy', async () => {
        const agent = place.agentPid()
        const { program, config } = handOverOf(place)
        process.kill(agent, 'SIGSTOP')
        try {
          expect(
            await exchange(join(place.stateDir, 'sup.sock'), 'a hand-over', { program, config }, 30_000),
          ).toMatchObject({ ok: false })
        } finally {
          process.kill(agent, 'SIGCONT')
        }
        const { traffic } = place.gateway
        expect((await traffic.status()).stable).toEqual(stable)
        await expect.poll(() => traffic.acquire('acme run 9', 10_000).then(() => 'held', String)).toBe('held')
        expect(place.agentPid()).toBe(agent)
      })

      /** One that stable has begun to answer, by a gateway that has handed over since. */
      async function heldByTheOneBefore() {
        const [address] = stable.addresses
        const arrived = async () => Number((await get(`http://${address}/arrived`)).body)
        const before = await arrived()
        const answer = get(`${place.gateway.url}/held`)
        await expect.poll(arrived, { timeout: 20_000 }).toBe(before + 1)
        const port = await freePort()
        const after = await openProcessGateway({ stateDir: place.stateDir, model, port, proxy, log })
        await after.traffic.acquire('acme run 10', 60_000)
        return { after, answer, letGo: () => get(`http://${address}/let-go`) }
      }

      test('stops a version only once the gateway before it has its answers', async () => {
        const { after, answer, letGo } = await heldByTheOneBefore()
        const ended: string[] = []
        const answered = answer.then(({ status }) => ended.push(`answered ${status}`))
        const paused = after.traffic.pause('acme run 10', stable.id, 30_000).then(() => ended.push('paused'))
        for (let asked = 0; asked < 50; asked++) await after.traffic.status()
        await letGo()
        await Promise.all([answered, paused])
        expect(ended).toEqual(['answered 200', 'paused'])
        await after.close()
      })

      test('waits no longer than it is told for what the gateway before it has not answered', async () => {
        const { after, answer } = await heldByTheOneBefore()
        await after.traffic.pause('acme run 10', stable.id, 300)
        expect(await answer).toMatchObject({ status: 0 })
        await after.close()
      })

      test('is not replaced in the middle of a rollout, whose canary keeps its share', async () => {
        const canary = await place.target.up('1.1.0', 'b')
        const { traffic } = place.gateway
        await traffic.acquire('acme run 7', 60_000)
        await traffic.add('acme run 7', canary)
        await traffic.shift('acme run 7', canary.id, 1)
        await expect(deployBy(nextVersion())).rejects.toThrow('a rollout by acme run 7 is under way')
        expect((await get(place.gateway.url)).by).toBe(canary.id)
        expect(await traffic.status()).toMatchObject({ canary: { share: 1 }, lease: { owner: 'acme run 7' } })
      })

      test('moves to another port where the key says another one, and who is connected has his answers', async () => {
        const port = await freePort()
        const upload = slowUpload(place.gateway.url, 1_000, 20)
        const moved = await openProcessGateway({ stateDir: place.stateDir, model, port, proxy, log })
        expect((await get(moved.url)).by).toBe(stable.id)
        expect(await upload).toMatchObject({ status: 200 })
        await expect.poll(async () => (await get(place.gateway.url)).status).toBe(0)
        await moved.close()
      })

      test('keeps its metrics where its port alone moves', async () => {
        const [metricsPort, port] = [await freePort(), await freePort()]
        const open = (at: number) =>
          openProcessGateway({ stateDir: place.stateDir, model, port: at, metricsPort, proxy, log })
        await open(place.port)
        const moved = await open(port)
        const metrics = await fetch(`http://127.0.0.1:${metricsPort}/metrics`)
        expect(await metrics.text()).toContain(stable.id)
        await moved.close()
      })

      test('can be asked again where somebody removed its sockets', async () => {
        for (const name of ['agent.sock', 'sup.sock']) rmSync(join(place.stateDir, name))
        await expect.poll(() => existsSync(join(place.stateDir, 'sup.sock')), { timeout: 20_000 }).toBe(true)
        await expect.poll(protocolOf, { timeout: 20_000 }).toBe('ours')
        expect((await place.gateway.traffic.status()).stable).toEqual(stable)
      })

      test('is found where its directory was moved, and goes on there', async () => {
        const to = join(made, 'moved')
        renameSync(place.stateDir, to)
        const clients = load(place.gateway.url)
        const gateway = await openProcessGateway({ stateDir: to, model, port: place.port, proxy, log })
        await clients.end()
        expect(clients.bad).toEqual([])
        expect((await gateway.traffic.status()).stable).toEqual(stable)
        renameSync(to, place.stateDir)
        place.gateway = await place.reopen()
        expect((await get(place.gateway.url)).by).toBe(stable.id)
      })
    },
  )
