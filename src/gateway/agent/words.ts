import { UserError } from '../../errors.ts'
import type { Backend } from '../types.ts'

/** What the watchdog says. @param paused stable, where it was stopped to make room for the canary */
export function leaseExpired(
  owner: string,
  { canary, paused }: { canary: { backend: Backend; share: number } | undefined; paused: Backend | undefined },
): string {
  const because = `the lease of ${owner} expired`
  if (paused !== undefined)
    return `${because}: ${canary?.backend.id ?? 'nothing'} serves; ${paused.id} is stopped, and only the next deployment can start it again`
  if (canary === undefined) return `${because}; stable has all traffic`
  const share = Math.round(canary.share * 1000) / 10
  return `${because} while ${canary.backend.id} had ${share} % of the traffic; stable has all of it again`
}

/** A rollout that asks for a version has added it before. */
export const notWaiting = (id: string): UserError =>
  new UserError(`version ${id} is not waiting at the gateway, which may have started anew: start the rollout again`)

export const alreadyThere = (id: string): UserError =>
  new UserError(`version ${id} is already at the gateway: take it out before it is added again`)
