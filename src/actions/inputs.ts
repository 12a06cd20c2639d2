import { parseRequirements } from '../checkup/requirements.ts'
import { type Digest, isDigest } from '../digest.ts'
import { type Place, UserError } from '../errors.ts'
import { isRegistryHost } from '../oci/reference.ts'
import { pageOf } from '../pages.ts'
import { type EngineName, engineNames } from '../spec/engine.ts'
import { parseEarlier } from '../stages/rollBack.ts'
import { parseStages } from '../stages/selection.ts'

/** One input of an action: what action.yml says of it, and how its text is read. */
export type Input<T> = {
  description: string
  required: boolean
  /** What the code takes where nothing is given. */
  default: string
  /** What action.yml has for a default instead: an expression that the runner fills in. */
  expression?: string
  /** Registered as a secret before anything else is read, and taken out of the environment; a path to one is no secret. */
  secret?: 'text' | 'text-or-path'
  parse(text: string, place: Place): T
}

const text = (value: string): string => value

function digest(value: string, place: Place): Digest | undefined {
  if (value === '') return undefined
  if (isDigest(value)) return value
  throw new UserError(
    `${JSON.stringify(value.slice(0, 100))} is no digest: give sha256: and 64 hex digits, as outputs of an earlier job have it`,
    { place },
  )
}

function registryHost(value: string, place: Place): string | undefined {
  if (value === '' || isRegistryHost(value)) return optional(value)
  throw new UserError(
    `${JSON.stringify(value.slice(0, 100))} is no host of a registry: give it without a scheme and path, as registry.example.com or localhost:5000`,
    { place },
  )
}

const optional = (value: string): string | undefined => (value === '' ? undefined : value)

const lines = (value: string): string[] =>
  value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

function name(value: string, place: Place): string {
  if (/^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/i.test(value)) return value
  throw new UserError(
    `${JSON.stringify(value.slice(0, 100))} is no name of a report: take up to 64 letters, digits, dots, dashes and underscores`,
    { place },
  )
}

function workflowFile(value: string, place: Place): string | undefined {
  if (value === '' || /^[\w.-]{1,200}\.ya?ml$/.test(value)) return optional(value)
  throw new UserError(
    `${JSON.stringify(value.slice(0, 100))} is no workflow: give the name of a file of .github/workflows, such as tune.yml`,
    { place },
  )
}

function flag(value: string, place: Place): boolean {
  if (['true', 'True', 'TRUE'].includes(value)) return true
  if (['false', 'False', 'FALSE'].includes(value)) return false
  throw new UserError(`${JSON.stringify(value.slice(0, 100))} is neither true nor false: write one of them`, { place })
}

function engine(value: string, place: Place): EngineName | undefined {
  if (value === '') return undefined
  const found = engineNames.find((name) => name === value)
  if (found === undefined)
    throw new UserError(`${JSON.stringify(value.slice(0, 100))} is no engine: choose ${engineNames.join(', ')}`, {
      place,
    })
  return found
}

/** Every input of every action: one name means one thing everywhere. action.yml files are generated from here. */
export const inputs = {
  stages: {
    description:
      'Stages to run, in the order prepare, finetune, evaluate, quantize, build, sign, verify, deploy: `all`, or a list separated by commas or line breaks.',
    required: false,
    default: 'all',
    parse: parseStages,
  } satisfies Input<unknown>,
  config: {
    description: 'The model spec, a file inside `working-directory`.',
    required: false,
    default: 'model.yml',
    parse: text,
  } satisfies Input<string>,
  'working-directory': {
    description: 'Directory inside the workspace that holds `config`.',
    required: false,
    default: '.',
    parse: text,
  } satisfies Input<string>,
  engine: {
    description:
      'Where training and evaluation run: `process`, `docker`, or `auto` (docker if a Docker engine answers and has an image for jobs). Default: `engine.name` of the spec.',
    required: false,
    default: '',
    parse: engine,
  } satisfies Input<EngineName | undefined>,
  from: {
    description:
      'Result digest from the output `result` of an earlier job: the run starts there, and needs neither the earlier stages nor data nor base model. The result is found in the place of this host, or in `results` of the spec.',
    required: false,
    default: '',
    parse: digest,
  } satisfies Input<Digest | undefined>,
  'candidate-predictions': {
    description: `Predictions of the candidate, a file inside the workspace: with \`baseline-predictions\` the action judges only these, without model, data or Python. One JSON object per line (${pageOf('predictions')}), or samples of lm-evaluation-harness.`,
    required: false,
    default: '',
    parse: optional,
  } satisfies Input<string | undefined>,
  'baseline-predictions': {
    description: 'Predictions of the baseline for the same examples, in the same format as `candidate-predictions`.',
    required: false,
    default: '',
    parse: optional,
  } satisfies Input<string | undefined>,
  digest: {
    description:
      'Digest of the image to verify or deploy, from the output `digest` of an earlier job. Default: the image with the version in the spec.',
    required: false,
    default: '',
    parse: digest,
  } satisfies Input<Digest | undefined>,
  rollback: {
    description:
      'Deploys a release that is older than the one that serves or served last. Otherwise that is refused, because an old release brings back known faults.',
    required: false,
    default: 'false',
    parse: flag,
  } satisfies Input<boolean>,
  environment: {
    description:
      'GitHub environment that shows the deployment, with its address and each step of the rollout; needs `deployments: write`. Default: it is not shown.',
    required: false,
    default: '',
    parse: optional,
  } satisfies Input<string | undefined>,
  to: {
    description:
      'Release to go back to: its version, or `previous` for the one that served before what serves now and was not rolled back.',
    required: false,
    default: 'previous',
    parse: parseEarlier,
  } satisfies Input<string>,
  force: {
    description: 'Runs a stage again even if a result for the same inputs exists.',
    required: false,
    default: 'false',
    parse: flag,
  } satisfies Input<boolean>,
  summary: {
    description: "Writes the reports to the job's summary page.",
    required: false,
    default: 'true',
    parse: flag,
  } satisfies Input<boolean>,
  require: {
    description:
      'What the job requires, separated by commas or line breaks: `docker`, `gpu` or `gpu=2`, `python`, `git`, `registry`, `disk=50g`, `memory=16g`. The step fails if one is missing.',
    required: false,
    default: '',
    parse: parseRequirements,
  } satisfies Input<unknown>,
  cache: {
    description:
      'Keeps results of prepare, finetune, evaluate and quantize in the cache of GitHub Actions. Whoever can write to that cache, any workflow of the branch, then decides what this step passes on. Never used in a step that builds, signs, verifies or deploys.',
    required: false,
    default: 'false',
    parse: flag,
  } satisfies Input<boolean>,
  'node-rank': {
    description:
      'Which of the hosts of `finetune.distributed.nodes` this one is, from 0. Only for a training on several hosts.',
    required: false,
    default: '',
    parse: optional,
  } satisfies Input<string | undefined>,
  rendezvous: {
    description:
      'Where the hosts of a training meet, as `HOST:PORT`: a name or address of the host with node rank 0 that the others reach, and a free port there. The same on all hosts.',
    required: false,
    default: '',
    parse: optional,
  } satisfies Input<string | undefined>,
  reports: {
    description:
      'Files from the outputs `report-json` of stages, one per line. Default: all in `.model-actions/reports` of `working-directory`.',
    required: false,
    default: '',
    parse: lines,
  } satisfies Input<string[]>,
  name: {
    description:
      'Name of the report, if a pull request has several, such as one for each model of a monorepo: every name has its own comment, check and artifact.',
    required: false,
    default: 'model',
    parse: name,
  } satisfies Input<string>,
  comment: {
    description: 'Puts the report into one comment on the pull request, which later runs update.',
    required: false,
    default: 'true',
    parse: flag,
  } satisfies Input<boolean>,
  check: {
    description: 'Adds a check run with the report to the commit, with remarks beside the lines that they are about.',
    required: false,
    default: 'true',
    parse: flag,
  } satisfies Input<boolean>,
  artifact: {
    description: 'Uploads the whole report as an artifact of the run, which the comment links to.',
    required: false,
    default: 'true',
    parse: flag,
  } satisfies Input<boolean>,
  data: {
    description:
      'Recent inputs, a file inside the workspace with one JSON object a line, in the columns of `data` in the spec; labels may be missing. The version that serves is asked for its answers to at most 1,000 of them. Default: no check for drift.',
    required: false,
    default: '',
    parse: optional,
  } satisfies Input<string | undefined>,
  reference: {
    description:
      'What recent inputs are compared with, a file in the format of `data`. Default: `data.test` of the spec, if that is a file of JSON lines, otherwise the test split that the version was evaluated on.',
    required: false,
    default: '',
    parse: optional,
  } satisfies Input<string | undefined>,
  issue: {
    description: 'Opens an issue if something is wrong, updates it, and closes it when all is well again.',
    required: false,
    default: 'true',
    parse: flag,
  } satisfies Input<boolean>,
  'finetune-workflow': {
    description:
      'File name of a workflow in this repository, such as `tune.yml`, to start once for each drift; it needs `on: workflow_dispatch` without required inputs. Default: none.',
    required: false,
    default: '',
    parse: workflowFile,
  } satisfies Input<string | undefined>,
  'sign-key': {
    description:
      'Private key to sign with: its text (from a secret), or a file inside the workspace. Default: `signing.key` of the spec. Give it only to a job that does not train: it is refused if work runs as processes in the job.',
    required: false,
    default: '',
    secret: 'text-or-path',
    parse: optional,
  } satisfies Input<string | undefined>,
  'cosign-password': {
    description: 'Password of the private key.',
    required: false,
    default: '',
    secret: 'text',
    parse: optional,
  } satisfies Input<string | undefined>,
  'registry-host': {
    description:
      'Host that `registry-username` and `registry-password` are for, such as `registry.example.com`. They are sent to no other host, whatever the spec names.',
    required: false,
    default: '',
    parse: registryHost,
  } satisfies Input<string | undefined>,
  'registry-username': {
    description:
      'User at `registry-host`. Without one, ghcr.io is used as the user who started the run, with `github-token`, and other registries with the credentials of `docker login`.',
    required: false,
    default: '',
    parse: optional,
  } satisfies Input<string | undefined>,
  'registry-password': {
    description: 'Password or token at `registry-host`.',
    required: false,
    default: '',
    secret: 'text',
    parse: optional,
  } satisfies Input<string | undefined>,
  'github-token': {
    description:
      'Token of the job, for the GitHub API, for ghcr.io if no other credentials are given, and for the branch or tag that is the baseline. It is sent nowhere else.',
    required: false,
    default: '',
    expression: '${{ github.token }}',
    secret: 'text',
    parse: optional,
  } satisfies Input<string | undefined>,
} as const

export type InputName = keyof typeof inputs
export type Inputs = { [Name in InputName]: ReturnType<(typeof inputs)[Name]['parse']> }

export const inputNames = Object.keys(inputs) as InputName[]

/** What of a given input must be hidden. */
export function secretIn(name: InputName, value: string): string | undefined {
  const { secret }: Input<unknown> = inputs[name]
  if (secret === undefined || value === '') return undefined
  return secret === 'text-or-path' && /^[\w./-]{1,200}$/.test(value) ? undefined : value
}

/**
 * Reads the inputs that an action declares; an input that it has not keeps its default.
 * @param get the text of an input, '' where none was given
 * @throws UserError that names the input
 */
export function readInputs(declared: readonly InputName[], get: (name: InputName) => string): Inputs {
  const read = inputNames.map((name) => {
    const input: Input<unknown> = inputs[name]
    const given = declared.includes(name) ? get(name) : ''
    return [name, input.parse(given === '' ? input.default : given, { input: name })]
  })
  return Object.fromEntries(read) as Inputs
}
