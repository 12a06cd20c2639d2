import { isNameTaken } from '../docker/container.ts'
import type { ContainerFacts, DockerClient } from '../docker/types.ts'
import { UserError } from '../errors.ts'
import type { Log } from '../platform/types.ts'
import { inTime, sleep } from '../timers.ts'
import { rolloutUnderWay } from './agent/hold.ts'
import {
  type AgentConfig,
  type HandedOver,
  type HandOver,
  type Operations,
  protocolVersion,
  type Reply,
} from './agent/protocol.ts'
import { type Channel, channelTo } from './channel.ts'
import { gatewayOver, type RouterRoutes, routesOver, type Transport } from './client.ts'
import {
  gatewayLabel,
  gatewayLabels,
  gatewayName,
  gatewayVolume,
  modelLabel,
  networkOf,
  outsideOf,
  serviceUser,
} from './dockerNames.ts'
import { carryFront, carryProgram, forgetOtherPrograms, keepFront, nobodyTookOver, stateDir } from './dockerVolume.ts'
import { type Front, isLoopback, listeningOf, loopback, otherListening, readFront, urlOf } from './front.ts'
import { cannotListen, portTaken, sharedIdentity } from './port.ts'
import { agentProgram } from './program.ts'
import type { Gateway } from './types.ts'

/* Inside of the gateway's own image. */
const insidePort = 8080
const insideMetricsPort = 9_090
const program = ['node', '/gateway/run.mjs'] as const

const startTimeoutMs = 30_000

export type DockerGatewayOptions = {
  docker: DockerClient
  /** Which model it serves, of all that a host may have: `github.com/acme/shop/support-intents`. */
  model: string
  port: number
  /** Where Prometheus reads, on loopback; absent for nowhere. */
  metricsPort?: number | undefined
  /** How clients reach it; absent for loopback without TLS. */
  front?: Front | undefined
  /** As built from docker/gateway. */
  image: string
  /** `router`: in front of the gateways of several models. */
  proxy?: 'haproxy' | 'router'
  /** A router has the port, and reaches this gateway by the network of the two; absent where clients come to it. */
  behind?: 'router' | undefined
  /** Whether a certificate that has expired is used all the same: by a gateway that is brought back as it was. */
  expired?: 'refused' | 'taken'
  /** What its volume must have besides, where it is made: called before it starts, and by one of those who make it at once. */
  carry?: (() => Promise<void>) | undefined
  log: Pick<Log, 'info'>
}

/**
 * The gateway as a container beside the versions, published on loopback. The agent in it is driven by an `exec`, so nothing
 * but the Docker endpoint must be reachable. Its state lies in a volume; the engine starts it again after a crash. An agent
 * of another version of ours, or for other clients, hands over to ours inside of its container, without a lost request.
 *
 * @throws UserError where the port is taken, the container publishes other ports, or a rollout is under way where the agent is to hand over
 */
export async function openDockerGateway(options: DockerGatewayOptions): Promise<Gateway> {
  const { docker, model, port, behind, front = loopback, expired = 'refused', log } = options
  await readFront(front, { expired })
  await docker.ensureNetwork(networkOf(model), modelLabel(model), 'internal')
  await docker.ensureNetwork(outsideOf(model), modelLabel(model), 'outside')
  const config = await configOf(options)
  const { id, channel, ...answering } = await answeringContainer(options, config)
  await attach(options, channel, { id, config, ...answering })
  if (docker.remote !== undefined && behind === undefined && isLoopback(front.host))
    log.info(`the gateway is published on the loopback of ${docker.remote}: port ${port} answers on that machine`)
  const url =
    behind === undefined
      ? urlOf({ host: front.host, tls: config.listening.tls }, port)
      : `http://${insideAddress(model)}`
  const gateway = gatewayIn(docker, channel, { id, model, url })
  await gateway.refresh()
  return gateway
}

/** As a router reaches it. */
export const insideAddress = (model: string): string => `${gatewayName(model)}:${insidePort}`

async function configOf(options: DockerGatewayOptions): Promise<AgentConfig> {
  const { model, metricsPort, front = loopback, proxy = 'haproxy' } = options
  return {
    stateDir,
    program: (await agentProgram()).identity,
    model,
    // Where it is published is the engine's part.
    host: '0.0.0.0',
    port: insidePort,
    listening: listeningOf(front),
    metricsHost: '0.0.0.0',
    metricsPort: metricsPort === undefined ? 0 : insideMetricsPort,
    proxy,
    haproxyPath: '/usr/sbin/haproxy',
  }
}

type Hello = Operations['hello']['output']

/** One may be stopped or removed by somebody else before it says a word, such as the last model that leaves a router. */
async function answeringContainer(
  options: DockerGatewayOptions,
  config: AgentConfig,
): Promise<{ id: string; isNew: boolean; channel: Channel; hello: Hello }> {
  for (let tried = 1; ; tried++) {
    const { id, isNew } = await runningContainer(options, config)
    const channel = channelIn(options.docker, id)
    const hello = await greet(options.docker, channel, id)
    if (hello !== undefined) return { id, isNew, channel, hello }
    if (tried >= 3)
      throw new UserError(
        `the gateway's container ${id.slice(0, 12)} was stopped or removed while it started: see who does that, then deploy again`,
        { exit: 'preflight' },
      )
  }
}

const metricsLabel = (port: number | undefined): string => String(port ?? '')

/** What a container publishes cannot be changed. */
function mustPublish({ id, labels }: ContainerFacts, options: DockerGatewayOptions): void {
  const { model, port, metricsPort, behind, front = loopback } = options
  const published = labels[gatewayLabels.port]
  if (behind === undefined && published !== String(port))
    throw new UserError(
      `the gateway of ${model} is published at port ${published}, the key deploy.port says ${port}: write that port, or remove container ${id.slice(0, 12)} first`,
    )
  if ((labels[gatewayLabels.metricsPort] ?? '') !== metricsLabel(metricsPort))
    throw new UserError(
      `the gateway of ${model} was made for other metrics than the key deploy.metrics-port says: remove container ${id.slice(0, 12)} first, what it knows lies in a volume`,
    )
  if ((labels[gatewayLabels.host] ?? loopback.host) !== front.host)
    throw new UserError(
      `the gateway was made with another deploy.host than model.yml says: write what it was, or remove container ${id.slice(0, 12)} first, what it knows lies in a volume`,
    )
}

/** The one that there is, or a new one; of those who make it at once one does, and the others find it. */
async function runningContainer(
  options: DockerGatewayOptions,
  config: AgentConfig,
): Promise<{ id: string; isNew: boolean }> {
  const { docker, log } = options
  for (let tried = 1; ; tried++) {
    const found = await containerThatBegan(options)
    if (found !== undefined) mustPublish(found, options)
    if (found?.running === true) return { id: found.id, isNew: false }
    if (found !== undefined) {
      log.info(`the gateway's container ${found.id.slice(0, 12)} has stopped; it is made again with what it knew`)
      await docker.remove(found.id, 0)
    }
    try {
      return { id: await startContainer(options, config), isNew: true }
    } catch (error) {
      if (tried >= 3 || !isNameTaken(error)) throw error
    }
  }
}

/** Whoever made it in this moment starts it; it is made again where he does not. */
async function containerThatBegan({
  docker,
  model,
  log,
}: Pick<DockerGatewayOptions, 'docker' | 'model' | 'log'>): Promise<ContainerFacts | undefined> {
  const pauseMs = 200
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    const found = (await docker.list(gatewayLabel(model)))[0]
    if (found?.begins !== true || waitedMs > startTimeoutMs) return found
    if (waitedMs === 0) log.info(`the gateway's container ${found.id.slice(0, 12)} is being started by another run`)
    await sleep(pauseMs)
  }
}

async function startContainer(options: DockerGatewayOptions, config: AgentConfig): Promise<string> {
  const { docker, model, port, metricsPort, behind, front = loopback, image, carry } = options
  // No port is published from a network that leads nowhere.
  const [network = networkOf(model), ...alsoIn] = [
    ...(behind === undefined || metricsPort !== undefined ? [outsideOf(model)] : []),
    ...(behind === undefined ? [] : [networkOf(sharedIdentity(port))]),
    networkOf(model),
  ]
  const spec: Parameters<DockerClient['start']>[0] = {
    image,
    command: [...program, 'supervise', JSON.stringify(config), 'resume'],
    environment: {},
    labels: {
      ...gatewayLabel(model),
      [gatewayLabels.host]: front.host,
      [behind === undefined ? gatewayLabels.port : gatewayLabels.shared]: String(port),
      [gatewayLabels.metricsPort]: metricsLabel(metricsPort),
    },
    name: gatewayName(model),
    user: `${serviceUser}:${serviceUser}`,
    network,
    alsoIn,
    binds: [{ from: gatewayVolume(model), to: stateDir, writable: true, labels: modelLabel(model) }],
    publish: [
      ...(behind === undefined ? [{ address: front.host, hostPort: port, containerPort: insidePort }] : []),
      ...(metricsPort === undefined ? [] : [{ hostPort: metricsPort, containerPort: insideMetricsPort }]),
    ],
    restart: 'unless-stopped',
    stopGraceSeconds: 10,
  }
  const prepare = async (): Promise<void> => {
    await carryFront(options, front, nobodyTookOver)
    await carry?.()
  }
  return docker.start(spec, prepare).catch(async (error: Error) => {
    const traffic = { host: front.host, port, kind: 'traffic' } as const
    if (/port is already allocated|address already in use/.test(error.message))
      throw await portTaken(traffic, model, error)
    if (/cannot assign requested address/.test(error.message)) throw cannotListen(traffic, 'elsewhere', error)
    if (/cannot expose privileged port/.test(error.message)) throw cannotListen(traffic, 'forbidden', error)
    throw error
  })
}

/** The agent in the container is ours from then on, with what it is told of its clients. */
async function attach(
  options: DockerGatewayOptions,
  channel: Channel,
  { id, isNew, config, hello }: { id: string; isNew: boolean; config: AgentConfig; hello: Hello },
): Promise<void> {
  const { docker, front = loopback, log } = options
  const isAsWanted =
    hello.protocol === protocolVersion &&
    hello.program === config.program &&
    otherListening(hello.listening, config.listening) === undefined
  if (isAsWanted) return isNew ? undefined : carryFront(options, front)
  if (hello.protocol === protocolVersion) await mustBeFree(options, channel, id)
  const own = await agentProgram()
  const asked: HandOver = {
    program: await carryProgram({ ...options, container: id }, own),
    config: JSON.stringify(config),
  }
  const before = await keepFront({ docker, container: id })
  try {
    await carryFront(options, front)
    const said = (await channel.ask('supervisor', asked)) as HandedOver
    if (!said.ok) throw refused(id, said.message)
  } catch (error) {
    // The earlier one goes on by the files that it was told.
    await before.putBack().catch((why: unknown) => log.info(String(why)))
    throw error
  }
  await before.forget()
  await forgetOtherPrograms({ docker, container: id }, own)
  log.info(`the gateway goes on in container ${id.slice(0, 12)} by this version of model-actions`)
}

/** Asked before it is told of other clients: those of a rollout under way notice nothing. */
async function mustBeFree({ model }: DockerGatewayOptions, channel: Channel, id: string): Promise<void> {
  const { lease } = await gatewayOver(transportOver(channel), { model, url: '' }).traffic.status()
  if (lease !== undefined) throw refused(id, rolloutUnderWay(lease).message)
}

const refused = (id: string, why: string): UserError =>
  new UserError(
    `the gateway in container ${id.slice(0, 12)} does not hand over to this version of model-actions: ${why}`,
  )

/**
 * The gateway that runs at this engine, to look at it or to end it; undefined where none runs. Nothing is started.
 * @throws UserError where it is of another version of ours
 */
export async function findDockerGateway({
  docker,
  model,
}: {
  docker: DockerClient
  model: string
}): Promise<Gateway | undefined> {
  const found = (await docker.list(gatewayLabel(model)))[0]
  if (found?.running !== true) return undefined
  const { id, labels } = found
  const channel = channelIn(docker, id)
  const hello = await greet(docker, channel, id)
  if (hello === undefined) return undefined
  if (hello.protocol !== protocolVersion)
    throw new UserError(
      `the gateway of ${model} (container ${id.slice(0, 12)}) is of another version of model-actions: ask it by that one; the next deployment by this one replaces it without a lost request`,
    )
  const host = labels[gatewayLabels.host] ?? loopback.host
  const port = labels[gatewayLabels.port]
  const url =
    port === undefined ? `http://${insideAddress(model)}` : urlOf({ host, tls: hello.listening.tls }, Number(port))
  return gatewayIn(docker, channel, { id, model, url })
}

/** What a router in a container is asked besides. */
export const routesIn = (docker: DockerClient, container: string): RouterRoutes =>
  routesOver(transportOver(channelIn(docker, container)))

/** One for each container, whoever asks it for what. */
const channels = new WeakMap<DockerClient, Map<string, Channel>>()

function channelIn(docker: DockerClient, id: string): Channel {
  const known = channels.get(docker) ?? new Map<string, Channel>()
  channels.set(docker, known)
  const channel = known.get(id) ?? channelTo(docker, id, [...program, 'relay', stateDir])
  known.set(id, channel)
  return channel
}

const transportOver =
  (channel: Channel): Transport =>
  async (request) =>
    (await channel.ask('agent', request)) as Reply

function gatewayIn(
  docker: DockerClient,
  channel: Channel,
  { id, model, url }: { id: string; model: string; url: string },
): Gateway {
  const gateway = gatewayOver(transportOver(channel), { model, url })
  // The engine would start the container again after the agent's own end.
  return { ...gateway, close: () => docker.remove(id, 10) }
}

/** Undefined where the container has ended or is gone: nobody will answer there. */
async function greet(docker: DockerClient, channel: Channel, id: string): Promise<Hello | undefined> {
  const transport = transportOver(channel)
  let last = 'no answer'
  for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await sleep(200)) {
    const asked = transport({ op: 'hello' }).catch(
      (error: Error): Reply => ({ ok: false, user: false, message: error.message }),
    )
    const reply = await inTime(asked, untilMs - performance.now(), undefined)
    if (reply?.ok === true) return reply.value as Hello
    last = reply?.message ?? last
    // An engine that starts it again says all the while that it runs; one that does not answer says nothing.
    const found = await docker.inspect(id).catch(() => 'no answer' as const)
    if (found !== 'no answer' && found?.running !== true) return undefined
  }
  const said = [last, ...(await docker.logTail(id, 3).catch(() => []))].join('; ')
  const short = id.slice(0, 12)
  throw new UserError(
    `the gateway did not answer within ${startTimeoutMs / 1000} s: ${said}: see why by \`docker logs ${short}\`, start it again by \`docker restart ${short}\`, then deploy again`,
    { exit: 'preflight' },
  )
}
