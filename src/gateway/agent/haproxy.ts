import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, readdirSync, rmSync } from 'node:fs'
import net from 'node:net'
import { dirname, join } from 'node:path'
import { writeWhole } from '../../files.ts'
import { eachLine } from '../../lines.ts'
import { sleep } from '../../timers.ts'
import { splitAddress } from '../address.ts'
import { type Fallback, fallbackFile, nameOfFallback } from '../fallback.ts'
import type { FrontContent, Listening } from '../front.ts'
import type { Backend } from '../types.ts'
import { logsAccess } from './access.ts'
import { keptClientCa, keptPem, keptTokens, tokenLines } from './front.ts'
import { numericAddress, ServerAddresses } from './haproxy-addresses.ts'
import {
  haproxyConfiguration,
  haproxyMap,
  mapKeys,
  nobody,
  prolonged,
  serverName,
  serverOptions,
  stableWeight,
  trial,
  word,
} from './haproxy-config.ts'
import { readAccess, readCopy, readLogLine } from './haproxy-log.ts'
import { askHaproxy } from './haproxy-runtime.ts'
import { configurationFile, pidFile, retireHaproxies, runningHaproxies } from './orphan.ts'
import type { ProxyEvents, Shares, TrafficProxy } from './proxy.ts'
import type { ListenAt } from './sockets.ts'
import { cutOf } from './split.ts'
import { makeSocketDirectory } from './state.ts'

type Config = {
  stateDir: string
  model: string
  listen: ListenAt
  listening: Listening
  haproxyPath: string
  /** Another one serves here until it is told that this one does. */
  takesOver: boolean
  fallback?: Fallback | undefined
}

/** How long sessions that were shut down may take to be gone. */
const cutMs = 2_000

const refreshMs = 1_000

/** As many as fit the buffer of a command. */
const tokensAtOnce = 200

const mapName = 'shares.map'

const set = (key: string, value: string | number): string => `set map ${mapName} ${key} ${value}`

/**
 * HAProxy as a child of the agent, changed by its runtime API alone: a reload loses requests, a weight does not.
 * Its file on disk knows stable alone, so a crash is a rollback.
 */
export class HaproxyProxy implements TrafficProxy {
  readonly #config: Config
  readonly #events: ProxyEvents
  readonly #socketPath: string
  readonly #addresses: ServerAddresses
  readonly #known = new Map<string, Backend>()
  /** One of each agent: the HAProxy of one that was killed goes on writing to its own, and one that was to be replaced may go on. */
  readonly #logName = `log-${randomBytes(3).toString('hex')}.sock`
  readonly #socketName = `haproxy-${randomBytes(3).toString('hex')}.sock`
  readonly #requests: net.Server
  #child: ChildProcess | undefined
  #stable: Backend | undefined
  #stopping = false
  #refresh: NodeJS.Timeout | undefined
  /** Prolongs the canary's share; undefined while it has none. */
  #word: NodeJS.Timeout | undefined

  constructor(config: Config, events: ProxyEvents) {
    this.#config = config
    this.#events = events
    this.#socketPath = join(makeSocketDirectory(config.stateDir), this.#socketName)
    this.#addresses = new ServerAddresses({
      move: (name, address) => {
        const { host, port } = splitAddress(address)
        return this.#command(`set server be/${name} addr ${host} port ${port}`)
      },
      log: (line) => events.log(line),
    })
    this.#requests = net.createServer((log) => {
      log.on('error', () => undefined)
      eachLine(log, (line) => this.#requestEnded(line)).catch(() => undefined)
    })
  }

  async start(stable: Backend | undefined): Promise<void> {
    this.#stable = stable
    // Those of one that is replaced are still written to.
    for (const name of this.#config.takesOver ? [] : readdirSync(this.#sockets))
      if (/^(?:(?:relay-)?log|haproxy)-\w+\.sock$/.test(name)) rmSync(join(this.#sockets, name))
    await new Promise<void>((resolve, reject) => {
      this.#requests.once('error', reject)
      this.#requests.listen(join(this.#sockets, this.#logName), resolve)
    })
    await this.#launch()
    // Both accept from one queue: nobody is refused in between.
    if (!this.#config.takesOver)
      retireHaproxies(runningHaproxies(this.#config.stateDir).filter((pid) => pid !== this.#child?.pid))
    this.#refresh = setInterval(() => void this.#addresses.refresh(this.#known.values()), refreshMs)
  }

  async add(backend: Backend): Promise<void> {
    // Each of them before the first is added.
    const numeric = await Promise.all(backend.addresses.map(numericAddress))
    this.#known.set(backend.id, backend)
    try {
      await this.#addServers(backend, numeric)
    } catch (error) {
      await this.remove(backend.id, 0).catch(() => undefined)
      throw error
    }
  }

  async #addServers(backend: Backend, addresses: readonly string[]): Promise<void> {
    for (const [index, numeric] of addresses.entries()) {
      const name = serverName(backend.id, index)
      await this.#command(`add server be/${name} ${numeric} ${serverOptions}`, 'New server registered.')
      this.#addresses.told(name, numeric)
      // A dynamic server's check is off until it is asked for.
      await this.#act([
        `add map ${mapName} ${mapKeys.readyPath(name)} ${backend.serving.readyPath}`,
        `enable health be/${name}`,
      ])
    }
    await this.#act([`add map ${mapName} ${mapKeys.servers(backend.id)} ${backend.addresses.length}`])
  }

  async split({ stable, canary }: Shares): Promise<void> {
    if (stable?.id !== this.#stable?.id) {
      this.#stable = stable
      await this.#writeFiles()
    }
    const open = canary !== undefined && cutOf(canary.share) > 0
    const cut = canary?.admits === 'drawn' ? cutOf(canary.share) : 0
    const one = open && canary.admits === 'one'
    clearInterval(this.#word)
    if (open) this.#word = setInterval(() => void this.#prolong(), word.everyMs)
    const opening: string[] = []
    const closing: string[] = []
    for (const backend of this.#known.values())
      for (const index of backend.addresses.keys()) {
        const server = `be/${serverName(backend.id, index)}`
        if (backend.id === stable?.id)
          opening.push(
            `disable health ${server}`,
            `set server ${server} health up`,
            `set server ${server} weight ${stableWeight}`,
            `set server ${server} state ready`,
          )
        else if (backend.id === canary?.backend.id && open) opening.push(`set server ${server} state ready`)
        // Weight 0 and drain would still serve what sticks to the server; only maintenance moves it.
        else closing.push(`set server ${server} state maint`)
      }
    // Who gets traffic is opened before anyone is closed: there is never a moment without a server. The cut moves last where
    // it opens and first where it closes, so that no name is drawn that is not meant.
    const names = [
      set(mapKeys.stable, stable?.id ?? nobody),
      set(mapKeys.canary, canary?.backend.id ?? nobody),
      set(mapKeys.salt, canary?.salt ?? nobody),
      set(mapKeys.reach, cutOf(canary?.share ?? 0)),
    ]
    await this.#act(
      cut === 0
        ? [
            ...opening,
            set(mapKeys.cut, 0),
            ...names,
            ...(open ? [prolonged] : []),
            trial(one),
            set(mapKeys.trial, one ? 1 : 0),
            ...closing,
          ]
        : [...opening, ...names, prolonged, set(mapKeys.trial, 0), set(mapKeys.cut, cut), ...closing],
    )
  }

  async mirror(share: number): Promise<void> {
    await this.#act([set(mapKeys.mirrored, cutOf(share))])
  }

  async #prolong(): Promise<void> {
    // One that is lost is followed by the next, and a HAProxy that is gone starts again with stable alone.
    await this.#act([prolonged]).catch(() => undefined)
  }

  /** By the runtime API: a connection that is open goes on by what it began with. */
  async renew({ tls, tokens }: FrontContent): Promise<void> {
    if (tls !== undefined) {
      const files = [{ kind: 'cert', name: keptPem, pem: tls.pem }]
      if (tls.clientCa !== undefined) files.push({ kind: 'ca-file', name: keptClientCa, pem: tls.clientCa })
      for (const { kind, name, pem } of files) {
        await this.#command(`set ssl ${kind} ${name} <<\n${pem}`, /transaction (?:created|updated)/i)
        await this.#command(`commit ssl ${kind} ${name}`, /Success!/)
      }
    }
    if (tokens === undefined) return
    const version = /New version created: (\d+)/.exec(await this.#command(`prepare map ${keptTokens}`))?.[1]
    if (version === undefined) throw new Error('HAProxy takes no new tokens')
    const lines = tokenLines(tokens)
    for (let at = 0; at < lines.length; at += tokensAtOnce)
      await this.#act([`add map @${version} ${keptTokens} <<\n${lines.slice(at, at + tokensAtOnce).join('\n')}\n`])
    await this.#act([`commit map @${version} ${keptTokens}`])
  }

  async remove(id: string, timeoutMs: number): Promise<void> {
    const backend = this.#known.get(id)
    const names = (backend?.addresses ?? []).map((_, index) => serverName(id, index))
    await Promise.all(names.map((name) => this.#delete(name, timeoutMs)))
    await this.#command(`del map ${mapName} ${mapKeys.servers(id)}`)
    this.#known.delete(id)
  }

  async stop(graceMs: number): Promise<void> {
    await this.drain(graceMs)
    rmSync(pidFile(this.#config.stateDir), { force: true })
  }

  async drain(graceMs: number): Promise<void> {
    this.#stopping = true
    clearInterval(this.#refresh)
    clearInterval(this.#word)
    if ('fd' in this.#config.listen) closeSync(this.#config.listen.fd)
    const child = this.#child
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGUSR1')
      await Promise.race([gone, sleep(graceMs)])
      child.kill('SIGKILL')
      await gone
    }
    this.#requests.close()
    for (const name of [this.#logName, `relay-${this.#logName}`, this.#socketName])
      rmSync(join(this.#sockets, name), { force: true })
  }

  get #sockets(): string {
    return dirname(this.#socketPath)
  }

  /** As HAProxy is told of it: relative to the state directory, or in a directory of ours whose path is plain. */
  #told(name: string): string {
    return this.#sockets === this.#config.stateDir ? name : join(this.#sockets, name)
  }

  /** What HAProxy starts with after a crash: stable alone. */
  async #writeFiles(): Promise<void> {
    const { model, listen, listening, stateDir, fallback } = this.#config
    // Of another one that took over, and went, nothing of ours may be left.
    if (fallback !== undefined)
      await writeWhole(join(stateDir, fallbackFile(nameOfFallback(fallback))), fallback.body, { mode: 0o600 })
    const stable = this.#stable && {
      id: this.#stable.id,
      servers: this.#stable.addresses.length,
      addresses: await Promise.all(
        this.#stable.addresses.map((address, index) =>
          this.#addresses.reachable(serverName(this.#stable?.id ?? '', index), address),
        ),
      ),
    }
    await writeWhole(join(stateDir, mapName), haproxyMap(stable), { mode: 0o600 })
    const paths = {
      socketPath: this.#told(this.#socketName),
      logPath: this.#told(this.#logName),
      relayPath: this.#told(`relay-${this.#logName}`),
      mapPath: mapName,
    }
    await writeWhole(
      configurationFile(stateDir),
      haproxyConfiguration({ model, listen, listening, ...paths, fallback, stable }),
      {
        mode: 0o600,
      },
    )
  }

  async #launch(): Promise<void> {
    await this.#writeFiles()
    const { haproxyPath, listen, stateDir } = this.#config
    const child = spawn(haproxyPath, ['-f', configurationFile(stateDir), '-db'], {
      cwd: stateDir,
      stdio: ['ignore', 'inherit', 'inherit', 'fd' in listen ? listen.fd : 'ignore'],
    })
    this.#child = child
    let ended: string | undefined
    child.once('error', (error) => {
      ended = error.message
    })
    child.once('exit', (code, signal) => {
      ended = `HAProxy ended (${signal ?? `exit ${code}`})`
      if (running && !this.#stopping) void this.#relaunch(ended)
    })
    let running = false
    this.#known.clear()
    if (this.#stable !== undefined) this.#known.set(this.#stable.id, this.#stable)
    this.#addresses.toldAll()
    for (const untilMs = performance.now() + 10_000; ; await sleep(10)) {
      if (ended !== undefined) throw new Error(ended)
      const version = await this.#command('show info').catch(() => '')
      if (version.includes(`Pid: ${child.pid}\n`)) break
      if (performance.now() < untilMs) continue
      // It would accept beside the next one, and nobody would count what it is asked.
      child.kill('SIGKILL')
      throw new Error('HAProxy did not answer at its socket within 10 s')
    }
    await writeWhole(pidFile(stateDir), `${child.pid}\n`)
    running = true
  }

  async #relaunch(because: string): Promise<void> {
    this.#events.restarted(`${because}; it runs again and stable has all traffic`)
    while (!this.#stopping) {
      try {
        await this.#launch()
        return
      } catch (error) {
        this.#events.log(`HAProxy does not start: ${String(error)}`)
        await sleep(500)
      }
    }
  }

  #requestEnded(line: string): void {
    const ended = readLogLine(line)
    if (ended !== undefined) this.#events.ended(ended.id, ended.outcome, ended.latencyMs, ended.value)
    const access = logsAccess(this.#config.listening) ? readAccess(line) : undefined
    if (access !== undefined) this.#events.accessed(access)
    const copy = readCopy(line)
    if (copy !== undefined) this.#events.copied(copy)
  }

  async #delete(name: string, timeoutMs: number): Promise<void> {
    await this.#command(`set server be/${name} state maint`)
    let untilMs = performance.now() + timeoutMs
    for (let cut = false; ; ) {
      const answer = await this.#command(`disable health be/${name}; del server be/${name}`, undefined)
      if (/Server deleted|No such server/.test(answer)) break
      if (performance.now() > untilMs) {
        if (cut) throw new Error(`HAProxy does not let go of ${name}: ${answer.trim()}`)
        cut = true
        untilMs = performance.now() + cutMs
        await this.#command(`shutdown sessions server be/${name}`)
      }
      await sleep(50)
    }
    await this.#command(`del map ${mapName} ${mapKeys.readyPath(name)}`)
    this.#addresses.forget(name)
  }

  /** Changes that answer with nothing where they succeed. */
  async #act(lines: readonly string[]): Promise<void> {
    const answer = (await this.#command(lines.join('; '))).trim()
    if (answer !== '') throw new Error(`HAProxy, ${lines.join('; ').split('\n')[0]}: ${answer}`)
  }

  #command(line: string, expected?: string | RegExp): Promise<string> {
    return askHaproxy(this.#socketPath, line, expected)
  }
}
