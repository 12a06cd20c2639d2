import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import net from 'node:net'
import { sleep } from '../../timers.ts'
import { call } from '../control.ts'
import type { AgentConfig } from './protocol.ts'
import { controlSocket, supervisorSocket } from './state.ts'

/*
 * Starts the agent again when it ends, whatever ended it: an agent that is gone leaves a canary with its share and nobody who
 * watches the lease. One that starts anew knows stable alone. It reads nothing of anybody but the agent's word that it is there.
 */

const pauseMs = { first: 100, longest: 5_000 }
/** An agent that ran so long did not end of what it started with. */
const settledMs = 30_000
const asking = { everyMs: 2_000, timeoutMs: 5_000, most: 4 }

/** @returns the exit code once the agent ended as it was asked to, or never came up */
export async function supervise(options: {
  config: AgentConfig
  program: string
  log: (line: string) => void
}): Promise<number> {
  const { config, program, log } = options
  const path = supervisorSocket(config.stateDir)
  rmSync(path, { force: true })
  const presence = net.createServer((socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    presence.once('error', reject)
    presence.listen(path, resolve)
  })
  const asked: { signal?: NodeJS.Signals } = {}
  let child: ChildProcess | undefined
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      asked.signal = signal
      child?.kill(signal)
    })
  try {
    let served = false
    for (let waitMs = pauseMs.first; ; ) {
      const beganMs = performance.now()
      // The runner may have updated itself, and its Node be gone from its place.
      const node = existsSync(process.execPath) ? process.execPath : '/proc/self/exe'
      child = spawn(node, [program, 'serve', JSON.stringify(config)], { stdio: ['ignore', 'inherit', 'inherit'] })
      const end = await watch(child, config.stateDir)
      served ||= end.served
      if (end.code === 0 || asked.signal !== undefined || !served) return end.code ?? 1
      waitMs = performance.now() - beganMs > settledMs ? pauseMs.first : Math.min(waitMs * 2, pauseMs.longest)
      if (!existsSync(program)) {
        log(`the agent ended (${end.how}), and its directory is gone: the next deployment starts another`)
        return 1
      }
      log(`the agent ended (${end.how}); it starts again with stable alone`)
      await sleep(waitMs)
    }
  } finally {
    presence.close()
    rmSync(path, { force: true })
  }
}

type End = { code: number | null; how: string; served: boolean }

/** Until it ends. One that served and does not answer any more is ended: its watchdog does not watch. */
async function watch(child: ChildProcess, stateDir: string): Promise<End> {
  let how: string | undefined
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      how = error.message
      resolve(null)
    })
    child.once('exit', (code, signal) => {
      how ??= signal ?? `exit ${code}`
      resolve(code)
    })
  })
  const stop = new AbortController()
  let served = false
  const asks = (async () => {
    for (let deaf = 0; deaf < asking.most; ) {
      await sleep(served ? asking.everyMs : 100, stop.signal)
      const there = await call(controlSocket(stateDir), { op: 'hello' }, asking.timeoutMs).then(
        () => true,
        // Without its socket nobody can ask it, and it serves on: only one that is asked and silent is ended.
        (error: NodeJS.ErrnoException) => error.code === 'ENOENT' && served,
      )
      served ||= there
      deaf = there || !served ? 0 : deaf + 1
    }
    how = 'it did not answer any more'
    child.kill('SIGKILL')
  })().catch(() => undefined)
  const code = await ended
  stop.abort()
  await asks
  return { code, how: how ?? '', served }
}
