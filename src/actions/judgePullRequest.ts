import { exitCodes, formatProblem, type Problem } from '../errors.ts'
import { type Failure, failureOf } from '../platform/failure.ts'
import type { StageReport } from '../report/model.ts'
import type { World } from './definition.ts'
import { requireOwnCode, runSelected, type Selection, type Told } from './program.ts'
import { publishStages } from './publish.ts'
import { refusal } from './stepReport.ts'

/**
 * Runs the stages, and tells what came out whatever came out: who opened the pull request reads the reason where they look.
 * Files of earlier runs count for nothing. @returns the exit code by the verdict
 */
export async function judgePullRequest(action: Selection, world: World): Promise<number> {
  // Before anything can be told of a refusal.
  await requireOwnCode(world)
  const stages: StageReport[] = []
  // One report of all stages is told, and not each of them again.
  const quiet: World = {
    ...world,
    report: { add: (name, part) => world.report.add(name, { ...part, markdown: '' }) },
  }
  let exitCode: number
  try {
    exitCode = await runSelected(action, quiet, { onTold: (told) => void stages.push(asReport(told)) })
  } catch (error) {
    const failure = failureOf(error, world.signal)
    // A run that is cancelled has two seconds left, and says nothing about the model.
    if (!world.signal.aborted && !isOfWorkflow(failure, stages)) await tellRefusal(action, world, stages, failure)
    throw error
  }
  await publishStages(world, stages)
  return exitCode
}

/** A step that names no model.yml is wrong in the workflow: there is no model yet to tell of, and the step says it. */
const isOfWorkflow = ({ exitCode, problems }: Failure, ended: readonly StageReport[]): boolean =>
  ended.length === 0 && exitCode === exitCodes.configuration && problems.every(({ place }) => place?.line === undefined)

const asReport = ({ outcome: { stage, reused, stored }, seconds, shown }: Told): StageReport => {
  const { key, parents } = stored.result
  return { stage, result: stored.digest, report: shown, key, parents, seconds, reused }
}

async function tellRefusal(
  action: Selection,
  world: World,
  ended: readonly StageReport[],
  { problems }: Failure,
): Promise<void> {
  try {
    await publishStages(world, [...ended, refused(action, world.given.name, ended, problems)])
  } catch (error) {
    // Why the model was not judged matters more than why nobody was told.
    world.platform.log.warn(`the report is not published: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** What is said in place of the stage that was refused, with remarks beside the lines that are wrong. Pure. */
export function refused(
  { stages }: Pick<Selection, 'stages'>,
  name: string,
  ended: readonly StageReport[],
  problems: readonly [Problem, ...Problem[]],
): StageReport {
  const [first] = ended
  // Before the first stage ends, what is wrong is of the spec or of the machine as a rule.
  const stage = (first === undefined ? undefined : stages[ended.length]) ?? 'run'
  const subject = first === undefined ? name : first.report.title.replace(`${first.stage} `, '')
  const report = refusal(`${stage} ${subject}`, problems)
  const annotations = problems.flatMap(({ what, place: { file, line, key } = {} }) =>
    file === undefined || line === undefined
      ? []
      : [{ path: file, line, level: 'failure' as const, title: key ?? 'refused', message: what }],
  )
  const headline = problems.length === 1 ? formatProblem(problems[0]) : report.headline
  return {
    stage,
    result: '',
    report: { ...report, headline, ...(annotations.length === 0 ? {} : { annotations }) },
    parents: {},
  }
}
