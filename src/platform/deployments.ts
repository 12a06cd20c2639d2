import type { Deployed, DeploymentLog, Log, Platform, State } from './types.ts'

/* What a job shows of a deployment, for a rollout that knows nothing of GitHub. */

type Job = Readonly<Record<string, string | undefined>>

/** How a job speaks to GitHub; without an environment it shows no deployments. */
export type Connection = { token: string; deployTo?: string; signal: AbortSignal }

export const noDeployment: DeploymentLog = { say: () => undefined, settled: async () => undefined }

/** Where the deployment that is under way is left for `post`. */
const stateName = 'deployment'

/** @param job its GITHUB_* variables */
export function showDeployment(
  of: Parameters<Platform['deployment']>[0],
  { token, deployTo, signal }: Connection,
  { job, log, state, redacted }: { job: Job; log: Log; state: State; redacted: (text: string) => string },
): DeploymentLog {
  if (deployTo === undefined) return noDeployment
  const { model, version, digest } = of
  const opened = open(job, token, log, signal).then(({ api, follow }) =>
    follow(
      api,
      {
        environment: deployTo,
        sha: job['GITHUB_SHA'] ?? '',
        task: taskOf(model),
        key: [job['GITHUB_RUN_ID'], job['GITHUB_RUN_ATTEMPT'], job['GITHUB_JOB'], version].join('/'),
        payload: { model, version, digest },
        description: `${model} ${version}`,
        logUrl: logUrl(job),
      },
      (id) => state.save(stateName, String(id)),
    ),
  )
  let ended = false
  // Told in turn, as the client is loaded meanwhile.
  let told: Promise<DeploymentLog> = opened.catch((error: unknown) => {
    log.warn(`the deployment is not shown on GitHub: ${error instanceof Error ? error.message : String(error)}`)
    return noDeployment
  })
  return {
    say(event) {
      ended = event.state !== 'in_progress'
      // Why a rollout failed can be what a program said, and whoever reads the repository reads it here.
      const clean = { ...event, description: redacted(event.description) }
      told = told.then((log_) => {
        log_.say(clean)
        return log_
      })
    },
    async settled() {
      await (await told).settled()
      // Whoever cancels stops the calls too: post then tells how it ended.
      if (ended && !signal.aborted) state.save(stateName, '')
    },
  }
}

/** What was under way when its job was cancelled or killed is told to have ended. */
export async function endAbandoned(
  { token, signal }: Connection,
  { job, log, state }: { job: Job; log: Log; state: State },
): Promise<void> {
  const id = Number(state.get(stateName))
  if (!(id > 0)) return
  const { api } = await open(job, token, log, signal)
  const { sayDeployment } = await import('./api/deployment.ts')
  const { explain, faultOf } = await import('./api/faults.ts')
  try {
    await sayDeployment(api, id, {
      state: 'error',
      description: 'the job ended before the rollout did',
      logUrl: logUrl(job),
    })
  } catch (error) {
    const fault = faultOf(error)
    if (fault === undefined) throw error
    log.warn(`the deployment ${id} is still shown as in progress on GitHub: ${explain(fault, 'deployments: write')}`)
  }
}

/** So many deployments are looked through, the last first. */
const lookedThrough = 10

/** What GitHub shows as having served of a model in the environment of the action, the last first. Whoever may write deployments writes what stands there. */
export async function listDeployed(
  model: string,
  { token, deployTo, signal }: Connection,
  { job, log }: { job: Job; log: Log },
): Promise<Deployed[]> {
  const { explain, faultOf } = await import('./api/faults.ts')
  try {
    const { api } = await open(job, token, log, signal)
    const { servedDeployments } = await import('./api/deployment.ts')
    return await servedDeployments(api, { task: taskOf(model), environment: deployTo, count: lookedThrough })
  } catch (error) {
    const fault = faultOf(error)
    if (fault === undefined) throw error
    log.info(`what GitHub shows as deployed is not known: ${explain(fault, 'deployments: read')}`)
    return []
  }
}

const taskOf = (model: string): string => `deploy:${model}`

async function open(job: Job, token: string, log: Log, signal: AbortSignal) {
  const { openGithubApi } = await import('./api/client.ts')
  const { followDeployment } = await import('./api/deployment.ts')
  return { api: openGithubApi({ token, environment: job, log, signal }), follow: followDeployment }
}

const logUrl = (job: Job): string =>
  job['GITHUB_RUN_ID'] === undefined
    ? ''
    : `${job['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${job['GITHUB_REPOSITORY']}/actions/runs/${job['GITHUB_RUN_ID']}`
