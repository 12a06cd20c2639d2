import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import type { ContainerSpec } from '../../src/docker/container.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { freePort } from '../../src/ports.ts'
import { describeWith } from '../parts.ts'
import { SshServer } from './docker-support/sshd.ts'

const never = new AbortController().signal
const log = { info: () => undefined, foreign: () => undefined }
const labels = { 'model-actions.test': `ssh-${process.pid}` }

describeWith(['docker', 'base-image', 'sshd', 'root'], 'a Docker engine behind ssh', () => {
  const server = new SshServer()
  let environment: Record<string, string | undefined>
  let docker: DockerClient
  let spec: (program: string) => ContainerSpec

  beforeAll(async () => {
    await server.start([
      { name: 'operator', environment: { DOCKER_HOST: process.env['DOCKER_HOST'] ?? '' } },
      { name: 'early', environment: { DOCKER_HOST: 'unix:///nowhere/docker.sock' } },
      { name: 'bare', environment: { PATH: '/nowhere' } },
    ])
    server.host('gpu-box', { key: 'operator' })
    server.host('stranger', { key: 'operator', known: 'empty' })
    server.host('changed', { key: 'operator', known: 'changed' })
    server.host('outsider', { key: 'other' })
    server.host('early', { key: 'early' })
    server.host('bare', { key: 'bare' })
    server.host('closed', { key: 'operator', port: await freePort() })
    environment = server.environment()
    docker = await connectDocker({ environment, host: 'ssh://gpu-box' })
    const image = await ensureImage({ docker, kind: 'serve', log, signal: never, environment })
    spec = (program) => ({
      image,
      command: ['python3', '-u', '-c', program],
      environment: {},
      labels,
      user: '65532:65532',
      network: 'none',
    })
  })
  afterAll(async () => {
    for (const { id } of (await docker?.list(labels)) ?? []) await docker.remove(id, 0)
    await server.end()
  })

  test('runs containers, answers questions in them and tells of their output, many at once', async () => {
    expect(docker.remote).toBe('gpu-box')
    const id = await docker.start(spec("print('up'); import time; time.sleep(600)"))
    const ask = (n: number) => docker.exec(id, ['python3', '-c', `import sys; print(${n}); sys.exit(${n})`])
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => ask(n)))
    expect(answers.map(({ exitCode, stdout }) => [exitCode, stdout])).toEqual(
      Array.from({ length: 12 }, (_, n) => [n, String(n)]),
    )
    expect(await docker.logTail(id, 5)).toEqual(['up'])
    const lines: string[] = []
    const ended = await docker.run(
      spec("print('one'); print('x' * 200000); exit(3)"),
      { stdout: (line) => void lines.push(line), stderr: () => undefined },
      never,
    )
    expect(ended.exitCode).toBe(3)
    expect(lines.map((line) => line.length)).toEqual([3, 200_000])
  })

  test('gets files as they are', async () => {
    const volume = { name: `model-actions-ssh-${process.pid}`, labels }
    const bytes = Buffer.alloc(3_000_000, 'no pattern that a stream could guess')
    const { image } = spec('')
    await docker.fillVolume(volume, { image, uid: 65532, files: { big: bytes } })
    const id = await docker.start({
      ...spec('import time; time.sleep(600)'),
      binds: [{ from: volume.name, to: '/files' }],
    })
    const look = 'd = open("/files/big", "rb").read(); print(len(d), d[-5:].decode())'
    expect((await docker.exec(id, ['python3', '-c', look])).stdout).toBe(
      `${bytes.length} ${bytes.subarray(-5).toString()}`,
    )
    await docker.remove(id, 0)
    await docker.removeVolume(volume.name)
  })

  test.each([
    ['stranger', /ssh:\/\/stranger: the key of stranger is not known here: put the line .* into ~\/\.ssh\/known_hosts/],
    ['changed', /the key of changed is another one than known_hosts says: somebody may be in between/],
    ['outsider', /outsider does not let us in: add the key to the agent \(ssh-add\) or name it in ~\/\.ssh\/config/],
    ['early', /no Docker engine runs at early: start it there/],
    ['bare', /bare has no program docker on the PATH of an ssh session: install/],
    ['closed', /no ssh server answers at closed: check name, port and firewall/],
    ['nobody.invalid', /nobody\.invalid is no known name: check it/],
  ])('at %s is refused with cause and remedy', async (host, message) => {
    await expect(connectDocker({ environment, host: `ssh://${host}` })).rejects.toThrow(message)
  })
})
