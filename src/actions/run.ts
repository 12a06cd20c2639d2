import { realpathSync } from 'node:fs'
import { formatProblem } from '../errors.ts'
import { deploymentState } from '../platform/deployments.ts'
import { failureOf } from '../platform/failure.ts'
import { createGithub } from '../platform/github.ts'
import { abortOnSignals } from '../platform/signals.ts'
import { takeInputs } from './credentials.ts'
import type { Action } from './definition.ts'
import { createReport } from './stepReport.ts'

/** What main leaves for post: that it came to its own end, and left nothing behind. */
const ended = 'ended'

/**
 * Runs an action in this process to its end, and sets the exit code.
 * @param environment of the step
 */
export async function runAction(
  action: Action,
  environment: Readonly<Record<string, string | undefined>>,
  phase: 'main' | 'post',
): Promise<void> {
  const signal = abortOnSignals()
  const platform = createGithub({
    environment,
    write: (text) => process.stdout.write(text),
    nowMs: () => performance.now(),
  })
  // Read before the other inputs, as one of them may be what is refused.
  const summary = platform.input('summary').toLowerCase() !== 'false'
  const report = createReport({ name: action.title, platform, summary })
  const worldOf = () => {
    const given = takeInputs(action, platform)
    const { 'github-token': token, environment: deployTo } = given
    if (token !== undefined) platform.connect({ token, signal, ...(deployTo === undefined ? {} : { deployTo }) })
    // Resolved, because paths inside are compared with it after their own links are resolved.
    const workspace = realpathSync(environment['GITHUB_WORKSPACE'] ?? process.cwd())
    process.chdir(workspace)
    return { given, platform, workspace, environment, signal, report }
  }
  try {
    if (phase === 'main') {
      process.exitCode = await action.run(worldOf())
      platform.state.save(ended, 'true')
    } else if (platform.state.get(ended) !== 'true') await action.post?.(worldOf())
    else if (platform.state.get(deploymentState) !== '') await worldOf().platform.endDeployment()
  } catch (error) {
    const { exitCode, problems, stack } = failureOf(error, signal, environment['MODEL_ACTIONS_DEBUG'] === '1')
    if (phase === 'post') {
      for (const problem of problems) platform.log.warn(`cleaning up: ${formatProblem(problem)}`)
    } else {
      for (const problem of problems) platform.fail(problem)
      if (stack !== undefined) platform.log.foreign(stack)
      process.exitCode = exitCode
      try {
        await report.refused({ exitCode, problems })
        if (!signal.aborted) platform.state.save(ended, 'true')
      } catch (unwritten) {
        // The disk of the files that the runner reads may be full: what went wrong is in the log, and this beside it.
        for (const problem of failureOf(unwritten, new AbortController().signal).problems) platform.fail(problem)
      }
    }
  }
  platform.close()
  // What a stage left open (sockets, timers) must not keep a finished step alive.
  process.exit()
}
