import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../../errors.ts'
import { call } from '../control.ts'
import { sharesOf } from '../shares.ts'
import type { Observed, TrafficStatus } from '../types.ts'
import { accessFile } from './access.ts'
import type { Operation, Operations, Request } from './protocol.ts'
import { controlSocket } from './state.ts'

/* What somebody at the machine may ask of a gateway, without anything of ours: `docker exec CONTAINER gateway status`. */

const lastBytes = 64 * 1024

/** @returns the answer, in lines */
export async function forPeople(stateDir: string, what: string | undefined): Promise<string> {
  const ask = async <Name extends Operation>(op: Name): Promise<Operations[Name]['output']> => {
    const reply = await call(controlSocket(stateDir), { op } as Request)
    if (!reply.ok) throw new UserError(reply.message)
    return reply.value as Operations[Name]['output']
  }
  switch (what) {
    case 'status':
      return statusText({
        model: (await ask('hello')).model,
        status: await ask('status'),
        counts: await ask('observe'),
      })
    case 'evict':
      await ask('evict')
      return 'stable has all traffic; a rollout that is under way ends\n'
    case 'logs':
      return lastLines(join(stateDir, accessFile))
    default:
      throw new UserError(
        'usage: gateway status (who serves) | gateway evict (stable gets all traffic, at once) | gateway logs (the last requests, where deploy.access-log is json)',
      )
  }
}

/** Pure. */
export function statusText({
  model,
  status,
  counts,
}: {
  model: string
  status: TrafficStatus
  counts: Readonly<Record<string, Observed>>
}): string {
  const { stable, canary, idle, paused, lease, watchdog, certificate } = status
  const counted = (id: string): string => {
    const { requests = 0, errors = 0 } = counts[id] ?? {}
    return `${requests} requests, ${errors} errors`
  }
  const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`
  const shares = sharesOf(status)
  const since = paused === undefined ? '' : `, stopped since ${paused.since} to make room`
  const lines = [
    model,
    stable === undefined
      ? 'stable: none'
      : `stable: ${stable.version} (${stable.id}) has ${percent(shares.stable)}, ${counted(stable.id)}${since}`,
    ...(canary === undefined
      ? []
      : [
          `canary: ${canary.backend.version} (${canary.backend.id}) has ${percent(shares.canary)}, ${counted(canary.backend.id)}`,
        ]),
    ...idle.map(({ id, version }) => `idle: ${version} (${id})`),
    ...(lease === undefined
      ? []
      : [`rollout: by ${lease.owner}; without a sign of life it ends in ${Math.ceil(lease.remainingMs / 1000)} s`]),
    ...(watchdog === undefined ? [] : [`watchdog: ${watchdog.because}, at ${watchdog.at}`]),
    ...(certificate === undefined ? [] : [`certificate: until ${certificate.expiresAt}`]),
  ]
  return `${lines.join('\n')}\n`
}

/** Whole ones: it may have grown for months. */
async function lastLines(path: string): Promise<string> {
  const file = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause
    throw new UserError(
      'this gateway has no access log: write json in the key deploy.access-log; what it says of itself is in the log of its container',
      { cause },
    )
  })
  try {
    const { size } = await file.stat()
    const from = Math.max(0, size - lastBytes)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(lastBytes), 0, lastBytes, from)
    const text = buffer.subarray(0, bytesRead).toString('utf8')
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1)
  } finally {
    await file.close()
  }
}
