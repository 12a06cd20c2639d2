import type { GithubPlatform } from '../platform/github.ts'
import type { StageName } from '../stages/types.ts'
import type { InputName, Inputs } from './inputs.ts'

/** Every output of every action. */
export const outputs = {
  verdict:
    '`pass`, `fail`, `inconclusive` or `error`, of the last stage that ran; `error` too where the step was refused.',
  result:
    'Result digest of the last stage that ran. Pass it to `from` of the next job, which then needs nothing from earlier stages.',
  report: 'File with the report of the last stage that ran, in Markdown.',
  'report-json': 'File with the same report as JSON.',
  json: 'All stages that ran as one JSON object: by stage its verdict, headline, result digest, lineage key, whether it was reused, seconds and outputs. Where the step was refused, `error` says what is wrong and where.',
  'lineage-key': 'Lineage key of the last stage that ran: equal for equal inputs.',
  reused: '`true` where the last stage that ran took an earlier result of equal inputs.',
  'dataset-digest': 'Digest of the prepared dataset.',
  'model-digest': 'Digest of the model directory that came out.',
  accuracy: 'Accuracy of the candidate, 0 to 1.',
  'baseline-accuracy': 'Accuracy of the baseline, 0 to 1.',
  image: 'Reference of the image with its digest.',
  digest: 'Digest of the image.',
  url: 'Where the gateway serves.',
  fits: '`true` where the training fits into memory by its estimate, `false` where it does not; empty where nobody can say.',
  'estimate-bytes': 'Memory that the training needs in one piece, in bytes: on each GPU, or of the host.',
  gpus: 'How many NVIDIA GPUs jobs of this runner can use.',
  docker: 'Version of the Docker engine that answers; empty where none does.',
  'release-url': 'The release at GitHub.',
  'comment-url': 'The comment at the pull request; not set where there is none.',
  'check-url': 'The check run of the commit; not set where there is none.',
  drift: '`true` while inputs or answers are others than they were.',
  'issue-url': 'The issue that tells of it; not set where there is none.',
  'artifact-url': 'The artifact with the report; not set where there is none.',
} as const

export type OutputName = keyof typeof outputs

type Scope =
  | 'actions: read'
  | 'actions: write'
  | 'checks: write'
  | 'contents: read'
  | 'contents: write'
  | 'deployments: read'
  | 'deployments: write'
  | 'issues: write'
  | 'packages: read'
  | 'packages: write'
  | 'pull-requests: write'
/** What the job's token must be allowed to do; `when` says for which specs, where it is not for all. */
export type Permission = { scope: Scope; when?: string }

/** What an action lives in: its inputs, the job, and what stops it. */
export type World = {
  given: Inputs
  platform: GithubPlatform
  /** Real absolute directory that everything of the user lies in; it is the current one. */
  workspace: string
  environment: Readonly<Record<string, string | undefined>>
  signal: AbortSignal
  report: ActionReport
}

/** Says what came out while the action runs, so that what ended stands whatever happens next. */
export type ActionReport = {
  /** @param entry what `json` says of it @param outputs set as they are @param markdown for the summary page; '' where another part tells of it */
  add(
    name: string,
    part: { entry: Record<string, unknown>; outputs: Record<string, string>; markdown: string },
  ): Promise<void>
}

/** An action is a program. `post` repeats what the main program had no time to undo, and never fails a job. */
export type Action = {
  /** The folder below actions/ and the file in dist/; `pipeline` is the action in the root. */
  name: string
  title: string
  description: string
  /** What it runs of the pipeline; empty where it does something else. */
  stages: readonly StageName[]
  inputs: readonly InputName[]
  /** Where an input has another default here than elsewhere. */
  defaults?: Partial<Record<InputName, string>>
  outputs: readonly OutputName[]
  permissions: readonly Permission[]
  /** @returns the exit code @throws UserError where the user must change something */
  run(world: World): Promise<number>
  post?(world: World): Promise<void>
}
