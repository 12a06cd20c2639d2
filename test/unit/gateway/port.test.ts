import { describe, expect, test } from 'vitest'
import { bind } from '../../../src/gateway/agent/sockets.ts'
import { cannotListen, whyRefused } from '../../../src/gateway/port.ts'
import { whyNotFree } from '../../../src/ports.ts'

const traffic = { host: '0.0.0.0', port: 443, kind: 'traffic' } as const

describe('where the gateway cannot listen', () => {
  test.each([
    ['EADDRINUSE', 'port 443 is taken by another program: end it, or write a free port in the key deploy.port'],
    ['EACCES', 'this user may not listen at port 443: write one from 1024 on in the key deploy.port, or'],
    ['EADDRNOTAVAIL', '0.0.0.0 is no address of this machine: write one that is'],
  ])('%s is told with its remedy', (code, said) => {
    expect(cannotListen(traffic, whyRefused(code)).message).toContain(said)
  })

  test('the key is that of the metrics where they are meant', () => {
    expect(cannotListen({ ...traffic, kind: 'metrics' }, 'taken').message).toContain('the key deploy.metrics-port')
    expect(cannotListen({ ...traffic, kind: 'metrics' }, 'forbidden').message).toContain('the key deploy.metrics-port')
  })

  test('an address of another machine is known at once, before anything starts and by the supervisor', async () => {
    // Of the network for documentation (RFC 5737): nobody has it.
    const other = { host: '192.0.2.1', port: 18_080, kind: 'traffic' } as const
    expect(await whyNotFree(other.port, other.host)).toBe('EADDRNOTAVAIL')
    await expect(bind(other, undefined)).rejects.toThrow('192.0.2.1 is no address of this machine')
  })
})
