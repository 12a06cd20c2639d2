import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { readFallback } from '../gateway/fallback.ts'
import type { Front } from '../gateway/front.ts'
import type { Sharing } from '../gateway/router/shared.ts'
import { resolveInside } from '../spec/paths.ts'
import type { StageContext } from './types.ts'

/* Where the gateway of a model is, and as whom it is asked: the same for who deploys, looks, or ends it. */

export const gatewayState = ({ place }: Pick<StageContext, 'place'>): string => join(place.deploy, 'gateway')

export const versionsState = ({ place }: Pick<StageContext, 'place'>): string => join(place.deploy, 'versions')

/** Where the gateway listens, whom it lets in, and what it answers where no version does. */
export async function listening({ spec, specFile, bounds }: Pick<StageContext, 'spec' | 'specFile' | 'bounds'>) {
  const { port, metricsPort, host, tls, tokens, accessLog, fallback } = spec.deploy
  const front: Front = { host, tls, tokens, accessLog }
  if (fallback === undefined) return { port, metricsPort, front }
  const { file, ...said } = fallback
  const path = await resolveInside(bounds, file, { file: specFile, key: 'deploy.fallback.file' })
  return { port, metricsPort, front: { ...front, fallback: await readFallback(path, { ...said, specFile }) } }
}

/** With whom it shares that, if at all. */
export const sharing = ({ spec, place }: Pick<StageContext, 'spec' | 'place'>): Sharing => ({
  directory: place.sharedGateways,
  name: spec.name,
  hosts: spec.deploy.hosts,
  shared: spec.deploy.shared,
})

/** Who holds the lease, in words that help the one who is refused. */
export const owner = (context: Pick<StageContext, 'environment'>): string =>
  `${who(context)} (${randomBytes(3).toString('hex')})`

/** Who is at work here: a job, or a person at a terminal. */
export function who({ environment }: Pick<StageContext, 'environment'>): string {
  const run = environment['GITHUB_RUN_ID']
  if (run === undefined) return `${environment['USER'] ?? 'somebody'}@${hostname()}, process ${process.pid}`
  const by = environment['GITHUB_ACTOR'] === undefined ? '' : ` by ${environment['GITHUB_ACTOR']}`
  return `${environment['GITHUB_REPOSITORY']} run ${run} attempt ${environment['GITHUB_RUN_ATTEMPT']}${by}`
}
