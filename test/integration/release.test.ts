import { execFileSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { describeWith } from '../parts.ts'
import { cli, cliArguments, homeOf, makeProject, temporaryDirectory } from '../project.ts'
import { runStep } from '../step.ts'
import { type FakeGithub, openFakeGithub, tokens } from '../support/github/fake.ts'
import { beginTuned, tunedEvaluation } from '../tuned.ts'

/* The action `release` as a runner starts it, of a model that was really tuned; only GitHub is faked. */

describeWith(['python'], 'a tag of a tuned model', () => {
  const password = 'the password of the tests'
  let directory = ''
  let github: FakeGithub
  let result = ''

  beforeAll(async () => {
    github = await openFakeGithub()
    github.state.tags.push({ name: 'v1.0.0', commit: 'b'.repeat(40) })
    directory = realpathSync(
      makeProject({
        evaluate: tunedEvaluation,
        results: '{layout: ./results}',
        image: '{layout: ./images, license: mit}',
      }),
    )
    execFileSync(process.execPath, [...cliArguments, 'keygen'], {
      cwd: directory,
      env: { ...process.env, COSIGN_PASSWORD: password },
      stdio: 'pipe',
    })
    await beginTuned({ home: homeOf(directory), root: directory })
    const made = await cli(directory, ['prepare,finetune,evaluate,quantize'])
    expect(made.code, made.stderr).toBe(0)
    result = /^result: (sha256:\S+)$/m.exec(made.stdout)?.[1] ?? ''
  }, 400_000)
  afterAll(() => github.close())

  const release = () =>
    runStep('release', {
      home: temporaryDirectory(),
      workspace: directory,
      inputs: { from: result, 'cosign-password': password, 'github-token': tokens.job },
      api: github.url,
      event: {},
      environment: {
        GITHUB_REF_TYPE: 'tag',
        GITHUB_REF_NAME: 'v1.0.0',
        GITHUB_REPOSITORY: 'octo/models',
        MODEL_ACTIONS_HOME: homeOf(directory),
        MODEL_ACTIONS_PYTHON: '/bin/false',
        DOCKER_HOST: 'unix:///nonexistent/docker.sock',
      },
    })
  const content = (name: string): string =>
    github.state.releases[0]?.assets.find((asset) => asset.name === name)?.content.toString() ?? ''

  it('is a signed image and a release at GitHub with its report, digest and card, and stays what it is when it runs again', async () => {
    const first = await release()
    expect(first.status, first.stdout).toBe(0)
    const [made] = github.state.releases
    expect(made).toMatchObject({ tag_name: 'v1.0.0', name: 'tone 1.0.0', draft: false, prerelease: false })
    expect(made?.assets.map(({ name }) => name).sort()).toEqual([
      'image.json',
      'model-card.md',
      'report.html',
      'report.json',
    ])
    const digest = first.outputs.get('digest') ?? ''
    expect(digest).toMatch(/^sha256:/)
    expect(JSON.parse(content('image.json'))).toMatchObject({
      name: 'tone',
      version: '1.0.0',
      digest,
      results: { quantize: result },
    })
    expect(made?.body).toContain(digest)
    expect(parse(/^---\n([\s\S]*?)\n---/.exec(content('model-card.md'))?.[1] ?? '')).toMatchObject({ license: 'mit' })
    expect(JSON.parse(content('report.json'))).toMatchObject({ title: 'tone 1.0.0', verdict: 'pass' })
    expect(first.outputs.get('release-url')).toContain('v1.0.0')

    const again = await release()
    expect(again.status, again.stdout).toBe(0)
    expect(again.stdout).toContain('release unchanged')
    expect(github.state.releases).toHaveLength(1)
  }, 240_000)

  it('whose token may not publish is told what is done and what is not', async () => {
    github.fail('repos/list-releases', {
      kind: 'answer',
      status: 403,
      message: 'Resource not accessible by integration',
    })
    const { status, stdout } = await release()
    expect(status).toBe(4)
    expect(stdout).toMatch(
      /::error::[^\n]*is released and signed, and the release v1\.0\.0 is not published[^\n]*contents: write/,
    )
  }, 240_000)
})
