import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { openDockerGateway } from '../../src/gateway/docker.ts'
import { modelLabel } from '../../src/gateway/dockerNames.ts'
import { removeDockerPlace } from '../../src/rollout/targets/docker.ts'
import { describeWith } from '../parts.ts'

const dist = join(import.meta.dirname, '../../dist')
const log = { info: () => undefined, foreign: () => undefined }
const model = `test/bundle-${process.pid}`

describeWith(['docker', 'base-image'], 'the gateway’s image made from dist', () => {
  afterAll(async () => {
    await removeDockerPlace(await connectDocker({ environment: process.env }), model)
  })

  test('holds all that the agent loads: it starts, answers, and ends', async () => {
    if (!existsSync(dist)) throw new Error('dist is missing: run `npm run build` first')
    // As the entry files of dist do, before anything asks where the installation lies.
    globalThis.modelActionsDist = dist
    const { ensureImage } = await import('../../src/docker/images.ts')
    const docker = await connectDocker({ environment: process.env })
    const { signal } = new AbortController()
    const image = await ensureImage({ docker, kind: 'gateway', log, signal, environment: process.env })
    const gateway = await openDockerGateway({ docker, model, port: 18_997, image, log })
    try {
      expect(await gateway.traffic.status()).toMatchObject({ idle: [] })
      const [container] = await docker.list(modelLabel(model))
      const told = await docker.exec(container?.id ?? '', ['cat', '/gateway/run.mjs'])
      expect(told.stdout).toBe("import './agent/gateway-agent.js'\n")
    } finally {
      await gateway.close()
    }
    expect(await docker.list(modelLabel(model))).toEqual([])
  })
})
