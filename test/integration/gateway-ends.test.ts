import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProcessGateway } from '../../src/gateway/process.ts'
import { withLock } from '../../src/locks.ts'
import { freePort } from '../../src/ports.ts'
import { describeWith } from '../parts.ts'
import { deployFirst, get, model, openPlace, type Place, slowUpload } from './gateway-support/place.ts'
import { running } from './gateway-support/processes.ts'

/* Whatever ends the gateway, nothing of it stays that would hold its port and that nobody finds any more. */

describeWith(['haproxy'], 'the haproxy gateway that ends', () => {
  let place: Place
  let group: number

  const left = () => running().filter((one) => one.group === group)
  const proxies = () => left().filter(({ words }) => words.includes('-db'))

  beforeEach(async () => {
    place = await openPlace('haproxy')
    await deployFirst(place, await place.target.up('1.0.0', 'a'))
    group = running().find(({ pid }) => pid === place.agentPid())?.parent ?? Number.NaN
    // The supervisor, its agent and that one's HAProxy.
    expect(left()).toHaveLength(3)
  })
  afterEach(() => place.end())

  test('takes the HAProxy of a killed agent with it where its directory is gone', async () => {
    const agent = place.agentPid()
    for (const one of await place.target.list()) await place.target.stop(one.id)
    rmSync(place.stateDir, { recursive: true })
    process.kill(agent, 'SIGKILL')
    await expect.poll(left, { timeout: 30_000 }).toEqual([])
    expect((await get(place.gateway.url)).status).toBe(0)
    mkdirSync(join(place.stateDir, 'versions'), { recursive: true })
  })

  test('keeps no HAProxy whose agent was killed before it wrote down which one it is', async () => {
    const before = proxies().map(({ pid }) => pid)
    rmSync(join(place.stateDir, 'haproxy.pid'))
    process.kill(place.agentPid(), 'SIGKILL')
    const others = () =>
      proxies()
        .map(({ pid }) => pid)
        .filter((pid) => !before.includes(pid))
    await expect.poll(others, { timeout: 30_000 }).toHaveLength(1)
    await expect.poll(() => proxies().map(({ pid }) => pid), { timeout: 30_000 }).toEqual(others())
    expect((await get(place.gateway.url)).status).toBe(200)
  })

  test('is started by one at a time, and the other one says for whom it waits', async () => {
    const told: string[] = []
    const log = { info: (line: string) => told.push(line) }
    const { opening } = await withLock(
      join(place.stateDir, 'starting.lock'),
      { label: 'starting the gateway' },
      async () => {
        const port = await freePort()
        const opens = openProcessGateway({ stateDir: place.stateDir, model, port, proxy: 'haproxy', log })
        await expect
          .poll(() => told)
          .toEqual([
            expect.stringMatching(
              `^starting the gateway: waiting for process ${process.pid} since .*, which does it now$`,
            ),
          ])
        return { opening: opens }
      },
    )
    expect((await get((await opening).url)).status).toBe(200)
  })

  test('takes with it the earlier agent that still answers, and its HAProxy', async () => {
    const upload = slowUpload(place.gateway.url, 1_000, 600)
    const port = await freePort()
    const log = { info: () => undefined }
    const moved = await openProcessGateway({ stateDir: place.stateDir, model, port, proxy: 'haproxy', log })
    expect(proxies()).toHaveLength(2)
    await moved.close()
    await expect.poll(left, { timeout: 30_000 }).toEqual([])
    await upload
  })
})
