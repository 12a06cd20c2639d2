import { readFile } from 'node:fs/promises'
import type { DockerClient } from '../docker/types.ts'
import { UserError } from '../errors.ts'
import type { Log } from '../platform/types.ts'
import { sleep } from '../timers.ts'
import { frontFile, frontText, given } from './agent/front.ts'
import { type AgentConfig, type Operations, protocolVersion, type Reply, type Request } from './agent/protocol.ts'
import { gatewayOver, type Transport } from './client.ts'
import { gatewayVolume, modelLabel, networkOf, outsideOf } from './dockerNames.ts'
import {
  type Front,
  type FrontFiles,
  isLoopback,
  listeningOf,
  loopback,
  otherListening,
  readFront,
  urlOf,
} from './front.ts'
import { portTaken } from './port.ts'
import type { Gateway } from './types.ts'

/* Inside of the gateway's own image. */
const stateDir = '/state'
const insidePort = 8080
const insideMetricsPort = 9_090

const startTimeoutMs = 30_000

/**
 * The gateway as a container beside the versions, published on loopback. The agent in it is driven by `exec`, so nothing
 * but the Docker endpoint must be reachable. Its state lies in a volume; the engine starts it again after a crash.
 *
 * @param options `model` names network, container and volume; `image` as built from docker/gateway
 * @throws UserError where the port is taken, or another port or another version's agent runs
 */
export async function openDockerGateway(options: {
  docker: DockerClient
  /** Which model it serves, of all that a host may have: `github.com/acme/shop/support-intents`. */
  model: string
  port: number
  /** Where Prometheus reads, on loopback; absent for nowhere. */
  metricsPort?: number | undefined
  /** How clients reach it; absent for loopback without TLS. */
  front?: Front | undefined
  image: string
  log: Pick<Log, 'info'>
}): Promise<Gateway> {
  const { docker, model, port, metricsPort, front = loopback, image, log } = options
  await readFront(front, { expired: 'refused' })
  const listening = listeningOf(front)
  const labels = { ...modelLabel(model), 'model-actions.role': 'gateway' }
  const network = networkOf(model)
  await docker.ensureNetwork(network, modelLabel(model), 'internal')
  await docker.ensureNetwork(outsideOf(model), modelLabel(model), 'outside')
  const found = (await docker.list(labels))[0]
  if (found !== undefined && found.labels['model-actions.port'] !== String(port))
    throw new UserError(
      `the gateway of ${model} is published at port ${found.labels['model-actions.port']}, the key deploy.port says ${port}: write that port, or remove container ${found.id.slice(0, 12)} first`,
    )
  const metricsLabel = String(metricsPort ?? '')
  if (found !== undefined && (found.labels['model-actions.metrics-port'] ?? '') !== metricsLabel)
    throw new UserError(
      `the gateway of ${model} was made for other metrics than the key deploy.metrics-port says: remove container ${found.id.slice(0, 12)} first, what it knows lies in a volume`,
    )
  if (found !== undefined && (found.labels['model-actions.host'] ?? loopback.host) !== front.host)
    throw new UserError(otherFront('deploy.host', found.id))
  const config: AgentConfig = {
    stateDir,
    program: 'image',
    model,
    // Where it is published is the engine's part.
    host: '0.0.0.0',
    port: insidePort,
    listening,
    metricsHost: '0.0.0.0',
    metricsPort: metricsPort === undefined ? 0 : insideMetricsPort,
    proxy: 'haproxy',
    haproxyPath: '/usr/sbin/haproxy',
  }
  let container = found?.id
  if (found !== undefined && !found.running) {
    log.info(`the gateway's container ${found.id.slice(0, 12)} has stopped; it is made again with what it knew`)
    await docker.remove(found.id, 0)
    container = undefined
  }
  const carry = () => carryFront(docker, { model, image, front })
  if (container === undefined) await carry()
  const id =
    container ??
    (await docker
      .start({
        image,
        command: ['node', '/gateway/run.mjs', 'supervise', JSON.stringify(config)],
        environment: {},
        labels: {
          ...labels,
          'model-actions.host': front.host,
          'model-actions.port': String(port),
          'model-actions.metrics-port': metricsLabel,
        },
        name: `${network}-gateway`,
        user: '65532:65532',
        // No port is published from a network that leads nowhere.
        network: outsideOf(model),
        alsoIn: [network],
        binds: [{ from: gatewayVolume(model), to: stateDir, writable: true }],
        publish: [
          { address: front.host, hostPort: port, containerPort: insidePort },
          ...(metricsPort === undefined ? [] : [{ hostPort: metricsPort, containerPort: insideMetricsPort }]),
        ],
        restart: 'unless-stopped',
        stopGraceSeconds: 10,
      })
      .catch(async (error: Error) => {
        if (!/port is already allocated|address already in use/.test(error.message)) throw error
        throw await portTaken(port, model, error)
      }))
  const transport = transportOf(docker, id)
  const hello = await greet(transport, async () => (await docker.logTail(id, 3)).join(' | '))
  mustSpeak(docker, hello, id)
  const other = otherListening(hello.listening, listening)
  if (other !== undefined) throw new UserError(otherFront(other, id))
  if (docker.remote !== undefined && isLoopback(front.host))
    log.info(`the gateway is published on the loopback of ${docker.remote}: port ${port} answers on that machine`)
  if (container !== undefined) await carry()
  const gateway = gatewayIn(docker, { id, model, url: urlOf({ host: front.host, tls: listening.tls }, port) })
  await gateway.refresh()
  return gateway
}

const otherFront = (key: string, id: string): string =>
  `the gateway was made with another ${key} than model.yml says: write what it was, or remove container ${id.slice(0, 12)} first, what it knows lies in a volume`

/**
 * Certificate, key and tokens go into the gateway's volume, where its user alone reads them: what is said in labels, the
 * environment or the command of a container is read by everyone who may ask the engine.
 */
async function carryFront(
  docker: DockerClient,
  { model, image, front: { tls, tokens } }: { model: string; image: string; front: Front },
): Promise<void> {
  if (tls === undefined && tokens === undefined) return
  const carried = { certificate: tls?.certificate, key: tls?.key, 'client-ca': tls?.clientCa, tokens }
  const files: Record<string, Uint8Array> = {}
  const inside: Partial<Record<keyof typeof carried, string>> = {}
  for (const name of ['certificate', 'key', 'client-ca', 'tokens'] as const) {
    const path = carried[name]
    if (path === undefined) continue
    files[given(name)] = await readFile(path)
    inside[name] = `${stateDir}/${given(name)}`
  }
  const { certificate, key, 'client-ca': clientCa, tokens: names } = inside
  const told: FrontFiles = {
    ...(certificate === undefined || key === undefined ? {} : { tls: { certificate, key, clientCa } }),
    ...(names === undefined ? {} : { tokens: names }),
  }
  files[frontFile] = Buffer.from(frontText(told))
  await docker.fillVolume(
    { name: gatewayVolume(model), labels: modelLabel(model) },
    {
      image,
      uid: 65532,
      files,
      at: stateDir,
    },
  )
}

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
  const found = (await docker.list({ ...modelLabel(model), 'model-actions.role': 'gateway' }))[0]
  if (found?.running !== true) return undefined
  const hello = await greet(transportOf(docker, found.id), async () => (await docker.logTail(found.id, 3)).join(' | '))
  mustSpeak(docker, hello, found.id)
  const { 'model-actions.host': host = loopback.host, 'model-actions.port': port } = found.labels
  return gatewayIn(docker, { id: found.id, model, url: urlOf({ host, tls: hello.listening.tls }, Number(port)) })
}

const transportOf =
  (docker: DockerClient, id: string): Transport =>
  async (request: Request): Promise<Reply> => {
    const ask = ['node', '/gateway/run.mjs', 'ctl', stateDir, JSON.stringify(request)]
    const ended = await docker.exec(id, ask).catch((error: Error) => {
      // It is no answer of the agent's, and whoever holds a lease asks again.
      throw new Error(`the gateway's agent was not reached: ${error.message}`, { cause: error })
    })
    if (ended.exitCode !== 0) throw new Error(`the gateway's agent does not answer: ${ended.stderr.trim().slice(-500)}`)
    return JSON.parse(ended.stdout) as Reply
  }

function mustSpeak(docker: DockerClient, { protocol }: Operations['hello']['output'], id: string): void {
  const name = id.slice(0, 12)
  if (protocol !== protocolVersion)
    throw new UserError(
      `the gateway in container ${name} is of another version of model-actions: end it (docker --host ${docker.endpoint} rm --force ${name}), then deploy again; clients are refused from one to the other, and its counts begin anew`,
    )
}

function gatewayIn(docker: DockerClient, { id, model, url }: { id: string; model: string; url: string }): Gateway {
  const gateway = gatewayOver(transportOf(docker, id), { model, url })
  // The engine would start the container again after the agent's own end.
  return { ...gateway, close: () => docker.remove(id, 10) }
}

async function greet(transport: Transport, tail: () => Promise<string>): Promise<Operations['hello']['output']> {
  let last = 'no answer'
  for (const untilMs = performance.now() + startTimeoutMs; performance.now() < untilMs; await sleep(200)) {
    try {
      const reply = await transport({ op: 'hello' })
      if (reply.ok) return reply.value as Operations['hello']['output']
      last = reply.message
    } catch (error) {
      last = error instanceof Error ? error.message : String(error)
    }
  }
  throw new UserError(`the gateway did not start within ${startTimeoutMs / 1000} s: ${last}; ${await tail()}`, {
    exit: 'preflight',
  })
}
