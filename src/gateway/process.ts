import { accessSync, constants, readFileSync } from 'node:fs'
import { cp, mkdir, rm } from 'node:fs/promises'
import net from 'node:net'
import { resolve as absolute, delimiter, dirname, join } from 'node:path'
import { UserError } from '../errors.ts'
import { makeDirectory, writeWhole } from '../files.ts'
import { agentFiles } from '../installation.ts'
import { withLock } from '../locks.ts'
import type { Log } from '../platform/types.ts'
import { portIsFree } from '../ports.ts'
import { alive, spawnDetached } from '../processes.ts'
import { sleep } from '../timers.ts'
import { type AgentConfig, type Operations, protocolVersion } from './agent/protocol.ts'
import { controlSocket, keepPrivate, supervisorSocket } from './agent/state.ts'
import { gatewayOver, type Transport } from './client.ts'
import { call } from './control.ts'
import { metricsPortTaken, portTaken } from './port.ts'
import type { Gateway, ProxyName } from './types.ts'

const host = '127.0.0.1'
const startTimeoutMs = 15_000
/** A process that was killed holds its port until the last of its threads is gone. */
const portTimeoutMs = 2_000

/** It outlives the job: nothing of the job's environment, where tokens and passwords are, goes into it. */
const environment = (home: string) => ({
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: home,
  LANG: 'C.UTF-8',
})

type ProcessGatewayOptions = {
  /** Everything of the gateway lies below it; it must outlast the job. */
  stateDir: string
  /** Which model it serves, of all that a host may have: `github.com/acme/shop/support-intents`. */
  model: string
  port: number
  /** Where Prometheus reads; absent for nowhere. */
  metricsPort?: number | undefined
  proxy: 'auto' | ProxyName
  log: Pick<Log, 'info'>
}

/**
 * The gateway as a process of this machine, on loopback. Starts the agent where none runs, attaches to the one that
 * does; the agent outlives us, and a supervisor beside it starts it again when it ends: it then knows stable alone.
 *
 * @throws UserError where the port is taken, HAProxy is asked for and missing, another model's or another version's agent runs
 */
export async function openProcessGateway(given: ProcessGatewayOptions): Promise<Gateway> {
  const options = { ...given, stateDir: absolute(given.stateDir) }
  const { stateDir, model } = options
  await makeDirectory(stateDir, { mode: 0o700 })
  keepPrivate(stateDir)
  const hello = await attachOrStart(options)
  mustServe(hello, options)
  const transport: Transport = async (request) => {
    try {
      return await call(controlSocket(stateDir), request)
    } catch (error) {
      if (request.op === 'close' || !isGone(error)) throw error
      options.log.info("the gateway's agent is gone; it starts again with stable alone")
      await attachOrStart(options)
      return call(controlSocket(stateDir), request)
    }
  }
  return gatewayAt(hello, transport, model)
}

/**
 * The gateway that runs there, to look at it or to end it; undefined where none answers. Nothing is started, and what goes
 * away meanwhile is an error. @throws UserError where another model's or another version's agent runs
 */
export async function findProcessGateway({
  stateDir,
  model,
}: Pick<ProcessGatewayOptions, 'stateDir' | 'model'>): Promise<Gateway | undefined> {
  const found = (await greet(stateDir)) ?? (await restarted(stateDir))
  if (found === undefined) return undefined
  mustServe(found, { stateDir, model, port: found.port, metricsPort: found.metricsPort })
  return gatewayAt(found, (request) => call(controlSocket(stateDir), request), model)
}

function gatewayAt(hello: Operations['hello']['output'], transport: Transport, model: string): Gateway {
  const gateway = gatewayOver(transport, { model, url: `http://${host}:${hello.port}` })
  return {
    ...gateway,
    close: async () => {
      await gateway.close()
      for (const untilMs = performance.now() + 10_000; performance.now() < untilMs; await sleep(20))
        if (!alive(hello.pid)) return
    },
  }
}

type Attached = Pick<ProcessGatewayOptions, 'stateDir' | 'model' | 'port' | 'metricsPort'>

/**
 * Whether the gateway of a later deployment can serve, without starting anything: known before hours of work, not after.
 * @throws UserError where the port is taken, another model's or another version's agent runs
 */
export async function checkProcessGateway(given: Attached): Promise<void> {
  const options = { ...given, stateDir: absolute(given.stateDir) }
  const found = await greet(options.stateDir)
  if (found !== undefined) mustServe(found, options)
  else await requirePort(options)
}

function mustServe(hello: Operations['hello']['output'], { stateDir, model, port, metricsPort = 0 }: Attached): void {
  if (hello.protocol !== protocolVersion)
    throw new UserError(
      `the gateway's agent (process ${hello.pid}) is of another version of model-actions: end it, then deploy again`,
    )
  if (hello.model !== model)
    throw new UserError(
      `the gateway of ${stateDir} (process ${hello.pid}) serves the model ${hello.model}, not ${model}: each model needs a directory and a port of its own`,
    )
  if (hello.port !== port)
    throw new UserError(
      `the gateway of ${stateDir} serves at port ${hello.port}, the key deploy.port says ${port}: write ${hello.port}, or end process ${hello.pid} first`,
    )
  if (hello.metricsPort !== metricsPort)
    throw new UserError(
      `the gateway of ${stateDir} ${hello.metricsPort === 0 ? 'has no metrics' : `has its metrics at port ${hello.metricsPort}`}, ${otherMetrics(metricsPort)}: ${hello.metricsPort === 0 ? 'remove the key' : `write ${hello.metricsPort}`}, or end process ${hello.pid} first`,
    )
}

const otherMetrics = (metricsPort: number): string =>
  metricsPort === 0 ? 'and there is no key deploy.metrics-port' : `the key deploy.metrics-port says ${metricsPort}`

async function requirePort({ stateDir, model, port, metricsPort }: Attached): Promise<void> {
  if (metricsPort !== undefined && !(await portComesFree(metricsPort))) throw metricsPortTaken(metricsPort)
  if (!hasOrphan(stateDir) && !(await portComesFree(port))) throw await portTaken(port, model)
}

async function attachOrStart(options: ProcessGatewayOptions): Promise<Operations['hello']['output']> {
  const { stateDir } = options
  const found = await greet(stateDir)
  if (found !== undefined) return found
  return withLock(
    join(stateDir, 'starting.lock'),
    { label: 'starting the gateway' },
    async () => (await greet(stateDir)) ?? (await restarted(stateDir)) ?? (await startAgent(options)),
  )
}

/** The agent that its supervisor is starting again; undefined where nobody does. */
async function restarted(stateDir: string): Promise<Operations['hello']['output'] | undefined> {
  for (const untilMs = performance.now() + startTimeoutMs; await listens(supervisorSocket(stateDir)); await sleep(30)) {
    const found = await greet(stateDir)
    if (found !== undefined) return found
    if (performance.now() > untilMs)
      throw new UserError(`the gateway does not come up again: see ${join(stateDir, 'agent.log')}`)
  }
  return undefined
}

function listens(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(path)
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
}

/** Copies the agent into the state directory, as the action that it came with goes with its job. @returns its entry */
async function ownProgram(stateDir: string): Promise<string> {
  const { directory, names, entry } = await agentFiles()
  const own = join(stateDir, 'program')
  await rm(own, { recursive: true, force: true })
  for (const name of names) {
    await mkdir(dirname(join(own, name)), { recursive: true, mode: 0o700 })
    await cp(join(directory, name), join(own, name))
  }
  await writeWhole(join(own, 'package.json'), '{"type":"module"}\n')
  return join(own, entry)
}

async function startAgent(options: ProcessGatewayOptions): Promise<Operations['hello']['output']> {
  const { stateDir, model, port, metricsPort = 0 } = options
  const haproxyPath = options.proxy === 'embedded' ? undefined : findHaproxy()
  if (options.proxy === 'haproxy' && haproxyPath === undefined)
    throw new UserError('haproxy is not on PATH: install HAProxy 2.6 or later (Debian: apt-get install haproxy)', {
      exit: 'preflight',
    })
  await requirePort(options)
  const config: AgentConfig = {
    stateDir,
    model,
    host,
    port,
    metricsPort,
    proxy: haproxyPath === undefined ? 'embedded' : 'haproxy',
    haproxyPath: haproxyPath ?? '',
  }
  const logFile = join(stateDir, 'agent.log')
  const program = await ownProgram(stateDir)
  const pid = await spawnDetached(process.execPath, [program, 'supervise', JSON.stringify(config)], {
    cwd: stateDir,
    env: environment(stateDir),
    logFile,
  })
  options.log.info(`the gateway starts as process ${pid}; its log is ${logFile}`)
  for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await sleep(30)) {
    const found = await greet(stateDir)
    if (found !== undefined) return found
    if (!alive(pid)) throw new UserError(`the gateway did not start: ${lastLine(logFile)}`, { exit: 'preflight' })
  }
  throw new UserError(`the gateway did not start within ${startTimeoutMs / 1000} s: see ${logFile}`)
}

/** What the agent says of itself; undefined where none answers. */
async function greet(stateDir: string): Promise<Operations['hello']['output'] | undefined> {
  try {
    const reply = await call(controlSocket(stateDir), { op: 'hello' }, 5_000)
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
  for (const untilMs = performance.now() + portTimeoutMs; !(await portIsFree(port)); await sleep(50))
    if (performance.now() > untilMs) return false
  return true
}

const lastLine = (path: string): string => readFileSync(path, 'utf8').trim().split('\n').at(-1) ?? 'no word in its log'
const isGone = (error: unknown): boolean =>
  ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '')
