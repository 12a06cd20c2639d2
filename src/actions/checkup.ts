import { join, relative } from 'node:path'
import { makeTemporary, writeWhole } from '../files.ts'
import { renderMarkdown } from '../report/markdown.ts'
import { resolveInside } from '../spec/paths.ts'
import { checkUp } from '../stages/checkup.ts'
import type { World } from './definition.ts'
import { partLimitBytes } from './stepReport.ts'

/** The program of the action `setup`. @returns how much of what is required is missing */
export async function tellCheckup({ given, platform, workspace, environment, signal, report }: World): Promise<number> {
  const top = { directory: workspace, root: workspace }
  const directory = await resolveInside(top, given['working-directory'], { input: 'working-directory' })
  const specFile = relative(
    workspace,
    await resolveInside({ directory, root: workspace }, given.config, { input: 'config' }),
  )
  const found = await checkUp({ environment, signal, specFile }, given.require)
  for (const check of found.checks)
    platform.log.info(
      `${check.state.padEnd(7)} ${check.name}: ${check.found}${'remedy' in check ? `: ${check.remedy}` : ''}`,
    )
  // Outside of the checkout, which a check-up must not change, and which may not be there yet.
  const files = await makeTemporary('model-actions-checkup-')
  const [markdown, json] = [join(files, 'checkup.md'), join(files, 'checkup.json')]
  const text = renderMarkdown(found.report, { limitBytes: partLimitBytes })
  await writeWhole(markdown, text)
  await writeWhole(json, `${JSON.stringify({ ...found.report, checks: found.checks }, null, 2)}\n`)
  const { docker, gpus } = found.facts
  await report.add('setup', {
    entry: { verdict: found.report.verdict, headline: found.report.headline, checks: found.checks },
    outputs: {
      verdict: found.report.verdict,
      report: markdown,
      'report-json': json,
      gpus: String(gpus.length),
      docker: docker.kind === 'engine' ? docker.version : '',
    },
    markdown: text,
  })
  for (const problem of found.problems) platform.fail({ ...problem, place: { input: 'require' } })
  return found.problems.length
}
