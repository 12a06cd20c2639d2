import { nearest, type SchemaNode, schemaAt } from '../known-keys.ts'
import type { Finding } from '../load.ts'
import { describeIssues } from '../messages.ts'
import { type CheckedSpec, specSchemas } from '../schema.ts'
import type { Dimension } from './search.ts'

/* A space is checked by what it makes: the very section that a trial would have, by the schema and the rules of that section. */

type Rules = readonly ((raw: unknown, spec: CheckedSpec) => Finding[])[]

/** Sections and keys that no trial chooses, with the reason. */
const notSearched: Readonly<Record<string, string>> = {
  'augment.synonyms.file': 'names a file, which is no setting',
  checkpoints: 'changes no model',
  data: 'says what is trained on, not how',
  deadline: 'changes no model',
  deterministic: 'changes a model by luck alone',
  distributed: 'changes no model',
  'early-stopping': 'changes at which steps trials are compared',
  from: 'says with which model training begins, not how',
  loss: 'changes the loss by which trials are compared',
  'loss-on': 'changes the loss by which trials are compared',
  'report-to': 'changes no model',
  search: 'is the search itself',
  seed: 'changes a model by luck alone',
  workers: 'changes no model',
}

export function searchErrors(raw: unknown, spec: CheckedSpec, rules: Rules): Finding[] {
  const { search, distributed } = spec.finetune
  if (search === undefined) return []
  const of = (key: string): (string | number)[] => ['finetune', 'search', ...(key === '' ? [] : [key])]
  const findings = Object.entries(search.space).flatMap(([key, dimension]) =>
    dimensionErrors(key, dimension, raw, spec, rules).map(
      (finding): Finding => ({ ...finding, path: [...of('space'), key, ...finding.path] }),
    ),
  )
  const refuse = (key: string, message: string): void => void findings.push({ path: of(key), at: 'value', message })
  if (distributed.nodes > 1)
    refuse('', 'is not possible with distributed.nodes: each host would search alone. Remove one of the two')
  const stops = spec.finetune['early-stopping']?.steps
  if (search.steps !== undefined && stops !== undefined && stops !== search.steps)
    refuse(
      'steps',
      `is not early-stopping.steps (${stops}), and there is one validation for both: leave one of them out`,
    )
  if (findings.length > 0 || search.sampler !== 'grid') return findings
  const points = Object.entries(search.space).map(([key, dimension]) => {
    const count = pointsOf(dimension, isWhole(nodeOf(spec, key)))
    if (count === undefined)
      findings.push({
        path: [...of('space'), key],
        at: 'value',
        message: 'has no end of values for sampler: grid: write choices, or a step without log',
      })
    return count ?? 0
  })
  const grid = points.reduce((product, count) => product * count, 1)
  if (findings.length === 0 && search.trials > grid)
    refuse('trials', `is more than the ${grid} combinations of the grid: write trials: ${grid}`)
  return findings
}

/** Its paths begin below the key of the space. */
function dimensionErrors(key: string, dimension: Dimension, raw: unknown, spec: CheckedSpec, rules: Rules): Finding[] {
  const path = key.split('.')
  const [section = ''] = path
  const why = [section, key].flatMap((name) => (Object.hasOwn(notSearched, name) ? [notSearched[name]] : []))[0]
  const at = (message: string, more: Partial<Finding> = {}): Finding[] => [{ path: [], at: 'key', message, ...more }]
  if (why !== undefined) return at(`${why}, and is not searched: remove it`)
  const node = nodeOf(spec, key)
  if (node === undefined) {
    const near = nearest(key, keysBelow(schemaAt(spec.task, ['finetune'])))
    return at('is no key of finetune', near === undefined ? {} : { nearest: near })
  }
  if (node.properties !== undefined)
    return at(`is a section of finetune: name a key of it, such as ${key}.${Object.keys(node.properties)[0]}`)
  const { low, high, log = false, step, choices } = dimension
  if (choices !== undefined) {
    const ranged = (['low', 'high', 'log', 'step'] as const).find((name) => dimension[name] !== undefined)
    if (ranged !== undefined)
      return [{ path: [ranged], at: 'value', message: 'is not used with choices: leave one of them out' }]
    const twice = choices.findIndex((choice, i) => choices.indexOf(choice) < i)
    if (twice >= 0) return [{ path: ['choices', twice], at: 'value', message: 'is there twice: keep one' }]
    return choices.flatMap((choice, i) => errorsOf(path, choice, raw, spec, rules, ['choices', i]))
  }
  if (low === undefined || high === undefined) return at('needs low and high, or choices')
  if (node.type !== 'integer' && node.type !== 'number') return at('is no number: write choices')
  if (low > high) return [{ path: ['high'], at: 'value', message: `is less than low (${low}): write a larger one` }]
  if (log && step !== undefined) return [{ path: ['step'], at: 'value', message: 'is not used with log: remove one' }]
  if (log && low <= 0) return [{ path: ['low'], at: 'value', message: 'has no logarithm: write more than 0' }]
  if (isWhole(node) && step !== undefined && !Number.isInteger(step))
    return [{ path: ['step'], at: 'value', message: `${key} has whole numbers only: write a whole step` }]
  return [
    ...errorsOf(path, low, raw, spec, rules, ['low']),
    ...(high === low ? [] : errorsOf(path, high, raw, spec, rules, ['high'])),
    ...inBetween(key, dimension, isWhole(node), (value) => errorsOf(path, value, raw, spec, rules, []).length === 0),
  ]
}

/** Shares of a range where no value of it is round. */
const inside = [0.618, 0.382, 0.146, 0.854]

/** Some keys take whole numbers in one part of their range, as `warmup-steps`, or not all that lie between two that they take. */
function inBetween(
  key: string,
  { low = 0, high = 0, step, log = false }: Dimension,
  whole: boolean,
  takes: (value: number) => boolean,
): Finding[] {
  if (whole || high === low || !takes(low) || !takes(high)) return []
  const drawn = inside.map((share) => {
    if (step !== undefined) return low + step * Math.round((share * (high - low)) / step)
    return log ? low * (high / low) ** share : low + share * (high - low)
  })
  const refused = drawn.find((value) => !takes(value))
  return refused === undefined
    ? []
    : [
        {
          path: [],
          at: 'value',
          message: `has values between low and high that ${key} does not take, such as ${Number(refused.toPrecision(4))}: write choices, or ends and a step with which all are taken`,
        },
      ]
}

/** What a model.yml that had this value there would be told. */
function errorsOf(
  path: string[],
  value: boolean | number | string,
  raw: unknown,
  spec: CheckedSpec,
  rules: Rules,
  at: (string | number)[],
): Finding[] {
  const document = structuredClone(raw) as { finetune: Record<string, unknown> }
  delete document.finetune['search']
  let section = document.finetune
  for (const name of path.slice(0, -1)) {
    const inner = section[name]
    const next = inner !== null && typeof inner === 'object' ? (inner as Record<string, unknown>) : {}
    section[name] = next
    section = next
  }
  section[path.at(-1) ?? ''] = value
  const checked = specSchemas[spec.task].safeParse(document)
  const found = checked.success
    ? rules.flatMap((rule) => rule(document, checked.data as CheckedSpec))
    : describeIssues(checked.error.issues, spec.task, document, () => String(value))
  const elsewhere = ({ path: where }: Finding): string =>
    where.slice(1).join('.') === path.join('.') ? '' : `${where.slice(1).join('.')} `
  // What is wrong whatever is searched is told at its own place.
  return found
    .filter((finding) => !rules.some((rule) => rule(raw, spec).some((own) => own.message === finding.message)))
    .map((finding): Finding => ({ path: at, at: 'value', message: `${elsewhere(finding)}${finding.message}` }))
}

const nodeOf = (spec: CheckedSpec, key: string): SchemaNode | undefined =>
  schemaAt(spec.task, ['finetune', ...key.split('.')])

const isWhole = (node: SchemaNode | undefined): boolean => node?.type === 'integer'

/** How many values a dimension has; undefined where nobody can count them. */
function pointsOf({ low = 0, high = 0, log = false, step, choices }: Dimension, whole: boolean): number | undefined {
  if (choices !== undefined) return choices.length
  const apart = step ?? (whole ? 1 : undefined)
  return apart === undefined || log ? undefined : Math.floor((high - low) / apart + 1e-9) + 1
}

function keysBelow(node: SchemaNode | undefined, prefix = ''): string[] {
  return Object.entries(node?.properties ?? {}).flatMap(([key, child]) => {
    if (Object.hasOwn(notSearched, `${prefix}${key}`)) return []
    return child.properties === undefined ? [`${prefix}${key}`] : keysBelow(child, `${prefix}${key}.`)
  })
}
