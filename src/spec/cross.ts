import { readBase, readBaseline } from './base.ts'
import { containerKeys, ownFilesErrors } from './engine.ts'
import { finetuneErrors } from './finetune/cross.ts'
import { nearest } from './known-keys.ts'
import type { Finding } from './load.ts'
import { type MetricUnit, metricUnits } from './metrics.ts'
import { anyTaskSchema, type CheckedJudgedSpec, type CheckedSpec, judgedSchema } from './schema.ts'
import { durationMs } from './values.ts'
import { hasClasses, taskErrors } from './writing.ts'
import { written } from './written.ts'

/*
 * What no key can say alone. Also here: a key that was written and would not be used, as a value is either used or
 * refused, never ignored.
 */

/** @param raw the document as it was written, without defaults */
export function crossErrors(raw: unknown, spec: CheckedSpec): Finding[] {
  const findings: Finding[] = []
  const refuse = (path: (string | number)[], message: string) => findings.push({ path, at: 'value', message })

  const base = readBase(spec.base)
  if (typeof base === 'string') refuse(['base'], base)
  const baseline = readBaseline(spec.evaluate.baseline)
  if (typeof baseline === 'string') refuse(['evaluate', 'baseline'], baseline)

  findings.push(...taskErrors(raw, spec))
  // Of a task that has no gate unless somebody writes one, only that is told.
  if (!lacksGates(raw, spec)) findings.push(...metricErrors(spec))
  const { slices } = spec.evaluate
  const input = inputOf(spec)
  for (const [index, column] of slices.entries())
    if (column === input || slices.indexOf(column) < index)
      findings.push({
        path: ['evaluate', 'slices', index],
        at: 'value',
        message:
          column === input
            ? 'is the input, which every example has to itself: name another column'
            : 'is named twice: keep one',
      })

  findings.push(...finetuneErrors.flatMap((findingsOf) => findingsOf(raw, spec)))
  for (const section of ['image', 'results'] as const)
    if (spec[section]?.['insecure-registry'] === true && spec[section].registry === undefined)
      refuse([section, 'insecure-registry'], 'is not used without a registry: remove it')
  if (spec.engine.name === 'process')
    for (const key of containerKeys)
      if (written(raw, ['engine', key])) refuse(['engine', key], 'is not used with name: process: remove it')
  findings.push(...ownFilesErrors(spec))
  if (spec.engine.gpus === 0 && written(raw, ['engine', 'gpu-wait']))
    refuse(['engine', 'gpu-wait'], 'is not used with gpus: 0: remove it')
  if (spec.deploy.target === 'docker' && spec.image.base === undefined)
    refuse(
      ['deploy', 'target'],
      'docker needs an image that runs: `model-actions runtime-image --write` makes one and sets image.base; or write target: process',
    )
  if (spec.deploy.target === 'process')
    for (const key of ['replicas', 'docker'])
      if (written(raw, ['deploy', key])) refuse(['deploy', key], 'is not used with target: process: remove it')
  for (const [index, { window }] of (spec.deploy.prometheus?.gates ?? []).entries()) {
    const { step, bake } = spec.deploy
    const times = { 'deploy.step.min-time': step['min-time'], 'deploy.bake': bake }
    for (const [key, time] of Object.entries(times))
      if (durationMs(window) > durationMs(time))
        refuse(
          ['deploy', 'prometheus', 'gates', index, 'window'],
          `is longer than ${key} (${time}), in which one at least must lie: make it shorter, or ${key} longer`,
        )
  }
  if (spec.deploy['metrics-port'] === spec.deploy.port)
    refuse(['deploy', 'metrics-port'], 'is the port of clients (deploy.port): write another one')
  if (!spec.deploy.shared && spec.deploy.hosts.length > 0)
    refuse(['deploy', 'hosts'], 'is not used without shared: true: write that too, or remove it')
  if (spec.deploy.surge === 0) {
    if (spec.deploy.shadow !== undefined)
      refuse(
        ['deploy', 'shadow'],
        'is not possible with surge: 0, where stable does not run beside the canary: remove it',
      )
    if (spec.deploy['split-by'] !== undefined)
      refuse(['deploy', 'split-by'], 'is not used with surge: 0, where one version has all requests: remove it')
    for (const key of ['steps', 'control'])
      if (written(raw, ['deploy', key]))
        refuse(['deploy', key], 'is not used with surge: 0, where the canary has all traffic at once: remove it')
    for (const [index, gate] of (spec.deploy.prometheus?.gates ?? []).entries())
      if (gate['versus-stable'] !== undefined)
        refuse(
          ['deploy', 'prometheus', 'gates', index, 'versus-stable'],
          'is not possible with surge: 0, where stable does not run beside the canary: write max or min',
        )
  }
  return findings
}

/** The column of the input, or those that a text is made of. */
const inputOf = ({ data }: CheckedSpec): string | readonly string[] | undefined => {
  if ('image' in data) return data.image
  return 'text' in data ? data.text : (data.messages ?? data.instruction)
}

/** Of gates: metrics that the task has, each once, and margins that can be lost. */
export function metricErrors({ task, evaluate }: CheckedJudgedSpec): Finding[] {
  const units = metricUnits[task] as Readonly<Record<string, MetricUnit>>
  const custom = evaluate.metrics.map(({ name }) => name)
  const findings: Finding[] = []
  const refuse = (path: (string | number)[], message: string) =>
    findings.push({ path: ['evaluate', ...path], at: 'value', message })
  for (const [index, name] of custom.entries()) {
    if (Object.hasOwn(units, name) || name === 'confidence')
      refuse(['metrics', index, 'name'], `is a metric of ${task} already: name another`)
    if (custom.indexOf(name) < index) refuse(['metrics', index, 'name'], 'is named twice: keep one')
  }
  const files = evaluate.metrics.map(({ function: of }) => of?.slice(0, of.lastIndexOf(':')))
  const first = files.find((file) => file !== undefined)
  for (const [index, file] of files.entries())
    if (file !== undefined && file !== first)
      refuse(['metrics', index, 'function'], `is in another file than ${first}: put all functions into one`)
  const known = [...Object.keys(units), ...custom]
  for (const [index, { metric, margin }] of evaluate.gates.entries()) {
    if (!known.includes(metric)) {
      const near = nearest(metric, known)
      findings.push({
        path: ['evaluate', 'gates', index, 'metric'],
        at: 'value',
        message: `is no metric of ${task}: it has ${known.join(', ')}; a number of your own is named in evaluate.metrics`,
        ...(near === undefined ? {} : { nearest: near }),
      })
    } else if (units[metric] === 'share' && margin >= 1)
      refuse(
        ['gates', index, 'margin'],
        `is a share of 1, and nothing is left after ${margin}: two points are written 0.02`,
      )
    const own = evaluate.metrics.find(({ name }) => name === metric)
    if (own !== undefined && own.range === undefined)
      refuse(
        ['metrics', custom.indexOf(metric)],
        `has a gate, which needs to know how large the number may be: write \`range: [0, 10]\` with the least and the most that ${metric} can be`,
      )
    if (evaluate.gates.findIndex((gate) => gate.metric === metric) < index)
      refuse(['gates', index, 'metric'], 'has a gate already: keep one')
  }
  return findings
}

/** The gate that a spec has without saying so is of accuracy, which not every task has. */
export const lacksGates = (raw: unknown, { task }: Pick<CheckedJudgedSpec, 'task'>): boolean =>
  !hasClasses(task) && !written(raw, ['evaluate', 'gates'])

/** Whether a spec names neither base nor data: predictions can be judged by it, and nothing else be done. */
export const isOfPredictions = (raw: unknown): raw is object =>
  typeof raw === 'object' && raw !== null && !Object.hasOwn(raw, 'base') && !Object.hasOwn(raw, 'data')

/** What such a spec says that nothing would use. */
export function unusedByPredictions(raw: object): Finding[] {
  const used = Object.keys(judgedSchema.shape)
  const top = Object.keys(raw)
    .filter((key) => !used.includes(key))
    .map((key): Finding => {
      const at: Finding = { path: [key], at: 'key', message: 'unknown key' }
      if (Object.hasOwn(anyTaskSchema.shape, key)) return { ...at, message: `is ${unused}` }
      const near = nearest(key, used)
      return near === undefined ? at : { ...at, nearest: near }
    })
  const ofModels = ['baseline', 'forgetting', 'slices', 'explain', 'batch-size', 'deadline']
    .filter((key) => written(raw, ['evaluate', key]))
    .map((key): Finding => ({ path: ['evaluate', key], at: 'key', message: `is ${unused}` }))
  return [...top, ...ofModels]
}

const unused = 'not used where predictions alone are judged, as by a spec without `base` and `data`: remove it'
