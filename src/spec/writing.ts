import { readBaseline } from './base.ts'
import type { Finding } from './load.ts'
import { type JudgedTask, metricUnits } from './metrics.ts'
import type { CheckedSpec } from './schema.ts'
import { written } from './written.ts'

/* What only tasks with classes have, and what only those have that write texts. */

/** Whether the examples of a task are of one class of several. */
export const hasClasses = (task: JudgedTask): boolean => Object.hasOwn(metricUnits[task], 'accuracy')

/** What is made of a tuned model, which is not possible with one that writes texts. */
const unmade = ['quantize', 'image', 'signing', 'deploy'] as const

/** Why it cannot be made. @param what as a stage or a command is called */
export const notYet = (what: string, task: JudgedTask): string =>
  `${what} is not possible with task: ${task}, whose model can be prepared, fine-tuned and evaluated`

export function taskErrors(raw: unknown, { task, data, evaluate }: CheckedSpec): Finding[] {
  const findings: Finding[] = []
  const refuse = (path: string[], message: string) => findings.push({ path, at: 'value', message })
  const baseline = readBaseline(evaluate.baseline)
  const kind = typeof baseline === 'string' ? undefined : baseline.kind
  if (hasClasses(task)) {
    if (kind === 'base')
      refuse(['evaluate', 'baseline'], `an untuned base knows no classes, and ${task} has some: write majority`)
    return findings
  }
  if (kind === 'majority')
    refuse(['evaluate', 'baseline'], `majority is a class, and ${task} has none: write base, which is the untuned base`)
  if (typeof baseline !== 'string' && baseline.kind === 'release' && baseline.version !== 'latest')
    refuse(['evaluate', 'baseline'], `there are no releases with task: ${task}: write base, which is the untuned base`)
  if (evaluate.explain !== undefined) refuse(['evaluate', 'explain'], `is not used with task: ${task}: remove it`)
  for (const section of unmade) if (written(raw, [section])) refuse([section], `${notYet(section, task)}: remove it`)
  if ('generation' in evaluate && 'max-length' in data && !('max-target-length' in data)) {
    const most = evaluate.generation['max-new-tokens']
    if (most !== undefined && most >= data['max-length'])
      refuse(
        ['evaluate', 'generation', 'max-new-tokens'],
        `leaves nothing of data.max-length (${data['max-length']}) for what is asked: write less, or raise data.max-length`,
      )
  }
  return findings
}
