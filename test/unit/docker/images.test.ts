import { expect, test } from 'vitest'
import { buildFailed, ensureImage, isImageOf } from '../../../src/docker/images.ts'
import type { DockerClient, ImageFacts } from '../../../src/docker/types.ts'

/* What an engine with containerd's store answers: the id is the digest of a manifest, which no configuration has. */
const facts: ImageFacts = {
  id: `sha256:${'b'.repeat(64)}`,
  digests: [],
  labels: {},
  entrypoint: ['python3', '-m', 'model_runtime', 'serve'],
  command: ['--model', '/models/tone'],
  environment: ['PATH=/usr/bin'],
  layers: [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`],
}
const config = {
  config: { Entrypoint: facts.entrypoint, Cmd: facts.command, Env: facts.environment },
  rootfs: { diff_ids: facts.layers },
}

test('an image is known by its layers and its command, whatever the engine calls it', () => {
  expect(isImageOf(facts, config)).toBe(true)
})

test.each([
  ['another layer', { ...config, rootfs: { diff_ids: [facts.layers[0] ?? '', `sha256:${'3'.repeat(64)}`] } }],
  ['one layer less', { ...config, rootfs: { diff_ids: facts.layers.slice(1) } }],
  ['another entrypoint', { ...config, config: { ...config.config, Entrypoint: ['sh'] } }],
  ['another model', { ...config, config: { ...config.config, Cmd: ['--model', '/models/other'] } }],
  ['another search path', { ...config, config: { ...config.config, Env: ['PATH=/tmp'] } }],
])('an image with %s is not taken for it', (_, other) => {
  expect(isImageOf(facts, other)).toBe(false)
})

const failed = { kind: 'serve', base: 'debian:bookworm-slim', python: undefined, said: 'code: 1', last: [] } as const
const another =
  /name another one that the engine has, by MODEL_ACTIONS_BASE_IMAGE or `runtime-image --debian`; docker\/base\/make\.sh makes one/

test.each([
  ['an old Python', { python: '3.9' }, /has Python 3\.9, and our packages need 3\.10 or newer/],
  ['Python 2', { python: '2.7' }, /has Python 2\.7, and/],
  ['a name that no registry has', { said: 'manifest unknown' }, /cannot be had \(manifest unknown\)/],
  ['a registry out of reach', { said: 'Get https://x/v2/: dial tcp: i/o timeout' }, /cannot be had \(Get/],
])('a base with %s is said to be the cause, and another one the remedy', (_, facts, cause) => {
  const { message, exit } = buildFailed({ ...failed, ...facts })
  expect(message).toMatch(cause)
  expect(message).toMatch(another)
  expect(exit).toBe('preflight')
})

test('a build that fails otherwise quotes the line that says why', () => {
  const last = ['Step 4/12', '\u001b[91mERROR: No matching distribution found for numpy==2.2.6\u001b[0m', 'removed']
  expect(buildFailed({ ...failed, python: '3.13', last }).message).toBe(
    'building the serve image from debian:bookworm-slim failed: code: 1 (ERROR: No matching distribution found for numpy==2.2.6); the lines above say where',
  )
  expect(buildFailed({ ...failed, last: ['/bin/sh: 1: apt-get: not found'] }).message).toContain('apt-get: not found')
  expect(buildFailed(failed).message).toContain('failed: code: 1; the lines above')
})

/* Two runs of one host: the end of the one build clears away what the other has made so far, which nothing uses yet. */
test.each([
  ['once', ['failed to set parent sha256:f: unknown parent image ID sha256:f'], 2, undefined],
  [
    'again and again',
    ['unknown parent image ID', 'unknown parent image ID'],
    2,
    /^building the serve image .* failed: unknown parent/,
  ],
  ['never, and it fails otherwise', ['code: 1'], 1, /^building the serve image .* failed: code: 1/],
])('what another build clears away is built once more (%s)', async (_, faults, builds, message) => {
  const left = [...faults]
  let files = 0
  let begun = 0
  const build: DockerClient['build'] = async (context) => {
    begun++
    files = 0
    for await (const chunk of context) files += (chunk as Uint8Array).length
    const fault = left.shift()
    if (fault !== undefined) throw new Error(fault)
  }
  const docker = {
    build,
    image: async () => undefined,
    run: () => Promise.reject(new Error('none')),
  } as unknown as DockerClient
  const ensured = ensureImage({
    docker,
    kind: 'serve',
    log: { info: () => undefined, foreign: () => undefined },
    signal: new AbortController().signal,
    environment: {},
  })
  if (message === undefined) expect(await ensured).toMatch(/^model-actions-serve:/)
  else await expect(ensured).rejects.toThrow(message)
  expect(begun).toBe(builds)
  expect(files).toBeGreaterThan(1_000)
})
