import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sleep } from '../../src/timers.ts'
import { type ActEnd, endServing, git, infer, machines, makeRepository, password, repository } from '../act.ts'
import { actAtGithub } from '../atGithub.ts'
import { describeWith } from '../parts.ts'
import { homeOf, makeProject, specText } from '../project.ts'
import { startRegistry } from '../registry.ts'
import { type FakeGithub, openFakeGithub, tokens } from '../support/github/fake.ts'
import { beginTuned, tunedEvaluation } from '../tuned.ts'

/*
 * release.yml and rollback.yml of workflows-examples/, run by act with a stand-in of GitHub's API: tags that become releases
 * and deployments, on three machines, with clients that ask all the while. The first model was trained before its tag.
 */

const port = 18097
/** A token that the second release's tokenizer knows, and its network has no embedding for. */
const unknownToMost = '🙂'
let directory = ''
let registry: Awaited<ReturnType<typeof startRegistry>>
let github: FakeGithub

const spec = (version: string, base: string, evaluate: string): string =>
  specText({
    version,
    base,
    evaluate,
    results: `{registry: "${registry.host}/octo/tone-results", insecure-registry: true}`,
    image: `{registry: "${registry.host}/octo/tone", insecure-registry: true}`,
    signing: '{public-key: cosign.pub}',
    deploy: `{port: ${port}, steps: [20, 100], step: {min-time: 1s, min-requests: 20, deadline: 5m}, gates: {health: {interval: 1s}, errors: {tolerance: 0.2}}, bake: 1s}`,
  })

/** The base as somebody left it who added a token and forgot the embeddings. */
function forgetEmbedding(): void {
  cpSync(join(directory, 'base'), join(directory, 'base-token'), { recursive: true })
  const file = join(directory, 'base-token/tokenizer.json')
  const tokenizer = JSON.parse(readFileSync(file, 'utf8'))
  const how = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: false }
  tokenizer.added_tokens.push({ id: Object.keys(tokenizer.model.vocab).length, content: unknownToMost, ...how })
  writeFileSync(file, JSON.stringify(tokenizer))
}

let runs = 0
const run = (event: string, payload: unknown): Promise<ActEnd> => {
  runs += 1
  return actAtGithub(github, directory, { event, payload }, { GITHUB_RUN_ID: String(runs) })
}

/** The commit of a version, its tag, and what the tag starts, while clients ask. */
async function pushTag(
  version: string,
  { base = './base', evaluate = '{gates: [{metric: accuracy, margin: 0.1}]}' } = {},
): Promise<ActEnd> {
  writeFileSync(join(directory, 'model.yml'), spec(version, base, evaluate))
  git(directory, 'add', '-A')
  git(directory, 'commit', '-q', '--allow-empty', '-m', version)
  git(directory, 'tag', `v${version}`)
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: directory, encoding: 'utf8' }).trim()
  github.state.tags.push({ name: `v${version}`, commit })
  return underLoad(run('push', { ref: `refs/tags/v${version}` }), version)
}

const serves = async (): Promise<string> =>
  ((await infer(port, 'tone').catch(() => ({}))) as { version?: string }).version?.split('-').slice(0, 3).join('.') ??
  ''

/**
 * Requests for as long as the work takes, every second one with the token: many once the version is rolled out, as no canary
 * passes without them.
 */
async function underLoad<T>(work: Promise<T>, version: string): Promise<T> {
  let done = false
  const ended = work.finally(() => {
    done = true
  })
  const ask = (text: string): Promise<unknown> => infer(port, 'tone', text).catch(() => undefined)
  while (!done) {
    const pauseMs = deploymentOf(version) === undefined ? 500 : 50
    await Promise.all([ask('bright kind'), ask(`dull mean ${unknownToMost}`), sleep(pauseMs)])
  }
  return ended
}

const deploymentOf = (version: string) =>
  github.state.deployments.filter(({ payload }) => payload['version'] === version)[0]
/** How the rollout of a version was told, from its beginning on. */
const toldOf = (version: string) => (deploymentOf(version)?.statuses ?? []).map(({ state }) => state).toReversed()

describeWith(['act', 'python', 'registry'], 'a tag, run by act', () => {
  beforeAll(async () => {
    registry = await startRegistry()
    github = await openFakeGithub()
    directory = makeProject()
    forgetEmbedding()
    await makeRepository(directory, ['release.yml', 'rollback.yml'], (text) =>
      machines(text, homeOf(directory), { model: 'gpu', release: 'hosted', ship: 'serving', rollback: 'serving' }),
    )
    git(directory, 'tag', '-d', 'v1.0.0')
    await beginTuned({ home: join(homeOf(directory), 'gpu'), repository, root: directory })
  })
  afterAll(async () => {
    endServing(homeOf(directory))
    await registry.close()
    expect(github.violations).toEqual([])
    await github.close()
  })

  it('becomes a release with its report and digest, and a deployment with each step and the address that answers', async () => {
    const { code, output } = await pushTag('1.0.0', { evaluate: tunedEvaluation })
    expect(code, output.slice(-4000)).toBe(0)
    expect(output).not.toContain(password)
    expect(output).not.toContain(tokens.job)
    expect(github.state.releases).toMatchObject([{ tag_name: 'v1.0.0', name: 'tone 1.0.0', draft: false }])
    const [release] = github.state.releases
    const image = JSON.parse(release?.assets.find(({ name }) => name === 'image.json')?.content.toString() ?? '{}')
    expect(release?.body).toContain(image.digest)
    const deployment = deploymentOf('1.0.0')
    expect(deployment).toMatchObject({ environment: 'production', task: 'deploy:tone' })
    expect(toldOf('1.0.0').at(0)).toBe('in_progress')
    expect(toldOf('1.0.0').at(-1)).toBe('success')
    expect(deployment?.statuses[0]).toMatchObject({ environment_url: `http://127.0.0.1:${port}` })
    expect(await serves()).toBe('v1.0.0')
  })

  it('whose canary fails is a deployment that failed, a red job, and no change of what serves', async () => {
    const { code, output } = await pushTag('1.1.0', { base: './base-token' })
    expect(code).not.toBe(0)
    // Which is sure first is a matter of chance: half of its requests fail, and five in a row open its circuit breaker.
    expect(output).toMatch(/deploy: fail: the canary(?: fails more than|'s circuit breaker opened \d+ times in a row)/)
    expect(toldOf('1.1.0').at(-1)).toBe('failure')
    expect(toldOf('1.1.0')).toContain('in_progress')
    expect(toldOf('1.0.0').at(-1)).toBe('success')
    expect(await serves()).toBe('v1.0.0')
  })

  it('of the mended model is judged against what serves, and takes its place', async () => {
    const { code, output } = await pushTag('1.2.0')
    expect(code, output.slice(-4000)).toBe(0)
    expect(output).toMatch(/evaluate: pass: [^\n]*release 1\.0\.0/)
    expect(
      deploymentOf('1.2.0')
        ?.statuses.map(({ description }) => description)
        .join(),
    ).toMatch(/20 % of the traffic/)
    expect([toldOf('1.2.0').at(-1), toldOf('1.0.0').at(-1)]).toEqual(['success', 'inactive'])
    expect(await serves()).toBe('v1.2.0')
  })

  it('is left for the release before by hand, in one step that is a deployment as well', async () => {
    const { code, output } = await run('workflow_dispatch', { inputs: { to: 'previous' } })
    expect(code, output.slice(-4000)).toBe(0)
    expect(await serves()).toBe('v1.0.0')
    expect(deploymentOf('1.0.0')?.statuses[0]).toMatchObject({ state: 'success' })
    expect(github.state.deployments.filter(({ statuses }) => statuses[0]?.state === 'success')).toHaveLength(1)
    expect(toldOf('1.2.0').at(-1)).toBe('inactive')
  })
})
