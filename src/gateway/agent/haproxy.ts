import { type ChildProcess, spawn } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import { join } from 'node:path'
import type { Backend } from '../../rollout/types.ts'
import { haproxyConfiguration, lastResort, serverOptions, weights } from './haproxy-config.ts'
import { type ProxyEvents, sleep, type TrafficProxy } from './proxy.ts'
import { socketDirectory, writeWhole } from './state.ts'

/** Log line of one request, see haproxy-config.ts: server, status, termination state, active time in ms, retries. */
type LogLine = { s: string; st: number; ts: string; ta: number; rc: string }

/** How long sessions that were shut down may take to be gone. */
const cutMs = 2_000

/**
 * HAProxy as a child of the agent, changed by its runtime API alone: a reload loses requests, a weight does not.
 * Its file on disk knows stable alone, so a crash is a rollback.
 */
export class HaproxyProxy implements TrafficProxy {
  readonly #config: { stateDir: string; host: string; port: number; haproxyPath: string }
  readonly #events: ProxyEvents
  readonly #socketPath: string
  readonly #addresses = new Map<string, string>()
  readonly #known = new Map<string, Backend>()
  #udp: Socket | undefined
  #child: ChildProcess | undefined
  #stable: Backend | undefined
  /** The last one that had a share: log lines come after the requests, so maybe after its eviction. */
  #lastCanary: string | undefined
  #stopping = false
  #refresh: NodeJS.Timeout | undefined

  constructor(config: { stateDir: string; host: string; port: number; haproxyPath: string }, events: ProxyEvents) {
    this.#config = config
    this.#events = events
    this.#socketPath = join(socketDirectory(config.stateDir), 'haproxy.sock')
  }

  async start(stable: Backend | undefined): Promise<void> {
    this.#stable = stable
    const udp = createSocket('udp4')
    this.#udp = udp
    udp.on('message', (message) => this.#requestEnded(message))
    await new Promise<void>((resolve, reject) => {
      udp.once('error', reject)
      udp.bind(0, '127.0.0.1', resolve)
    })
    udp.setRecvBufferSize(8 * 1024 * 1024)
    this.#endOrphan()
    await this.#launch()
    this.#refresh = setInterval(() => void this.#refreshAddresses(), 5_000)
  }

  async add(backend: Backend): Promise<void> {
    const address = await this.#address(backend)
    await this.#command(
      `add server be/${backend.id} ${address}:${backend.port} ${serverOptions}`,
      'New server registered.',
    )
    // A dynamic server's check is off until it is asked for.
    await this.#command(`enable health be/${backend.id}`)
    this.#known.set(backend.id, backend)
  }

  async split(shares: Parameters<TrafficProxy['split']>[0]): Promise<void> {
    const { stable, canary } = shares
    const [canaryWeight, stableWeight] = canary === undefined ? [0, 256] : weights(canary.share, stable === undefined)
    const commands: string[] = []
    const give = (backend: Backend, weight: number) =>
      commands.push(`set server be/${backend.id} weight ${weight}`, `set server be/${backend.id} state ready`)
    // Who gets traffic is opened before anyone is closed: there is never a moment without a server.
    if (stable !== undefined && stableWeight > 0) give(stable, stableWeight)
    if (canary !== undefined && canaryWeight > 0) give(canary.backend, canaryWeight)
    for (const id of this.#known.keys()) {
      if (id === stable?.id) {
        if (stableWeight === 0) commands.push(`set server be/${id} weight 0`)
        // Weight 0 and drain would still serve what sticks to the server; only maintenance moves it.
      } else if (id !== canary?.backend.id || canaryWeight === 0) commands.push(`set server be/${id} state maint`)
    }
    if (canary !== undefined) this.#lastCanary = canary.backend.id
    if (commands.length > 0) await this.#command(commands.join('; '))
  }

  async promote(stable: Backend | undefined): Promise<void> {
    const old = this.#stable
    this.#stable = stable
    await this.#writeConfiguration()
    if (old?.id === stable?.id) return
    if (stable === undefined) {
      // Its name may come back with the next version, so it must be free before we go on; a dead one has nothing to end.
      if (old !== undefined) await this.#delete(lastResort(old.id), 0)
      return
    }
    const address = await this.#address(stable)
    await this.#command(
      `add server be/${lastResort(stable.id)} ${address}:${stable.port} backup`,
      'New server registered.',
    )
    await this.#command(`enable server be/${lastResort(stable.id)}`)
    if (old !== undefined)
      this.#delete(lastResort(old.id), 60_000).catch((error: unknown) => this.#events.log(String(error)))
  }

  async remove(id: string, timeoutMs: number): Promise<void> {
    await this.#delete(id, timeoutMs)
    this.#known.delete(id)
    this.#addresses.delete(id)
  }

  async stop(graceMs: number): Promise<void> {
    this.#stopping = true
    clearInterval(this.#refresh)
    const child = this.#child
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGUSR1')
      await Promise.race([gone, sleep(graceMs)])
      child.kill('SIGKILL')
      await gone
    }
    this.#udp?.close()
    rmSync(this.#socketPath, { force: true })
    rmSync(this.#pidFile, { force: true })
  }

  get #pidFile(): string {
    return join(this.#config.stateDir, 'haproxy.pid')
  }

  get #configurationFile(): string {
    return join(this.#config.stateDir, 'haproxy.cfg')
  }

  async #writeConfiguration(): Promise<void> {
    const stable = this.#stable && { ...this.#stable, host: await this.#address(this.#stable) }
    const { host, port } = this.#config
    const logPort = this.#udp?.address().port ?? 0
    writeWhole(
      this.#configurationFile,
      haproxyConfiguration({ host, port, logPort, socketPath: this.#socketPath, stable }),
    )
  }

  async #launch(): Promise<void> {
    await this.#writeConfiguration()
    const child = spawn(this.#config.haproxyPath, ['-f', this.#configurationFile, '-db'], {
      stdio: ['ignore', 'inherit', 'inherit'],
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
    for (const untilMs = performance.now() + 10_000; ; await sleep(10)) {
      if (ended !== undefined) throw new Error(ended)
      const version = await this.#command('show info').catch(() => '')
      if (version.includes(`Pid: ${child.pid}\n`)) break
      if (performance.now() > untilMs) throw new Error('HAProxy did not answer at its socket within 10 s')
    }
    writeWhole(this.#pidFile, `${child.pid}\n`)
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

  /** An agent that was killed leaves its HAProxy behind, with shares nobody watches. */
  #endOrphan(): void {
    if (!existsSync(this.#pidFile)) return
    const pid = Number(readFileSync(this.#pidFile, 'utf8'))
    rmSync(this.#pidFile, { force: true })
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      // SIGUSR1 closes the port at once and lets requests in flight end.
      if (words.includes(this.#configurationFile)) process.kill(pid, 'SIGUSR1')
    } catch (error) {
      this.#events.log(
        `no HAProxy with process id ${pid} is left (${(error as NodeJS.ErrnoException).code ?? 'error'})`,
      )
    }
  }

  #requestEnded(message: Buffer): void {
    let line: LogLine
    try {
      line = JSON.parse(message.toString('utf8')) as LogLine
    } catch {
      this.#events.log(`unreadable log line of HAProxy: ${message.toString('utf8').slice(0, 200)}`)
      return
    }
    const id = line.s.startsWith('last:') ? line.s.slice('last:'.length) : line.s
    if (id === '<NOSRV>') return
    // `+` marks a request that the other server refused before this one answered: the refusal is that other's error.
    const other = id === this.#stable?.id ? this.#lastCanary : this.#stable?.id
    if (line.rc.startsWith('+') && other !== undefined && other !== id)
      this.#events.ended(other, true, Number.POSITIVE_INFINITY)
    const byClient = line.ts.startsWith('C') || line.ts.startsWith('c')
    const cut = /^[SsPDKIR]/.test(line.ts) && !line.ts.startsWith('PR')
    this.#events.ended(id, line.st >= 500 || (!byClient && (cut || line.st <= 0)), line.ta)
  }

  /** Numeric address of a backend: HAProxy does not resolve names of servers that are added while it runs. */
  async #address(backend: Backend): Promise<string> {
    if (net.isIP(backend.host) !== 0) return backend.host
    for (let attempt = 0; ; attempt++) {
      try {
        const { address } = await lookup(backend.host, 4)
        this.#addresses.set(backend.id, address)
        return address
      } catch (error) {
        const before = this.#addresses.get(backend.id)
        if (before !== undefined) return before
        if (attempt === 20) throw error
        await sleep(500)
      }
    }
  }

  /** A container that starts again may have another address. */
  async #refreshAddresses(): Promise<void> {
    for (const backend of this.#known.values()) {
      const before = this.#addresses.get(backend.id)
      if (before === undefined) continue
      const address = await this.#address(backend)
      if (address === before) continue
      const names = backend.id === this.#stable?.id ? [backend.id, lastResort(backend.id)] : [backend.id]
      for (const name of names)
        await this.#command(`set server be/${name} addr ${address}`).catch((error: unknown) =>
          this.#events.log(String(error)),
        )
    }
  }

  async #delete(name: string, timeoutMs: number): Promise<void> {
    await this.#command(`set server be/${name} state maint`)
    let untilMs = performance.now() + timeoutMs
    for (let cut = false; ; ) {
      const answer = await this.#command(`disable health be/${name}; del server be/${name}`, undefined)
      if (/Server deleted|No such server/.test(answer)) return
      if (performance.now() > untilMs) {
        if (cut) throw new Error(`HAProxy does not let go of ${name}: ${answer.trim()}`)
        cut = true
        untilMs = performance.now() + cutMs
        await this.#command(`shutdown sessions server be/${name}`)
      }
      await sleep(50)
    }
  }

  /** Sends one line to the runtime API; with `expected`, any other answer is an error. Default: an answer is an error. */
  #command(line: string, expected?: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = net.connect(this.#socketPath)
      let answer = ''
      socket.setEncoding('utf8')
      socket.setTimeout(5_000, () => socket.destroy(new Error(`HAProxy does not answer to: ${line}`)))
      socket.on('data', (text: string) => {
        answer += text
      })
      socket.once('error', reject)
      socket.once('end', () => {
        socket.destroy()
        if (expected !== undefined && !answer.includes(expected))
          reject(new Error(`HAProxy, ${line}: ${answer.trim()}`))
        else if (line.startsWith('set server') && answer.trim() !== '' && !/addr/.test(line))
          reject(new Error(`HAProxy, ${line}: ${answer.trim()}`))
        else resolve(answer)
      })
      socket.end(`${line}\n`)
    })
  }
}
