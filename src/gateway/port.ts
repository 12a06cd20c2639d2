import http from 'node:http'
import https from 'node:https'
import { UserError } from '../errors.ts'
import { type Identity, identityPath } from './agent/proxy.ts'
import { urlOf } from './front.ts'

/** Where a gateway listens, and for whom. */
export type Listener = { host: string; port: number; kind: 'traffic' | 'metrics' }

/** `elsewhere`: the address is none of this machine's. */
export type Refusal = 'taken' | 'forbidden' | 'elsewhere'

/** @param code the system's own */
export const whyRefused = (code: string): Refusal => {
  if (code === 'EACCES' || code === 'EPERM') return 'forbidden'
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' ? 'elsewhere' : 'taken'
}

/** What to say where nobody can listen, with the key that says otherwise. */
export function cannotListen({ host, port, kind }: Listener, why: Refusal, cause?: unknown): UserError {
  const key = kind === 'traffic' ? 'deploy.port' : 'deploy.metrics-port'
  const words: Record<Refusal, string> = {
    taken: `port ${port} is taken by another program: end it, or write a free port in the key ${key}`,
    forbidden: `this user may not listen at port ${port}: write one from 1024 on in the key ${key}, or allow it (sysctl net.ipv4.ip_unprivileged_port_start=${port})`,
    elsewhere: `${host} is no address of this machine: write one that is (\`ip address\` tells them), or 0.0.0.0 for all, in the key deploy.host`,
  }
  return new UserError(words[why], { exit: 'preflight', cause })
}

/** What a gateway that several models share says that it serves. */
export const sharedIdentity = (port: number): string => `shared/${port}`

/** Undefined for the identity of a model. */
export function portOfShared(identity: string): number | undefined {
  const port = /^shared\/(\d{1,5})$/.exec(identity)?.[1]
  return port === undefined ? undefined : Number(port)
}

/** What to say where the port is not free; a gateway of ours there says which model has it. */
export async function portTaken(
  { host, port }: { host: string; port: number },
  model: string,
  cause?: unknown,
): Promise<UserError> {
  const owner = await modelAt({ host, port })
  if (owner === undefined) return cannotListen({ host, port, kind: 'traffic' }, 'taken', cause)
  return new UserError(takenBy(owner, port, model), { exit: 'preflight', cause })
}

function takenBy(owner: string, port: number, model: string): string {
  const remedy = 'or write a free port in the key deploy.port'
  const shared = sharedIdentity(port)
  if (owner === model)
    return `port ${port} is taken by another gateway of ${model}, of another deploy.target or MODEL_ACTIONS_HOME: take that down first, ${remedy}`
  if (owner === shared)
    return `port ${port} is taken by a gateway that models share: write deploy.shared: true to have ${model} share it, ${remedy}`
  if (model === shared)
    return `port ${port} is taken by the gateway of the model ${owner}, which does not share it: write deploy.shared: true in its model.yml too and deploy it, ${remedy}`
  return `port ${port} is taken by the gateway of the model ${owner}: for ${model}, write a free port in the key deploy.port, or deploy.shared: true in both`
}

const longestIdentity = 1_000

/** Which model the gateway of ours that listens there serves; undefined where none answers. */
export async function modelAt({ host, port }: { host: string; port: number }): Promise<string | undefined> {
  for (const tls of ['none', 'server'] as const) {
    const model = await identityAt(urlOf({ host, tls }, port)).catch(() => undefined)
    if (model !== undefined) return model
  }
  return undefined
}

async function identityAt(gateway: string): Promise<string | undefined> {
  const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const options = { signal: AbortSignal.timeout(2_000), agent: false } as const
    const url = `${gateway}${identityPath}`
    // Nothing is told to whoever answers, and what he says goes into a message alone.
    const request = gateway.startsWith('http:')
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
