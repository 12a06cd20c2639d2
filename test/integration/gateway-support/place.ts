import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Digest } from '../../../src/digest.ts'
import { UserError } from '../../../src/errors.ts'
import type { Front } from '../../../src/gateway/front.ts'
import { openProcessGateway } from '../../../src/gateway/process.ts'
import { answersReady } from '../../../src/gateway/ready.ts'
import type { Backend, Gateway } from '../../../src/gateway/types.ts'
import type { ServingContract } from '../../../src/model/types.ts'
import { freePort } from '../../../src/ports.ts'
import type { Target } from '../../../src/rollout/types.ts'
import { sleep } from '../../../src/timers.ts'

export const digestOf = (letter: string): Digest => `sha256:${letter.repeat(64)}`
export const model = 'github.com/acme/shop/tone'

/** As the image of a version says. */
export const servingOf = (version: string): ServingContract => ({
  port: 8080,
  readyPath: `/v2/models/tone/versions/${version}/ready`,
  protocol: 'open-inference-v2',
  maxLength: 16,
  maxBatch: 8,
  engine: 'onnxruntime',
})

/** Real server processes that outlive who started them; what runs is read from one file each, as a target does. */
export class ModelProcesses implements Target {
  readonly name = 'process'
  readonly #directory: string
  fault = 'none'

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true })
    this.#directory = directory
  }

  async start(release: { version: string; digest: Digest }): Promise<Backend> {
    const id = `v${release.version.replaceAll('.', '-')}-${release.digest.slice(7, 19)}`
    return this.#launch(id, release, this.fault)
  }

  async #launch(id: string, release: { version: string; digest: Digest }, fault: string): Promise<Backend> {
    const port = await freePort()
    const program = join(import.meta.dirname, 'model-server.ts')
    const serving = servingOf(release.version)
    const child = spawn(process.execPath, [program, String(port), id, fault, serving.readyPath], {
      stdio: 'ignore',
      detached: true,
    })
    child.unref()
    const { version, digest } = release
    const backend: Backend = { id, version, digest, addresses: [`127.0.0.1:${port}`], serving }
    writeFileSync(this.#file(id), JSON.stringify({ pid: child.pid, backend }))
    return backend
  }

  async ready(backend: Backend, timeoutMs: number, signal: AbortSignal): Promise<void> {
    for (const untilMs = performance.now() + timeoutMs; performance.now() < untilMs; await sleep(30)) {
      signal.throwIfAborted()
      if (await answersReady(backend.addresses[0] ?? '', backend.serving.readyPath, 2_000)) return
    }
    throw new UserError(`${backend.id} was not ready within ${timeoutMs / 1000} s`, { exit: 'crashed' })
  }

  async stop(id: string): Promise<void> {
    await this.halt(id)
    rmSync(this.#file(id), { force: true })
  }

  async prepare(): Promise<void> {}

  async halt(id: string): Promise<void> {
    const found = this.#read(id)
    if (found === undefined) return
    if (isRunning(found.pid)) process.kill(found.pid, 'SIGTERM')
    for (const untilMs = performance.now() + 1_000; isRunning(found.pid); await sleep(10))
      if (performance.now() > untilMs) process.kill(found.pid, 'SIGKILL')
  }

  async startAgain(id: string): Promise<Backend> {
    const found = this.#read(id)
    if (found === undefined) throw new UserError(`nothing is left of ${id}`)
    return isRunning(found.pid) ? found.backend : this.#launch(id, found.backend, 'none')
  }

  async keep(): Promise<void> {}

  async sweep(keepId: string | undefined): Promise<string[]> {
    const ids = readdirSync(this.#directory).map((name) => basename(name, '.json'))
    const gone = ids.filter((id) => id !== keepId)
    for (const id of gone) await this.stop(id)
    return gone
  }

  async list(): Promise<Backend[]> {
    const found = readdirSync(this.#directory).map((name) => this.#read(basename(name, '.json')))
    return found.flatMap((one) => (one !== undefined && isRunning(one.pid) ? [one.backend] : []))
  }

  kill(id: string): void {
    process.kill(this.#read(id)?.pid ?? Number.NaN, 'SIGKILL')
  }

  /** It runs, keeps its port and answers nothing. */
  pause(id: string): void {
    process.kill(this.#read(id)?.pid ?? Number.NaN, 'SIGSTOP')
  }

  /** It accepts no connection for 0.15 s, and those that it has end. */
  refuse(id: string): void {
    process.kill(this.#read(id)?.pid ?? Number.NaN, 'SIGUSR2')
  }

  async up(version: string, letter: string, fault = 'none'): Promise<Backend> {
    this.fault = fault
    const backend = await this.start({ version, digest: digestOf(letter) })
    this.fault = 'none'
    await this.ready(backend, 10_000, new AbortController().signal)
    return backend
  }

  #file(id: string): string {
    return join(this.#directory, `${id}.json`)
  }

  #read(id: string): { pid: number; backend: Backend } | undefined {
    const path = this.#file(id)
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { pid: number; backend: Backend }) : undefined
  }
}

/** A zombie, whose parent is gone or has not looked yet, does not run. */
function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.charAt(stat.lastIndexOf(')') + 2) !== 'Z'
  } catch {
    return false
  }
}

export type Answer = { status: number; by: string; body: string }

/** One request on a connection of its own; status 0 where none came back whole. */
export const get = (url: string, agent: http.Agent | false = false): Promise<Answer> =>
  ask(url, agent, (request) => void request.end('{"inputs":["x"]}'))

/** An upload in `pieces` of `sizeBytes` each, one every 0.1 s. */
export const slowUpload = (url: string, sizeBytes: number, pieces: number): Promise<Answer> =>
  ask(url, false, async (request) => {
    for (let piece = 0; piece < pieces; piece++, await sleep(100)) request.write(Buffer.alloc(sizeBytes))
    request.end()
  })

function ask(url: string, agent: http.Agent | false, send: (request: http.ClientRequest) => void): Promise<Answer> {
  return new Promise((resolve) => {
    const lost = () => resolve({ status: 0, by: '', body: '' })
    const request = http.request(url, { method: 'POST', agent }, (answer) => {
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (text: string) => {
        body += text
      })
      answer.once('error', lost)
      answer.once('end', () =>
        resolve({ status: answer.statusCode ?? 0, by: String(answer.headers['x-model-version'] ?? ''), body }),
      )
    })
    request.once('error', lost)
    send(request)
  })
}

/** Clients that ask again and again; `end` tells what each version answered. Without pauses they take the cores that are asked for all else. */
export function load(url: string, { clients = 4, pauseMs = 15 } = {}) {
  const answers = new Map<string, number>()
  const bad: { status: number; by: string }[] = []
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients })
  let going = true
  let total = 0
  const workers = Array.from({ length: clients }, async () => {
    while (going) {
      const { status, by } = await get(url, agent)
      total += 1
      answers.set(by, (answers.get(by) ?? 0) + 1)
      if (status !== 200) bad.push({ status, by })
      await sleep(pauseMs)
    }
  })
  return {
    answers,
    bad,
    total: () => total,
    end: async () => {
      going = false
      await Promise.all(workers)
      agent.destroy()
    },
  }
}

export type Place = {
  gateway: Gateway
  target: ModelProcesses
  stateDir: string
  port: number
  /** As a deployment does whose spec says nothing of metrics. */
  reopen(): Promise<Gateway>
  agentPid(): number
  end(): Promise<void>
}

export async function openPlace(proxy: 'haproxy' | 'embedded', metricsPort?: number, front?: Front): Promise<Place> {
  const stateDir = mkdtempSync(join(tmpdir(), 'gateway-test-'))
  const port = await freePort()
  const open = (metrics: number | undefined) =>
    openProcessGateway({ stateDir, model, port, metricsPort: metrics, front, proxy, log: { info: () => undefined } })
  const gateway = await open(metricsPort)
  const target = new ModelProcesses(join(stateDir, 'versions'))
  return {
    gateway,
    target,
    stateDir,
    port,
    reopen: () => open(undefined),
    agentPid: () =>
      Number(
        readFileSync(join(stateDir, 'agent.log'), 'utf8')
          .match(/process \d+/g)
          ?.at(-1)
          ?.slice('process '.length),
      ),
    end: async () => {
      await gateway.close().catch(() => undefined)
      for (const one of await target.list()) await target.stop(one.id)
      rmSync(stateDir, { recursive: true, force: true })
    },
  }
}

export async function deployFirst(place: Pick<Place, 'gateway'>, backend: Backend): Promise<void> {
  await place.gateway.traffic.acquire('first', 10_000)
  await place.gateway.traffic.add('first', backend)
  await place.gateway.traffic.promote('first', backend.id)
  await place.gateway.traffic.release('first')
}

/** The same where another version serves, which is taken out. */
export async function deployNext({ gateway: { traffic } }: Pick<Place, 'gateway'>, backend: Backend): Promise<void> {
  await traffic.acquire('next', 10_000)
  await traffic.add('next', backend)
  await traffic.promote('next', backend.id)
  for (const { id } of (await traffic.status()).idle) await traffic.remove('next', id, 100)
  await traffic.release('next')
}
