import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import { openDockerGateway } from '../../src/gateway/docker.ts'
import { gatewayVolume, modelLabel, networkOf, outsideOf } from '../../src/gateway/dockerNames.ts'
import { readAll } from '../../src/oci/blobs.ts'
import { fromDockerArchive } from '../../src/oci/dockerArchive.ts'
import { choosePlatform } from '../../src/oci/platforms.ts'
import { openRegistry } from '../../src/oci/registry.ts'
import { tarStream } from '../../src/oci/tar.ts'
import { freePort } from '../../src/ports.ts'
import { runRollout } from '../../src/rollout/rollout.ts'
import { createDockerTarget, plainContainers } from '../../src/rollout/targets/docker.ts'
import type { RolloutPlan } from '../../src/rollout/types.ts'
import { standIns } from '../../test/integration/docker-support/standIns.ts'
import { deployFirst, digestOf } from '../../test/integration/gateway-support/place.ts'
import { startRegistry } from '../../test/registry.ts'
import { arriving } from './clients.ts'

/*
 * The release is in a registry that has lost one of its layers: the engine's pull begins with 200 and ends with an error, and the way through
 * this machine ends too. Needs an engine whose loopback is this machine's, `docker` and `docker-registry`.
 */

export const pullFault = 'the image cannot be pulled'
const model = `bench/pull-${process.pid}`
const log = { info: () => undefined, foreign: () => undefined }
const timing = { readyMs: 30_000, leaseTtlMs: 15_000 }

type Options = { plan: RolloutPlan; healthIntervalMs: number; perSecond: number; patienceMs: number }

export async function imageNotPulled({ plan, healthIntervalMs, perSecond, patienceMs }: Options) {
  const signal = new AbortController().signal
  const environment = process.env
  const cli = (words: readonly string[], input?: Uint8Array): void =>
    void execFileSync('docker', words, { input, stdio: ['pipe', 'ignore', 'pipe'] })
  const directory = mkdtempSync(join(tmpdir(), 'faults-pull-'))
  const registry = await startRegistry()
  const docker = await connectDocker({ environment })
  try {
    const content = Buffer.from(`a runtime of ${model}`)
    const layer = tarStream([
      { path: 'etc/runtime', kind: 'file', sizeBytes: content.length, content: () => [content] },
    ])
    const name = `${model}:lost`
    cli(['import', '-', name], await readAll(layer.stream))
    const store = await openRegistry({ repository: `${registry.host}/acme/intents`, insecure: true })
    const { digest } = await fromDockerArchive(await docker.save(name, signal), store)
    await docker.removeImage(name)
    const { manifest } = await choosePlatform(store, digest, docker.platform, true)
    for (const lost of manifest.layers) rmSync(registry.blob(lost.digest))

    const image = await ensureImage({ docker, kind: 'gateway', log, signal, environment })
    const gateway = await openDockerGateway({ docker, model, port: await freePort(), image, log })
    const stable = standIns({ docker, model, image, directory })
    const serving = await stable.start({ version: '1.0.0', digest: digestOf('a') }, signal)
    await stable.ready(serving, 60_000, signal)
    await deployFirst({ gateway }, serving)
    const seen = { sent: 0, lost: 0, canary: 0 }
    const clients = arriving(gateway.url, perSecond, patienceMs, ({ status, by }) => {
      seen.sent += 1
      if (status !== 200) seen.lost += 1
      else if (by !== serving.id) seen.canary += 1
    })
    const { verdict, because } = await runRollout({
      target: await createDockerTarget({ docker, store, model, containers: plainContainers, log }),
      ...gateway,
      plan,
      release: { version: '1.1.0', digest },
      owner: 'bench',
      timing: { ...timing, healthIntervalMs },
      clock: { monotonicMs: () => performance.now() },
      signal,
      log,
    })
    await clients.end()
    const serves = (await gateway.traffic.status()).stable?.version
    const left = (await stable.list()).map(({ version }) => version).filter((version) => version !== serves)
    return {
      fault: pullFault,
      proxy: 'haproxy' as const,
      ended: verdict,
      because,
      ...seen,
      mayLose: 0,
      serves,
      left,
      met: verdict === 'error' && serves === '1.0.0' && left.length === 0 && seen.lost === 0,
    }
  } finally {
    for (const { id } of await docker.list(modelLabel(model))) await docker.remove(id, 0)
    for (const network of [networkOf(model), outsideOf(model)])
      await docker.removeNetwork(network).catch(() => undefined)
    await docker.removeVolume(gatewayVolume(model)).catch(() => undefined)
    await registry.close()
    rmSync(directory, { recursive: true, force: true })
  }
}
