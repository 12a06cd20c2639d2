import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { type Fallback, readFallback } from '../gateway/fallback.ts'
import type { Front } from '../gateway/front.ts'
import type { Sharing } from '../gateway/members.ts'
import { resolveInside } from '../spec/paths.ts'
import type { ModelSpec } from '../spec/schema.ts'
import type { StageContext } from './types.ts'

/* Where the gateway of a model is, and as whom it is asked: the same for who deploys, looks, or ends it. */

export const gatewayState = ({ place }: Pick<StageContext, 'place'>): string => join(place.deploy, 'gateway')

export const versionsState = ({ place }: Pick<StageContext, 'place'>): string => join(place.deploy, 'versions')

/** Where the gateway listens, whom it lets in, and what it answers where no version does. */
export type Listens = { port: number; metricsPort: number | undefined; front: Front }

const listensWith = ({ deploy }: ModelSpec, fallback: Fallback | undefined): Listens => {
  const { port, metricsPort, host, tls, tokens, accessLog, splitBy, retries } = deploy
  const own = {
    ...(fallback === undefined ? {} : { fallback }),
    ...(splitBy === undefined ? {} : { splitBy: splitBy.header }),
  }
  return { port, metricsPort, front: { host, tls, tokens, accessLog, retries, ...own } }
}

/** For who deploys. @throws UserError where the file of `deploy.fallback` cannot be used */
export async function readListens({
  spec,
  specFile,
  bounds,
}: Pick<StageContext, 'spec' | 'specFile' | 'bounds'>): Promise<Listens> {
  const { fallback } = spec.deploy
  if (fallback === undefined) return listensWith(spec, undefined)
  const { file, ...said } = fallback
  const path = await resolveInside(bounds, file, { file: specFile, key: 'deploy.fallback.file' })
  return listensWith(spec, await readFallback(path, { ...said, specFile }))
}

/** For who goes on with what was deployed: the gateway of this machine keeps the file, whatever became of the one of model.yml. */
export async function keptListens({ spec, place }: Pick<StageContext, 'spec' | 'place'>): Promise<Listens> {
  const { fallbackAt } = await import('../gateway/processBefore.ts')
  return listensWith(spec, await fallbackAt(gatewayState({ place }), spec.deploy.fallback))
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
