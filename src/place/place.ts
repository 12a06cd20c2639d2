import { isAbsolute, join } from 'node:path'
import { UserError } from '../errors.ts'
import { homeDirectory } from '../home.ts'
import { nameOfRoot } from './movedRoot.ts'

/*
 * What a host keeps between jobs, outside every checkout: `git clean` of a checkout must not end what serves. It is kept by
 * repository and model name, so that two models of a repository, and two repositories, never meet.
 */

type Environment = Readonly<Record<string, string | undefined>>

export type HostPlace = {
  /** Which model this is, of all that a host may have: `github.com/acme/shop/support-intents`. */
  identity: string
  directory: string
  /** Where the repository lay before, where it was moved since this place last recorded it. */
  movedFrom?: string
  /** Results of stages. */
  store: string
  /** By lineage key, for runs that were killed. */
  checkpoints: string
  /** State of the gateway and of the versions behind it. */
  deploy: string
  /** Promotions and rollbacks. */
  history: string
  /** Which candidates were judged on which tests. */
  looks: string
  /** What the last look at what serves found. */
  monitor: string
  /** OCI layout of the images, where the spec names neither registry nor layout. */
  images: string
  /** Of jobs, a file each. */
  logs: string
  /** What can be made again: fetched bases and baselines. */
  cache: string
  locks: string
  /** Which jobs of GitHub ran untrusted work as processes of this user; of all models, as a key knows no model. */
  trainedHere: string
  /** Of all models: the gateways that several of them share. */
  sharedGateways: string
}

/** `$MODEL_ACTIONS_HOME`, else `$XDG_STATE_HOME/model-actions`, else `~/.local/state/model-actions`. */
export function placesDirectory(environment: Environment): string {
  const named = environment['MODEL_ACTIONS_HOME'] ?? ''
  if (named !== '' && !isAbsolute(named))
    throw new UserError(`MODEL_ACTIONS_HOME=${named} is no absolute path: name a directory outside of every checkout`)
  if (named !== '') return named
  const state = environment['XDG_STATE_HOME'] ?? ''
  return join(isAbsolute(state) ? state : join(homeDirectory(environment), '.local', 'state'), 'model-actions')
}

/**
 * The place of one model.
 * @param options.root the repository that the spec lies in, which tells checkouts on a laptop apart
 * @param options.keep for a run that leaves something: where the repository lies is recorded, so that it is known once it is moved
 */
export async function openPlace(options: {
  environment: Environment
  root: string
  model: string
  keep?: boolean
}): Promise<HostPlace> {
  const { environment, root, model, keep = false } = options
  const places = placesDirectory(environment)
  const ofJobs = repositoryOf(environment)
  const { name, movedFrom } =
    ofJobs === undefined ? await nameOfRoot(join(places, 'local'), root, { keep }) : { name: '', movedFrom: undefined }
  const path = [...(ofJobs ?? ['local', name]), model]
  const directory = join(places, ...path)
  return {
    identity: path.join('/'),
    directory,
    ...(movedFrom === undefined ? {} : { movedFrom }),
    store: join(directory, 'store'),
    checkpoints: join(directory, 'checkpoints'),
    deploy: join(directory, 'deploy'),
    history: join(directory, 'history.jsonl'),
    looks: join(directory, 'looks.jsonl'),
    monitor: join(directory, 'monitor.json'),
    images: join(directory, 'images'),
    logs: join(directory, 'logs'),
    cache: join(directory, 'cache'),
    locks: join(directory, 'locks'),
    trainedHere: join(places, '.trained-here'),
    sharedGateways: join(places, '.shared-gateways'),
  }
}

/** `github.com/acme/intents`: in a job the repository, wherever its checkout lies. */
function repositoryOf(environment: Environment): string[] | undefined {
  const name = environment['GITHUB_REPOSITORY'] ?? ''
  if (!/^[\w.-]+\/[\w.-]+$/.test(name) || name.split('/').some((part) => /^\.+$/.test(part))) return undefined
  const server = /^https?:\/\/([\w.-]+)/.exec(environment['GITHUB_SERVER_URL'] ?? '')?.[1] ?? 'github.com'
  return [server, ...name.toLowerCase().split('/')]
}

/**
 * The environment of the jobs that run for a checkout's remote repository, by which their place on this host is found from a
 * terminal; undefined where the remote names none. @param url of the remote: `https://HOST/OWNER/NAME`, `git@HOST:OWNER/NAME.git`
 */
export function environmentOfJobs(environment: Environment, url: string): Environment | undefined {
  const found =
    /^(?:https?:\/\/(?:[^@/]*@)?|(?:ssh:\/\/)?git@)([\w.-]+)(?::\d+\/|[:/])([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
      url.trim(),
    )
  if (found === null) return undefined
  return { ...environment, GITHUB_SERVER_URL: `https://${found[1]}`, GITHUB_REPOSITORY: found[2] }
}
