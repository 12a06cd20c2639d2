import { lstat, readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { UserError } from '../errors.ts'
import { readRegular, writeWhole } from '../files.ts'
import { launch } from '../processes.ts'
import { composePullRequest, longestStageReportBytes, readStageReport } from '../report/compose.ts'
import { renderHtml } from '../report/html.ts'
import type { StageReport } from '../report/model.ts'
import { ownDirectories, reportDirectory } from '../stages/reporting.ts'
import type { World } from './program.ts'

/**
 * Writes one HTML report of what the stages left and prints its path: the same that a pull request gets.
 * @param path a stage's report as JSON, a directory of them, or one with `.model-actions/reports` in it
 */
export async function report(path: string, { open }: { open: boolean }, world: World): Promise<void> {
  const { directory, files } = await reportFiles(path)
  const reports: StageReport[] = []
  for (const file of files)
    reports.push(readStageReport((await readRegular(file, longestStageReportBytes)).toString(), file))
  const target = join(directory, 'report.html')
  await writeWhole(target, renderHtml(composePullRequest(reports)))
  world.stdout.write(`${target}\n`)
  if (!open) return
  const why = await whyNotOpen(target)
  // The report is there: that nobody sits here with a browser is no failure.
  if (why !== undefined) world.stderr.write(`${why}: open the file above in a browser\n`)
}

/** A browser that still runs by then was opened. */
const patienceMs = 3_000

async function whyNotOpen(file: string): Promise<string | undefined> {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open'
  try {
    const exitCode = await launch(opener, file, patienceMs)
    return exitCode === undefined || exitCode === 0
      ? undefined
      : `${opener} found nothing to open it with (exit code ${exitCode})`
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return `${opener} cannot be started here`
  }
}

async function reportFiles(path: string): Promise<{ directory: string; files: string[] }> {
  const given = resolve(path)
  const facts = await lstat(given).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      `${path} cannot be read (${error.code}): give a report of a stage as JSON, or a directory with them`,
      { cause: error },
    )
  })
  if (!facts.isDirectory()) return { directory: dirname(given), files: [given] }
  for (const directory of [reportDirectory(given), given]) {
    if (directory !== given) await ownDirectories(given)
    const names = await readdir(directory).catch(() => [])
    const files = names.filter((name) => name.endsWith('.json')).sort()
    if (files.length > 0) return { directory, files: files.map((name) => join(directory, name)) }
  }
  throw new UserError(
    `${path} has no reports: run stages first, such as \`model-actions evaluate\`, and name the directory of their model.yml`,
  )
}
