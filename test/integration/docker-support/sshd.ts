import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../../src/ports.ts'
import { sleep } from '../../../src/timers.ts'

/* A real ssh server of a test's own, and the user's configuration of ssh for the machines that a test names. */

export type Account = { name: string; environment: Record<string, string> }

export class SshServer {
  readonly directory = mkdtempSync(join(tmpdir(), 'sshd-'))
  #port = 0
  #server: ReturnType<typeof spawn> | undefined
  readonly #hosts: string[] = []

  #key(name: string): string {
    const file = join(this.directory, name)
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', file])
    return file
  }

  /** @param accounts whoever comes with the key of that name finds the environment in the session */
  async start(accounts: readonly Account[]): Promise<void> {
    this.#port = await freePort()
    // Where sshd puts itself before anybody is logged in; Debian's init script makes it.
    mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
    const host = this.#key('host')
    const allowed = accounts.map(({ name, environment }) => {
      const words = Object.entries(environment).map(([variable, value]) => `environment="${variable}=${value}"`)
      return [[...words, 'restrict'].join(','), readFileSync(`${this.#key(name)}.pub`, 'utf8')].join(' ')
    })
    const file = (name: string, text: string): string => {
      writeFileSync(join(this.directory, name), text)
      return join(this.directory, name)
    }
    const configuration = file(
      'sshd_config',
      [
        'ListenAddress 127.0.0.1',
        `Port ${this.#port}`,
        `HostKey ${host}`,
        `PidFile ${join(this.directory, 'pid')}`,
        `AuthorizedKeysFile ${file('authorized', allowed.join(''))}`,
        'PermitRootLogin prohibit-password',
        'PermitUserEnvironment yes',
        'StrictModes no',
        'UsePAM no',
      ].join('\n'),
    )
    const publicKey = readFileSync(`${host}.pub`, 'utf8')
    const other = readFileSync(`${this.#key('other')}.pub`, 'utf8')
    const known = (key: string): string => `[127.0.0.1]:${this.#port} ${key}`
    file('known', known(publicKey))
    file('changed', known(other))
    file('empty', '')
    this.#server = spawn('/usr/sbin/sshd', ['-D', '-f', configuration], { stdio: 'ignore' })
    for (const untilMs = performance.now() + 30_000; ; await sleep(50)) {
      const socket = net.connect(this.#port, '127.0.0.1')
      try {
        await once(socket, 'connect')
        return
      } catch (error) {
        if (performance.now() > untilMs) throw error
      } finally {
        socket.destroy()
      }
    }
  }

  /** A name of this server in the user's configuration. */
  host(name: string, with_: { key: string; known?: 'known' | 'changed' | 'empty'; port?: number }): void {
    this.#hosts.push(
      [
        `Host ${name}`,
        'HostName 127.0.0.1',
        `Port ${with_.port ?? this.#port}`,
        'User root',
        `IdentityFile ${join(this.directory, with_.key)}`,
        'IdentitiesOnly yes',
        `UserKnownHostsFile ${join(this.directory, with_.known ?? 'known')}`,
        // What a careless configuration says.
        'StrictHostKeyChecking no',
      ].join('\n  '),
    )
  }

  /** The environment of a user who has that configuration: ssh takes it from the account's home, which is not ours to change. */
  environment(): Record<string, string | undefined> {
    const bin = join(this.directory, 'bin')
    mkdirSync(bin, { recursive: true })
    const configuration = join(this.directory, 'ssh_config')
    writeFileSync(configuration, `${this.#hosts.join('\n')}\n`)
    writeFileSync(join(bin, 'ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F ${configuration} "$@"\n`)
    chmodSync(join(bin, 'ssh'), 0o755)
    return { ...process.env, PATH: `${bin}:${process.env['PATH']}`, SSH_AUTH_SOCK: undefined }
  }

  /** Ends every connection that is open, as a network does. @returns how many there were */
  cut(): number {
    const pid = this.#server?.pid
    const sessions = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
    for (const session of sessions) process.kill(Number(session), 'SIGKILL')
    return sessions.length
  }

  async end(): Promise<void> {
    const server = this.#server
    if (server !== undefined && server.exitCode === null) {
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
    }
    rmSync(this.directory, { recursive: true, force: true })
  }
}
