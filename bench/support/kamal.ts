import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Backend } from '../../src/gateway/types.ts'
import { freePort } from '../../src/ports.ts'
import { sleep } from '../../src/timers.ts'

/* kamal-proxy, another small proxy that a deployment switches from one version to the next: a peer for the same requests. */

const run = promisify(execFile)

type Kamal = {
  url: string
  /** Switches all requests to a server once it is healthy, and waits until the one before has answered what it was asked. */
  deploy(server: Backend): Promise<void>
  end(): Promise<void>
}

/** @returns undefined where the machine has no program of that name */
export async function startKamal(): Promise<Kamal | undefined> {
  const home = await mkdtemp(join(tmpdir(), 'kamal-'))
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_RUNTIME_DIR: home,
    XDG_CONFIG_HOME: home,
    XDG_STATE_HOME: home,
  }
  const command = (...args: string[]) => run('kamal-proxy', args, { env })
  if ((await command('version').catch(({ code }) => code)) === 'ENOENT') {
    await rm(home, { recursive: true })
    return undefined
  }
  const port = await freePort()
  const ports = ['--http-port', String(port), '--https-port', String(await freePort())]
  const server = spawn('kamal-proxy', ['run', ...ports], { env, stdio: 'ignore' })
  const ended = new Promise((resolve) => server.once('exit', resolve))
  const deploy = async ({ addresses: [address = ''], serving }: Backend): Promise<void> => {
    const health = ['--health-check-path', serving.readyPath, '--health-check-interval', '100ms']
    await command('deploy', 'model', '--target', address, ...health)
  }
  return {
    url: `http://127.0.0.1:${port}`,
    async deploy(to) {
      // Its socket for commands comes a moment after its process.
      for (let left = 50; ; left--)
        try {
          return await deploy(to)
        } catch (error) {
          const notYet = /no such file|connection refused/i.test(String((error as { stderr?: string }).stderr))
          if (!notYet || left === 0 || server.exitCode !== null) throw error
          await sleep(100)
        }
    },
    async end() {
      server.kill()
      await ended
      await rm(home, { recursive: true, force: true })
    },
  }
}
