import { createHash } from 'node:crypto'
import { exampleOf } from './description.ts'
import type { OperationId } from './operations.ts'
import {
  artifactShape,
  assetShape,
  checkShape,
  commentShape,
  deploymentShape,
  issueShape,
  pullShape,
  refShape,
  releaseShape,
  runShape,
  statusShape,
  tagShape,
} from './shapes.ts'
import type { Annotation, CheckRun, Holder, Issue, Release, State, Tag } from './state.ts'

/* What each operation does to a repository. */

export type Asked = {
  params: Record<string, string>
  query: Record<string, string>
  /** Empty where the request had none. */
  body: { [key: string]: unknown }
  raw: Buffer
  contentType: string
  accept: string
  holder: Holder
  /** Of what is no part of the API, such as storage. */
  origin: string
  api: string
  uploads: string
}
export type Answer = { status: number; body?: unknown; raw?: Buffer; headers?: Record<string, string> }

export const notFound: Answer = {
  status: 404,
  body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
}
export const invalid = (...errors: string[]): Answer => ({
  status: 422,
  body: {
    message: 'Validation Failed',
    errors: errors.map((message) => ({ resource: 'it', code: 'custom', message })),
    documentation_url: 'https://docs.github.com/rest',
  },
})

const text = (value: unknown, fallback = ''): string => (typeof value === 'string' ? value : fallback)

function page<T>(
  items: readonly T[],
  { query, api }: Asked,
  path: string,
): { items: T[]; headers: Record<string, string> } {
  const size = Number(query['per_page'] ?? 30)
  const number = Number(query['page'] ?? 1)
  const more = items.length > size * number
  const next = new URLSearchParams({ ...query, per_page: String(size), page: String(number + 1) })
  return {
    items: items.slice(size * (number - 1), size * number),
    headers: more ? { link: `<${api}${path}?${next}>; rel="next"` } : {},
  }
}

/** GitHub counts a comment's length in characters, and refuses one that is longer. */
const longestComment = 65_536

function putOutput(check: CheckRun, body: Asked['body']): void {
  const output = body['output'] as
    | { title?: string; summary?: string; text?: string; annotations?: Annotation[] }
    | undefined
  if (output === undefined) return
  const { annotations = [], ...texts } = output
  Object.assign(check.output, texts)
  check.annotations.push(...annotations)
}

function finish(check: CheckRun, body: Asked['body']): void {
  for (const key of ['name', 'external_id', 'status'] as const)
    if (body[key] !== undefined) check[key] = text(body[key])
  if (body['conclusion'] !== undefined) {
    check.conclusion = text(body['conclusion'])
    check.status = 'completed'
  }
  putOutput(check, body)
}

const releaseFields = (release: Release, body: Asked['body']): void => {
  for (const key of ['tag_name', 'name', 'body', 'make_latest'] as const)
    if (body[key] !== undefined) release[key] = text(body[key])
  for (const key of ['draft', 'prerelease'] as const) if (body[key] !== undefined) release[key] = body[key] === true
  if (body['target_commitish'] !== undefined) release.target = text(body['target_commitish'])
}

export const handlers: Record<OperationId, (state: State, asked: Asked) => Answer> = {
  'users/get-authenticated': (_state, { holder }) =>
    holder.type === 'Bot'
      ? {
          status: 403,
          body: {
            message: 'Resource not accessible by integration',
            documentation_url: 'https://docs.github.com/rest',
            status: '403',
          },
        }
      : {
          status: 200,
          body: {
            ...exampleOf('private-user-response-with-public-and-private-profile-information'),
            login: holder.login,
            id: holder.id,
          },
        },
  'issues/list-comments': (state, asked) => {
    const path = `/repos/${state.owner}/${state.repo}/issues/${asked.params['issue_number']}/comments`
    const found = state.comments.filter(({ issue }) => String(issue) === asked.params['issue_number'])
    const { items, headers } = page(found, asked, path)
    return { status: 200, headers, body: items.map((each) => commentShape(each, issueUrl(state, each.issue))) }
  },
  'issues/create-comment': (state, { params, body, holder: { writes: _writes, ...user } }) => {
    const issue = Number(params['issue_number'])
    if (!state.pulls.some(({ number }) => number === issue)) return notFound
    if (text(body['body']).length > longestComment)
      return invalid(`body is too long (maximum is ${longestComment} characters)`)
    const comment = { id: state.nextId(), issue, body: text(body['body']), user }
    state.comments.push(comment)
    return { status: 201, body: commentShape(comment, issueUrl(state, issue)) }
  },
  'issues/update-comment': (state, { params, body }) => {
    const comment = state.comments.find(({ id }) => String(id) === params['comment_id'])
    if (comment === undefined) return notFound
    if (text(body['body']).length > longestComment)
      return invalid(`body is too long (maximum is ${longestComment} characters)`)
    comment.body = text(body['body'])
    return { status: 200, body: commentShape(comment, issueUrl(state, comment.issue)) }
  },
  'issues/delete-comment': (state, { params }) => {
    const at = state.comments.findIndex(({ id }) => String(id) === params['comment_id'])
    if (at < 0) return notFound
    state.comments.splice(at, 1)
    return { status: 204 }
  },
  'issues/list-for-repo': (state, asked) => {
    const { query } = asked
    const labels = (query['labels'] ?? '').split(',').filter((name) => name !== '')
    const found = state.issues.filter(
      (each) =>
        [each.state, 'all'].includes(query['state'] ?? 'open') && labels.every((name) => each.labels.includes(name)),
    )
    const { items, headers } = page(found, asked, `/repos/${state.owner}/${state.repo}/issues`)
    return { status: 200, headers, body: items.map(issueShape) }
  },
  'issues/create': (state, { body, holder: { writes: _writes, ...user } }) => {
    const issue: Issue = {
      number: state.nextId(),
      title: text(body['title']),
      body: text(body['body']),
      state: 'open',
      state_reason: null,
      labels: (body['labels'] ?? []) as string[],
      user,
    }
    if (issue.body.length > longestComment) return invalid(`body is too long (maximum is ${longestComment} characters)`)
    state.issues.push(issue)
    return { status: 201, body: issueShape(issue) }
  },
  'issues/update': (state, { params, body }) => {
    const issue = state.issues.find(({ number }) => String(number) === params['issue_number'])
    if (issue === undefined) return notFound
    for (const key of ['title', 'body', 'state_reason'] as const)
      if (body[key] !== undefined) issue[key] = text(body[key])
    if (body['state'] === 'open' || body['state'] === 'closed') issue.state = body['state']
    return { status: 200, body: issueShape(issue) }
  },
  'actions/create-workflow-dispatch': (state, { params, body }) => {
    const workflow = params['workflow_id'] ?? ''
    if (!state.workflows.includes(workflow)) return notFound
    state.dispatched.push({ workflow, ref: text(body['ref']) })
    return { status: 204 }
  },
  'checks/create': (state, { body }) => {
    const check: CheckRun = {
      id: state.nextId(),
      name: text(body['name']),
      head_sha: text(body['head_sha']),
      external_id: '',
      status: 'queued',
      conclusion: null,
      output: { title: null, summary: null, text: null },
      annotations: [],
    }
    finish(check, body)
    state.checks.push(check)
    return { status: 201, body: checkShape(check, state) }
  },
  'checks/update': (state, { params, body }) => {
    const check = state.checks.find(({ id }) => String(id) === params['check_run_id'])
    if (check === undefined) return notFound
    finish(check, body)
    return { status: 200, body: checkShape(check, state) }
  },
  'checks/list-for-ref': (state, asked) => {
    const { params, query } = asked
    const found = state.checks.filter(
      ({ head_sha, name }) => head_sha === params['ref'] && name === (query['check_name'] ?? name),
    )
    const { items, headers } = page(
      found,
      asked,
      `/repos/${state.owner}/${state.repo}/commits/${params['ref']}/check-runs`,
    )
    return {
      status: 200,
      headers,
      body: { total_count: found.length, check_runs: items.map((each) => checkShape(each, state)) },
    }
  },
  'pulls/get': (state, { params }) => {
    const pull = state.pulls.find(({ number }) => String(number) === params['pull_number'])
    return pull === undefined ? notFound : { status: 200, body: pullShape(pull, 'pull-request') }
  },
  'pulls/list': (state, asked) => {
    const { query } = asked
    const found = state.pulls.filter(
      ({ head, state: each }) =>
        (query['head'] === undefined || query['head'] === `${head.owner}:${head.ref}`) &&
        [each, 'all'].includes(query['state'] ?? 'open'),
    )
    const { items, headers } = page(found, asked, `/repos/${state.owner}/${state.repo}/pulls`)
    return { status: 200, headers, body: items.map((each) => pullShape(each, 'pull-request-simple-items')) }
  },
  'actions/get-workflow-run': (state, { params }) => {
    const run = state.runs.find(({ id }) => String(id) === params['run_id'])
    return run === undefined ? notFound : { status: 200, body: runShape(run) }
  },
  'actions/list-workflow-run-artifacts': (state, { params, query }) => {
    const found = state.artifacts.filter(
      ({ run, name }) => String(run) === params['run_id'] && name === (query['name'] ?? name),
    )
    return {
      status: 200,
      body: { total_count: found.length, artifacts: found.map((each) => artifactShape(each, state.runs)) },
    }
  },
  'actions/download-artifact': (state, { params, origin }) => {
    const artifact = state.artifacts.find(({ id }) => String(id) === params['artifact_id'])
    if (artifact === undefined) return notFound
    return {
      status: 302,
      headers: { location: `${state.storage ?? origin.replace('127.0.0.1', 'localhost')}/blob/${artifact.id}` },
    }
  },
  'repos/create-deployment': (state, { body }) => {
    const deployment = {
      id: state.nextId(),
      ref: text(body['ref']),
      sha: text(body['ref']),
      task: text(body['task'], 'deploy'),
      environment: text(body['environment'], 'production'),
      payload: (body['payload'] ?? {}) as { [key: string]: unknown },
      production: body['production_environment'] === true || body['environment'] === 'production',
      transient: body['transient_environment'] === true,
      statuses: [],
    }
    state.deployments.unshift(deployment)
    return { status: 201, body: deploymentShape(deployment) }
  },
  'repos/list-deployments': (state, asked) => {
    const { query } = asked
    const found = state.deployments.filter((each) =>
      (['sha', 'ref', 'task', 'environment'] as const).every((key) => (query[key] ?? each[key]) === each[key]),
    )
    const { items, headers } = page(found, asked, `/repos/${state.owner}/${state.repo}/deployments`)
    return { status: 200, headers, body: items.map(deploymentShape) }
  },
  'repos/create-deployment-status': (state, { params, body }) => {
    const deployment = state.deployments.find(({ id }) => String(id) === params['deployment_id'])
    if (deployment === undefined) return notFound
    if (text(body['description']).length > 140) return invalid('description is too long (maximum is 140 characters)')
    const status = {
      id: state.nextId(),
      state: text(body['state']),
      description: text(body['description']),
      environment_url: text(body['environment_url']),
      log_url: text(body['log_url']),
    }
    deployment.statuses.unshift(status)
    // As documented: earlier ones of the environment end with a success, but neither transient nor production ones.
    if (status.state === 'success' && body['auto_inactive'] !== false)
      for (const each of state.deployments)
        if (each !== deployment && each.environment === deployment.environment && !each.production && !each.transient)
          if (each.statuses[0]?.state === 'success')
            each.statuses.unshift({ ...status, id: state.nextId(), state: 'inactive', description: '' })
    return { status: 201, body: statusShape(status) }
  },
  'repos/list-deployment-statuses': (state, asked) => {
    const id = asked.params['deployment_id']
    const deployment = state.deployments.find((each) => String(each.id) === id)
    if (deployment === undefined) return notFound
    const path = `/repos/${state.owner}/${state.repo}/deployments/${id}/statuses`
    const { items, headers } = page(deployment.statuses, asked, path)
    return { status: 200, headers, body: items.map(statusShape) }
  },
  'repos/list-releases': (state, asked) => {
    const { items, headers } = page(state.releases, asked, `/repos/${state.owner}/${state.repo}/releases`)
    return { status: 200, headers, body: items.map((each) => releaseShape(each, asked.uploads, state)) }
  },
  'repos/create-release': (state, { body, uploads }) => {
    const published = state.releases.find((each) => each.tag_name === body['tag_name'] && !each.draft)
    if (published !== undefined && body['draft'] !== true) return invalid('tag_name already_exists')
    const release: Release = {
      id: state.nextId(),
      tag_name: '',
      name: '',
      body: '',
      draft: false,
      prerelease: false,
      make_latest: 'true',
      immutable: false,
      target: text(body['target_commitish']),
      assets: [],
    }
    releaseFields(release, body)
    state.releases.unshift(release)
    if (!release.draft) makeTag(state, release)
    return { status: 201, body: releaseShape(release, uploads, state) }
  },
  'repos/update-release': (state, { params, body, uploads }) => {
    const release = state.releases.find(({ id }) => String(id) === params['release_id'])
    if (release === undefined) return notFound
    const tag = text(body['tag_name'], release.tag_name)
    const published = state.releases.some((each) => each !== release && each.tag_name === tag && !each.draft)
    if (published && body['draft'] === false) return invalid('tag_name already_exists')
    releaseFields(release, body)
    if (!release.draft) makeTag(state, release)
    return { status: 200, body: releaseShape(release, uploads, state) }
  },
  'repos/list-release-assets': (state, asked) => {
    const release = state.releases.find(({ id }) => String(id) === asked.params['release_id'])
    if (release === undefined) return notFound
    const path = `/repos/${state.owner}/${state.repo}/releases/${release.id}/assets`
    const { items, headers } = page(release.assets, asked, path)
    return { status: 200, headers, body: items.map((each) => assetShape(each, state)) }
  },
  'repos/upload-release-asset': (state, { params, query, raw, contentType }) => {
    const release = state.releases.find(({ id }) => String(id) === params['release_id'])
    if (release === undefined) return notFound
    if (release.immutable) return invalid('Cannot upload assets to an immutable release.')
    const name = query['name'] ?? ''
    if (release.assets.some((each) => each.name === name)) return invalid('already_exists')
    const asset = { id: state.nextId(), name, content: raw, contentType }
    release.assets.push(asset)
    return { status: 201, body: assetShape(asset, state) }
  },
  'repos/delete-release-asset': (state, { params }) => {
    for (const release of state.releases)
      release.assets = release.assets.filter(({ id }) => String(id) !== params['asset_id'])
    return { status: 204 }
  },
  'repos/get-release-asset': (state, { params, accept }) => {
    const asset = state.releases.flatMap(({ assets }) => assets).find(({ id }) => String(id) === params['asset_id'])
    if (asset === undefined) return notFound
    return accept === 'application/octet-stream'
      ? { status: 200, raw: asset.content, headers: { 'content-type': asset.contentType } }
      : { status: 200, body: assetShape(asset, state) }
  },
  'git/get-ref': (state, { params }) => {
    const tag = state.tags.find(({ name }) => `tags/${name}` === params['ref'])
    if (tag === undefined) return notFound
    const object =
      tag.message === undefined ? { type: 'commit', sha: tag.commit } : { type: 'tag', sha: tagObject(tag) }
    return { status: 200, body: refShape(tag, object) }
  },
  'git/get-tag': (state, { params }) => {
    const tag = state.tags.find((each) => each.message !== undefined && tagObject(each) === params['tag_sha'])
    return tag === undefined ? notFound : { status: 200, body: tagShape(tag) }
  },
}

/** As GitHub does where a release is published whose tag is not there: of the default branch where no commit was named. */
function makeTag(state: State, { tag_name: name, target }: Release): void {
  if (!state.tags.some((each) => each.name === name))
    state.tags.push({ name, commit: target === '' ? 'of the default branch' : target })
}

/** The object that a tag with a message is. */
const tagObject = ({ name }: Tag): string => createHash('sha1').update(name).digest('hex')

const issueUrl = ({ owner, repo }: State, issue: number): string => `https://github.com/${owner}/${repo}/pull/${issue}`
