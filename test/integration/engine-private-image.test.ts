import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { createDockerEngine } from '../../src/engine/docker.ts'
import { runtimeDirectory } from '../../src/installation.ts'
import { imageCredentials } from '../../src/stages/registry.ts'
import { describeWith } from '../parts.ts'
import { registryLogin, startRegistry } from '../registry.ts'

const never = new AbortController().signal

describeWith(['docker', 'registry', 'base-image'], 'an image of the user’s own in a registry with a password', () => {
  let root = ''
  let registry: Awaited<ReturnType<typeof startRegistry>>
  let docker: DockerClient
  let image = ''
  let hidden: string[] = []
  const login = { auth: Buffer.from(`${registryLogin.username}:${registryLogin.password}`).toString('base64') }

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'private-image-'))
    registry = await startRegistry({ login: true })
    docker = await connectDocker({ environment: process.env })
    image = `${registry.host}/acme/own:${process.pid}`
    mkdirSync(join(root, 'logged-in'))
    mkdirSync(join(root, 'nobody'))
    writeFileSync(join(root, 'logged-in/config.json'), JSON.stringify({ auths: { [registry.host]: login } }))
    execFileSync('docker', ['build', '-t', image, '-'], {
      input: `FROM ${process.env['MODEL_ACTIONS_BASE_IMAGE']}\nENTRYPOINT ["/bin/true"]\n`,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, DOCKER_BUILDKIT: '0' },
    })
    execFileSync('docker', ['--config', join(root, 'logged-in'), 'push', image], { stdio: 'pipe' })
    await docker.removeImage(image)
  })
  afterEach(async () => {
    hidden = []
    await docker.removeImage(image)
  })
  afterAll(async () => {
    await registry?.close()
    rmSync(root, { recursive: true, force: true })
  })

  /** What an engine finds of the image, with the credentials that these variables and this login give. */
  const identity = async (environment: Record<string, string>, login = 'nobody') => {
    const world = { DOCKER_CONFIG: join(root, login), ...environment }
    const engine = createDockerEngine({
      docker,
      image,
      alone: true,
      runtimeDirectory: runtimeDirectory(),
      environment: process.env,
      log: { info: () => undefined, foreign: () => undefined, progress: () => undefined },
      credentials: (of) => imageCredentials(of, { environment: world, secret: (text) => void hidden.push(text) }),
    })
    return (await engine.preflight({ gpus: 0 }, never)).identity
  }
  const named = (host: string, password: string = registryLogin.password) => ({
    MODEL_ACTIONS_REGISTRY_HOST: host,
    MODEL_ACTIONS_REGISTRY_USERNAME: registryLogin.username,
    MODEL_ACTIONS_REGISTRY_PASSWORD: password,
  })

  test('is fetched with the password that is named for its host, which is hidden in the log', async () => {
    expect(await identity(named(registry.host))).toEqual({ 'image foreign': expect.stringMatching(/^sha256:/) })
    expect(hidden).toEqual([registryLogin.password])
  })

  test('is fetched with what docker login left', async () => {
    expect(await identity({}, 'logged-in')).toEqual({ 'image foreign': expect.stringMatching(/^sha256:/) })
  })

  test('without credentials, with those of another host or with wrong ones: the error says which, and what to do', async () => {
    const none =
      /cannot fetch it \(.*\): no credentials were given; run docker login for that registry, or set MODEL_ACTIONS_REG/
    await expect(identity({})).rejects.toThrow(none)
    await expect(identity(named('registry.example.com'))).rejects.toThrow(none)
    expect(hidden).toEqual([])
    await expect(identity(named(registry.host, 'wrong'))).rejects.toThrow(
      /the credentials were refused; run docker login/,
    )
  })
})
