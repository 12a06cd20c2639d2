import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../src/ports.ts'
import { sleep } from '../src/timers.ts'

export const registryLogin = { username: 'builder', password: 'secret-of-the-registry' } as const
/** The password as htpasswd writes it, which the registry takes with bcrypt alone. */
const passwordLine = `${registryLogin.username}:$2b$05$abcdefghijklmnopqrstuuIwTm9henchirBqUfvuoNrWExGiIP5SK\n`

/** Debian's docker-registry (distribution 2.8: no referrers API) on a free loopback port, with a directory of its own. */
export async function startRegistry(
  options: {
    /** Files of a certificate and its key: TLS instead of plain HTTP. */
    tls?: { certificate: string; key: string }
    /** Whether it asks who somebody is: `registryLogin`. */
    login?: true
  } = {},
): Promise<{
  host: string
  /** Everything that it keeps. */
  directory: string
  /** The file that holds a blob. */
  blob(digest: string): string
  close(): Promise<void>
}> {
  const directory = await mkdtemp(join(tmpdir(), 'registry-'))
  const host = `127.0.0.1:${await freePort()}`
  const configuration = join(directory, 'config.json')
  const passwords = join(directory, 'htpasswd')
  if (options.login) await writeFile(passwords, passwordLine)
  await writeFile(
    configuration,
    JSON.stringify({
      version: '0.1',
      log: { level: 'error', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: join(directory, 'data') }, delete: { enabled: true } },
      ...(options.login ? { auth: { htpasswd: { realm: 'test', path: passwords } } } : {}),
      http: { addr: host, ...(options.tls === undefined ? {} : { tls: options.tls }) },
    }),
  )
  const child = spawn('docker-registry', ['serve', configuration], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000)
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const close = async () => {
    child.kill('SIGKILL')
    await ended
    await rm(directory, { recursive: true, force: true })
  }
  const deadlineMs = performance.now() + 20_000
  while (!(await answers(host, options.tls === undefined && options.login !== true))) {
    if (child.exitCode !== null || performance.now() > deadlineMs) {
      await close()
      throw new Error(`docker-registry did not come up at ${host}: ${said}`)
    }
    await sleep(50)
  }
  const blob = (digest: string): string => {
    const hex = digest.slice('sha256:'.length)
    return join(directory, 'data/docker/registry/v2/blobs/sha256', hex.slice(0, 2), hex, 'data')
  }
  return { host, directory, blob, close }
}

/** Behind TLS or a login, whether something listens. */
const answers = (host: string, plain: boolean): Promise<boolean> =>
  fetch(`http://${host}/v2/`).then(
    (response) => response.ok || !plain,
    () => false,
  )
