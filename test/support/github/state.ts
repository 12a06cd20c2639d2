/* What a stand-in of GitHub remembers of one repository. */

export type Actor = { login: string; type: 'Bot' | 'User'; id: number }
/** Who has a token, and whether it may write: that of a fork's pull request may not. */
export type Holder = Actor & { writes: boolean }

export type Comment = { id: number; issue: number; body: string; user: Actor }
export type Issue = {
  number: number
  title: string
  body: string
  state: 'open' | 'closed'
  state_reason: string | null
  labels: string[]
  user: Actor
}
export type Annotation = { path: string; start_line: number; end_line: number; message: string }
export type CheckRun = {
  id: number
  name: string
  head_sha: string
  external_id: string
  status: string
  conclusion: string | null
  output: { title: string | null; summary: string | null; text: string | null }
  annotations: Annotation[]
}
export type DeploymentStatus = {
  id: number
  state: string
  description: string
  environment_url: string
  log_url: string
}
export type Deployment = {
  id: number
  sha: string
  ref: string
  task: string
  environment: string
  payload: { [key: string]: unknown }
  production: boolean
  transient: boolean
  statuses: DeploymentStatus[]
}
export type Asset = { id: number; name: string; content: Buffer; contentType: string }
export type Release = {
  id: number
  tag_name: string
  name: string
  body: string
  draft: boolean
  prerelease: boolean
  make_latest: string
  immutable: boolean
  /** The commit that its tag is made of where it is not there; '' for the default branch. */
  target: string
  assets: Asset[]
}
export type Tag = { name: string; commit: string; message?: string }
export type Pull = {
  number: number
  state: 'open' | 'closed'
  head: { sha: string; ref: string; owner: string; repositoryId: number }
  base: { ref: string }
}
export type Run = {
  id: number
  event: string
  head_sha: string
  head_branch: string
  owner: string
  repositoryId: number
}
export type Artifact = {
  id: number
  run: number
  name: string
  content: Buffer
  expired: boolean
  claimedBytes?: number
}

export type State = {
  owner: string
  repo: string
  comments: Comment[]
  issues: Issue[]
  /** What was started, and files that are workflows to be started. */
  dispatched: { workflow: string; ref: string }[]
  workflows: string[]
  checks: CheckRun[]
  /** Check runs are told to have no annotations, as it takes GitHub a while to count them. */
  annotationsLag: boolean
  deployments: Deployment[]
  releases: Release[]
  /** Where each tag is; one with a message is an object of its own, which names the commit. */
  tags: Tag[]
  /** As an older GitHub Enterprise Server, whose files have none. */
  assetDigests: boolean
  pulls: Pull[]
  runs: Run[]
  artifacts: Artifact[]
  /** Where artifacts are said to lie, instead of here. */
  storage?: string
  nextId(): number
}

export function emptyState(): State {
  let last = 1000
  return {
    owner: 'octo',
    repo: 'models',
    comments: [],
    issues: [],
    dispatched: [],
    workflows: [],
    checks: [],
    annotationsLag: false,
    deployments: [],
    releases: [],
    tags: [],
    assetDigests: true,
    pulls: [],
    runs: [],
    artifacts: [],
    nextId: () => {
      last += 1
      return last
    },
  }
}
