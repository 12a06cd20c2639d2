import { readdir } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { UserError } from '../errors.ts'
import { readRegular, writeWhole } from '../files.ts'
import { type GithubApi, openGithubApi } from '../platform/api/client.ts'
import type { PublishedComment } from '../platform/api/comment.ts'
import { readSubject, type Subject } from '../platform/api/event.ts'
import { explain, faultOf } from '../platform/api/faults.ts'
import { renderCheck } from '../report/check.ts'
import { composePullRequest, longestStageReportBytes, readStageReport } from '../report/compose.ts'
import { renderHtml } from '../report/html.ts'
import { commentLimitBytes, fileLimitBytes, renderMarkdown } from '../report/markdown.ts'
import type { Report, StageReport } from '../report/model.ts'
import { oneLine } from '../report/text.ts'
import { resolveInside } from '../spec/paths.ts'
import { makeOwnDirectory, reportDirectory } from '../stages/reporting.ts'
import type { OutputName, World } from './definition.ts'
import { workingDirectory } from './program.ts'
import { type Addressee, artifactName, idOf, reportFile, reportOfRun } from './reportOfRun.ts'
import { partLimitBytes } from './stepReport.ts'

/** Composes the stages' reports and publishes what came out, where the token may. @returns 0: a verdict was given before */
export async function publishReport(world: World): Promise<number> {
  const { given, environment } = world
  const subject = await readSubject(environment)
  const api = openApi(world)
  if (subject.kind === 'of-a-run') {
    // Nothing is checked out here: the directory is the name of one in the other run.
    const of = relative('/', resolve('/', given['working-directory']))
    const told = await reportOfRun({ name: given.name, of }, subject.run, api)
    // Of another run there is an artifact already.
    if ('report' in told) await publish(world, { ...told, of, directory: world.workspace, api, artifact: false })
    else world.platform.log.info(`the report is for nobody: ${told.because}`)
  } else {
    const directory = await workingDirectory(world)
    const report = composePullRequest(await stageReports(world, directory))
    const of = relative(world.workspace, directory)
    await publish(world, { report, to: addressee(subject, environment), of, directory, api, artifact: given.artifact })
  }
  return 0
}

/** Publishes what the stages of this very step said. */
export async function publishStages(world: World, stages: readonly StageReport[]): Promise<void> {
  const subject = await readSubject(world.environment)
  const directory = await workingDirectory(world)
  await publish(world, {
    report: composePullRequest(stages),
    to: addressee(subject, world.environment),
    of: relative(world.workspace, directory),
    directory,
    api: openApi(world),
    artifact: world.given.artifact,
  })
}

export function openApi({ given, platform, environment, signal }: World): GithubApi | undefined {
  const token = given['github-token']
  return token === undefined ? undefined : openGithubApi({ token, environment, log: platform.log, signal })
}

/** Keys of a report whose values are words of the report model, whatever a secret may be. */
const ownWords: ReadonlySet<string> = new Set(['kind', 'level', 'mark', 'part', 'unit', 'verdict'])

/** A copy whose every text says no secret: a comment and an artifact are seen by more people than a log, which hides them itself. */
export function withoutSecrets(report: Report, { redacted }: Pick<World['platform'], 'redacted'>): Report {
  const clean = (each: unknown): unknown => {
    if (typeof each === 'string') return redacted(each)
    if (Array.isArray(each)) return each.map(clean)
    if (typeof each !== 'object' || each === null) return each
    return Object.fromEntries(
      Object.entries(each).map(([key, inner]) => [key, ownWords.has(key) ? inner : clean(inner)]),
    )
  }
  return clean(report) as Report
}

/** By every channel that is wanted and open. */
async function publish(
  world: World,
  what: {
    report: Report
    to: Addressee
    of: string
    directory: string
    api: GithubApi | undefined
    artifact: boolean
  },
): Promise<void> {
  const { platform } = world
  const { to, of, directory, api } = what
  const report = withoutSecrets(what.report, platform)
  const files = await writeFiles(report, directory)
  platform.log.info(`${report.verdict}: ${report.headline}`)
  const artifact = what.artifact ? await upload(world, of, files) : undefined
  const link = artifact === undefined ? {} : { fullReport: artifact }
  const shown: Shown = { report, of, ...link }
  const urls: { [output in OutputName]?: string } = artifact === undefined ? {} : { 'artifact-url': artifact.href }
  for (const [output, channel] of [
    ['comment-url', asComment(world, to, shown)],
    ['check-url', asCheck(world, to, shown)],
  ] as const) {
    if (channel === undefined || api === undefined) continue
    const url = await publishBy(world, api, channel)
    if (url !== undefined) urls[output] = url
  }
  await world.report.add('report', {
    entry: { verdict: report.verdict, headline: report.headline, outputs: urls },
    outputs: { verdict: report.verdict, report: files.markdown, 'report-json': files.json, ...urls },
    markdown: renderMarkdown(report, { limitBytes: partLimitBytes, ...link }),
  })
}

function addressee(subject: Subject, environment: World['environment']): Addressee {
  const run = { run: Number(environment['GITHUB_RUN_ID'] ?? 0), author: 'us' as const }
  // What this step judged itself is of no other run's commit.
  if (subject.kind === 'of-a-run') return { ...run, headSha: '' }
  if (subject.kind === 'commit') return { ...run, headSha: subject.headSha }
  // Whatever the token may: a fork's code ran, and can have written what we read here.
  return { ...run, headSha: subject.headSha, pull: subject.pull, author: subject.fork ? 'stranger' : 'us' }
}

async function stageReports({ given, workspace }: World, directory: string): Promise<StageReport[]> {
  const bounds = { directory, root: workspace }
  const place = { input: 'reports' }
  const found = given.reports.length > 0 ? given.reports : await reportsBelow(directory)
  const reports: StageReport[] = []
  for (const path of found) {
    // The outputs of our own actions are absolute.
    const file = await resolveInside(bounds, isAbsolute(path) ? relative(directory, path) : path, place)
    const text = await readRegular(file, longestStageReportBytes).catch((error: NodeJS.ErrnoException) => {
      if (error.code === undefined) throw error
      throw new UserError(
        `${path.slice(0, 200)} cannot be read (${error.code}): name what a stage put out as report-json, and run this in the job that ran the stage`,
        { place, cause: error },
      )
    })
    reports.push(readStageReport(text.toString('utf8'), relative(workspace, file)))
  }
  return reports
}

async function reportsBelow(directory: string): Promise<string[]> {
  const place = reportDirectory(directory)
  const names = (await readdir(place).catch(() => [])).filter((name) => name.endsWith('.json')).sort()
  if (names.length > 0) return names.map((name) => relative(directory, join(place, name)))
  throw new UserError(
    'no stage has left a report here: run a stage before in this job, or name its output report-json',
    { place: { input: 'reports' } },
  )
}

type Files = { directory: string; markdown: string; json: string; html: string }

/** The report in every form, in a directory of `.model-actions`. */
export async function writeFiles(report: Report, directory: string, name = 'pull-request'): Promise<Files> {
  const place = await makeOwnDirectory(join(dirname(reportDirectory(directory)), name))
  const files = {
    directory: place,
    markdown: join(place, 'report.md'),
    json: join(place, reportFile),
    html: join(place, 'report.html'),
  }
  await writeWhole(files.markdown, renderMarkdown(report, { limitBytes: fileLimitBytes }))
  await writeWhole(files.json, `${JSON.stringify(report)}\n`)
  await writeWhole(files.html, renderHtml(report))
  return files
}

type Shown = {
  report: Report
  /** The directory below the workspace, '' for itself: legs of a matrix are of one job, and often differ in nothing else. */
  of: string
  fullReport?: URL
}

/** A channel that fails leaves the others, and a job whose work is done stays green. */
export async function attempt<T>(
  { platform }: Pick<World, 'platform'>,
  what: string,
  permission: string,
  work: () => Promise<T>,
  done: 'published' | 'started' = 'published',
): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    const fault = faultOf(error)
    if (fault === undefined) throw error
    const line = `${what} was not ${done}: ${explain(fault, permission)}`
    if (fault.kind === 'not-allowed') platform.log.info(line)
    else platform.log.warn(line)
    return undefined
  }
}

async function upload(world: World, of: string, files: Files): Promise<URL | undefined> {
  const { given, platform, environment } = world
  const { uploadArtifact } = await import('../platform/api/artifact.ts')
  const name = artifactName(given.name, of)
  try {
    const artifact = await uploadArtifact(name, [files.html, files.markdown, files.json], files.directory)
    if (artifact === undefined) {
      platform.log.info('the report is no artifact: this runner has no service for artifacts')
      return undefined
    }
    const run = `${environment['GITHUB_REPOSITORY']}/actions/runs/${environment['GITHUB_RUN_ID']}`
    return new URL(`${run}/artifacts/${artifact.id}`, `${environment['GITHUB_SERVER_URL'] ?? 'https://github.com'}/`)
  } catch (error) {
    // Full storage, a GitHub Enterprise Server without the service: the report is on the summary page all the same.
    platform.log.warn(`the report is no artifact: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

/** A way to tell of a report, by a token that may. */
type Channel = {
  name: string
  permission: string
  tell(api: GithubApi): Promise<{ url: string; outcome: PublishedComment['outcome'] }>
}

const outcomes = {
  created: 'created',
  updated: 'updated',
  unchanged: 'unchanged',
  'left-newer': 'left as it is, since it tells of a newer commit',
} as const

async function publishBy(
  world: World,
  api: GithubApi,
  { name, permission, tell }: Channel,
): Promise<string | undefined> {
  const done = await attempt(world, `the ${name}`, permission, () => tell(api))
  if (done !== undefined) world.platform.log.info(`${name} ${outcomes[done.outcome]}: ${done.url}`)
  return done?.url
}

function asComment({ given }: World, { pull, headSha, run }: Addressee, shown: Shown): Channel | undefined {
  const { report, of, fullReport } = shown
  if (!given.comment || pull === undefined) return undefined
  const text = renderMarkdown(report, {
    limitBytes: commentLimitBytes,
    marker: ['model-actions report:', given.name, ...(of === '' ? [] : [idOf(of)])].join(' '),
    ...(fullReport === undefined ? {} : { fullReport }),
  })
  return {
    name: 'comment',
    permission: 'pull-requests: write',
    tell: async (api) =>
      (await import('../platform/api/comment.ts')).publishComment(api, {
        pull,
        text,
        origin: { run, commit: headSha },
      }),
  }
}

function asCheck({ given, environment }: World, { headSha, author }: Addressee, shown: Shown): Channel | undefined {
  const { report, of, fullReport } = shown
  if (!given.check || headSha === '') return undefined
  const run = ['GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB'].map((name) => environment[name] ?? '')
  const check = {
    ...renderCheck(report, { author, ...(fullReport === undefined ? {} : { fullReport }) }),
    // GitHub asks only for the newest of a name where it is required: what a stranger says has another name than what we do.
    name: [
      `model-actions: ${given.name}`,
      ...(author === 'stranger' ? ['(as a fork says)'] : []),
      ...(of === '' ? [] : [`(${oneLine(of, 100)})`]),
    ].join(' '),
    headSha,
    // Remarks of a check are added to and never taken back: with others it is another check.
    externalId: ['model-actions', given.name, ...run, idOf([of, report.title, report.annotations ?? []])].join('/'),
  }
  return {
    name: 'check run',
    permission: 'checks: write',
    tell: async (api) => (await import('../platform/api/check.ts')).publishCheck(api, check),
  }
}
