import { expect, test } from 'vitest'
import { haproxyConfiguration, haproxyMap } from '../../../src/gateway/agent/haproxy-config.ts'
import { cutOf } from '../../../src/gateway/agent/split.ts'
import { plain } from '../../../src/gateway/front.ts'

const options = {
  model: 'github.com/acme/shop/tone',
  listen: { host: '127.0.0.1', port: 8080 },
  listening: plain,
  logPath: 'log.sock',
  relayPath: 'relay.sock',
  socketPath: 'haproxy.sock',
  mapPath: 'shares.map',
}

test('what HAProxy starts with after a crash knows stable alone, all its servers, and gives it everything', () => {
  const stable = { id: 'v1-0-0-aaaaaaaaaaaa', addresses: ['10.0.0.2:8080', '10.0.0.3:8080'] }
  const servers = (haproxyConfiguration({ ...options, stable }).split('\nbackend be\n')[1] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('  server '))
  expect(servers).toEqual([
    '  server v1-0-0-aaaaaaaaaaaa.0 10.0.0.2:8080 weight 256',
    '  server v1-0-0-aaaaaaaaaaaa.1 10.0.0.3:8080 weight 256',
  ])
  expect(haproxyMap({ id: stable.id, servers: 2 })).toBe(
    'stable v1-0-0-aaaaaaaaaaaa\ncanary -\ncut 0\nreach 0\nsalt -\ntrial 0\nmirrored 0\nservers:v1-0-0-aaaaaaaaaaaa 2\n',
  )
  expect(haproxyMap(undefined)).toBe('stable -\ncanary -\ncut 0\nreach 0\nsalt -\ntrial 0\nmirrored 0\n')
})

test('a share is drawn from a billion numbers, so a hundredth of a percent is not rounded away', () => {
  expect([0, 0.0001, 0.001, 0.333, 1].map(cutOf)).toEqual([0, 100_000, 1_000_000, 333_000_000, 1_000_000_000])
})

test('a clock that is set neither ends a share nor wakes one: HAProxy asks for no time of day', () => {
  expect(haproxyConfiguration({ ...options, stable: undefined })).not.toMatch(/\b(?:date|utime|ltime)\b/)
})
