import type { core, ZodType } from 'zod'
import { UserError } from '../errors.ts'
import { groupedBy } from '../grouping.ts'
import { decisiveOf, type Gate, overall, worstFirst } from '../verdict.ts'
import { parts, type Report, reportSchema, type Section, type StageReport, stageReportSchema } from './model.ts'
import { oneLine } from './text.ts'

/** The order in which stages happen; others follow in the order in which they came. */
const order = ['prepare', 'finetune', 'evaluate', 'quantize', 'build', 'sign', 'verify', 'deploy']

/** What a stage's sections are part of where they do not say so themselves. */
const partOfStage: Readonly<Record<string, Section['part']>> = {
  prepare: 'training',
  finetune: 'training',
  evaluate: 'comparison',
  quantize: 'quantization',
}

/** Reports with their data are read as a whole: far more than a stage leaves. */
export const longestStageReportBytes = 64 * 1024 * 1024

/**
 * A stage's report from its file.
 * @param name of the file, for messages
 * @throws UserError where it is none
 */
export const readStageReport = (text: string, name: string): StageReport =>
  read(stageReportSchema, text, name, 'report of a stage: give a file that a stage of this version left as report-json')

/** A composed report from its file, which a stranger may have written. @throws UserError where it is none */
export const readReport = (text: string, name: string): Report =>
  read(reportSchema, text, name, 'report: give one that the action report of this version made')

function read<T>(schema: ZodType<T>, text: string, name: string, what: string): T {
  const [kind, remedy] = what.split(': ')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new UserError(`no ${kind} (it is not JSON): ${remedy}`, { place: { file: name }, cause: error })
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fault = faultOf(parsed.error.issues[0])
  throw new UserError(`no ${kind} (${fault}): ${remedy}`, { place: { file: name } })
}

function faultOf(issue: core.$ZodIssue | undefined): string {
  const at = (path: readonly PropertyKey[]) => oneLine(path.map(String).join('.'), 80)
  if (issue?.code === 'unrecognized_keys') return `it has the unknown key ${at([...issue.path, issue.keys[0] ?? ''])}`
  if (issue === undefined || issue.path.length === 0) return 'it is JSON of something else'
  return `its ${at(issue.path)} is missing or something else`
}

export type Composition = {
  /** What the report is of, such as `support-intents 1.4.0`; without one, what the stages' titles have in common. */
  title?: string
}

/**
 * The report of a pull request, of what the stages left: the verdict in a sentence, what users will notice, how the
 * candidate compares, and the rest in the order of `parts`. Of several reports of one stage the last counts. One that was
 * made from other results than those given is of another run: it is named and left out where it passes, and decides where
 * it does not. Where nothing was judged the verdict is an error, never a pass.
 *
 * @throws UserError where the reports of one stage are of several models
 */
export function composePullRequest(given: readonly StageReport[], { title }: Composition = {}): Report {
  const { stages, others } = ofOneRun(inOrder(given))
  const annotations = stages.flatMap(({ report }) => report.annotations ?? [])
  return {
    schema: 1,
    title: title ?? commonTitle(stages),
    verdict: verdictOf(stages),
    headline: capital(sentence(stages)),
    gates: gatesOf(stages).sort((a, b) => rankOf(a) - rankOf(b)),
    sections: inParts([
      ...sectionsOf(stages),
      ...(stages.length === 0 ? [] : [cost(stages), lineage(stages)]),
      ...(others.length === 0 ? [] : [leftOut(others)]),
    ]),
    ...(annotations.length === 0 ? {} : { annotations }),
  }
}

const gatesOf = (stages: readonly StageReport[]): Gate[] =>
  stages.flatMap(({ stage, report }) => report.gates.map((gate) => ({ ...gate, name: `${stage}: ${gate.name}` })))

const rankOf = ({ verdict }: Gate): number => worstFirst.indexOf(verdict)

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

function inOrder(given: readonly StageReport[]): StageReport[] {
  for (const [stage, reports] of groupedBy(given, (each) => each.stage)) {
    const [first, second] = new Set(reports.map(subjectOf))
    if (second !== undefined)
      throw new UserError(
        `${stage} has reports of ${first} and of ${second}, and a report is of one model: give the reports of each in a call of its own`,
      )
  }
  const rank = (stage: string) => (order.includes(stage) ? order.indexOf(stage) : order.length)
  return [...new Map(given.map((each) => [each.stage, each])).values()].sort((a, b) => rank(a.stage) - rank(b.stage))
}

/**
 * What belongs together: each was made from the results of the others, where those are there. Nobody can tell which of
 * two runs is the one that counts: one that failed is never left out.
 */
function ofOneRun(all: readonly StageReport[]): { stages: StageReport[]; others: StageReport[] } {
  const stages: StageReport[] = []
  const others: StageReport[] = []
  for (const each of all) {
    const fits = stages.every(({ stage, result }) => (each.parents[stage] ?? result) === result)
    if (fits) stages.push(each)
    else others.push(each)
  }
  const failed = others.filter(({ report }) => report.verdict !== 'pass')
  return { stages: [...stages, ...failed], others }
}

const leftOut = (others: readonly StageReport[]): Section => ({
  kind: 'text',
  title: 'Of another run',
  part: 'lineage',
  text: others
    .map(
      ({ stage, report }) =>
        `${stage}: made from results of another run than the reports beside it, and ${report.verdict === 'pass' ? 'left out' : 'counted, as it did not pass'}`,
    )
    .join('; '),
})

function verdictOf(stages: readonly StageReport[]): Report['verdict'] {
  const worst = worstFirst.find((each) => stages.some(({ report }) => report.verdict === each))
  // Stages that pass without a gate judged nothing.
  return worst === undefined || worst === 'pass' ? overall(stages.flatMap(({ report }) => report.gates)) : worst
}

const judgedIn = ['deploy', 'quantize', 'evaluate']

/** One sentence: what decided, in the words of the gate or of the stage that judged last. */
function sentence(stages: readonly StageReport[]): string {
  if (stages.length === 0) return 'no stage left a report: nothing was judged'
  const verdict = verdictOf(stages)
  const gates = gatesOf(stages)
  if (verdict !== 'pass') {
    const decisive = decisiveOf(gates.filter((gate) => gate.verdict === verdict))
    if (decisive !== undefined) return decisive
    const stage = stages.find(({ report }) => report.verdict === verdict)
    return stage === undefined
      ? `nothing was judged: no gate in ${stages.map((each) => each.stage).join(', ')}`
      : `${stage.stage}: ${stage.report.headline}`
  }
  const judge = judgedIn.flatMap((name) => stages.filter(({ stage }) => stage === name)).at(0) ?? stages.at(-1)
  return `${gates.length === 1 ? 'the gate passes' : `all ${gates.length} gates pass`}: ${judge?.report.headline ?? ''}`
}

/** Titles are of a stage and what it worked on: `evaluate support-intents 1.4.0`. */
const subjectOf = ({ stage, report: { title } }: StageReport): string =>
  title.startsWith(`${stage} `) ? title.slice(stage.length + 1) : title

function commonTitle(stages: readonly StageReport[]): string {
  const titles = new Set(stages.map(subjectOf))
  return titles.size === 1 ? ([...titles][0] ?? '') : ''
}

const foldedParts: readonly Section['part'][] = ['training', 'lineage']

function sectionsOf(stages: readonly StageReport[]): Section[] {
  // Counts in a title do not tell two sections apart.
  const subject = (title: string) => title.replaceAll(/\d+/g, '')
  const told = groupedBy(
    stages.flatMap(({ stage, report }) =>
      [...new Set(report.sections.map(({ title }) => subject(title)))].map((title) => ({ stage, title })),
    ),
    ({ title }) => title,
  )
  return stages.flatMap(({ stage, report }) =>
    report.sections.map((section): Section => {
      const part = section.part ?? partOfStage[stage]
      // Environments and the like, which their stage folded, are for who asks where a number comes from.
      const placed = section.part === undefined && section.folded === true ? 'lineage' : part
      const several = (told.get(subject(section.title)) ?? []).length > 1
      return {
        ...section,
        title: several ? `${stage}: ${section.title}` : section.title,
        ...(placed === undefined ? {} : { part: placed }),
        ...(foldedParts.includes(placed) ? { folded: true } : {}),
      }
    }),
  )
}

function inParts(sections: readonly Section[]): Section[] {
  const rank = ({ part = 'cost' }: Section) => parts.indexOf(part)
  return [...sections].sort((a, b) => rank(a) - rank(b))
}

const duration = (seconds: number): string =>
  seconds < 60
    ? `${seconds.toFixed(1)} s`
    : seconds < 3600
      ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
      : `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`

function cost(stages: readonly StageReport[]): Section {
  return {
    kind: 'table',
    title: 'Stages and their time',
    part: 'cost',
    columns: ['stage', 'verdict', 'time', 'what came out'],
    rows: stages.map(({ stage, report, seconds, reused }) => [
      stage,
      report.verdict,
      [...(seconds === undefined ? [] : [duration(seconds)]), ...(reused === true ? ['reused'] : [])].join(', '),
      report.headline,
    ]),
  }
}

function lineage(stages: readonly StageReport[]): Section {
  return {
    kind: 'table',
    title: 'Lineage',
    part: 'lineage',
    folded: true,
    columns: ['stage', 'result', 'lineage key'],
    rows: stages.map(({ stage, result, key }) => [stage, result, key ?? '']),
  }
}
