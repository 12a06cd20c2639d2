import semver from 'semver'
import { z } from 'zod'
import { type Digest, isDigest } from '../../digest.ts'
import type { Deployed, DeploymentEvent, DeploymentLog } from '../types.ts'
import type { GithubApi } from './client.ts'
import { ensure } from './ensure.ts'
import { explain, faultOf } from './faults.ts'

/* A rollout as GitHub shows it: a deployment to an environment, with a status for what happens. */

/** GitHub refuses a longer one. */
const descriptionChars = 140
/** Earlier deployments are looked through so far back for those that still count as active. */
const earlier = 10

export type DeploymentOf = {
  environment: string
  sha: string
  /** What is deployed there beside others, such as one model of several: each has its own line of deployments. */
  task: string
  /** Tells this attempt of this job from all others. */
  key: string
  payload: Readonly<Record<string, string>>
  description: string
  logUrl: string
}

type Known = { id: number; payload: unknown }

/** Finds the deployment of this attempt, or makes it. */
export async function openDeployment(api: GithubApi, of: DeploymentOf): Promise<{ id: number }> {
  const { octokit, owner, repo } = api
  const { environment, sha, task, key, payload, description } = of
  const { item } = await ensure<Known>(api, 'the deployment', {
    find: async () => {
      const { data } = await octokit.rest.repos.listDeployments({ owner, repo, sha, task, environment, per_page: 100 })
      return data.find((each) => keyOf(each.payload) === key)
    },
    create: async () => {
      const { data } = await octokit.rest.repos.createDeployment({
        owner,
        repo,
        ref: sha,
        task,
        environment,
        description: cut(description),
        payload: { ...payload, key },
        // What is deployed is an image that was verified: nothing is merged, and no check of the commit waited for.
        auto_merge: false,
        required_contexts: [],
      })
      if (!('id' in data)) throw new Error('GitHub merged a branch instead of making a deployment')
      return data
    },
  })
  return { id: item.id }
}

function keyOf(payload: unknown): unknown {
  const value = payloadOf(payload)
  return typeof value === 'object' && value !== null && 'key' in value ? value.key : undefined
}

/** GitHub gives it back as an object or as its text. */
function payloadOf(payload: unknown): unknown {
  if (typeof payload !== 'string') return payload
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}

const deployed = z.object({
  version: z.string().refine((text) => semver.valid(text) === text),
  digest: z.custom<Digest>((value) => typeof value === 'string' && isDigest(value)),
})

/**
 * What the deployments of a task to an environment say that was deployed with success, the last first. @param environment
 * where none is named: the production one that GitHub knows, or the only one that there is
 */
export async function servedDeployments(
  api: GithubApi,
  { task, environment, count }: { task: string; environment: string | undefined; count: number },
): Promise<Deployed[]> {
  const { octokit, owner, repo } = api
  const { data } = await octokit.rest.repos.listDeployments({
    owner,
    repo,
    task,
    per_page: 100,
    ...(environment === undefined ? {} : { environment }),
  })
  const served: Deployed[] = []
  const last = ofOneEnvironment([...data].sort((a, b) => b.id - a.id)).slice(0, count)
  for (const { id, payload } of last) {
    const said = deployed.safeParse(payloadOf(payload))
    if (!said.success) continue
    const statuses = await octokit.rest.repos.listDeploymentStatuses({ owner, repo, deployment_id: id, per_page: 30 })
    if (statuses.data.some(({ state }) => state === 'success')) served.push(said.data)
  }
  return served
}

/** What serves in one environment says nothing of another: those of staging come first, and would pass for what serves. */
function ofOneEnvironment<T extends { environment: string; production_environment?: boolean }>(all: readonly T[]): T[] {
  const namesOf = (some: readonly T[]): Set<string> => new Set(some.map(({ environment }) => environment))
  const production = all.filter((each) => each.production_environment === true)
  const candidates = namesOf(all).size > 1 ? production : all
  return namesOf(candidates).size === 1 ? [...candidates] : []
}

const cut = (text: string): string =>
  text.length > descriptionChars ? `${text.slice(0, descriptionChars - 1)}…` : text

/** One status; a call that failed may have been heard all the same. */
export async function sayDeployment(
  api: GithubApi,
  id: number,
  { state, description, url, logUrl }: DeploymentEvent & { logUrl: string },
): Promise<void> {
  const { octokit, owner, repo } = api
  const said = cut(description)
  await ensure(api, 'the status of the deployment', {
    find: async () => {
      const { data } = await octokit.rest.repos.listDeploymentStatuses({ owner, repo, deployment_id: id, per_page: 1 })
      return data.find((each) => each.state === state && each.description === said)
    },
    create: async () =>
      (
        await octokit.rest.repos.createDeploymentStatus({
          owner,
          repo,
          deployment_id: id,
          state,
          description: said,
          // It would end what serves of other models in the same environment: `endEarlier` ends this model's alone.
          auto_inactive: false,
          ...(logUrl === '' ? {} : { log_url: logUrl }),
          ...(url === undefined ? {} : { environment_url: url }),
        })
      ).data,
  })
}

/** Of one model one release serves in an environment. GitHub ends earlier ones by itself, but of all models, and of no production. */
export async function endEarlier(api: GithubApi, { environment, task }: DeploymentOf, current: number): Promise<void> {
  const { octokit, owner, repo } = api
  const { data } = await octokit.rest.repos.listDeployments({ owner, repo, environment, task, per_page: earlier })
  for (const { id } of data.filter((each) => each.id < current)) {
    const statuses = await octokit.rest.repos.listDeploymentStatuses({ owner, repo, deployment_id: id, per_page: 1 })
    if (statuses.data[0]?.state !== 'success') continue
    await sayDeployment(api, id, { state: 'inactive', description: 'another release serves', logUrl: '' })
  }
}

/**
 * Says things in their order and behind the rollout's back: traffic does not wait for GitHub, nor fail with it. What GitHub
 * did not hear is not said again, but what comes after it is; only where nothing may be said, nothing is tried any more.
 */
export function followDeployment(
  api: GithubApi,
  of: DeploymentOf,
  { opened, told }: { opened?: (id: number) => void; told?: (event: DeploymentEvent) => void } = {},
): DeploymentLog {
  let id: number | undefined
  let gaveUp = false
  let warned = false
  let waiting: DeploymentEvent | undefined
  const work = async (todo: () => Promise<void>): Promise<void> => {
    if (gaveUp) return
    try {
      await todo()
    } catch (error) {
      const fault = faultOf(error)
      gaveUp = api.signal.aborted || (fault?.kind !== 'unknown' && fault?.kind !== 'limited')
      if (api.signal.aborted || warned) return
      warned = true
      const why = fault === undefined ? String(error) : explain(fault, 'deployments: write')
      api.log.warn(`the deployment is not shown${gaveUp ? '' : ' as it is'} on GitHub: ${why}`)
    }
  }
  const open = async (): Promise<number> => {
    if (id !== undefined) return id
    ;({ id } = await openDeployment(api, of))
    opened?.(id)
    return id
  }
  const sayNewest = async (): Promise<void> => {
    const next = waiting
    waiting = undefined
    if (next === undefined) return
    const to = await open()
    await sayDeployment(api, to, { ...next, logUrl: of.logUrl })
    told?.(next)
    if (next.state === 'success') await endEarlier(api, of, to)
  }
  let queue: Promise<void> = work(async () => void (await open()))
  return {
    say(event) {
      // Of what happens while GitHub is slow, the newest is enough.
      const queued = waiting !== undefined
      waiting = event
      if (!queued) queue = queue.then(() => work(sayNewest))
    },
    settled: () => queue,
  }
}
