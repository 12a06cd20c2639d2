import { pageOf } from '../pages.ts'
import { oneLine } from '../report/text.ts'
import type { Plan } from './plan.ts'
import { type BySide, type Guess, sides } from './types.ts'

/* The text of model.yml: each guess with its reason. Pure. */

/** A value as YAML reads it back: bare where nothing can be misread. */
export const scalar = (value: string): string =>
  /^(?:\.{1,2}\/)?[A-Za-z][\w./@-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value)
    ? value
    : JSON.stringify(value)

/** A line, and why it says so. */
type Row = { text: string; why?: string }

const row = (text: string, why?: string): Row => (why === undefined ? { text } : { text, why: oneLine(why, 300) })
const guessed = (key: string, { value, why }: Guess<string | number>): Row =>
  row(`${key}: ${typeof value === 'string' ? scalar(value) : value}`, why)
const inset = ({ text, ...rest }: Row): Row => ({ text: `  ${text}`, ...rest })

const filesOf = ({ value, why }: Guess<BySide<string>>): Row[] =>
  sides.flatMap((side) => {
    const file = value[side]
    return file === undefined ? [] : [row(`${side}: ${scalar(file)}`, side === 'train' ? why : undefined)]
  })

export function specText(plan: Plan): string {
  const { slice, repository, epochs, learningRate, gates } = plan
  const rows = [
    row(
      `# Made by \`model-actions init\` from a look at the data: behind each # stands why. Every key: ${pageOf('model-yml')}`,
    ),
    guessed('name', plan.name),
    row('version: 0.1.0', 'of the release that this file describes: raise it with each one'),
    guessed('task', plan.task),
    guessed('base', plan.base),
    row('data:'),
    ...dataRows(plan).map(inset),
    row('finetune:'),
    row('  method: full', 'every weight is trained; lora where memory is short'),
    ...(epochs === undefined ? [] : [inset(guessed('epochs', epochs))]),
    ...(learningRate === undefined ? [] : [inset(guessed('learning-rate', learningRate))]),
    row('evaluate:'),
    row('  baseline: release:latest', 'before there is a release: always the most frequent class'),
    ...(slice === undefined ? [] : [row(`  slices: [${scalar(slice.value)}]`, slice.why)]),
    row('  gates:'),
    ...gates.value.map(({ metric, margin }, index) =>
      row(`    - {metric: ${metric}, margin: ${margin}}`, index === 0 ? gates.why : undefined),
    ),
    row('quantize:'),
    row(
      `  gates: {margin: ${gates.value[0]?.margin ?? 0.02}}`,
      'of INT8 against the model as it was trained, by the same examples',
    ),
    row('signing: {key: cosign.key, public-key: cosign.pub}', 'made by `model-actions keygen`'),
    row('deploy: {port: 8080}', 'where the gateway listens'),
    row('# Jobs on several machines hand images and results over by a registry; on one machine both stay on its disk.'),
    ...registryRows(plan.name.value, repository ?? 'OWNER/REPOSITORY'),
  ]
  return rows
    .map(({ text, why }) => `${why === undefined ? text : `${text.padEnd(commentColumn)} # ${why}`}\n`)
    .join('')
}

const commentColumn = 38

function dataRows({ task, files, input, label, maxLength, split }: Plan): Row[] {
  const parts = [
    ...(split?.test === undefined ? [] : [guessed('test', split.test)]),
    ...(split === undefined ? [] : [guessed('stratify', split.stratify)]),
    ...(split?.group === undefined ? [] : [guessed('group', split.group)]),
  ]
  return [
    ...filesOf(files),
    guessed(task.value === 'text-classification' ? 'text' : 'image', input),
    guessed('label', label),
    ...(maxLength === undefined ? [] : [guessed('max-length', maxLength)]),
    ...(split === undefined ? [] : [row('split:'), ...parts.map(inset)]),
  ]
}

function registryRows(name: string, repository: string): Row[] {
  const at = `ghcr.io/${repository.toLowerCase()}/${name}`
  return [row(`# image: {registry: ${at}}`), row(`# results: {registry: ${at}-results}`)]
}
