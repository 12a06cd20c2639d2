import http from 'node:http'
import https from 'node:https'
import { UserError } from '../errors.ts'
import { type Identity, identityPath } from './agent/proxy.ts'

export const metricsPortTaken = (port: number, cause?: unknown): UserError =>
  new UserError(`port ${port} is taken by another program: write a free port in the key deploy.metrics-port`, {
    exit: 'preflight',
    cause,
  })

/** What a gateway that several models share says that it serves. */
export const sharedIdentity = (port: number): string => `shared/${port}`

/** What to say where the port is not free; a gateway of ours there says which model has it. */
export async function portTaken(port: number, model: string, cause?: unknown): Promise<UserError> {
  return new UserError(takenBy(await modelAt(port), port, model), { exit: 'preflight', cause })
}

function takenBy(owner: string | undefined, port: number, model: string): string {
  const remedy = 'or write a free port in the key deploy.port'
  const shared = sharedIdentity(port)
  if (owner === undefined) return `port ${port} is taken by another program: end it, ${remedy}`
  if (owner === model)
    return `port ${port} is taken by another gateway of ${model}, of another deploy.target or MODEL_ACTIONS_HOME: take that down first, ${remedy}`
  if (owner === shared)
    return `port ${port} is taken by a gateway that models share: write deploy.shared: true to have ${model} share it, ${remedy}`
  if (model === shared)
    return `port ${port} is taken by the gateway of the model ${owner}, which does not share it: write deploy.shared: true in its model.yml too and deploy it, ${remedy}`
  return `port ${port} is taken by the gateway of the model ${owner}: for ${model}, write a free port in the key deploy.port, or deploy.shared: true in both`
}

const longestIdentity = 1_000

/** Which model the gateway of ours at a port of this machine serves; undefined where none answers. */
export async function modelAt(port: number): Promise<string | undefined> {
  for (const scheme of ['http', 'https'] as const) {
    const model = await identityAt(scheme, port).catch(() => undefined)
    if (model !== undefined) return model
  }
  return undefined
}

async function identityAt(scheme: 'http' | 'https', port: number): Promise<string | undefined> {
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const options = { signal: AbortSignal.timeout(2_000), agent: false } as const
    const url = `${scheme}://127.0.0.1:${port}${identityPath}`
    // Nothing is told to whoever answers, and what he says goes into a message alone.
    const request =
      scheme === 'http'
        ? http.get(url, options, resolve)
        : https.get(url, { ...options, rejectUnauthorized: false }, resolve)
    request.once('error', reject)
  })
  let said = ''
  for await (const piece of answer.setEncoding('utf8')) {
    said += piece
    if (said.length > longestIdentity) answer.destroy()
  }
  const { model } = JSON.parse(said) as Partial<Identity>
  return answer.statusCode === 200 && typeof model === 'string' && /^[\w./-]{1,400}$/.test(model) ? model : undefined
}
