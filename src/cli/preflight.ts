import { parseRequirements } from '../checkup/requirements.ts'
import { exitCodes, formatProblem } from '../errors.ts'
import { createTerminal } from '../platform/terminal.ts'
import { oneLine } from '../report/text.ts'
import type { EngineName } from '../spec/engine.ts'
import { asLine, widthOfScreen } from './columns.ts'
import type { World } from './program.ts'

export type PreflightOptions = { config: string; engine?: EngineName; require: string; json: boolean }

/** Says whether this machine can do the training, a line for each part. Returns the exit code. */
export async function preflight(options: PreflightOptions, { signal, stdout, stderr }: World): Promise<number> {
  const { openContext } = await import('../stages/context.ts')
  const { preflightTraining } = await import('../stages/trainingPreflight.ts')
  const requirements = parseRequirements(options.require, { key: 'option --require' })
  const platform = createTerminal({ stderr, debug: process.env['MODEL_ACTIONS_DEBUG'] === '1' })
  const context = await openContext({
    specFile: options.config,
    stages: ['finetune'],
    ...(options.engine === undefined ? {} : { engine: options.engine }),
    force: false,
    platform,
    signal,
    environment: process.env,
  })
  const { checks, estimate, problems, exit, report } = await preflightTraining(context, requirements)
  const columns = widthOfScreen(stdout)
  if (options.json) stdout.write(`${JSON.stringify({ ...report, checks, estimate }, null, 2)}\n`)
  else
    for (const { name, state, found, remedy } of checks) {
      stdout.write(`${asLine(state, `${name}: ${oneLine(found, 500)}`, columns)}\n`)
      if (remedy !== undefined) stdout.write(`${asLine('', `→ ${oneLine(remedy, 1_000)}`, columns)}\n`)
    }
  for (const problem of problems) platform.log.error(formatProblem(problem))
  return exitCodes[exit]
}
