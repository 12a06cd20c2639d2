import { accessSync, constants, readFileSync } from 'node:fs'
import net from 'node:net'
import { resolve as absolute, delimiter, join } from 'node:path'
import { UserError } from '../errors.ts'
import { makeDirectory, readIfPresent, writeWhole } from '../files.ts'
import { type Held, withLock } from '../locks.ts'
import type { Log } from '../platform/types.ts'
import { whyNotFree } from '../ports.ts'
import { spawnDetached } from '../processes.ts'
import { alive } from '../processGroups.ts'
import { sleep } from '../timers.ts'
import { frontFile, writeFrontFiles } from './agent/front.ts'
import { runningHaproxies } from './agent/orphan.ts'
import { type AgentConfig, type HandedOver, type HandOver, type Operations, protocolVersion } from './agent/protocol.ts'
import { controlSocket, keepPrivate, StrangersDirectory, supervisorSocket } from './agent/state.ts'
import { gatewayOver, type Transport } from './client.ts'
import { call, exchange } from './control.ts'
import { type Front, isEveryAddress, listeningOf, loopback, otherListening, readFront, urlOf } from './front.ts'
import { cannotListen, type Listener, portTaken, type Refusal, whyRefused } from './port.ts'
import { type AgentProgram, agentProgram, forgetOtherPrograms, installProgram } from './program.ts'
import { handOverPatienceMs } from './timeouts.ts'
import type { Gateway } from './types.ts'

/** Metrics are for this machine alone. */
const metricsHost = '127.0.0.1'
const startTimeoutMs = 15_000
/** Its last requests have some seconds of it. */
const endTimeoutMs = 20_000
/** A process that was killed holds its port until the last of its threads is gone. */
const portTimeoutMs = 2_000

/** It outlives the job: nothing of the job's environment, where tokens and passwords are, goes into it. */
const environment = (home: string) => ({
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: home,
  LANG: 'C.UTF-8',
})

export type ProcessGatewayOptions = {
  /** Everything of the gateway lies below it; it must outlast the job. */
  stateDir: string
  /** Which model it serves, of all that a host may have: `github.com/acme/shop/support-intents`. */
  model: string
  port: number
  /** Where Prometheus reads; absent for nowhere. */
  metricsPort?: number | undefined
  /** How clients reach it; absent for loopback without TLS. */
  front?: Front | undefined
  /** Whether a certificate that has expired is used all the same: by a gateway that is brought back as it was. */
  expired?: 'refused' | 'taken'
  proxy: 'auto' | AgentConfig['proxy']
  log: Pick<Log, 'info'>
}

/**
 * The gateway as a process of this machine. Starts the agent where none runs, attaches to the one that does; the agent
 * outlives us, and a supervisor beside it starts it again when it ends: it then knows stable alone. One of another version
 * of ours, or that was started for other ports or other clients, hands over to ours without a lost request.
 *
 * @throws UserError where the port is taken, HAProxy is asked for and missing, another model's agent runs, or one that is to
 *   hand over is in the middle of a rollout
 */
export async function openProcessGateway(given: ProcessGatewayOptions): Promise<Gateway> {
  const options = { ...given, stateDir: absolute(given.stateDir) }
  const { stateDir, model, front = loopback, expired = 'refused' } = options
  await readFront(front, { expired })
  await makeDirectory(stateDir, { mode: 0o700 })
  keepPrivate(stateDir)
  const hello = await attachOrStart(options)
  await writeFrontFiles(stateDir, front)
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
  const gateway = gatewayAt(hello, transport, model)
  await gateway.refresh()
  return gateway
}

type Place = Pick<ProcessGatewayOptions, 'stateDir' | 'model'>

/** One of another version of ours serves, and can be asked for nothing else. */
export type Found =
  | { kind: 'none' }
  | { kind: 'ours'; gateway: Gateway }
  | { kind: 'another-version'; pid: number; host: string; port: number }

/** What runs there. Nothing is started. @throws UserError where another model's agent runs */
export async function lookAtProcessGateway({ stateDir, model }: Place): Promise<Found> {
  const found = await running(stateDir)
  if (found === undefined) return { kind: 'none' }
  mustServe(found, { stateDir, model })
  const { protocol, pid, host, port } = found
  if (protocol !== protocolVersion) return { kind: 'another-version', pid, host, port }
  return { kind: 'ours', gateway: gatewayAt(found, (request) => call(controlSocket(stateDir), request), model) }
}

/**
 * The gateway that runs there, to look at it or to end it; undefined where none answers. Nothing is started, and what goes
 * away meanwhile is an error. @throws UserError where another model's agent runs, or one that does not understand us
 */
export async function findProcessGateway(place: Place): Promise<Gateway | undefined> {
  const found = await lookAtProcessGateway(place)
  if (found.kind === 'none') return undefined
  if (found.kind === 'ours') return found.gateway
  throw new UserError(
    `the gateway of ${place.model} (process ${found.pid}) is of another version of model-actions: ask it by that one; the next deployment by this one replaces it without a lost request`,
  )
}

function gatewayAt(hello: Hello, transport: Transport, model: string): Gateway {
  const url = urlOf({ host: hello.host, tls: hello.listening.tls }, hello.port)
  const gateway = gatewayOver(transport, { model, url })
  return {
    ...gateway,
    close: async () => {
      await gateway.close()
      for (const untilMs = performance.now() + endTimeoutMs; alive(hello.pid); await sleep(20))
        if (performance.now() > untilMs)
          throw new UserError(
            `the gateway of ${model} (process ${hello.pid}) was asked to end and still runs: end it by hand (kill -9 ${hello.pid})`,
          )
    },
  }
}

type Attached = Pick<ProcessGatewayOptions, 'stateDir' | 'model' | 'port' | 'metricsPort' | 'front'>

/**
 * Whether the gateway of a later deployment can serve, without starting anything: known before hours of work, not after.
 * @throws UserError where the port is taken, or another model's agent runs
 */
export async function checkProcessGateway(given: Attached): Promise<void> {
  const options = { ...given, stateDir: absolute(given.stateDir) }
  const found = await greet(options.stateDir)
  if (found !== undefined) mustServe(found, options)
  await requirePort(options, found)
}

function mustServe(hello: Hello, { stateDir, model }: Pick<Attached, 'stateDir' | 'model'>): void {
  if (hello.model !== model)
    throw new UserError(
      `the gateway of ${stateDir} (process ${hello.pid}) serves the model ${hello.model}, not ${model}: each model needs a directory and a port of its own`,
    )
}

type Hello = Operations['hello']['output']

/** @param found the gateway that runs here: its ports are its own */
async function requirePort(wanted: Attached, found?: Hello): Promise<void> {
  const { stateDir, model, port, metricsPort, front = loopback } = wanted
  // The system lets nobody listen at all addresses of a port while another one listens at one of them.
  if (found?.port === port && found.host !== front.host && [found.host, front.host].some(isEveryAddress))
    throw new UserError(
      `the gateway of ${stateDir} listens at ${found.host} and cannot move to ${front.host} of the same port ${port}: write another port in the key deploy.port too, or end it by \`model-actions stop\` and deploy again`,
    )
  const isOurs = (one: number): boolean => one === found?.port || one === found?.metricsPort
  if (metricsPort !== undefined && !isOurs(metricsPort)) {
    const metrics: Listener = { host: metricsHost, port: metricsPort, kind: 'metrics' }
    const why = await whyNotComingFree(metrics)
    if (why !== undefined) throw cannotListen(metrics, why)
  }
  const orphan = found === undefined && runningHaproxies(stateDir).length > 0
  if (orphan || isOurs(port)) return
  const traffic: Listener = { host: front.host, port, kind: 'traffic' }
  const why = await whyNotComingFree(traffic)
  if (why === 'taken') throw await portTaken(traffic, model)
  if (why !== undefined) throw cannotListen(traffic, why)
}

async function attachOrStart(options: ProcessGatewayOptions): Promise<Hello> {
  const { stateDir } = options
  const program = await agentProgram()
  const found = await greet(stateDir)
  if (found !== undefined && isAsWanted(found, options, program)) return found
  const onHeld = ({ label, by }: Held): void => options.log.info(`${label}: waiting for ${by}, which does it now`)
  return withLock(join(stateDir, 'starting.lock'), { label: 'starting the gateway', onHeld }, async () => {
    const now = await running(stateDir)
    if (now === undefined) return startAgent(options, program)
    return isAsWanted(now, options, program) ? now : replaceAgent(now, options, program)
  })
}

function isAsWanted(hello: Hello, options: Attached, { identity }: AgentProgram): boolean {
  mustServe(hello, options)
  const { stateDir, port, metricsPort = 0, front = loopback } = options
  return (
    hello.protocol === protocolVersion &&
    hello.program === identity &&
    hello.stateDir === stateDir &&
    hello.host === front.host &&
    hello.port === port &&
    otherListening(hello.listening, listeningOf(front)) === undefined &&
    hello.metricsPort === metricsPort
  )
}

/** What the agent there says of itself, though it may be starting again just now; undefined where none runs. */
export const running = async (stateDir: string): Promise<Hello | undefined> =>
  (await greet(stateDir)) ?? (await restarted(stateDir))

/** The agent that its supervisor is starting again; undefined where nobody does. */
async function restarted(stateDir: string): Promise<Hello | undefined> {
  for (const untilMs = performance.now() + startTimeoutMs; await isSupervised(stateDir); await sleep(30)) {
    const found = await greet(stateDir)
    if (found !== undefined) return found
    if (performance.now() > untilMs)
      throw new UserError(
        `the gateway does not come up again: see why in ${join(stateDir, 'agent.log')}, then deploy again`,
      )
  }
  return undefined
}

async function isSupervised(stateDir: string): Promise<boolean> {
  try {
    return await listens(supervisorSocket(stateDir))
  } catch (error) {
    if (isGone(error)) return false
    throw error
  }
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

/** Both accept from one socket until the earlier one has answered what it was asked. */
async function replaceAgent(found: Hello, options: ProcessGatewayOptions, program: AgentProgram): Promise<Hello> {
  const { stateDir, log } = options
  await requirePort(options, found)
  const files = join(stateDir, frontFile)
  const before = await readIfPresent(files)
  await writeFrontFiles(stateDir, options.front ?? loopback)
  try {
    const hello = await handOver(found, options, program)
    await forgetOtherPrograms(stateDir, program)
    log.info(`the gateway goes on as process ${hello.pid}, which took over from process ${found.pid}`)
    return hello
  } catch (error) {
    // The earlier one goes on by the files that it was told.
    if (before !== undefined) await writeWhole(files, before, { mode: 0o600 })
    throw error
  }
}

async function handOver(found: Hello, options: ProcessGatewayOptions, program: AgentProgram): Promise<Hello> {
  const { stateDir } = options
  const request: HandOver = {
    program: await installProgram(stateDir, program),
    config: JSON.stringify(configOf(options, program)),
  }
  const socket = supervisorSocket(stateDir)
  const said = (await exchange(socket, 'a hand-over', request, handOverPatienceMs).catch((cause: unknown) => {
    throw new UserError(
      `the gateway of ${stateDir} (process ${found.pid}) cannot be replaced while it runs: end it (kill ${found.pid}), then deploy again`,
      { cause },
    )
  })) as HandedOver
  if (!said.ok) throw new UserError(said.message)
  const hello = await greet(stateDir)
  if (hello === undefined)
    throw new UserError(`the gateway ended: see why in ${join(stateDir, 'agent.log')}, then deploy again`)
  return hello
}

function configOf(options: ProcessGatewayOptions, { identity }: AgentProgram): AgentConfig {
  const { stateDir, model, port, metricsPort = 0, front = loopback } = options
  const { proxy } = options
  const haproxyPath = proxy === 'embedded' || proxy === 'router' ? undefined : findHaproxy()
  if (proxy === 'haproxy' && haproxyPath === undefined)
    throw new UserError('haproxy is not on PATH: install HAProxy 2.6 or later (Debian: apt-get install haproxy)', {
      exit: 'preflight',
    })
  return {
    stateDir,
    program: identity,
    model,
    host: front.host,
    port,
    listening: listeningOf(front),
    metricsHost,
    metricsPort,
    proxy: proxy === 'router' ? proxy : haproxyPath === undefined ? 'embedded' : 'haproxy',
    haproxyPath: haproxyPath ?? '',
  }
}

async function startAgent(options: ProcessGatewayOptions, program: AgentProgram): Promise<Hello> {
  const { stateDir } = options
  const config = configOf(options, program)
  await requirePort(options)
  const logFile = join(stateDir, 'agent.log')
  const entry = await installProgram(stateDir, program)
  await writeFrontFiles(stateDir, options.front ?? loopback)
  const pid = await spawnDetached(process.execPath, [entry, 'supervise', JSON.stringify(config)], {
    cwd: stateDir,
    env: environment(stateDir),
    logFile,
  })
  options.log.info(`the gateway starts as process ${pid}; its log is ${logFile}`)
  for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await sleep(30)) {
    const found = await greet(stateDir)
    if (found !== undefined) return found
    if (!alive(pid))
      throw new UserError(`the gateway did not start (${lastLine(logFile)}): see ${logFile}, then deploy again`, {
        exit: 'preflight',
      })
  }
  throw new UserError(
    `the gateway did not start within ${startTimeoutMs / 1000} s: see why in ${logFile}, then deploy again`,
  )
}

/** What the agent says of itself; undefined where none answers. */
async function greet(stateDir: string): Promise<Hello | undefined> {
  try {
    const reply = await call(controlSocket(stateDir), { op: 'hello' }, 5_000)
    return reply.ok ? (reply.value as Hello) : undefined
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
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

async function whyNotComingFree({ host, port }: Listener): Promise<Refusal | undefined> {
  for (const untilMs = performance.now() + portTimeoutMs; ; await sleep(50)) {
    const code = await whyNotFree(port, host)
    if (code === undefined) return undefined
    const why = whyRefused(code)
    if (why !== 'taken' || performance.now() > untilMs) return why
  }
}

const lastLine = (path: string): string => readFileSync(path, 'utf8').trim().split('\n').at(-1) ?? 'no word in its log'
const isGone = (error: unknown): boolean =>
  error instanceof StrangersDirectory ||
  ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '')
