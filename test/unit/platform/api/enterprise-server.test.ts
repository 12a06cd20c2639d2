import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publishCheck } from '../../../../src/platform/api/check.ts'
import { publishComment } from '../../../../src/platform/api/comment.ts'
import { publishRelease } from '../../../../src/platform/api/release.ts'
import { openWorld, type World } from './world.ts'

const sha = 'a'.repeat(40)
let directory = ''
let world: World
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'server-'))
  world = await openWorld({ kind: 'enterprise-server' })
})
afterEach(async () => {
  expect(world.github.violations).toEqual([])
  await world.github.close()
  rmSync(directory, { recursive: true, force: true })
})

describe('a GitHub Enterprise Server, whose API is below /api/v3', () => {
  it('has one comment, found again behind a page of others', async () => {
    const user = { login: 'monalisa', type: 'User', id: 7 } as const
    for (let i = 0; i < 120; i += 1)
      world.github.state.comments.push({ id: world.github.state.nextId(), issue: 5, body: 'hello', user })
    const publish = async (text: string, run: number) =>
      publishComment(world.api, { pull: 5, text: `<!-- ours -->\n${text}`, origin: { run, commit: sha } })
    expect(await publish('first', 1)).toMatchObject({ outcome: 'created' })
    expect(await publish('second', 2)).toMatchObject({ outcome: 'updated' })
    expect(world.github.state.comments.map(({ body }) => body).filter((body) => body !== 'hello')).toEqual([
      expect.stringContaining('second'),
    ])
  })

  it('has a check, and a release with its files, which it takes at an address of its own', async () => {
    world.github.state.tags.push({ name: 'v1.0.0', commit: sha })
    world.github.state.assetDigests = false
    const path = join(directory, 'report.html')
    writeFileSync(path, '<p>')
    const assets = [{ name: 'report.html', path, contentType: 'text/html' }]
    const of = { tag: 'v1.0.0', sha, title: 'intents 1.0.0', notes: 'new', prerelease: false, assets }
    expect(await publishRelease(world.api, of)).toMatchObject({ outcome: 'published' })
    expect(await publishRelease(world.api, of)).toMatchObject({ outcome: 'unchanged' })
    const text = { title: 'pass', summary: 's', text: 't', annotations: [] }
    await publishCheck(world.api, { name: 'model', headSha: sha, externalId: 'x', conclusion: 'success', ...text })
    expect(world.github.state.checks).toMatchObject([{ conclusion: 'success' }])
  })
})
