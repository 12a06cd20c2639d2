import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { formatProblem, type Problem, UserError } from '../errors.ts'
import { servingContainers } from './containers.ts'
import { deploy } from './deploy.ts'
import { type Checked, check, type Finding, maxErrors, parse, parseSpec, readText, type SourceOf } from './load.ts'
import { describeIssues } from './messages.ts'
import { anyTaskSchema, type CamelKeys, type CheckedSpec, type ModelSpec } from './schema.ts'

/*
 * A model.yml that is wrong somewhere, read by who must not wait until it is mended: what serves is found, ended and gone back
 * from by the parts that this needs, and the rest is told as a warning. What begins something new reads it by `loadSpec`.
 */

const { target, host, port } = deploy.shape

/** What finds again what a model.yml deployed. Other keys are not looked at. */
const servingSchema = z.object({
  name: anyTaskSchema.shape.name,
  deploy: z
    .object({
      target,
      docker: z.object({ host: servingContainers.shape.host }).prefault({}),
      // Asked only where the files of what runs are gone.
      host: host.catch('127.0.0.1'),
      port: port.catch(8080),
    })
    .prefault({}),
})

export type ServingSpec = CamelKeys<z.output<typeof servingSchema>>

/** A whole spec, or what finds a deployment of one that is wrong elsewhere, and in a line what is wrong. */
type FoundBy = { spec: ModelSpec } | { spec: ServingSpec; wrong: string }

/** @throws UserError where what finds a deployment is wrong, or model.yml cannot be read */
export async function loadServingSpec(file: string): Promise<FoundBy> {
  const text = await readText(file)
  const whole = parseSpec(text, file)
  if ('spec' in whole) return { spec: whole.spec }
  const part = parse(text, file, checkServing)
  if ('problems' in part) throw new UserError([...part.problems, { what: otherFile, place: { file } }])
  return { spec: part.spec, wrong: wrongIn(whole.problems) }
}

const otherFile =
  'what serves is found by name, deploy.target and deploy.docker.host: mend them, or name an earlier model.yml of the same directory by --config, such as that of `git show HEAD:./model.yml >earlier.yml`'

const wrongIn = ([first, ...more]: readonly [Problem, ...Problem[]]): string =>
  `${formatProblem(first)}${more.length === 0 ? '' : ` (and ${more.length} more)`}`

/** The warning of who goes on without what is wrong. */
export const passedOver = (wrong: string): string => `${wrong}: this command does without it; ${howToSeeAll}`
export const howToSeeAll = '`model-actions check` tells all that is wrong'

function checkServing(raw: unknown, source: SourceOf): Checked<z.output<typeof servingSchema>> {
  const part = servingSchema.safeParse(raw)
  const wrong = part.success ? [] : describeIssues(part.error.issues, undefined, raw, source)
  // A key that is misspelt is not there: what was deployed as containers would be looked for among processes.
  const misspelt = findingsIn(raw, source).filter((one) => isMeant(one, decisive) || mayFind(one, raw))
  return part.success && misspelt.length === 0 ? { spec: part.data } : { findings: [...wrong, ...misspelt] }
}

const findingsIn = (raw: unknown, source: SourceOf): Finding[] => {
  const checked = check(raw, source)
  return 'findings' in checked ? checked.findings : []
}

const decisive = ['name', 'deploy', 'deploy.target', 'deploy.docker', 'deploy.docker.host']

/** Whether what stands under an unknown key may be what a deployment is found by, however the key is spelt. */
function mayFind(finding: Finding, raw: unknown): boolean {
  if (!isUnknown(finding)) return false
  const { path } = finding
  const value = valueIn(raw, path)
  if (path.length === 1) return isMapping(value) && valueIn(raw, ['deploy']) === undefined
  if (path.length === 2 && path[0] === 'deploy') return value === 'docker' || valueIn(value, ['host']) !== undefined
  return path.length === 3 && path[1] === 'docker' && typeof value === 'string' && value.includes('://')
}

const isUnknown = ({ at, message }: Finding): boolean => at === 'key' && message === 'unknown key'

const isMapping = (value: unknown): value is object =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const valueIn = (value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown => {
  if (key === undefined) return value
  if (!isMapping(value) || !Object.hasOwn(value, key)) return undefined
  return valueIn((value as Record<PropertyKey, unknown>)[key], rest)
}

/** Whether an unknown key was probably meant to be one of these. @param keys dotted */
const isMeant = ({ path, at, nearest }: Finding, keys: readonly string[]): boolean =>
  at === 'key' && nearest !== undefined && keys.includes(meant(path, nearest))

/** The dotted key that the nearest one is: a sibling, or one elsewhere that is dotted already. */
const meant = (path: readonly PropertyKey[], nearest: string): string =>
  nearest.includes('.') ? nearest : [...path.slice(0, -1), nearest].join('.')

/**
 * A whole spec, for who brings back at once what served before: where only what makes or judges a new version is wrong, that is
 * as if it had not been written.
 * @param warn is given a line that says what was passed over
 * @throws UserError with every problem, where one is in what the gateway, the image or its signature goes by
 */
export async function loadSpecToGoBack(file: string, warn: (line: string) => void): Promise<ModelSpec> {
  const text = await readText(file)
  const whole = parseSpec(text, file)
  if ('spec' in whole) return whole.spec
  const spared = parse(text, file, checkToGoBack)
  if ('problems' in spared) throw new UserError(spared.problems)
  warn(passedOver(wrongIn(whole.problems)))
  return spared.spec
}

function checkToGoBack(raw: unknown, source: SourceOf): Checked<CheckedSpec> {
  const findings: Finding[] = []
  // What contradicts something else is found only once each of them is right by itself.
  for (let left = raw; ; ) {
    const checked = check(left, source)
    if ('spec' in checked) return checked
    const before = left
    left = without(left, checked.findings, findings.length === 0 ? 'keys' : 'all')
    findings.push(...checked.findings)
    const isSpared = checked.findings.every((one) => isSpare(one, raw)) && !isDeepStrictEqual(left, before)
    if (!isSpared || findings.length >= maxErrors) return { findings: findings.slice(0, maxErrors) }
  }
}

/** What a version that is gone back to is not asked about: it was made and judged before, and gets all traffic at once. */
const spareSections: readonly PropertyKey[] = ['base', 'data', 'finetune', 'evaluate', 'quantize', 'engine']
const spareOfDeploy: readonly PropertyKey[] = [
  'steps',
  'control',
  'step',
  'gates',
  'shadow',
  'prometheus',
  'probes',
  'bake',
]
/** Whether texts of the test are shown is somebody's wish, whatever is done. */
const showTexts = 'show-texts'
const shown = `evaluate.${showTexts}`

function isSpare(finding: Finding, raw: unknown): boolean {
  const { path, nearest } = finding
  if (path.join('.') === shown || isMeant(finding, [shown])) return false
  // Wherever it was written in what would be passed over.
  if (JSON.stringify(valueIn(raw, path.slice(0, depthOf(path, 'keys'))) ?? null).includes(showTexts)) return false
  if (isSparePath(path)) return true
  if (!isUnknown(finding)) return false
  if (nearest !== undefined) return isSparePath(meant(path, nearest).split('.'))
  const value = valueIn(raw, path)
  if (path.length === 1) return !isMapping(value)
  // A text, a list or a mapping may be who is let in, or where it serves, by a key that is near to none. A number is neither,
  // but for the port.
  const hasPort = valueIn(raw, ['deploy', 'port']) !== undefined
  return path.length === 2 && path[0] === 'deploy' && typeof value === 'number' && hasPort
}

const isSparePath = ([section = '', key = '']: readonly PropertyKey[]): boolean =>
  spareSections.includes(section) || (section === 'deploy' && spareOfDeploy.includes(key))

/**
 * The same without what is wrong. What a spec must have and nobody reads here has a stand-in where it is missing then.
 * @param ofData what goes of `data`: the keys that are wrong, or all of it where those that are left contradict each other
 */
function without(raw: unknown, findings: readonly Finding[], ofData: 'keys' | 'all'): unknown {
  const left = structuredClone(raw) as Record<string, unknown>
  for (const { path } of findings) removeIn(left, path.slice(0, depthOf(path, ofData)))
  const { base = notRead, data } = left
  return { ...left, base, data: { train: notRead, ...(data as object | undefined) } }
}

const notRead = './not-read'

/** Of any other section a key goes as a whole, as what is left of it may lack what it must have. */
function depthOf(path: readonly PropertyKey[], ofData: 'keys' | 'all'): number {
  if (path[0] !== 'data') return 2
  // An entry that goes leaves a hole in its list.
  const entry = path.findIndex((part) => typeof part === 'number')
  return ofData === 'all' ? 1 : entry === -1 ? path.length : entry
}

function removeIn(value: unknown, path: readonly PropertyKey[]): void {
  const [key, ...rest] = path
  if (key === undefined || value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return
  const holder = value as Record<PropertyKey, unknown>
  if (rest.length === 0) delete holder[key]
  else removeIn(holder[key], rest)
}
