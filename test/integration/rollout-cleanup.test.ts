import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Backend } from '../../src/gateway/types.ts'
import { cleanUpRollout } from '../../src/rollout/cleanUp.ts'
import { describeWith } from '../parts.ts'
import { quickPlan } from '../rolloutPlan.ts'
import { deployFirst, digestOf, get, load, openPlace, type Place } from './gateway-support/place.ts'
import { startRunner } from './gateway-support/startRunner.ts'

const plan = quickPlan(0.02, { minTimeMs: 60_000, stepDeadlineMs: 90_000 })
const timing = { readyMs: 5_000, healthIntervalMs: 100, leaseTtlMs: 20_000 }
const release = { version: '1.1.0', digest: digestOf('b') }
const note = (): void => undefined

for (const proxy of ['haproxy', 'embedded'] as const)
  describeWith(proxy === 'haproxy' ? ['haproxy'] : [], `the clean-up after a rollout through ${proxy}`, () => {
    let place: Place
    let stable: Backend

    beforeEach(async () => {
      place = await openPlace(proxy)
      stable = await place.target.up('1.0.0', 'a')
      await deployFirst(place, stable)
    })
    afterEach(() => place.end())

    /** A rollout in a process of its own, in its first step. */
    const runner = async (fault = 'none') => {
      const child = await startRunner(place, 0.2, { proxy, release, owner: 'run 1', plan, timing, fault })
      return { child, ended: once(child, 'exit') }
    }
    const cleanUp = (owner: string) =>
      cleanUpRollout({ traffic: place.gateway.traffic, target: place.target, owner, note })
    const onlyStableIsLeft = async (): Promise<void> => {
      expect(await place.gateway.traffic.status()).toEqual({ stable, idle: [] })
      expect(readdirSync(join(place.stateDir, 'versions'))).toEqual([`${stable.id}.json`])
      expect((await get(place.gateway.url)).by).toBe(stable.id)
    }

    test('leaves nothing of a run that was cancelled and killed before it was done, and its lease is free', async () => {
      const clients = load(place.gateway.url)
      // Deaf to SIGTERM, as a server that drains is for a while.
      const { child, ended } = await runner('deaf')
      child.kill('SIGINT')
      await expect.poll(async () => (await place.gateway.traffic.status()).canary, { interval: 10 }).toBeUndefined()
      child.kill('SIGKILL')
      await ended
      expect((await place.target.list()).length).toBe(2)
      await cleanUp('run 1')
      await clients.end()
      expect(clients.bad).toEqual([])
      await onlyStableIsLeft()
    })

    test('leaves nothing of a run that was killed without a word, and may be repeated', async () => {
      const { child, ended } = await runner()
      child.kill('SIGKILL')
      await ended
      await cleanUp('run 1')
      await onlyStableIsLeft()
      await cleanUp('run 1')
      await onlyStableIsLeft()
    })

    test('leaves the next run alone, which has the lease meanwhile', async () => {
      await place.gateway.traffic.acquire('run 2', 20_000)
      const canary = await place.target.up('1.2.0', 'c')
      await place.gateway.traffic.add('run 2', canary)
      await place.gateway.traffic.shift('run 2', canary.id, 0.5)
      expect(await cleanUp('run 1')).toBe(false)
      expect(await place.gateway.traffic.status()).toMatchObject({ canary: { share: 0.5 }, lease: { owner: 'run 2' } })
      expect((await place.target.list()).map(({ id }) => id).sort()).toEqual([stable.id, canary.id])
    })

    test('leaves what was promoted', async () => {
      const next = await place.target.up('1.1.0', 'b')
      await place.gateway.traffic.acquire('run 1', 20_000)
      await place.gateway.traffic.add('run 1', next)
      await place.gateway.traffic.promote('run 1', next.id)
      await cleanUp('run 1')
      expect(await place.gateway.traffic.status()).toEqual({ stable: next, idle: [] })
      expect((await place.target.list()).map(({ id }) => id)).toEqual([next.id])
    })
  })
