import { UserError } from '../errors.ts'
import { createTerminal } from '../platform/terminal.ts'
import { wrapped } from '../platform/text.ts'
import { oneLine } from '../report/text.ts'
import { asLine, widthOfScreen } from './columns.ts'
import { checkSpec } from './commands.ts'
import type { World } from './program.ts'

/** Prints a line for each part that a run needs. @throws UserError with all that is wrong on any machine, not on this one alone */
export async function check(file: string, world: World): Promise<void> {
  const { of } = await checkSpec(file, world)
  if (of === 'predictions') return
  const { signal, stderr, stdout } = world
  const environment = process.env
  const platform = createTerminal({ stderr, debug: environment['MODEL_ACTIONS_DEBUG'] === '1' })
  const { openContext } = await import('../stages/context.ts')
  const { checkAll } = await import('../stages/checking.ts')
  const context = await openContext({ specFile: file, stages: [], force: false, platform, signal, environment })
  const findings = await checkAll(context)
  const columns = widthOfScreen(stdout)
  // Messages quote what stands in data, which may be anything.
  for (const { state, part, found } of findings)
    if (state !== 'wrong') stdout.write(`${asLine(state, `${part}: ${oneLine(found, 1000)}`, columns)}\n`)
  const wrong = findings.filter((finding) => finding.state === 'wrong')
  const [first, ...more] = wrong.flatMap(({ problems }) => problems)
  if (first === undefined) {
    if (findings.some(({ state }) => state === 'missing'))
      stdout.write(
        `${wrapped('what is missing may be on another machine: the stage that needs it asks for it again', columns)}\n`,
      )
    return
  }
  throw new UserError([first, ...more], { exit: wrong[0]?.exit ?? 'configuration' })
}
