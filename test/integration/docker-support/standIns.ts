import { chmodSync, copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DockerClient } from '../../../src/docker/types.ts'
import { modelLabel, networkOf } from '../../../src/gateway/dockerNames.ts'
import { servingLabels } from '../../../src/oci/serving.ts'
import { dockerVersions, hostOf, labels } from '../../../src/rollout/targets/dockerVersions.ts'
import { backendId, waitUntilReady } from '../../../src/rollout/targets/ready.ts'
import type { Release, Target } from '../../../src/rollout/types.ts'
import { servingOf } from '../gateway-support/place.ts'

/**
 * Versions as containers that carry the labels of real ones; the gateway's image serves them, because it has Node.
 * @param options.directory of the engine's machine, for the program that serves
 */
export function standIns(options: { docker: DockerClient; model: string; image: string; directory: string }): Target {
  const { docker, model, image } = options
  const programs = join(options.directory, 'programs')
  mkdirSync(programs, { recursive: true })
  copyFileSync(join(import.meta.dirname, '../gateway-support/model-server.ts'), join(programs, 'model-server.ts'))
  // Keys that lie beside it stay readable by their owner alone.
  for (const directory of [options.directory, programs]) chmodSync(directory, 0o755)
  const known = dockerVersions({ docker, model })
  const { replicas, backendOf } = known
  const restart = async (id: string, policy: 'no' | 'unless-stopped'): Promise<void> => {
    for (const one of await replicas(id)) await docker.restart(one.id, policy)
  }
  const start = async ({ version, digest }: Release) => {
    const id = backendId(version, digest)
    const serving = servingOf(version)
    const found = await replicas(id)
    if (found.some(({ running }) => running)) return backendOf(found)
    for (const one of found) await docker.remove(one.id, 0)
    await docker.start({
      image,
      command: ['node', '/programs/model-server.ts', '8080', id, 'none', serving.readyPath, '0.0.0.0'],
      environment: {},
      labels: {
        ...modelLabel(model),
        ...servingLabels(serving),
        [labels.id]: id,
        [labels.version]: version,
        [labels.digest]: digest,
        [labels.replicas]: '1',
      },
      user: '65532:65532',
      network: networkOf(model),
      aliases: [hostOf(digest, 0)],
      binds: [{ from: programs, to: '/programs' }],
    })
    return backendOf(await replicas(id))
  }
  return {
    ...known,
    start,
    prepare: async () => undefined,
    ready: ({ id, serving: { readyPath } }, timeoutMs, signal) =>
      waitUntilReady({
        id,
        timeoutMs,
        signal,
        async ask() {
          const [one] = await replicas(id)
          const look = `fetch('http://127.0.0.1:8080${readyPath}').then(({ ok }) => process.exit(ok ? 0 : 1))`
          return (await docker.exec(one?.id ?? '', ['node', '-e', look])).exitCode === 0
        },
        gone: async () => undefined,
        tail: async () => [],
      }),
    async halt(id) {
      for (const one of await replicas(id)) await docker.halt(one.id, 1)
    },
    async startAgain(id) {
      for (const one of await replicas(id)) await docker.startAgain(one.id)
      return backendOf(await replicas(id))
    },
    keep: (id) => restart(id, 'unless-stopped'),
  }
}
