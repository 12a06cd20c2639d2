import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publishRelease, type ReleaseOf } from '../../../../src/platform/api/release.ts'
import { openWorld, type World } from './world.ts'

let directory = ''
let world: World
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'release-'))
  world = await openWorld()
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
  return { tag: 'v1.0.0', title: 'intents 1.0.0', notes: 'what is new', prerelease: false, assets }
}
const left = () =>
  world.github.state.releases.map(({ tag_name, draft, assets }) => [tag_name, draft, assets.map(({ name }) => name)])
const files = { 'report.html': '<p>', 'model.bin': Buffer.from([0, 255, 128, 10]) }

describe('a release', () => {
  it('is published with its notes and files, byte by byte', async () => {
    expect(await publishRelease(world.api, release(files))).toMatchObject({ outcome: 'published' })
    expect(left()).toEqual([['v1.0.0', false, ['report.html', 'model.bin']]])
    expect(world.github.state.releases[0]).toMatchObject({ name: 'intents 1.0.0', body: 'what is new' })
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
})
