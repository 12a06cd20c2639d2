import { closeSync, writeSync } from 'node:fs'
import type { Server } from 'node:http'
import net from 'node:net'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import { eachLine } from '../../lines.ts'
import { type Fallback, keptFallback } from '../fallback.ts'
import { urlOf } from '../front.ts'
import { answerTimeoutMs } from '../timeouts.ts'
import { AccessLog, accessFile } from './access.ts'
import { Agent } from './agent.ts'
import { certificateAt } from './certificate.ts'
import { CounterBook } from './counters.ts'
import { FrontKeeper } from './front.ts'
import { HaproxyProxy } from './haproxy.ts'
import { exposition, serveMetrics } from './metrics.ts'
import { earlierOnes } from './orphan.ts'
import { forPeople } from './people.ts'
import { listenPrivately } from './presence.ts'
import { type AgentConfig, readConfig } from './protocol.ts'
import type { ProxyEvents, TrafficProxy } from './proxy.ts'
import { relay } from './relay.ts'
import { answer } from './requests.ts'
import { Router } from './router.ts'
import { inherited, tells } from './sockets.ts'
import { controlSocket, makeSocketDirectory } from './state.ts'
import { supervise } from './supervisor.ts'

/*
 * The program beside the proxy.
 *   node main.ts supervise CONFIG [resume]         an AgentConfig as JSON; starts the agent, and again whenever it ends but by `close`;
 *                                                  with `resume` the one that took over last from an agent of this very CONFIG
 *   node main.ts serve CONFIG afresh|takes-over [tells]
 *                                                  the agent; its supervisor has bound the sockets that it accepts from
 *   node main.ts relay STATE_DIR                   asks the one that runs, and its supervisor, what the lines of its input say
 *   node main.ts people STATE_DIR status|evict|logs  the same for people
 *
 * It outlives the job, its checkout and the action that it came with: once it serves, it loads no file of the program and
 * looks at nothing of the environment.
 */

/** A line that finds no room on the disk is lost: it must not end what serves, nor what starts that again. */
const log = (line: string): void => {
  try {
    writeSync(process.stderr.fd, `${new Date().toISOString()} ${line}\n`)
  } catch {}
}

/** What is in flight when the place ends has so long; the engine of a container kills it after 10 s. */
const graceMs = { asked: 3_000, signalled: 8_000, replaced: answerTimeoutMs }

/** @param up called once it serves, and can be asked */
async function serve(config: AgentConfig, takesOver: boolean, up: () => void): Promise<void> {
  // A socket is there before its mode can be changed.
  process.umask(0o077)
  const counters = new CounterBook()
  const events: ProxyEvents = {
    ended: (id, outcome, latencyMs, value) => {
      counters.record(id, outcome, latencyMs)
      agent.requestEnded(id, outcome, latencyMs, value)
    },
    restarted: (because) => agent.proxyRestarted(because),
    log,
    accessed: (one) => access.write(one),
    copied: (copy) => agent.copied(copy),
  }
  const { stateDir, model, listening } = config
  const access = new AccessLog({ file: join(stateDir, accessFile), log })
  // Whoever answers there is alive and keeps the gateway; a file without a process behind it is in the way.
  if (await answers(controlSocket(stateDir)))
    throw new UserError(`an agent already serves ${stateDir}: end it by \`model-actions stop\` first`)
  const front = new FrontKeeper({ stateDir, listening, log })
  const content = await front.open()
  // Loaded where it is wanted: the image of the gateway has HAProxy and no packages.
  const listen = { fd: inherited.traffic }
  const router = config.proxy === 'router' ? new Router({ stateDir, log }) : undefined
  const fallback = await readFallback(config)
  const proxy: TrafficProxy =
    config.proxy === 'haproxy'
      ? new HaproxyProxy({ ...config, listen, takesOver, fallback }, events)
      : new (await import('./embedded.ts')).EmbeddedProxy({ ...config, listen, router, fallback }, content, events)
  const earlier = earlierOnes(stateDir)
  const agent: Agent = new Agent({ stateDir, model, proxy, front, counters, earlier, splitBy: listening.splitBy, log })
  // Before it accepts: nobody is told that there is no such model.
  await router?.read()
  await agent.start()
  router?.watch()
  await front.forget()

  const metrics = await openMetrics(agent, config)
  let standing: 'serves' | 'retired' | 'stops' = 'serves'
  const stop = async (inFlightMs: number): Promise<void> => {
    const replaced = standing === 'retired'
    standing = 'stops'
    control.close()
    front.close()
    router?.close()
    metrics?.close()
    metrics?.closeAllConnections()
    if (replaced) await proxy.drain(graceMs.replaced)
    else await proxy.stop(inFlightMs)
    access.flush()
  }
  const end = (inFlightMs: number): void => void stop(inFlightMs).finally(() => process.exit(0))
  const goOn = async (): Promise<void> => {
    if (standing !== 'retired') return
    // The supervisor is gone, and the other one is not.
    if (await answers(controlSocket(stateDir))) return end(graceMs.replaced)
    standing = 'serves'
    control = await openControl()
    await agent.goOn()
    log('the gateway that was to take over did not come: this one goes on')
  }
  const openControl = () =>
    listenPrivately(
      () => {
        makeSocketDirectory(stateDir)
        return controlSocket(stateDir)
      },
      (socket) => {
        const ask = async (line: string): Promise<void> => {
          const { reply, next } = await answer({ agent, config, router }, line)
          socket.write(`${JSON.stringify(reply)}\n`)
          if (next === 'close') socket.end(() => end(graceMs.asked))
          if (next !== 'retire') return
          standing = 'retired'
          // The other one is asked from now on.
          control.close()
          front.close()
          const hungUp = (): void => void goOn().catch((error: unknown) => log(String(error)))
          if (socket.destroyed) hungUp()
          else socket.once('close', hungUp)
        }
        eachLine(socket, ask).catch(() => undefined)
      },
    )
  let control = await openControl()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(graceMs.signalled))
  const at = urlOf({ host: config.host, tls: listening.tls }, config.port)
  log(`the gateway serves at ${at} by ${config.proxy}, process ${process.pid}`)
  up()
}

/** However soon it ends, its supervisor knows that it came up. */
function tellSupervisor(): void {
  try {
    writeSync(inherited.up, 'up\n')
    closeSync(inherited.up)
  } catch {
    // The supervisor is gone, and it serves.
  }
}

/** Undefined where there is none, or it is lost: a gateway without it is better than none. */
async function readFallback({ stateDir, listening: { fallback } }: AgentConfig): Promise<Fallback | undefined> {
  if (fallback === undefined) return undefined
  return keptFallback(stateDir, fallback).catch((error: unknown) => {
    log(`the answer of deploy.fallback is lost until the next deployment: ${String(error)}`)
    return undefined
  })
}

/** Undefined where there is none, or its port is taken: what serves must not end of that. */
async function openMetrics(
  agent: Agent,
  { metricsPort: port, proxy, listening: { router } }: AgentConfig,
): Promise<Server | undefined> {
  if (port === 0) return undefined
  const shown = router === undefined ? async () => undefined : certificateAt(router)
  try {
    return await serveMetrics({
      fd: inherited.metrics,
      read: async () => {
        const [facts, expiresAt] = await Promise.all([agent.facts(), shown()])
        const certificate = expiresAt === undefined ? {} : { certificate: { expiresAt } }
        return exposition({ proxy, ...facts, status: { ...facts.status, ...certificate } })
      },
    })
  } catch (error) {
    log(`nothing is told to Prometheus: ${String(error)}`)
    return undefined
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(path)
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('close', () => socket.destroy())
    socket.once('connect', () => socket.destroy())
  })
}

const [command, first, second, third] = process.argv.slice(2)
try {
  if (command === 'serve' && first !== undefined)
    await serve(readConfig(first), second === 'takes-over', third === tells ? tellSupervisor : () => undefined)
  else if (command === 'supervise' && first !== undefined) {
    const program = process.argv[1] ?? ''
    process.exit(await supervise({ config: first, program, resumes: second === 'resume', log }))
  } else if (command === 'relay' && first !== undefined) {
    await relay(first, { input: process.stdin, output: process.stdout })
    process.exit(0)
  } else if (command === 'people' && first !== undefined) process.stdout.write(await forPeople(first, second))
  else throw new UserError('usage: supervise CONFIG | serve CONFIG HOW | relay STATE_DIR | people STATE_DIR WHAT')
} catch (error) {
  log(error instanceof UserError ? error.message : String(error instanceof Error ? error.stack : error))
  process.exit(2)
}
