import { isAbsolute, relative } from 'node:path'
import type { GithubApi } from '../platform/api/client.ts'
import { verdictExitCode } from '../platform/failure.ts'
import { commentLimitBytes, renderMarkdown } from '../report/markdown.ts'
import type { Report } from '../report/model.ts'
import { resolveInside } from '../spec/paths.ts'
import { type Look, monitor } from '../stages/monitor.ts'
import type { World } from './definition.ts'
import { workingDirectory } from './program.ts'
import { attempt, openApi, withoutSecrets, writeFiles } from './publish.ts'
import { idOf } from './reportOfRun.ts'
import { partLimitBytes } from './stepReport.ts'

/** The program of the action `monitor`. @returns the exit code by the verdict */
export async function lookAtServing(world: World): Promise<number> {
  const { given, platform, workspace, environment, signal } = world
  const directory = await workingDirectory(world)
  const inside = async (input: 'config' | 'data' | 'reference', path: string): Promise<string> =>
    resolveInside(
      { directory, root: workspace },
      // Outputs of earlier steps are absolute.
      isAbsolute(path) ? relative(directory, path) : path,
      { input },
    )
  const { data, reference } = given
  const look = await monitor({
    // Messages and annotations name files as the repository does.
    specFile: relative(workspace, await inside('config', given.config)),
    ...(data === undefined ? {} : { data: await inside('data', data) }),
    ...(reference === undefined ? {} : { reference: await inside('reference', reference) }),
    platform,
    environment,
    signal,
    now: () => new Date(),
  })
  const report = withoutSecrets(look.report, platform)
  const { verdict, headline } = report
  platform.log.info(`monitor: ${verdict}: ${headline}`)
  const files = await writeFiles(report, directory, 'monitor')
  const api = openApi(world)
  const of = relative(workspace, directory)
  const url = api === undefined || !given.issue ? undefined : await tellIssue(world, api, { report, look, of })
  if (api !== undefined) await tune(world, api, look)
  const outputs = { drift: String(look.drifted), ...(url === undefined ? {} : { 'issue-url': url }) }
  await world.report.add('monitor', {
    entry: { verdict, headline, outputs },
    outputs: { verdict, report: files.markdown, 'report-json': files.json, ...outputs },
    markdown: renderMarkdown(report, { limitBytes: partLimitBytes }),
  })
  if (verdict !== 'pass') platform.fail({ what: `monitor: ${verdict}: ${headline}` })
  return verdictExitCode(verdict)
}

/** What a look could not tell leaves an issue as it is, and so does one without inputs while a drift is open. */
async function tellIssue(
  world: World,
  api: GithubApi,
  { report, look: { model, drifted }, of }: { report: Report; look: Look; of: string },
): Promise<string | undefined> {
  const { verdict } = report
  if (verdict !== 'fail' && (verdict !== 'pass' || drifted)) return undefined
  const { closeIssue, publishIssue } = await import('../platform/api/issue.ts')
  const marker = ['model-actions monitor:', model, ...(of === '' ? [] : [idOf(of)])].join(' ')
  const text = renderMarkdown(report, { limitBytes: commentLimitBytes, marker })
  const told = await attempt(world, 'the issue', 'issues: write', () =>
    verdict === 'fail'
      ? publishIssue(api, { title: `${model}: what serves is not as it was`, text })
      : closeIssue(api, { text }),
  )
  if (told !== undefined) world.platform.log.info(`issue ${told.outcome}: ${told.url}`)
  return told?.url
}

/** Once for each drift: the training that was started needs a while until what it makes serves. */
async function tune(world: World, api: GithubApi, look: Look): Promise<void> {
  const workflow = world.given['finetune-workflow']
  if (workflow === undefined || !look.untuned) return
  const { startWorkflow } = await import('../platform/api/dispatch.ts')
  const ref = world.environment['GITHUB_REF_NAME'] ?? 'main'
  const started = await attempt(
    world,
    `the workflow ${workflow}`,
    'actions: write',
    async () => {
      await startWorkflow(api, { workflow, ref })
      return true
    },
    'started',
  )
  if (started === undefined) return
  await look.noteTuning()
  world.platform.log.info(`workflow ${workflow} started at ${ref}; it is started once for each drift`)
}
