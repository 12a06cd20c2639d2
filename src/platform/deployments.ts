import type { Deployed, DeploymentEvent, DeploymentLog, Log, Platform, State } from './types.ts'

/* What a job shows of a deployment, for a rollout that knows nothing of GitHub. */

type Job = Readonly<Record<string, string | undefined>>

/** How a job speaks to GitHub; without an environment it shows no deployments. */
export type Connection = { token: string; deployTo?: string; signal: AbortSignal }

export const noDeployment: DeploymentLog = { say: () => undefined, settled: async () => undefined }

/** Where the deployment that is under way is left for `post`, with how it ended where GitHub has not heard it yet. */
export const deploymentState = 'deployment'

type Left = { id: number; end?: DeploymentEvent }

const isEnd = ({ state }: DeploymentEvent): boolean => state !== 'in_progress'

/** @param job its GITHUB_* variables */
export function showDeployment(
  of: Parameters<Platform['deployment']>[0],
  { token, deployTo, signal }: Connection,
  { job, log, state, redacted }: { job: Job; log: Log; state: State; redacted: (text: string) => string },
): DeploymentLog {
  if (deployTo === undefined) return noDeployment
  const { model, version, digest } = of
  let left: Left | undefined
  let end: DeploymentEvent | undefined
  const leave = (): void => {
    if (left === undefined) return
    left = { ...left, ...(end === undefined ? {} : { end }) }
    state.save(deploymentState, JSON.stringify(left))
  }
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
      {
        opened(id) {
          left = { id }
          leave()
        },
        told(event) {
          if (!isEnd(event)) return
          // At once: whoever cancels from here on cancels nothing that is under way.
          left = undefined
          state.save(deploymentState, '')
        },
      },
    ),
  )
  // Told in turn, as the client is loaded meanwhile.
  let told: Promise<DeploymentLog> = opened.catch((error: unknown) => {
    log.warn(`the deployment is not shown on GitHub: ${error instanceof Error ? error.message : String(error)}`)
    return noDeployment
  })
  return {
    say(event) {
      // Why a rollout failed can be what a program said, and whoever reads the repository reads it here.
      const clean = { ...event, description: redacted(event.description) }
      if (isEnd(clean)) {
        end = clean
        leave()
      }
      told = told.then((log_) => {
        log_.say(clean)
        return log_
      })
    },
    settled: async () => (await told).settled(),
  }
}

/** What was under way when its job was cancelled or killed is told to have ended, and what GitHub did not hear is told again. */
export async function endAbandoned(
  { token, signal }: Connection,
  { job, log, state }: { job: Job; log: Log; state: State },
): Promise<void> {
  const text = state.get(deploymentState)
  if (text === '') return
  const { id, end }: Left = JSON.parse(text)
  const { api } = await open(job, token, log, signal)
  const { sayDeployment } = await import('./api/deployment.ts')
  const { explain, faultOf } = await import('./api/faults.ts')
  try {
    await sayDeployment(api, id, {
      ...(end ?? { state: 'error', description: 'the job ended before the rollout did' }),
      logUrl: logUrl(job),
    })
  } catch (error) {
    const fault = faultOf(error)
    if (fault === undefined) throw error
    log.warn(`the deployment ${id} is not shown on GitHub as it ended: ${explain(fault, 'deployments: write')}`)
  }
}

/** So many deployments are looked through, the last first. */
const lookedThrough = 10

/**
 * What GitHub shows as having served of a model in the environment of the action, the last first. Whoever may write
 * deployments writes what stands there.
 */
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
