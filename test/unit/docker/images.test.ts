import { expect, test } from 'vitest'
import { isImageOf } from '../../../src/docker/images.ts'
import type { ImageFacts } from '../../../src/docker/types.ts'

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
