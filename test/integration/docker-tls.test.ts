import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
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

const insidePort = 2376

/** Bytes as they are, so that the TLS is that of the engine. */
function joined(one: net.Socket, other: net.Socket): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.pipe(to)
    from.on('error', () => to.destroy())
    from.on('close', () => to.destroy())
  }
}

const relay = `const net = require('node:net')
const [path, port] = process.argv.slice(1)
net.createServer((one) => {
  const other = net.connect(Number(port), '127.0.0.1')
  for (const [from, to] of [[one, other], [other, one]]) from.pipe(to).on('error', () => from.destroy()).on('close', () => from.destroy())
}).listen(path)`

describeWith(['dockerd', 'openssl', 'root'], 'a Docker engine behind TLS', () => {
  const root = mkdtempSync(join(tmpdir(), 'docker-tls-'))
  const children: ReturnType<typeof spawn>[] = []
  let way: net.Server | undefined
  let host = ''
  let ours = ''
  let theirs = ''

  beforeAll(async () => {
    const sign = authority(join(root, 'mine'))
    const server = sign('server', 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth')
    ours = sign('client', 'extendedKeyUsage=clientAuth')
    theirs = authority(join(root, 'other'))('client', 'extendedKeyUsage=clientAuth')
    const at = (name: string): string => join(root, name)
    const places = ['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('pid')]
    const tls = ['--tlsverify', '--tlscacert', join(server, 'ca.pem')]
    const own = ['--tlscert', join(server, 'cert.pem'), '--tlskey', join(server, 'key.pem')]
    const closed = ['--bridge=none', '--iptables=false', '--ip6tables=false']
    // A network namespace of its own, because a second engine takes the bridge of the first.
    const inside = ['--net', '--', 'sh', '-c', 'ip link set lo up && exec dockerd "$@"', 'sh']
    const daemon = spawn(
      'unshare',
      [...inside, ...places, ...closed, ...tls, ...own, '--host', `tcp://127.0.0.1:${insidePort}`],
      { stdio: 'ignore' },
    )
    children.push(daemon)
    const network = `/proc/${daemon.pid}/ns/net`
    for (const untilMs = performance.now() + 30_000; readlinkSync(network) === readlinkSync('/proc/self/ns/net'); ) {
      if (performance.now() > untilMs) throw new Error('the engine has no network of its own')
      await sleep(20)
    }
    children.push(
      spawn('nsenter', [`--net=${network}`, process.execPath, '-e', relay, at('way'), String(insidePort)], {
        stdio: 'ignore',
      }),
    )
    way = net.createServer((ours) => joined(ours, net.connect(at('way'))))
    await once(way.listen(0, '127.0.0.1'), 'listening')
    host = `tcp://127.0.0.1:${(way.address() as net.AddressInfo).port}`
    for (const untilMs = performance.now() + 90_000; ; await sleep(200))
      try {
        await connectDocker({ environment: { DOCKER_CERT_PATH: ours }, host })
        break
      } catch (error) {
        if (performance.now() > untilMs) throw error
      }
  })
  afterAll(async () => {
    way?.close()
    for (const child of children.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
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
