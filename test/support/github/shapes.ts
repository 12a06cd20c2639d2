import { createHash } from 'node:crypto'
import { exampleOf } from './description.ts'
import type {
  Actor,
  Artifact,
  Asset,
  CheckRun,
  Comment,
  Deployment,
  DeploymentStatus,
  Issue,
  Pull,
  Release,
  Run,
  State,
  Tag,
} from './state.ts'

/* GitHub's own examples, filled with what the stand-in remembers: what it answers has every field that GitHub's has. */

type Json = { [key: string]: unknown }

export const userShape = (actor: Actor): Json => ({ ...(exampleOf('simple-user') as Json), ...actor })

export const commentShape = ({ id, body, user }: Comment, issue: string): Json => {
  const example = exampleOf('issue-comment')
  return {
    ...example,
    id,
    body,
    html_url: `${issue}#issuecomment-${id}`,
    user: { ...(example['user'] as Json), ...user },
  }
}

export const issueShape = ({ number, title, body, state, state_reason, labels, user }: Issue): Json => {
  // What is a pull request too is none of ours.
  const { pull_request: _, ...example } = exampleOf('issue')
  return {
    ...example,
    id: number,
    number,
    title,
    body,
    state,
    state_reason,
    html_url: `https://github.com/octo/models/issues/${number}`,
    labels: labels.map((name) => ({
      id: 1,
      node_id: '',
      url: 'https://api.github.com/l',
      name,
      description: null,
      color: 'ededed',
      default: false,
    })),
    user: { ...(example['user'] as Json), ...user },
  }
}

export const checkShape = (check: CheckRun, { annotationsLag }: Pick<State, 'annotationsLag'>): Json => {
  const example = exampleOf('check-run')
  const { id, name, head_sha, external_id, status, conclusion, output, annotations } = check
  return {
    ...example,
    id,
    name,
    head_sha,
    external_id,
    status,
    conclusion,
    html_url: `https://github.com/octo/models/runs/${id}`,
    output: { ...(example['output'] as Json), ...output, annotations_count: annotationsLag ? 0 : annotations.length },
  }
}

export const deploymentShape = (deployment: Deployment): Json => {
  const { statuses: _statuses, production, transient, ...rest } = deployment
  return {
    ...exampleOf('deployment-items'),
    ...rest,
    description: null,
    production_environment: production,
    transient_environment: transient,
  }
}

export const statusShape = ({ environment_url, log_url, ...rest }: DeploymentStatus): Json => ({
  ...exampleOf('deployment-status'),
  ...rest,
  ...(environment_url === '' ? {} : { environment_url }),
  ...(log_url === '' ? {} : { log_url }),
})

export const assetShape = (
  { id, name, content, contentType }: Asset,
  { assetDigests }: Pick<State, 'assetDigests'>,
): Json => ({
  ...exampleOf('release-asset-response-for-successful-upload'),
  id,
  name,
  state: 'uploaded',
  size: content.length,
  content_type: contentType,
  digest: assetDigests ? `sha256:${createHash('sha256').update(content).digest('hex')}` : null,
})

export const releaseShape = (release: Release, uploads: string, state: State): Json => {
  const { owner, repo } = state
  const { assets, make_latest: _latest, target: _target, ...rest } = release
  return {
    ...exampleOf('release'),
    ...rest,
    html_url: `https://github.com/${owner}/${repo}/releases/tag/${release.tag_name}`,
    upload_url: `${uploads}/repos/${owner}/${repo}/releases/${release.id}/assets{?name,label}`,
    assets: assets.map((each) => assetShape(each, state)),
  }
}

export const pullShape = (pull: Pull, example: 'pull-request' | 'pull-request-simple-items'): Json => {
  const shape = exampleOf(example)
  const head = shape['head'] as Json
  return {
    ...shape,
    number: pull.number,
    state: pull.state,
    // GitHub's own example of a team lacks what its description demands.
    requested_teams: [],
    head: {
      ...head,
      label: `${pull.head.owner}:${pull.head.ref}`,
      ref: pull.head.ref,
      sha: pull.head.sha,
      repo: { ...(head['repo'] as Json), id: pull.head.repositoryId },
    },
    base: { ...(shape['base'] as Json), ref: pull.base.ref },
  }
}

export const runShape = (run: Run): Json => {
  const shape = exampleOf('workflow-run')
  const repository = shape['head_repository'] as Json
  return {
    ...shape,
    id: run.id,
    event: run.event,
    head_sha: run.head_sha,
    head_branch: run.head_branch,
    status: 'completed',
    conclusion: 'success',
    pull_requests: [],
    head_repository: {
      ...repository,
      id: run.repositoryId,
      owner: { ...(repository['owner'] as Json), login: run.owner },
    },
  }
}

export const artifactShape = (artifact: Artifact, runs: readonly Run[]): Json => {
  const [shape] = exampleOf('artifact-paginated')['artifacts'] as [Json]
  const run = runs.find(({ id }) => id === artifact.run)
  return {
    ...shape,
    id: artifact.id,
    name: artifact.name,
    expired: artifact.expired,
    size_in_bytes: artifact.claimedBytes ?? artifact.content.length,
    digest: `sha256:${createHash('sha256').update(artifact.content).digest('hex')}`,
    workflow_run: { ...(shape['workflow_run'] as Json), id: artifact.run, head_sha: run?.head_sha ?? '' },
  }
}

export const refShape = ({ name }: Tag, object: { type: string; sha: string }): Json => {
  const shape = exampleOf('git-ref')
  return { ...shape, ref: `refs/tags/${name}`, object: { ...(shape['object'] as Json), ...object } }
}

export const tagShape = ({ name, commit, message }: Tag): Json => {
  const shape = exampleOf('git-tag')
  return { ...shape, tag: name, message, object: { ...(shape['object'] as Json), type: 'commit', sha: commit } }
}
