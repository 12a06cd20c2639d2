import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RunningAgent } from '../../../src/gateway/agent/running.ts'
import { bind } from '../../../src/gateway/agent/sockets.ts'
import { controlSocket } from '../../../src/gateway/agent/state.ts'
import { freePort } from '../../../src/ports.ts'

let stateDir: string
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'gateway-running-'))
})
afterEach(() => rmSync(stateDir, { recursive: true, force: true }))

/** An agent that does what the script says, with the words and descriptors of a real one. */
async function agentThat(script: string): Promise<{ up: boolean; how: string }> {
  const program = join(stateDir, 'agent.mjs')
  writeFileSync(program, `import { writeSync } from 'node:fs'\n${script}\n`)
  const port = await freePort()
  const at = { stateDir, host: '127.0.0.1', port, metricsHost: '127.0.0.1', metricsPort: 0 }
  const traffic = await bind({ host: at.host, port, kind: 'traffic' }, undefined)
  try {
    const agent = new RunningAgent(
      { program, config: JSON.stringify(at), at },
      { traffic, metrics: undefined },
      'afresh',
    )
    return { up: await agent.up, how: (await agent.end).how }
  } finally {
    traffic.close()
  }
}

test('an agent that is killed in the moment in which it came up is known to have come up', async () => {
  const dies = "if (process.argv[5] === 'tells') writeSync(5, 'up\\n')\nprocess.kill(process.pid, 'SIGKILL')"
  expect(await agentThat(dies)).toEqual({ up: true, how: 'SIGKILL' })
})

test('one that ends before it serves is known not to have come up', async () => {
  expect(await agentThat('process.exit(2)')).toEqual({ up: false, how: 'exit 2' })
  expect(await agentThat("process.kill(process.pid, 'SIGKILL')")).toEqual({ up: false, how: 'SIGKILL' })
})

test('one that does not let another one take over says why, and goes on', async () => {
  const program = join(stateDir, 'agent.mjs')
  writeFileSync(program, 'setInterval(() => undefined, 1_000)\n')
  const at = { stateDir, host: '127.0.0.1', port: await freePort(), metricsHost: '127.0.0.1', metricsPort: 0 }
  const traffic = await bind({ host: at.host, port: at.port, kind: 'traffic' }, undefined)
  const message = 'it is of another version: try again'
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', () => socket.write(`${JSON.stringify({ ok: false, message })}\n`))
  })
  const agent = new RunningAgent({ program, config: JSON.stringify(at), at }, { traffic, metrics: undefined }, 'afresh')
  try {
    await new Promise<void>((resolve) => server.listen(controlSocket(stateDir), resolve))
    await expect(agent.retire(stateDir)).rejects.toThrow(message)
    expect(agent.child.exitCode).toBeNull()
  } finally {
    server.close()
    await agent.kill()
    traffic.close()
  }
})
