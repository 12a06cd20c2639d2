import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { dockerEndpoint } from '../../../src/docker/endpoint.ts'
import { sshArguments, sshFailure } from '../../../src/docker/ssh.ts'

const certificates = mkdtempSync(join(tmpdir(), 'model-actions-tls-'))
for (const name of ['ca.pem', 'cert.pem', 'key.pem']) writeFileSync(join(certificates, name), '')
const tls = { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates }
afterAll(() => rmSync(certificates, { recursive: true }))

describe('the address of the Docker engine', () => {
  test('is the default socket where DOCKER_HOST is empty, as where it is not set', () => {
    const socket = { socketPath: '/var/run/docker.sock' }
    expect(dockerEndpoint({}).options).toEqual(socket)
    expect(dockerEndpoint({ DOCKER_HOST: '', DOCKER_TLS_VERIFY: '', DOCKER_CERT_PATH: '' }).options).toEqual(socket)
  })

  test.each([
    ['unix:///run/docker.sock', undefined],
    ['tcp://127.0.0.1:2375', undefined],
    ['tcp://localhost:2375', undefined],
    ['tcp://[::1]:2375', undefined],
    ['tcp://127.0.0.1.example.com:2376', '127.0.0.1.example.com'],
    ['tcp://docker:2376', 'docker'],
    ['tcp://10.0.0.7:2376', '10.0.0.7'],
  ])('%s is on the machine %s (undefined: this one)', (address, remote) => {
    expect(dockerEndpoint({ DOCKER_HOST: address, ...(remote === undefined ? {} : tls) }).remote).toBe(remote)
  })

  test.each(['docker:2375', '10.0.0.7:2375', '127.0.0.1.example.com:2375', '[fe80::1]:2375', '0.0.0.0:2375'])(
    'of another machine, %s, is spoken to by TLS or not at all',
    (host) => {
      expect(() => dockerEndpoint({ DOCKER_HOST: `tcp://${host}` })).toThrow(/in the clear: set DOCKER_TLS_VERIFY=1/)
      expect(dockerEndpoint({ DOCKER_HOST: `tcp://${host}`, ...tls }).options).toMatchObject({ protocol: 'https' })
    },
  )

  test.each([
    [{ DOCKER_HOST: 'http://host' }, /DOCKER_HOST=http:\/\/host: http: is not supported: use unix/],
    [{ DOCKER_HOST: 'ssh://me:word@host' }, /expected ssh:\/\/user@host .*without a path or a password/],
    [{ DOCKER_HOST: 'ssh://%zz@host' }, /expected ssh:\/\/user@host .*in letters, digits/],
    // A ProxyCommand hands these on to a shell.
    [{ DOCKER_HOST: 'ssh://$(id)@host' }, /expected ssh:\/\/user@host .*in letters, digits/],
    [{ DOCKER_HOST: 'ssh://me@host;id' }, /expected ssh:\/\/user@host .*in letters, digits/],
    [{ DOCKER_HOST: 'nonsense' }, /DOCKER_HOST=nonsense: is no address: use unix/],
    [{ DOCKER_HOST: 'tcp://h:1', DOCKER_TLS_VERIFY: '1' }, /DOCKER_CERT_PATH is not: name the directory/],
    [
      { DOCKER_HOST: 'tcp://h:1', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/nowhere' },
      /\/nowhere\/ca\.pem cannot be read/,
    ],
  ])('%j is refused with what to do', (environment, message) => {
    expect(() => dockerEndpoint(environment)).toThrow(message)
  })

  test('that the spec names counts before DOCKER_HOST, and what is wrong with it is said of the key', () => {
    const asked = (address: string) => ({ address, key: 'deploy.docker.host' })
    const environment = { DOCKER_HOST: 'tcp://10.0.0.7:2376', ...tls }
    expect(dockerEndpoint(environment, asked('unix:///run/other.sock')).options).toEqual({
      socketPath: '/run/other.sock',
    })
    expect(() => dockerEndpoint({}, asked('tcp://10.0.0.7:2376'))).toThrow(
      /deploy\.docker\.host=tcp:\/\/10\.0\.0\.7:2376: another machine is spoken to in the clear/,
    )
  })

  test('by ssh is another machine, whose key must be known whatever a configuration says, and nobody is asked', () => {
    expect(dockerEndpoint({ DOCKER_HOST: 'ssh://me@gpu-box:2222' }).remote).toBe('gpu-box')
    expect(dockerEndpoint({ DOCKER_HOST: 'ssh://me%40corp@[fe80::1]' }).remote).toBe('fe80::1')
    const words = sshArguments({ user: 'me', host: 'gpu-box', port: '2222' })
    expect(words).toContain('StrictHostKeyChecking=yes')
    expect(words).toContain('BatchMode=yes')
    // Whatever stands behind `--` is no option, however it begins.
    expect(words.slice(words.indexOf('--'))).toEqual(['--', 'gpu-box', 'docker', 'system', 'dial-stdio'])
  })

  test('where the user may not use the engine there, says which user and what to do', () => {
    const said =
      'Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock'
    expect(sshFailure({ user: 'me', host: 'gpu-box', port: undefined }, 1, said).message).toBe(
      `the user at me@gpu-box may not use its Docker engine: add it to the group docker there (${said})`,
    )
  })
})
