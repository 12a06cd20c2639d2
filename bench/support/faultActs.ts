import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Backend } from '../../src/gateway/types.ts'
import { sleep } from '../../src/timers.ts'
import { get, type Place, slowUpload } from '../../test/integration/gateway-support/place.ts'
import { running } from '../../test/integration/gateway-support/processes.ts'

/* What is done to a place in the middle of a rollout, beside ending a process by its id. */

/** Of HAProxy; the embedded proxy is in the agent. */
export function killProxy(place: Place): void {
  const agent = place.agentPid()
  const proxies = running().filter(
    ({ parent, words }) => parent === agent && words.some((word) => /haproxy/.test(word)),
  )
  if (proxies.length === 0) throw new Error('no HAProxy runs')
  for (const { pid } of proxies) process.kill(pid, 'SIGKILL')
}

/** A small disk of its own for what is made below TMPDIR meanwhile; by root alone. */
export async function onSmallDisk<T>(work: () => Promise<T>): Promise<{ made: T; unmount: () => void }> {
  const before = process.env['TMPDIR']
  const directory = mkdtempSync(join(tmpdir(), 'faults-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', directory])
  const unmount = (): void => {
    execFileSync('umount', ['-l', directory])
    rmdirSync(directory)
  }
  try {
    process.env['TMPDIR'] = directory
    return { made: await work(), unmount }
  } catch (error) {
    unmount()
    throw error
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

/** Until not one byte more fits. */
export function fillDisk({ stateDir }: Place): void {
  for (let sizeBytes = 1 << 20, at = 0; sizeBytes >= 1; at++)
    try {
      writeFileSync(join(stateDir, `filler-${at}`), Buffer.alloc(sizeBytes))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      sizeBytes >>= 4
    }
}

/** The clock of the day, for this process: a day ahead, then two days back. @returns what sets it right */
export function jumpClock(): () => void {
  const { now } = Date
  const byMs = 24 * 3_600_000
  let shiftMs = byMs
  Date.now = () => now() + shiftMs
  const back = setTimeout(() => {
    shiftMs = -byMs
  }, 1_500)
  return () => {
    clearTimeout(back)
    Date.now = now
  }
}

/** Streams and uploads that are in flight all the time, on connections of their own; `end` tells how many there were, and how many did not come whole. */
export function longRequests(url: string): { end(): Promise<{ sent: number; lost: number }> } {
  let [going, sent, lost] = [true, 0, 0]
  const again = async (whole: () => Promise<boolean>): Promise<void> => {
    while (going) {
      sent += 1
      if (!(await whole())) lost += 1
    }
  }
  const stream = async (): Promise<boolean> => {
    const { status, body } = await get(`${url}/stream`)
    return status === 200 && body.includes('data: 8') && /done \d+$/.test(body)
  }
  const upload = async (): Promise<boolean> => {
    const { status, body } = await slowUpload(url, 50_000, 10)
    return status === 200 && body.endsWith('done 500000')
  }
  const running = [again(stream), again(stream), again(upload), again(upload)]
  return {
    async end() {
      going = false
      await Promise.all(running)
      return { sent, lost }
    },
  }
}

/** Who deployed before was killed and could not give its lease back. */
export const staleLease = (place: Place, ttlMs: number): Promise<void> =>
  place.gateway.traffic.acquire('a runner that was killed', ttlMs)

/** Again and again while another's lease is in the way. */
export async function whenLeaseEnds<T>(begin: () => Promise<T>): Promise<T> {
  for (const untilMs = performance.now() + 60_000; ; await sleep(200))
    try {
      return await begin()
    } catch (error) {
      if (!/a rollout by .* is under way/.test(String(error)) || performance.now() > untilMs) throw error
    }
}

/** Its processes, and all that is known of it. */
export async function forget(place: Place, { id }: Pick<Backend, 'id'>): Promise<void> {
  await place.target.stop(id)
  if (existsSync(join(place.stateDir, 'versions', `${id}.json`))) throw new Error(`${id} is still known`)
}

/** Requests that the versions at fault answered with an error or not at all, by the count of the gateway. */
export async function failedOf({ gateway }: Place, stableFails: boolean): Promise<number> {
  return Object.entries(await gateway.metrics.observe())
    .filter(([id]) => stableFails || !id.startsWith('v1-0-0'))
    .reduce((sum, [, { errors, clientErrors, abandoned }]) => sum + errors + clientErrors + abandoned.count, 0)
}
