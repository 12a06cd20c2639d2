import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { DockerClient } from '../../../src/docker/types.ts'
import { nobodyYet } from '../../../src/gateway/agent/last.ts'
import { frontBefore, type KeptFront, withFront } from '../../../src/gateway/dockerBefore.ts'
import { type Fallback, fallbackFile, nameOfFallback } from '../../../src/gateway/fallback.ts'
import { listeningOf, plain } from '../../../src/gateway/front.ts'

const configOf = (listening: object): string => JSON.stringify({ stateDir: '/state', listening })
const made = configOf({ tls: 'none', tokens: false, accessLog: 'none' })
const fallback: Fallback = { status: 503, contentType: 'text/plain', body: Buffer.from('later') }

/** What is read of a gateway whose volume has these files. */
const before = (files: Record<string, string>, config = made): Promise<KeptFront> => {
  const readVolume: DockerClient['readVolume'] = async (_name, { paths }) =>
    Object.fromEntries(paths.flatMap((path) => (path in files ? [[path, Buffer.from(files[path] ?? '')]] : [])))
  const command = ['node', '/gateway/run.mjs', 'supervise', config, 'resume']
  const docker = { readVolume } as unknown as DockerClient
  return frontBefore({ docker, model: 'acme/tone' }, { id: 'a'.repeat(64), image: 'sha256:1', command })
}

test('a gateway that is brought back asks its clients for what the one that took over last asked them', async () => {
  const files = { 'given-certificate': 'c', 'given-key': 'k', 'given-client-ca': 'a', 'given-tokens': 't' }
  const listening = { tls: 'mutual', tokens: true, accessLog: 'json', splitBy: 'x-customer', retries: 7 }
  const last = JSON.stringify({ of: made, program: '/state/programs/b/main.js', config: configOf(listening) })
  const kept = await before({ ...files, 'last.json': last })
  let directory = ''
  await withFront(kept, '0.0.0.0', async (front) => {
    expect(front).toMatchObject({ host: '0.0.0.0', accessLog: 'json', splitBy: 'x-customer', retries: 7 })
    expect(listeningOf(front)).toEqual(listening)
    const { certificate = '', key = '', clientCa = '' } = front.tls ?? {}
    expect([certificate, key, clientCa, front.tokens ?? ''].map((path) => readFileSync(path, 'utf8')).join('')).toBe(
      'ckat',
    )
    directory = certificate
  })
  expect(existsSync(directory)).toBe(false)
})

test('one that nobody took over, of an earlier version that says less of itself, is as its container was made', async () => {
  expect((await before({ 'last.json': nobodyYet })).listening).toEqual(plain)
  const { listening } = await before({ 'given-tokens': 't' }, configOf({ tls: 'none', tokens: true }))
  expect(listening).toEqual({ ...plain, tokens: true })
})

test('what it answers in place of its versions comes back with it, where that is whole', async () => {
  const name = nameOfFallback(fallback)
  const config = configOf(listeningOf({ host: '127.0.0.1', accessLog: 'none', fallback }))
  expect((await before({ [fallbackFile(name)]: 'later' }, config)).fallback).toEqual(fallback)
  expect((await before({ [fallbackFile(name)]: 'lat' }, config)).fallback).toBeUndefined()
  expect((await before({}, config)).fallback).toBeUndefined()
})

test.each([
  [
    'without the key of its certificate',
    { 'given-certificate': 'c' },
    configOf({ tls: 'server' }),
    'its volume has no given-key',
  ],
  ['with a damaged record of who took over', { 'last.json': '{}' }, made, 'of: expected a configuration'],
])('one %s is not removed for a change that could not be undone', async (_what, files, config, why) => {
  await expect(before(files, config)).rejects.toThrow(
    new RegExp(
      `^how the gateway in container a{12} lets its clients in cannot be read \\(${why}\\), so that it could not be brought back .*: remove it \\(docker rm --force a{12}\\), then deploy again$`,
    ),
  )
})
