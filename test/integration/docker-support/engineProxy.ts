import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dockerEndpoint } from '../../../src/docker/endpoint.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The real engine behind a socket of ours, whose connections we can cut as a network or an engine that is stopped does. */
export class EngineProxy {
  readonly #directory = mkdtempSync(join(tmpdir(), 'engine-proxy-'))
  readonly #open = new Set<net.Socket>()
  #server: net.Server | undefined

  /** @returns the environment in which the engine is reached through it */
  async start(environment: Environment): Promise<Environment> {
    const server = net.createServer((ours) => {
      const theirs = net.connect(dockerEndpoint(environment).options.socketPath ?? '')
      for (const socket of [ours, theirs]) {
        this.#open.add(socket)
        socket.on('error', () => undefined)
        socket.on('close', () => this.#open.delete(socket))
      }
      ours.pipe(theirs).pipe(ours)
    })
    this.#server = server
    const path = join(this.#directory, 'docker.sock')
    await new Promise<void>((resolve) => server.listen(path, resolve))
    return { ...environment, DOCKER_HOST: `unix://${path}` }
  }

  /** Ends every connection that is open. @returns how many there were */
  cut(): number {
    const count = this.#open.size
    for (const socket of this.#open) socket.destroy()
    return count
  }

  /** From now on nobody answers. */
  end(): void {
    this.#server?.close()
    rmSync(this.#directory, { recursive: true, force: true })
    this.cut()
  }
}
