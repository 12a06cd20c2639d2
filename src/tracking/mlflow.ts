import { hexOf } from '../digest.ts'
import { type Place, UserError } from '../errors.ts'
import { jsonOf } from '../json.ts'
import type { Fetch } from '../network.ts'
import type { Ending, Tracker } from './types.ts'

/* MLflow by its REST API 2.0: no package is needed for it. */

/** What a server takes in one call, by its own limits. */
const mostParameters = 100
const longestParameter = 6_000
const longestAnswerBytes = 1 << 20

export type MlflowServer = {
  uri: string
  experiment: string
  /** `Bearer …` or `Basic …`. */
  authorization?: string
  fetch: Fetch
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Which server is asked, and with what credentials. Those of the environment are for the server that the environment names: a
 * model.yml that names another one, as anybody who can change it may, gets none.
 * @throws UserError
 */
export function mlflowServer(
  asked: { uri?: string | undefined; experiment: string },
  environment: Environment,
  place: (key: string) => Place,
): Omit<MlflowServer, 'fetch'> & { secrets: readonly string[] } {
  const of = (name: string): string => environment[name] ?? ''
  const named = of('MLFLOW_TRACKING_URI')
  const refuse = (what: string): never => {
    throw new UserError(what, { place: place('uri'), exit: 'preflight' })
  }
  const uri = asked.uri ?? named
  if (uri === '') return refuse('names no server: write uri, or set MLFLOW_TRACKING_URI')
  const parsed = URL.canParse(uri) ? new URL(uri) : undefined
  if (parsed === undefined || !['http:', 'https:'].includes(parsed.protocol))
    return refuse('MLFLOW_TRACKING_URI is no address of a server, such as http://mlflow:5000: set it, or write uri')
  if (parsed.username !== '' || parsed.password !== '')
    return refuse(
      'MLFLOW_TRACKING_URI has credentials in it, which logs would show: set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD',
    )
  const [token, user, password] = ['TOKEN', 'USERNAME', 'PASSWORD'].map((name) => of(`MLFLOW_TRACKING_${name}`))
  const authorization = token
    ? `Bearer ${token}`
    : user
      ? `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
      : undefined
  const { experiment } = asked
  if (authorization === undefined) return { uri, experiment, secrets: [] }
  if (!URL.canParse(named) || new URL(named).origin !== parsed.origin)
    return refuse(
      'MLflow credentials are in the environment, and they are sent only to the server that MLFLOW_TRACKING_URI names: set it to this server, or unset them',
    )
  return {
    uri,
    experiment,
    authorization,
    secrets: [token, password, authorization].filter((one) => one !== undefined && one !== '') as string[],
  }
}

/** An answer that is no success, with the server's own name for it. */
class Refused extends Error {
  readonly code: string
  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}

const statusOf: Readonly<Record<Ending, string>> = { finished: 'FINISHED', failed: 'FAILED', killed: 'KILLED' }

export function mlflow(server: MlflowServer): Tracker {
  const { uri, experiment } = server
  const at = uri.replace(/\/+$/, '')
  let run = ''
  let made: { experiment: string; id: string } | undefined

  const ask = async (
    method: 'GET' | 'POST',
    path: string,
    body: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<Record<string, unknown>> => {
    const query = method === 'GET' ? `?${new URLSearchParams(body as Record<string, string>)}` : ''
    const answer = await server.fetch(`${at}/api/2.0/mlflow/${path}${query}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(server.authorization === undefined ? {} : { authorization: server.authorization }),
      },
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
      // To where the credentials are not meant for.
      redirect: 'manual',
      signal,
    })
    const found = recordOf(jsonOf(await textOf(answer)))
    if (answer.ok) return found
    const code = textIn(found, 'error_code') ?? String(answer.status)
    const words = textIn(found, 'message') ?? ''
    const { host } = new URL(at)
    const remedy =
      answer.status === 401 || answer.status === 403
        ? ': it wants other credentials (MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD)'
        : answer.status >= 300 && answer.status < 400
          ? ': name the address that it leads to'
          : ''
    throw new Refused(`${host} answers ${answer.status} ${code} ${words}`.trim().slice(0, 300) + remedy, code)
  }

  const experimentId = async (signal: AbortSignal): Promise<string> => {
    const known = async (): Promise<string> => {
      const { experiment: found } = await ask('GET', 'experiments/get-by-name', { experiment_name: experiment }, signal)
      return required(recordOf(found), 'experiment_id')
    }
    return known().catch(async (error: unknown) => {
      if (!(error instanceof Refused) || error.code !== 'RESOURCE_DOES_NOT_EXIST') throw error
      // Another training may make it at the same moment.
      return ask('POST', 'experiments/create', { name: experiment }, signal).then(
        (made) => required(made, 'experiment_id'),
        (refused: unknown) => {
          if (refused instanceof Refused && refused.code === 'RESOURCE_ALREADY_EXISTS') return known()
          throw refused
        },
      )
    })
  }

  return {
    name: 'MLflow',
    forgets: false,
    async begin({ model, version, key, parameters }, before, signal) {
      const goOn = async (id: string): Promise<Record<string, unknown> | undefined> =>
        ask('POST', 'runs/update', { run_id: id, status: 'RUNNING' }, signal).then(
          ({ run_info }) => recordOf(run_info),
          (error: unknown) => {
            // Somebody deleted it.
            if (error instanceof Refused && ['RESOURCE_DOES_NOT_EXIST', 'INVALID_PARAMETER_VALUE'].includes(error.code))
              return undefined
            throw error
          },
        )
      const same = before === undefined ? undefined : await goOn(before)
      const seen = (experimentOfRun: string, id: string): string => `${at}/#/experiments/${experimentOfRun}/runs/${id}`
      if (before !== undefined && same !== undefined) {
        run = before
        return { id: run, isNew: false, where: seen(required(same, 'experiment_id'), run) }
      }
      // One that this attempt made, and then was not told of its parameters, is the one.
      const experiment_id = made?.experiment ?? (await experimentId(signal))
      const name = `${model} ${version} ${hexOf(key, 12)}`
      const create = () =>
        ask(
          'POST',
          'runs/create',
          {
            experiment_id,
            run_name: name,
            start_time: Date.now(),
            tags: Object.entries({ model, version, lineage_key: key }).map(([tag, value]) => ({ key: tag, value })),
          },
          signal,
        )
      if (made === undefined) {
        const { run: answered } = await create()
        made = { experiment: experiment_id, id: required(recordOf(recordOf(answered)['info']), 'run_id') }
      }
      run = made.id
      const all = Object.entries(parameters).map(([name, value]) => ({
        key: name,
        value: value.slice(0, longestParameter),
      }))
      for (let from = 0; from < all.length; from += mostParameters)
        await ask('POST', 'runs/log-batch', { run_id: run, params: all.slice(from, from + mostParameters) }, signal)
      return { id: run, isNew: true, where: seen(experiment_id, run) }
    },
    async points(points, signal) {
      const metrics = points.map(({ name, value, step, atMs }) => ({
        key: name,
        value,
        step,
        timestamp: Math.round(atMs),
      }))
      await ask('POST', 'runs/log-batch', { run_id: run, metrics }, signal)
    },
    async end(how, signal) {
      await ask('POST', 'runs/update', { run_id: run, status: statusOf[how], end_time: Date.now() }, signal)
    },
  }
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const textIn = (record: Record<string, unknown>, name: string): string | undefined => {
  const value = record[name]
  return typeof value === 'string' ? value : undefined
}

function required(record: Record<string, unknown>, name: string): string {
  const value = textIn(record, name)
  if (value === undefined || value === '') throw new Error(`it answers without ${name}: is this an MLflow server?`)
  return value
}

/** Cut off, it is no JSON, and is told as such. */
async function textOf(answer: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of answer.body ?? []) {
    pieces.push(piece)
    bytes += piece.length
    if (bytes > longestAnswerBytes) break
  }
  return Buffer.concat(pieces).toString()
}
