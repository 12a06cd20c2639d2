import { expect, test } from 'vitest'
import { createEngine } from '../../../src/engine/index.ts'

const world = {
  log: { info: () => undefined, foreign: () => undefined, progress: () => undefined },
  signal: new AbortController().signal,
  environment: { DOCKER_HOST: 'unix:///nowhere/docker.sock', MODEL_ACTIONS_PYTHON: process.execPath },
}

test('an image of the user’s own is never left out because no container can be had', async () => {
  await expect(createEngine({ ...world, name: 'process', image: 'mine:1' })).rejects.toThrow(
    /engine\.image: mine:1 needs a container: write name: docker/,
  )
  await expect(createEngine({ ...world, name: 'auto', image: 'mine:1' })).rejects.toThrow(/no Docker engine answers/)
})
