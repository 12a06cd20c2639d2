import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { findDockerGateway, openDockerGateway } from '../../src/gateway/docker.ts'
import { gatewayLabel, gatewayVolume, modelLabel, networkOf, outsideOf } from '../../src/gateway/dockerNames.ts'
import { agentProgram, programMarker } from '../../src/gateway/program.ts'
import type { Gateway } from '../../src/gateway/types.ts'
import { freePort } from '../../src/ports.ts'
import { describeWith } from '../parts.ts'
import { makeCertificate } from './gateway-support/certificates.ts'

const log = { info: () => undefined, foreign: () => undefined }
const model = `test/front-${process.pid}`
const token = 'a-token-of-search-0123456789'

describeWith(['docker', 'base-image', 'openssl'], 'the front of the gateway in a container', () => {
  let docker: DockerClient
  let image: string
  let port: number
  let directory: string

  const open = (name: string): Promise<Gateway> => {
    const { certificate, key } = makeCertificate(directory, name)
    const tokens = join(directory, 'tokens')
    writeFileSync(tokens, `search ${token}\n`)
    const front = { host: '0.0.0.0', tls: { certificate, key }, tokens, accessLog: 'json' } as const
    return openDockerGateway({ docker, model, port, image, front, log })
  }

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'gateway-docker-front-'))
    docker = await connectDocker({ environment: process.env })
    const signal = new AbortController().signal
    image = await ensureImage({ docker, kind: 'gateway', log, signal, environment: process.env })
    port = await freePort()
  })
  afterAll(async () => {
    for (const { id } of await docker.list(modelLabel(model))) await docker.remove(id, 0)
    for (const name of [networkOf(model), outsideOf(model)]) await docker.removeNetwork(name)
    await docker.removeVolume(gatewayVolume(model))
    rmSync(directory, { recursive: true, force: true })
  })

  /** Status of an answer that the gateway gives itself, as no version is there, and whose certificate it showed. */
  const ask = (headers: Record<string, string>): Promise<{ status: number; name: string | undefined }> =>
    new Promise((resolve, reject) => {
      const request = https.get(
        { host: '127.0.0.1', port, path: '/v2/x', headers, rejectUnauthorized: false, agent: false },
        (answer) => {
          const name = (answer.socket as import('node:tls').TLSSocket).getPeerCertificate().subject.CN
          answer.resume().once('end', () => resolve({ status: answer.statusCode ?? 0, name: String(name) }))
        },
      )
      request.once('error', reject)
    })

  test('takes its files by its volume, shows a renewed certificate, logs, and keeps secrets out of what the engine tells', async () => {
    const gateway = await open('one')
    expect(gateway.url).toBe(`https://127.0.0.1:${port}`)
    const authorization = `Bearer ${token}`
    expect(await ask({})).toEqual({ status: 401, name: 'one' })
    expect(await ask({ authorization })).toEqual({ status: 503, name: 'one' })
    const [container] = await docker.list(gatewayLabel(model))
    const again = await open('two')
    expect(await ask({ authorization })).toEqual({ status: 503, name: 'two' })
    expect((await again.traffic.status()).certificate?.expiresAt).toMatch(/^20/)
    const [same] = await docker.list(gatewayLabel(model))
    expect(same?.id).toBe(container?.id)
    const read = async () => (await docker.exec(same?.id ?? '', ['cat', '/state/access.log'])).stdout
    await expect.poll(async () => (await read()).match(/"token":"search"/g)?.length, { timeout: 60_000 }).toBe(2)
    const told = execFileSync('docker', ['inspect', same?.id ?? '']).toString('utf8')
    expect(told).not.toContain(token)
    expect(told).not.toContain('PRIVATE KEY')
    expect(readFileSync(join(directory, 'two.key'), 'utf8')).toContain('PRIVATE KEY')
  })

  test('goes on by the files that it has where a deployment with others is refused, or does not come up', async () => {
    const { certificate, key } = makeCertificate(directory, 'three')
    const front = { host: '0.0.0.0', tls: { certificate, key }, accessLog: 'json' } as const
    const openOther = () => openDockerGateway({ docker, model, port, image, front, log })
    const [container] = await docker.list(gatewayLabel(model))
    const inside = async (script: string) =>
      (await docker.exec(container?.id ?? '', ['sh', '-c', `cd /state && ${script}`])).stdout
    const told = () => inside('sha256sum front.json given-*')
    const before = await told()
    expect(before).toContain('given-tokens')

    const gateway = await findDockerGateway({ docker, model })
    await gateway?.traffic.acquire('run 1', 60_000)
    await expect(openOther()).rejects.toThrow('a rollout by run 1 is under way')
    expect(await told()).toBe(before)
    await gateway?.traffic.release('run 1')

    // It is taken for whole, and has no program.
    const own = `programs/${(await agentProgram()).identity}`
    await inside(`mkdir -p ${own} && touch ${own}/${programMarker.name}`)
    await expect(openOther()).rejects.toThrow('the gateway goes on as it was')
    expect(await told()).toBe(before)
    expect(await ask({})).toEqual({ status: 401, name: 'two' })
    expect(await inside('ls -d before || echo nothing')).toBe('nothing')
  })
})
