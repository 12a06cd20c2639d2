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
