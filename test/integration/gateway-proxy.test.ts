import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeWith } from '../parts.ts'
import { get } from './gateway-support/place.ts'
import { type OpenProxy, openProxy, type Version, version } from './gateway-support/proxies.ts'

describeWith(['haproxy'], 'HAProxy', () => {
  let stable: Version
  let canary: Version
  let gateway: OpenProxy

  beforeEach(async () => {
    stable = await version('v-stable', (_, response) => void response.end())
    canary = await version('v-canary', (_, response) => void response.end())
    gateway = await openProxy('haproxy', stable.backend)
  })
  afterEach(async () => {
    await gateway.close()
    for (const one of [stable, canary]) one.close()
  })

  test('adds a version whole or not at all, so that it can be tried again', async () => {
    const { backend } = canary
    const by = async () => (await get(`http://127.0.0.1:${gateway.port}`)).by
    await expect(gateway.proxy.add({ ...backend, addresses: [...backend.addresses, 'a..b:80'] })).rejects.toThrow()
    await gateway.proxy.add(backend)
    await gateway.proxy.split({ stable: stable.backend, canary: { backend, share: 1, admits: 'drawn' } })
    expect(await by()).toBe('v-canary')
  })
})
