import { pageOf } from '../pages.ts'
import { countText, oneLine } from '../report/text.ts'
import type { Facts } from './facts.ts'
import type { Plan } from './plan.ts'
import type { Guess } from './types.ts'

/* What `init` says: what it found, and what is left to do. Pure. */

export function foundText({ task, input, label, files }: Plan, facts: Facts, remarks: readonly string[]): string {
  const classes = [...facts.classes].sort(([, a], [, b]) => b - a)
  const some = classes.slice(0, 6).map(([name, count]) => `${oneLine(name, 40)} ${countText(count)}`)
  const lines = [
    `data: ${files.value.train}, ${countText(facts.rows)} rows, of which ${countText(facts.usable)} count`,
    `task: ${task.value}, from ${input.value} (${input.why}) to ${label.value} (${label.why})`,
    `classes: ${countText(classes.length)}: ${some.join(', ')}${classes.length > some.length ? ', …' : ''}`,
    ...remarks.map((remark) => `note: ${oneLine(remark, 400)}`),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

/** A file that is larger is refused by GitHub, unless it lies in Git LFS. */
export const githubLimitBytes = 100 * 1024 * 1024

type Found = {
  hasKey: boolean
  /** Whether git hands the weights of the base to Git LFS. */
  inLfs: boolean
  /** Files of the base that are over GitHub's limit. */
  tooLarge: readonly string[]
}

export function nextSteps(base: Guess<string>, found: Found): string {
  const [, command] = /`(hf download [^`]*)`/.exec(base.why) ?? []
  const steps = [
    ...(command === undefined ? [] : [`${command}    (the base model; hf is of the Python package huggingface_hub)`]),
    ...(found.hasKey ? [] : ['COSIGN_PASSWORD=… model-actions keygen    (keys to sign releases with)']),
    'model-actions prepare,finetune,evaluate,quantize    (a first model, which predict asks)',
    ...baseForRunners(base.value, found),
    'uncomment image and results in model.yml before the workflows run on several machines',
  ]
  return `next:\n${steps.map((step) => `  ${step}\n`).join('')}`
}

/** How the runners of the workflows get a base that lies here. */
function baseForRunners(base: string, { inLfs, tooLarge }: Found): string[] {
  if (!base.startsWith('.')) return []
  if (inLfs) return [`commit ${base}, which lies in Git LFS    (the runners need git-lfs)`]
  const large =
    tooLarge.length === 0
      ? 'files over 100 MB by Git LFS'
      : `by Git LFS, as ${tooLarge.slice(0, 3).join(', ')}${tooLarge.length > 3 ? ', …' : ''} ${tooLarge.length === 1 ? 'is' : 'are'} over the 100 MB that GitHub takes`
  return [
    `commit ${base} (${large}), or write base: org/model@COMMIT, or keep it on the runners    (${pageOf('gpu-runner')})`,
  ]
}
