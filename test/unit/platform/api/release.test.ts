import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publishRelease, type ReleaseOf } from '../../../../src/platform/api/release.ts'
import { openWorld, type World } from './world.ts'

const sha = 'a'.repeat(40)
let directory = ''
let world: World
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'release-'))
  world = await openWorld()
  world.github.state.tags.push({ name: 'v1.0.0', commit: sha })
})
afterEach(async () => {
  expect(world.github.violations).toEqual([])
  await world.github.close()
  rmSync(directory, { recursive: true, force: true })
})

function release(files: Record<string, string | Buffer>): ReleaseOf {
  const assets = Object.entries(files).map(([name, content]) => {
    writeFileSync(join(directory, name), content)
    return { name, path: join(directory, name), contentType: 'application/octet-stream' }
  })
  return { tag: 'v1.0.0', sha, title: 'intents 1.0.0', notes: 'what is new', prerelease: false, assets }
}
const left = () =>
  world.github.state.releases.map(({ tag_name, draft, assets }) => [tag_name, draft, assets.map(({ name }) => name)])
const byHand = (immutable: boolean, more: Partial<(typeof world.github.state.releases)[number]> = {}): void =>
  void world.github.state.releases.unshift({
    id: world.github.state.nextId(),
    tag_name: 'v1.0.0',
    name: 'by hand',
    body: 'notes of a person',
    draft: false,
    prerelease: false,
    make_latest: 'true',
    immutable,
    target: '',
    assets: [],
    ...more,
  })
const files = { 'report.html': '<p>', 'model.bin': Buffer.from([0, 255, 128, 10]) }

describe('a release', () => {
  it('is published with its notes and files, byte by byte', async () => {
    expect(await publishRelease(world.api, release(files))).toMatchObject({ outcome: 'published' })
    expect(left()).toEqual([['v1.0.0', false, ['report.html', 'model.bin']]])
    const body = 'what is new\n\n<!-- model-actions release -->\n'
    expect(world.github.state.releases[0]).toMatchObject({ name: 'intents 1.0.0', body })
    expect(world.github.state.releases[0]?.assets[1]?.content).toEqual(files['model.bin'])
  })

  it('that is there already is left as it is', async () => {
    await publishRelease(world.api, release(files))
    expect(await publishRelease(world.api, release(files))).toMatchObject({ outcome: 'unchanged' })
    expect(left()).toHaveLength(1)
  })

  it('that is published with other files is refused, and not changed', async () => {
    await publishRelease(world.api, release(files))
    await expect(publishRelease(world.api, release({ ...files, 'report.html': '<b>' }))).rejects.toThrow(
      'the release v1.0.0 is published already, with another report.html',
    )
    expect(world.github.state.releases[0]?.assets[0]?.content.toString()).toBe('<p>')
  })

  it.each([
    ['repos/create-release', 'silent-after-doing'],
    ['repos/upload-release-asset', 'silent-after-doing'],
    ['repos/upload-release-asset', 'cut-off-after-doing'],
  ] as const)('is one, with each file once, where %s was %s', async (operation, kind) => {
    world.github.fail(operation, { kind })
    await publishRelease(world.api, release(files))
    expect(left()).toEqual([['v1.0.0', false, ['report.html', 'model.bin']]])
  })

  it('that an interrupted run left half done is gone on with, and its spoiled file replaced', async () => {
    world.github.fail('repos/update-release', { kind: 'answer', status: 422, message: 'no' })
    await publishRelease(world.api, release(files)).catch(() => undefined)
    expect(left()).toEqual([['v1.0.0', true, ['report.html', 'model.bin']]])
    const [first] = world.github.state.releases[0]?.assets ?? []
    if (first !== undefined) first.content = Buffer.from('hal')
    await publishRelease(world.api, release(files))
    expect(left()).toEqual([['v1.0.0', false, ['model.bin', 'report.html']]])
  })

  it('that a person published in the pages of GitHub keeps its notes, and gets the files', async () => {
    byHand(false)
    expect(await publishRelease(world.api, release(files))).toMatchObject({ outcome: 'completed' })
    expect(left()).toEqual([['v1.0.0', false, ['report.html', 'model.bin']]])
    expect(world.github.state.releases[0]).toMatchObject({ name: 'by hand', body: 'notes of a person' })
  })

  it.each([
    ['a person wrote it', { name: 'by hand', body: 'notes of a person', prerelease: true }],
    ['a person wrote only its notes', { name: '', body: 'notes of a person' }],
    ['nothing is written there', { name: '', body: '' }],
  ])('that is a draft keeps its title and notes as far as %s, gets the files, and is published', async (_, draft) => {
    byHand(false, { draft: true, ...draft })
    expect(await publishRelease(world.api, release(files))).toMatchObject({ outcome: 'published' })
    expect(left()).toEqual([['v1.0.0', false, ['report.html', 'model.bin']]])
    expect(world.github.state.releases[0]).toMatchObject({
      name: draft.name || 'intents 1.0.0',
      body: draft.body || expect.stringContaining('what is new'),
      prerelease: 'prerelease' in draft,
    })
  })

  it('that is published stays the one of its tag, also where a person drafts another', async () => {
    await publishRelease(world.api, release(files))
    byHand(false, { draft: true })
    expect(await publishRelease(world.api, release(files))).toMatchObject({ outcome: 'unchanged' })
    expect(world.github.state.releases.map(({ name, draft }) => [name, draft])).toEqual([
      ['by hand', true],
      ['intents 1.0.0', false],
    ])
  })

  it('that an interrupted run left as a draft says what the later run says', async () => {
    world.github.fail('repos/update-release', { kind: 'answer', status: 422, message: 'no' })
    await publishRelease(world.api, { ...release(files), notes: 'of the first run' }).catch(() => undefined)
    await publishRelease(world.api, release(files))
    expect(world.github.state.releases.map(({ body }) => body)).toEqual([expect.stringMatching(/^what is new\n/)])
  })

  it('whose tag moves while its files are uploaded is not published', async () => {
    world.api.octokit.hook.after('request', (_, { url }) => {
      if (url.includes('/assets')) world.github.state.tags = [{ name: 'v1.0.0', commit: 'b'.repeat(40) }]
    })
    await expect(publishRelease(world.api, release(files))).rejects.toThrow(`tag v1.0.0 is at ${'b'.repeat(12)} now`)
    expect(world.github.state.releases.map(({ draft }) => draft)).toEqual([true])
  })

  it('that a person published and that takes no files any more is refused for that reason', async () => {
    byHand(true)
    await expect(publishRelease(world.api, release(files))).rejects.toThrow(
      'the release v1.0.0 was published before its files were made (report.html, model.bin), and takes none any more',
    )
  })

  it.each(['application/octet-stream', 'application/json', 'text/html'])(
    'is compared by its files themselves where the server knows no digests of them, and gives them as %s',
    async (contentType) => {
      const ofType = (some: Record<string, string | Buffer>): ReleaseOf => {
        const whole = release(some)
        return { ...whole, assets: whole.assets.map((each) => ({ ...each, contentType })) }
      }
      const texts = { 'report.html': '"é"\n' }
      world.github.state.assetDigests = false
      await publishRelease(world.api, ofType(texts))
      expect(await publishRelease(world.api, ofType(texts))).toMatchObject({ outcome: 'unchanged' })
      await expect(publishRelease(world.api, ofType({ 'report.html': '"e"  ' }))).rejects.toThrow(
        'with another report.html',
      )
    },
  )

  it.each([
    ['is gone', undefined, 'tag v1.0.0 is gone: push it again'],
    ['is at another commit', 'b'.repeat(40), `tag v1.0.0 is at ${'b'.repeat(12)} now`],
  ])('whose tag %s is refused, and no tag made', async (_what, commit, because) => {
    world.github.state.tags = commit === undefined ? [] : [{ name: 'v1.0.0', commit, message: 'with a message' }]
    await expect(publishRelease(world.api, release(files))).rejects.toThrow(because)
    expect(left()).toEqual([])
    expect(world.github.state.tags.map((each) => each.commit)).toEqual(commit === undefined ? [] : [commit])
  })

  it('of a tag with a message is of the commit that the tag names', async () => {
    world.github.state.tags = [{ name: 'v1.0.0', commit: sha, message: 'first' }]
    expect(await publishRelease(world.api, release(files))).toMatchObject({ outcome: 'published' })
  })

  it('whose tag vanishes while it is made is of the commit that was built, and not of the default branch', async () => {
    world.api.octokit.hook.before('request', ({ method }) => {
      if (method === 'POST') world.github.state.tags = []
    })
    await publishRelease(world.api, release(files))
    expect(world.github.state.tags).toEqual([{ name: 'v1.0.0', commit: sha }])
  })
})
