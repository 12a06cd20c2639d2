import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectDocker } from '../../../src/docker/client.ts'
import type { DockerClient } from '../../../src/docker/types.ts'
import { sleep } from '../../../src/timers.ts'

/** The answer, once there is one; a hook may not use `expect.poll`. */
export async function comes<T>(ask: () => Promise<T>): Promise<T> {
  for (const untilMs = performance.now() + 60_000; ; await sleep(200))
    try {
      return await ask()
    } catch (error) {
      if (performance.now() > untilMs) throw error
    }
}

/**
 * A Docker engine of one's own, that one may end and start. It has a network namespace of its own, because a second engine takes
 * the bridge of the first: its containers reach each other and its loopback, and nothing else. By root alone.
 */
export class PrivateEngine {
  readonly directory = mkdtempSync(join(tmpdir(), 'dockerd-'))
  readonly #liveRestore: boolean
  readonly #addresses: string[]
  /** Keeps the namespace while no engine runs. */
  #holder: ChildProcess | undefined
  #daemon: ChildProcess | undefined

  /** @param addressPool from which its networks get their ranges, as `base=10.0.0.0/24,size=25` */
  constructor({ liveRestore = false, addressPool }: { liveRestore?: boolean; addressPool?: string } = {}) {
    this.#liveRestore = liveRestore
    this.#addresses = addressPool === undefined ? [] : ['--default-address-pool', addressPool]
    chmodSync(this.directory, 0o755)
  }

  get host(): string {
    return `unix://${join(this.directory, 'docker.sock')}`
  }

  /** Command line by which a program runs where its containers publish their ports. */
  inside(command: string, ...args: string[]): [command: string, args: string[]] {
    return ['nsenter', [`--net=/proc/${this.#holder?.pid}/ns/net`, '--', command, ...args]]
  }

  async start(): Promise<DockerClient> {
    if (this.#holder === undefined) {
      const loopback = 'ip link set lo up && echo up && exec sleep infinity'
      this.#holder = spawn('unshare', ['--net', '--', 'sh', '-c', loopback], { stdio: ['ignore', 'pipe', 'ignore'] })
      await once(this.#holder.stdout ?? this.#holder, 'data')
    }
    const at = (name: string): string => join(this.directory, name)
    const places = ['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('pid')]
    const closed = ['--bridge=none', '--iptables=false', '--ip6tables=false']
    const options = [
      ...places,
      ...closed,
      ...this.#addresses,
      ...(this.#liveRestore ? ['--live-restore'] : []),
      '--host',
      this.host,
    ]
    this.#daemon = spawn(...this.inside('dockerd', ...options), { stdio: 'ignore' })
    return comes(() => connectDocker({ environment: { DOCKER_HOST: this.host } }))
  }

  async stop(): Promise<void> {
    const daemon = this.#daemon
    if (daemon === undefined || daemon.exitCode !== null) return
    const ended = once(daemon, 'exit')
    daemon.kill('SIGTERM')
    await ended
  }

  async end(): Promise<void> {
    if (this.#liveRestore && this.#daemon !== undefined) {
      const docker = await connectDocker({ environment: { DOCKER_HOST: this.host } })
      for (const { id } of await docker.list({})) await docker.remove(id, 0)
    }
    await this.stop()
    this.#holder?.kill('SIGKILL')
    // With live-restore an engine leaves its directory as a mount, for the one after it.
    if (this.#liveRestore) spawnSync('umount', ['-l', join(this.directory, 'data')], { stdio: 'ignore' })
    rmSync(this.directory, { recursive: true, force: true })
  }
}
