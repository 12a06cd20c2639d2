import { join } from 'node:path'
import { exitCodes } from '../errors.ts'
import { makeTemporary, writeWhole } from '../files.ts'
import { renderMarkdown } from '../report/markdown.ts'
import { preflightTraining } from '../stages/trainingPreflight.ts'
import type { World } from './definition.ts'
import { contextOf, requireOwnCode } from './program.ts'
import { withoutSecrets } from './publish.ts'
import { partLimitBytes } from './stepReport.ts'

/** The program of the action `preflight`. @returns the exit code by what is lacking */
export async function tellPreflight(world: World): Promise<number> {
  const { given, platform, report } = world
  await requireOwnCode(world)
  const context = await contextOf(['finetune'], world)
  const found = await platform.group('preflight', () => preflightTraining(context, given.require))
  for (const { state, name, found: what, remedy } of found.checks)
    platform.log.info(`${state.padEnd(7)} ${name}: ${what}${remedy === undefined ? '' : `: ${remedy}`}`)
  const shown = withoutSecrets(found.report, platform)
  // Outside of the checkout, which a check must not change.
  const files = await makeTemporary('model-actions-preflight-')
  const [markdown, json] = [join(files, 'preflight.md'), join(files, 'preflight.json')]
  const text = renderMarkdown(shown, { limitBytes: partLimitBytes })
  await writeWhole(markdown, text)
  await writeWhole(json, `${JSON.stringify({ ...shown, checks: found.checks, estimate: found.estimate }, null, 2)}\n`)
  const { verdict, headline } = shown
  await report.add('preflight', {
    entry: {
      verdict,
      headline,
      checks: found.checks,
      ...(found.estimate === undefined ? {} : { estimate: found.estimate }),
    },
    outputs: {
      verdict,
      fits: found.estimate === undefined ? '' : String(found.estimate.fits),
      'estimate-bytes': found.estimate === undefined ? '' : String(found.estimate.needed),
      report: markdown,
      'report-json': json,
    },
    markdown: text,
  })
  for (const problem of found.problems) platform.fail(problem)
  return exitCodes[found.exit]
}
