import { type Problem, UserError } from '../errors.ts'

/** What of the machine under a run decides whether it can work at all. */
export type Host = {
  os: 'linux' | 'macos' | 'windows'
  /** A job with `container:`: its steps run in a container that ends with it, beside the Docker engine of the runner. */
  jobContainer: boolean
}

/** @param nodePlatform `process.platform`; the runner's own word for its system counts before it */
export function hostOf(environment: Readonly<Record<string, string | undefined>>, nodePlatform: string): Host {
  const runner = environment['RUNNER_OS'] ?? ''
  const windows = runner === 'Windows' || (runner === '' && nodePlatform === 'win32')
  const macos = runner === 'macOS' || (runner === '' && nodePlatform === 'darwin')
  return {
    os: windows ? 'windows' : macos ? 'macos' : 'linux',
    // The runner mounts the workspace of such a job there, and nowhere else.
    jobContainer:
      environment['GITHUB_ACTIONS'] === 'true' && (environment['GITHUB_WORKSPACE'] ?? '').startsWith('/__w/'),
  }
}

/** What is asked of a host. */
export type Needs = { engine: 'auto' | 'process' | 'docker'; deploys: boolean }

/** @throws UserError (exit `preflight`) with everything that this host cannot do of what is asked */
export function requireHost(host: Host, needs: Needs): void {
  const [first, ...more] = hostProblems(host, needs)
  if (first !== undefined) throw new UserError([first, ...more], { exit: 'preflight' })
}

/** Why this host cannot do it; empty where it can. */
export function hostProblems(host: Host, needs: Needs): Problem[] {
  if (host.os === 'windows')
    return [{ what: 'Windows is not supported: take a Linux runner, or WSL 2 on a machine of your own' }]
  const problems: Problem[] = []
  if (host.os === 'macos' && needs.deploys)
    problems.push({ what: 'deploy needs Linux, and this is macOS: run it on the Linux machine that serves' })
  if (host.jobContainer && needs.engine === 'docker')
    problems.push({
      what: 'this job runs in a container (`container:`), whose files the Docker engine of the runner does not see: remove `container:` from the job, or run jobs as processes (engine.name: process)',
      place: { key: 'engine.name' },
    })
  if (host.jobContainer && needs.deploys)
    problems.push({
      what: 'deploy cannot run in a job with `container:`, as what it starts would end with that container: remove `container:` from the job',
    })
  return problems
}

/** The engine that `auto` may be here: in a job's own container only processes see its files. */
export const engineFor = <Name extends Needs['engine']>(host: Host, wanted: Name): Name | 'process' =>
  host.jobContainer && wanted === 'auto' ? 'process' : wanted
