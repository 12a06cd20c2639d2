import type { StageName } from '../stages/types.ts'
import type { InputName } from './inputs.ts'

/** Every output of every action. */
export const outputs = {
  verdict: '`pass`, `fail`, `inconclusive` or `error`, of the last stage that ran.',
  report: 'File with the report of the last stage that ran, in Markdown.',
  'report-json': 'File with the same report as JSON.',
  json: 'All stages that ran as one JSON object: by stage its verdict, headline, lineage key, whether it was reused, seconds and outputs.',
  'lineage-key': 'Lineage key of the last stage that ran: equal for equal inputs.',
  reused: '`true` where the last stage that ran took an earlier result of equal inputs.',
  'dataset-digest': 'Digest of the prepared dataset.',
  'model-digest': 'Digest of the model directory that came out.',
  accuracy: 'Accuracy of the candidate, 0 to 1.',
  'baseline-accuracy': 'Accuracy of the baseline, 0 to 1.',
  image: 'Reference of the image with its digest.',
  digest: 'Digest of the image.',
  url: 'Where the gateway serves.',
} as const

export type OutputName = keyof typeof outputs

const everywhere: readonly OutputName[] = ['verdict', 'report', 'report-json', 'json', 'lineage-key', 'reused']

export type Permission = 'contents: read' | 'packages: read' | 'packages: write'

export type Action = {
  /** The folder below actions/ and the file in dist/; `pipeline` is the action in the root. */
  name: string
  title: string
  description: string
  stages: readonly StageName[]
  inputs: readonly InputName[]
  outputs: readonly OutputName[]
  permissions: readonly Permission[]
}

const common: readonly InputName[] = ['config', 'working-directory', 'force', 'summary']
/** For stages that run jobs and whose results may be reused from a cache. */
export const jobInputs: readonly InputName[] = ['engine', 'cache']
export const registryInputs: readonly InputName[] = ['registry-username', 'registry-password']

/** Adds what every action has. */
export const defineAction = (action: Action): Action => ({
  ...action,
  inputs: [...common, ...action.inputs],
  outputs: [...everywhere, ...action.outputs],
})
