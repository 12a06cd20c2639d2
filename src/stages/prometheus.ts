import { basename } from 'node:path'
import { UserError } from '../errors.ts'
import { openFetch } from '../network.ts'
import { askPrometheus, type Prometheus } from '../rollout/prometheus.ts'
import { filledIn } from '../rollout/queries.ts'
import { durationMs } from '../spec/values.ts'
import { readSecretFile } from './secretFile.ts'
import type { StageContext } from './types.ts'

const tokenLimitBytes = 64 << 10

/** Who answers the user's own queries; undefined where the spec has none. */
export function prometheusOf(context: StageContext): Prometheus | undefined {
  const { spec, environment } = context
  if (spec.deploy.prometheus === undefined) return undefined
  const { url, tokenFile } = spec.deploy.prometheus
  return {
    url,
    fetch: openFetch(environment),
    ...(tokenFile === undefined ? {} : { token: () => tokenOf(context, tokenFile) }),
  }
}

async function tokenOf(context: StageContext, path: string): Promise<string> {
  const key = 'deploy.prometheus.token-file'
  const bytes = await readSecretFile(context, path, { key, limitBytes: tokenLimitBytes })
  const token = Buffer.from(bytes).toString().trim()
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UserError(`${basename(path)} is not a token: write one line without spaces`, {
      place: { file: context.specFile, key },
      exit: 'preflight',
    })
  return token
}

/**
 * Asks each query once before anything starts, for versions that do not exist: it finds nothing for them, but is read.
 * @throws UserError (exit `preflight`) where one is wrong, or nobody answers
 */
export async function checkQueries(context: StageContext): Promise<void> {
  const { spec, specFile, signal } = context
  const prometheus = prometheusOf(context)
  if (prometheus === undefined) return
  // Once here, so that a file that is missing is told as such and not as an answer of Prometheus.
  await prometheus.token?.()
  const nobody = { id: `v${spec.version.replaceAll('.', '-')}-${'0'.repeat(12)}`, version: spec.version }
  for (const [index, { query, window }] of (spec.deploy.prometheus?.gates ?? []).entries()) {
    const asked = await askPrometheus(prometheus, filledIn(query, nobody, nobody), durationMs(window), signal)
    if (asked.outcome === 'refused')
      throw new UserError(`${asked.because}: correct the query`, {
        place: { file: specFile, key: `deploy.prometheus.gates[${index}].query` },
        exit: 'preflight',
      })
    if (asked.outcome === 'unknown')
      throw new UserError(`${asked.because}: correct the address, or start it`, {
        place: { file: specFile, key: 'deploy.prometheus.url' },
        exit: 'preflight',
      })
  }
}
