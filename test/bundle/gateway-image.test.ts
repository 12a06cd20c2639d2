import { existsSync } from 'node:fs'
import { afterAll, expect, test, vi } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import { openDockerGateway } from '../../src/gateway/docker.ts'
import { modelLabel } from '../../src/gateway/dockerNames.ts'
import { removeDockerPlace } from '../../src/rollout/targets/dockerVersions.ts'
import { describeWith } from '../parts.ts'

/** As the entry files of dist do, before anything asks where the installation lies. */
const dist = vi.hoisted(() => {
  globalThis.modelActionsDist = new URL('../../dist', import.meta.url).pathname
  return globalThis.modelActionsDist
})
const log = { info: () => undefined, foreign: () => undefined }
const model = `test/bundle-${process.pid}`

describeWith(['docker', 'base-image'], 'the gateway’s image made from dist', () => {
  afterAll(async () => {
    await removeDockerPlace(await connectDocker({ environment: process.env }), model)
  })

  test('holds all that the agent loads: it starts, answers, and ends', async () => {
    if (!existsSync(dist)) throw new Error('dist is missing: run `npm run build` first')
    const docker = await connectDocker({ environment: process.env })
    const { signal } = new AbortController()
    const image = await ensureImage({ docker, kind: 'gateway', log, signal, environment: process.env })
    const gateway = await openDockerGateway({ docker, model, port: 18_997, image, log })
    try {
      expect(await gateway.traffic.status()).toMatchObject({ idle: [] })
      const [container] = await docker.list(modelLabel(model))
      const told = await docker.exec(container?.id ?? '', ['cat', '/gateway/run.mjs'])
      expect(told.stdout).toBe("import './agent/gateway-agent.js'")
    } finally {
      await gateway.close()
    }
    expect(await docker.list(modelLabel(model))).toEqual([])
  })
})
