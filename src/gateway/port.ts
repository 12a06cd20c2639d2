import { UserError } from '../errors.ts'
import { type Identity, identityPath } from './agent/proxy.ts'

export const metricsPortTaken = (port: number, cause?: unknown): UserError =>
  new UserError(`port ${port} is taken by another program: write a free port in the key deploy.metrics-port`, {
    exit: 'preflight',
    cause,
  })

/** What to say where the port is not free; a gateway of ours there says which model has it. */
export async function portTaken(port: number, model: string, cause?: unknown): Promise<UserError> {
  const owner = await modelAt(port)
  const remedy = 'or write a free port in the key deploy.port'
  const what =
    owner === undefined
      ? `port ${port} is taken by another program: end it, ${remedy}`
      : owner === model
        ? `port ${port} is taken by another gateway of ${model}, of another deploy.target or MODEL_ACTIONS_HOME: take that down first, ${remedy}`
        : `port ${port} is taken by the gateway of the model ${owner}: for ${model}, write a free port in the key deploy.port`
  return new UserError(what, { exit: 'preflight', cause })
}

/** Which model the gateway of ours at a port of this machine serves; undefined where none answers. */
export async function modelAt(port: number): Promise<string | undefined> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${identityPath}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(2_000),
    })
    const { model } = (await answer.json()) as Partial<Identity>
    return answer.status === 200 && typeof model === 'string' && /^[\w./-]{1,400}$/.test(model) ? model : undefined
  } catch {
    return undefined
  }
}
