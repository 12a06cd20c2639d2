import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { protocolVersion } from '../../../src/gateway/agent/protocol.ts'
import { controlSocket, makeSocketDirectory, supervisorSocket } from '../../../src/gateway/agent/state.ts'
import { plain } from '../../../src/gateway/front.ts'
import {
  checkProcessGateway,
  findProcessGateway,
  lookAtProcessGateway,
  openProcessGateway,
} from '../../../src/gateway/process.ts'
import { freePort } from '../../../src/ports.ts'

/* A gateway that does not do as it is asked: whoever answers here at its sockets is none. */

const model = 'acme/tone'
const port = 18_080
const servers: net.Server[] = []
let stateDir: string
/** Whom the gateway says that it is: something that runs, and can be ended. */
let other: ChildProcess
beforeEach(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'gateway-process-'))
  other = spawn('sleep', ['60'], { stdio: 'ignore' })
  await once(other, 'spawn')
})
afterEach(() => {
  vi.restoreAllMocks()
  other.kill('SIGKILL')
  for (const server of servers.splice(0)) server.close()
  rmSync(stateDir, { recursive: true, force: true })
})

/** Says this to every question at a socket; hangs up where it is nothing. */
async function answering(socket: string, say: (asked: { op?: string }) => object | undefined): Promise<net.Server> {
  const server = net.createServer((one) => {
    one.on('error', () => undefined)
    one.on('data', (data) => {
      const said = say(JSON.parse(data.toString()) as { op?: string })
      if (said === undefined) one.end()
      else one.write(`${JSON.stringify(said)}\n`)
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  return server
}

const helloOf = (change: object = {}) => ({
  ...{ protocol: protocolVersion, pid: other.pid, stateDir, program: 'another', model },
  ...{ host: '127.0.0.1', port, metricsPort: 0, listening: plain, ...change },
})
const agent = (change: object = {}): Promise<net.Server> =>
  answering(controlSocket(stateDir), ({ op }) => ({ ok: true, value: op === 'hello' ? helloOf(change) : null }))

/** Every look at the clock is half a minute after the one before. */
function inHaste(): void {
  let nowMs = 0
  vi.spyOn(performance, 'now').mockImplementation(() => {
    nowMs += 30_000
    return nowMs
  })
}

const open = () => openProcessGateway({ stateDir, model, port, proxy: 'embedded', log: { info: () => undefined } })

describe('a gateway of this machine that cannot be asked says what to do', () => {
  test('where it is of another version of ours', async () => {
    await agent({ protocol: protocolVersion + 1 })
    await expect(findProcessGateway({ stateDir, model })).rejects.toThrow(
      `the gateway of ${model} (process ${other.pid}) is of another version of model-actions: ask it by that one`,
    )
  })

  test('where it does not end, by the command that ends it', async () => {
    await agent()
    const gateway = await findProcessGateway({ stateDir, model })
    inHaste()
    const error = await gateway?.close().catch((cause: Error) => cause)
    const [command = '', ...words] = /\((kill -9 \d+)\)$/.exec((error as Error).message)?.[1]?.split(' ') ?? []
    const ended = once(other, 'exit')
    execFileSync(command, words)
    await ended
    await gateway?.close()
  })

  test('where it does not come up again', async () => {
    await answering(supervisorSocket(stateDir), () => undefined)
    inHaste()
    await expect(findProcessGateway({ stateDir, model })).rejects.toThrow(
      `the gateway does not come up again: see why in ${join(stateDir, 'agent.log')}, then deploy again`,
    )
  })
})

describe('a gateway whose directory has a path too long for a socket', () => {
  let longDir: string
  beforeEach(() => {
    longDir = join(stateDir, 'x'.repeat(100))
    mkdirSync(longDir, { mode: 0o700 })
  })
  afterEach(() => rmSync(dirname(controlSocket(longDir)), { recursive: true, force: true }))
  const place = () => ({ stateDir: longDir, model })

  test('is looked for without leaving anything', async () => {
    expect(await lookAtProcessGateway(place())).toEqual({ kind: 'none' })
    expect(existsSync(dirname(controlSocket(longDir)))).toBe(false)
  })

  test('is none where somebody else made the directory of its sockets: whoever looks finds nobody, and who starts one is told', async () => {
    const directory = dirname(controlSocket(longDir))
    await answering(join(stateDir, 'agent.sock'), () => ({ ok: true, value: helloOf({ stateDir: longDir }) }))
    symlinkSync(stateDir, directory)
    try {
      expect(await lookAtProcessGateway(place())).toEqual({ kind: 'none' })
      const stopped = openProcessGateway({
        ...{ ...place(), port: await freePort(), proxy: 'embedded', log: { info: () => undefined } },
      })
      await expect(stopped).rejects.toThrow(
        `${directory} belongs to someone else, or is no directory: remove it, or choose another path by MODEL_ACTIONS_HOME`,
      )
      expect(() => makeSocketDirectory(longDir)).toThrow(directory)
    } finally {
      rmSync(directory)
    }
  })

  test('is not passed by in silence where others may write to the directory of its sockets, but told with the remedy', async () => {
    const directory = dirname(controlSocket(longDir))
    mkdirSync(directory)
    await answering(controlSocket(longDir), () => ({ ok: true, value: helloOf({ stateDir: longDir }) }))
    chmodSync(directory, 0o770)
    try {
      await expect(lookAtProcessGateway(place())).rejects.toThrow(
        `${directory} is yours, but others may write to it: if nobody did, \`chmod go-w ${directory}\`; else remove it, or choose another path by MODEL_ACTIONS_HOME`,
      )
    } finally {
      chmodSync(directory, 0o750)
    }
    expect(await lookAtProcessGateway(place())).toMatchObject({ kind: 'ours' })
  })

  test('has them in a directory that goes when it ends', async () => {
    const gateway = await openProcessGateway({
      ...{ ...place(), port: await freePort(), proxy: 'embedded', log: { info: () => undefined } },
    })
    const directory = dirname(controlSocket(longDir))
    expect(existsSync(directory)).toBe(true)
    await gateway.close()
    await expect.poll(() => existsSync(directory)).toBe(false)
  })
})

describe('a gateway that cannot start says what to do', () => {
  test('where another program has the port of its metrics', async () => {
    const taken = net.createServer()
    servers.push(taken)
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port: metricsPort } = taken.address() as net.AddressInfo
    inHaste()
    await expect(checkProcessGateway({ stateDir, model, port, metricsPort })).rejects.toThrow(
      `port ${metricsPort} is taken by another program: end it, or write a free port in the key deploy.metrics-port`,
    )
  })

  test('where it neither comes up nor ends, with its log', async () => {
    const log = {
      info: (line: string) => {
        const [, pid] = /starts as process (\d+)/.exec(line) ?? []
        // Whatever it does, the clock says that it took too long.
        if (pid !== undefined) process.kill(-Number(pid), 'SIGKILL')
      },
    }
    const free = await freePort()
    inHaste()
    await expect(openProcessGateway({ stateDir, model, port: free, proxy: 'embedded', log })).rejects.toThrow(
      `the gateway did not start within 15 s: see why in ${join(stateDir, 'agent.log')}, then deploy again`,
    )
  })
})

describe('a gateway that does not hand over says what to do', () => {
  test('where nobody answers, by the command that ends it', async () => {
    await agent()
    await answering(supervisorSocket(stateDir), () => undefined)
    await expect(open()).rejects.toThrow(
      `process ${other.pid}) cannot be replaced while it runs: end it (kill ${other.pid}), then deploy again`,
    )
  })

  test('where it refuses, in its own words', async () => {
    await agent()
    await answering(supervisorSocket(stateDir), () => ({ ok: false, message: 'it is starting again: try again' }))
    await expect(open()).rejects.toThrow('it is starting again: try again')
  })

  test('where the other one ended at once', async () => {
    const served = await agent()
    await answering(supervisorSocket(stateDir), () => {
      served.close()
      return { ok: true }
    })
    await expect(open()).rejects.toThrow(
      `the gateway ended: see why in ${join(stateDir, 'agent.log')}, then deploy again`,
    )
  })
})
