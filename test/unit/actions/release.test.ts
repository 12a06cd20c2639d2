import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { reportsBehind, versionOfTag } from '../../../src/actions/makeRelease.ts'
import { digestBytes } from '../../../src/digest.ts'
import { exitCodes } from '../../../src/errors.ts'
import { runStep } from '../../step.ts'
import { type FakeGithub, openFakeGithub, tokens } from '../../support/github/fake.ts'

type Results = Parameters<typeof reportsBehind>[0]

vi.setConfig({ testTimeout: 60_000 })

describe('the version that a tag names', () => {
  it.each([
    ['v1.4.0', '1.4.0'],
    ['1.4.0', '1.4.0'],
    ['v1.4.0-rc.1', '1.4.0-rc.1'],
    ['intents-v1.4.0', '1.4.0'],
    ['intents/v1.4.0', '1.4.0'],
    ['intents@1.4.0', '1.4.0'],
    ['topics-v1.4.0', undefined],
    ['v1.4', undefined],
    ['nightly', undefined],
    ['v01.4.0', undefined],
    ['vv1.4.0', undefined],
    ['', undefined],
  ])('of %j is %s', (tag, version) => {
    expect(versionOfTag(tag, 'intents')).toBe(version)
  })
})

it('a result behind a release that is gone is told, with the stage to run again', async () => {
  const digest = digestBytes('pruned')
  await expect(
    reportsBehind({ open: async () => undefined } as unknown as Results, { prepare: digest }),
  ).rejects.toThrow(`the result ${digest} of prepare is gone: run prepare again`)
})

describe('a release', () => {
  let home = ''
  let github: FakeGithub
  beforeEach(async () => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'release-')))
    mkdirSync(join(home, 'workspace'))
    writeFileSync(
      join(home, 'workspace/model.yml'),
      'name: intents\nversion: 1.4.0\ntask: text-classification\nbase: ./base\ndata: {train: train.jsonl}\nimage: {layout: ./images}\n',
    )
    github = await openFakeGithub()
  })
  afterEach(async () => {
    await github.close()
    rmSync(home, { recursive: true, force: true })
  })

  it('without a token is refused before anything is built', async () => {
    const { status, stdout } = await runStep('release', {
      home,
      workspace: join(home, 'workspace'),
      api: github.url,
      event: {},
      environment: { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.4.0' },
    })
    expect(stdout).toContain('input github-token: is missing: the release is published by it')
    expect(status).toBe(exitCodes.configuration)
  })

  it.each([
    ['a branch', { GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'main' }, /of branch "main": push tag v1\.4\.0/],
    [
      'a tag of another version',
      { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.5.0' },
      /model\.yml: version: the tag says 1\.5\.0, and the spec says 1\.4\.0: set it to 1\.5\.0/,
    ],
    [
      'a tag that gives commands',
      { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: '$(id)\n::error::x' },
      /tag "\$\(id\)\\n::error::x" is no version/,
    ],
  ])('of %s is refused before anything is built, with what to do', async (_, environment, because) => {
    const { status, stdout } = await runStep('release', {
      home,
      workspace: join(home, 'workspace'),
      inputs: { 'github-token': tokens.job },
      api: github.url,
      event: {},
      environment,
    })
    expect(stdout).toMatch(because)
    expect(stdout).not.toMatch(/^::error::x/m)
    expect(status).toBe(exitCodes.configuration)
    expect(github.calls).toEqual([])
  })
})
