import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { freePort } from '../../src/ports.ts'
import { sleep } from '../../src/timers.ts'
import { describeWith } from '../parts.ts'

/** An authority and what it signs, as the page of Docker on TLS makes them. */
function authority(directory: string) {
  mkdirSync(directory)
  const openssl = (...words: string[]): void => void execFileSync('openssl', words, { cwd: directory, stdio: 'ignore' })
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl('req', '-x509', ...curve, '-days', '2', '-subj', '/CN=authority', '-keyout', 'ca-key.pem', '-out', 'ca.pem')
  return (name: string, extension: string, days = '2'): string => {
    const out = join(directory, name)
    mkdirSync(out)
    writeFileSync(join(directory, `${name}.ext`), extension)
    openssl('req', ...curve, '-subj', `/CN=${name}`, '-keyout', `${name}/key.pem`, '-out', `${name}.csr`)
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-extfile', `${name}.ext`]
    openssl('x509', '-req', '-days', days, '-in', `${name}.csr`, ...by, '-out', `${name}/cert.pem`)
    cpSync(join(directory, 'ca.pem'), join(out, 'ca.pem'))
    return out
  }
}

describeWith(['dockerd', 'openssl', 'root'], 'a Docker engine behind TLS', () => {
  const root = mkdtempSync(join(tmpdir(), 'docker-tls-'))
  let daemon: ReturnType<typeof spawn> | undefined
  let host = ''
  let ours = ''
  let theirs = ''

  beforeAll(async () => {
    const sign = authority(join(root, 'mine'))
    const server = sign('server', 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth')
    ours = sign('client', 'extendedKeyUsage=clientAuth')
    theirs = authority(join(root, 'other'))('client', 'extendedKeyUsage=clientAuth')
    const port = await freePort()
    host = `tcp://127.0.0.1:${port}`
    const at = (name: string): string => join(root, name)
    daemon = spawn(
      'dockerd',
      [
        ...['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('pid'), '--host', host],
        // Beside the engine of the machine, whose bridge and rules stay as they are.
        ...['--bridge=none', '--iptables=false', '--ip6tables=false', '--ip-forward=false'],
        ...['--tlsverify', '--tlscacert', join(server, 'ca.pem')],
        ...['--tlscert', join(server, 'cert.pem'), '--tlskey', join(server, 'key.pem')],
      ],
      { stdio: 'ignore' },
    )
    for (const untilMs = performance.now() + 90_000; ; await sleep(200))
      try {
        await connectDocker({ environment: { DOCKER_CERT_PATH: ours }, host })
        break
      } catch (error) {
        if (performance.now() > untilMs) throw error
      }
  })
  afterAll(async () => {
    if (daemon !== undefined && daemon.exitCode === null) {
      const ended = once(daemon, 'exit')
      daemon.kill('SIGTERM')
      await ended
    }
    rmSync(root, { recursive: true, force: true })
  })

  test('is the one that the spec names, whatever DOCKER_HOST says', async () => {
    const environment = { DOCKER_HOST: 'unix:///nowhere/docker.sock', DOCKER_CERT_PATH: ours }
    const docker = await connectDocker({ environment, host })
    expect(docker.endpoint).toBe(host)
    expect((await docker.info()).root).toBe(join(root, 'data'))
    expect(docker.platform).toMatch(/^linux\//)
  })

  test('that another authority vouches for is refused', async () => {
    const mixed = join(root, 'mixed')
    cpSync(ours, mixed, { recursive: true })
    cpSync(join(theirs, 'ca.pem'), join(mixed, 'ca.pem'))
    await expect(connectDocker({ environment: { DOCKER_CERT_PATH: mixed }, host })).rejects.toThrow(
      /its certificate is not signed by the ca\.pem of DOCKER_CERT_PATH: take the authority of that engine/,
    )
  })

  test('that does not know our certificate says so', async () => {
    const mixed = join(root, 'unknown')
    cpSync(theirs, mixed, { recursive: true })
    cpSync(join(ours, 'ca.pem'), join(mixed, 'ca.pem'))
    await expect(connectDocker({ environment: { DOCKER_CERT_PATH: mixed }, host })).rejects.toThrow(
      /it refuses the certificate cert\.pem of DOCKER_CERT_PATH: take one that its authority signed for clients/,
    )
  })

  test('is not reached under a name that its certificate does not have', async () => {
    const named = host.replace('127.0.0.1', 'localhost')
    await expect(connectDocker({ environment: { DOCKER_CERT_PATH: ours }, host: named })).rejects.toThrow(
      /its certificate is for another name: use the name that is in it/,
    )
  })
})
