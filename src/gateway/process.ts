import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { resolve as absolute, delimiter, join } from 'node:path'
import { UserError } from '../errors.ts'
import { agentProgram } from '../installation.ts'
import type { Log } from '../platform/types.ts'
import { alive, plainEnvironment, spawnDetached } from '../processes.ts'
import { type AgentConfig, type Operations, protocolVersion } from './agent/protocol.ts'
import { controlSocket } from './agent/state.ts'
import { gatewayOver, type Transport } from './client.ts'
import { call } from './control.ts'
import type { Gateway } from './types.ts'

const host = '127.0.0.1'
const startTimeoutMs = 15_000
/** A process that was killed holds its port until the last of its threads is gone. */
const portTimeoutMs = 2_000

/**
 * The gateway as a process of this machine, on loopback. Starts the agent where none runs, attaches to the one that
 * does; the agent outlives us. An agent that died meanwhile is started again by the next request and knows stable alone.
 *
 * @throws UserError where the port is taken, HAProxy is asked for and missing, or another version's agent runs
 */
export async function openProcessGateway(options: {
  stateDir: string
  port: number
  proxy: 'auto' | 'haproxy' | 'embedded'
  log: Pick<Log, 'info'>
}): Promise<Gateway> {
  const stateDir = absolute(options.stateDir)
  mkdirSync(stateDir, { recursive: true, mode: 0o700 })
  const socketPath = controlSocket(stateDir)
  const hello = await attachOrStart({ ...options, stateDir, socketPath })
  if (hello.protocol !== protocolVersion)
    throw new UserError(
      `the gateway's agent (process ${hello.pid}) is of another version of model-actions: end it, then deploy again`,
    )
  if (hello.port !== options.port)
    throw new UserError(
      `the gateway of ${stateDir} serves at port ${hello.port}, the key deploy.port says ${options.port}: write ${hello.port}, or end process ${hello.pid} first`,
    )
  const transport: Transport = async (request) => {
    try {
      return await call(socketPath, request)
    } catch (error) {
      if (request.op === 'close' || !isGone(error)) throw error
      options.log.info("the gateway's agent is gone; it starts again with stable alone")
      await attachOrStart({ ...options, stateDir, socketPath })
      return call(socketPath, request)
    }
  }
  const gateway = gatewayOver(transport, hello.proxy, `http://${host}:${hello.port}`)
  return {
    ...gateway,
    close: async () => {
      await gateway.close()
      for (const untilMs = performance.now() + 10_000; performance.now() < untilMs; await pause(20))
        if (!alive(hello.pid)) return
    },
  }
}

type Options = {
  stateDir: string
  socketPath: string
  port: number
  proxy: 'auto' | 'haproxy' | 'embedded'
  log: Pick<Log, 'info'>
}

async function attachOrStart(options: Options): Promise<Operations['hello']['output']> {
  const found = await greet(options.socketPath)
  if (found !== undefined) return found
  const lock = join(options.stateDir, 'starting')
  const mine = takeLock(lock)
  try {
    if (mine) return await startAgent(options)
    // Someone else is starting it: theirs is as good as ours.
    return await waitForAgent(options.socketPath, () => undefined, options)
  } finally {
    if (mine) rmSync(lock, { force: true })
  }
}

async function startAgent(options: Options): Promise<Operations['hello']['output']> {
  const { stateDir, port } = options
  const haproxyPath = options.proxy === 'embedded' ? undefined : findHaproxy()
  if (options.proxy === 'haproxy' && haproxyPath === undefined)
    throw new UserError('haproxy is not on PATH: install HAProxy 2.6 or later (Debian: apt-get install haproxy)', {
      exit: 'preflight',
    })
  const orphan = hasOrphan(stateDir)
  if (!orphan && !(await portComesFree(port)))
    throw new UserError(
      `port ${port} is taken by another program: end it, or write a free port in the key deploy.port`,
      {
        exit: 'preflight',
      },
    )
  const config: AgentConfig = {
    stateDir,
    host,
    port,
    proxy: haproxyPath === undefined ? 'embedded' : 'haproxy',
    haproxyPath: haproxyPath ?? '',
  }
  const logFile = join(stateDir, 'agent.log')
  const pid = await spawnDetached(process.execPath, [agentProgram(), 'serve', JSON.stringify(config)], {
    cwd: stateDir,
    env: plainEnvironment(process.env),
    logFile,
  })
  options.log.info(`the gateway's agent starts as process ${pid}; its log is ${logFile}`)
  return waitForAgent(options.socketPath, () => (alive(pid) ? undefined : lastLine(logFile)), options)
}

async function waitForAgent(socketPath: string, failure: () => string | undefined, options: Options) {
  for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await pause(30)) {
    const found = await greet(socketPath)
    if (found !== undefined) return found
    const because = failure()
    if (because !== undefined) throw new UserError(`the gateway did not start: ${because}`, { exit: 'preflight' })
  }
  throw new UserError(
    `the gateway did not start within ${startTimeoutMs / 1000} s: see ${join(options.stateDir, 'agent.log')}`,
  )
}

async function greet(socketPath: string): Promise<Operations['hello']['output'] | undefined> {
  try {
    const reply = await call(socketPath, { op: 'hello' }, 5_000)
    return reply.ok ? (reply.value as Operations['hello']['output']) : undefined
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

/** HAProxy of an agent that was killed holds the port; the new agent ends it. True where one is there. */
function hasOrphan(stateDir: string): boolean {
  try {
    const pid = Number(readFileSync(join(stateDir, 'haproxy.pid'), 'utf8'))
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return words.includes(join(stateDir, 'haproxy.cfg'))
  } catch {
    return false
  }
}

function takeLock(path: string): boolean {
  try {
    writeFileSync(path, `${process.pid}`, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const owner = Number(readFileSync(path, 'utf8'))
  if (owner !== process.pid && alive(owner)) return false
  // Left by a runner that was killed between taking and releasing it.
  writeFileSync(path, `${process.pid}`)
  return true
}

function findHaproxy(): string | undefined {
  const directories = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin']
  return directories
    .filter((directory) => directory !== '')
    .map((directory) => join(directory, 'haproxy'))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

async function portComesFree(port: number): Promise<boolean> {
  for (const untilMs = performance.now() + portTimeoutMs; !(await portIsFree(port)); await pause(50))
    if (performance.now() > untilMs) return false
  return true
}

function portIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}

const lastLine = (path: string): string => readFileSync(path, 'utf8').trim().split('\n').at(-1) ?? 'no word in its log'
const isGone = (error: unknown): boolean =>
  ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '')
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
