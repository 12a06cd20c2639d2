import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { artifactLimits, fileOfArtifact, pullOfRun } from '../../../../src/platform/api/run.ts'
import { type ZipPart, zipOf } from '../../../support/github/zip.ts'
import { openWorld, type World } from './world.ts'

const sha = 'd'.repeat(40)
let world: World
beforeEach(async () => {
  world = await openWorld()
  const { state } = world.github
  state.pulls.push({
    number: 9,
    state: 'open',
    head: { sha, ref: 'patch-1', owner: 'mallory', repositoryId: 2 },
    base: { ref: 'main' },
  })
  state.runs.push({
    id: 70,
    event: 'pull_request',
    head_sha: sha,
    head_branch: 'patch-1',
    owner: 'mallory',
    repositoryId: 2,
  })
})
afterEach(async () => {
  expect(world.github.violations).toEqual([])
  await world.github.close()
})

describe('the pull request of a run', () => {
  it('is found by what GitHub knows of the run', async () => {
    expect(await pullOfRun(world.api, 70)).toMatchObject({ kind: 'found', pull: 9, headSha: sha })
  })

  it.each([
    ['was of a push', () => Object.assign(world.github.state.runs[0] ?? {}, { event: 'push' }), /was of a push/],
    [
      'ran an older commit',
      () => Object.assign(world.github.state.pulls[1]?.head ?? {}, { sha: 'e'.repeat(40) }),
      /any more/,
    ],
    [
      'is of a pull request that is closed',
      () => Object.assign(world.github.state.pulls[1] ?? {}, { state: 'closed' }),
      /any more/,
    ],
    [
      'has the branch and owner of another repository',
      () => Object.assign(world.github.state.pulls[1]?.head ?? {}, { repositoryId: 3 }),
      /any more/,
    ],
    [
      'could be of two',
      () => {
        const [, pull] = world.github.state.pulls
        if (pull !== undefined) world.github.state.pulls.push({ ...pull, number: 10 })
      },
      /9 and 10/,
    ],
  ])('is nobody where the run %s', async (_what, change, because) => {
    change()
    expect(await pullOfRun(world.api, 70)).toEqual({ kind: 'none', because: expect.stringMatching(because) })
  })
})

const name = 'model-actions-report-model'
function leave(parts: readonly ZipPart[] | Buffer, more: { claimedBytes?: number; expired?: boolean } = {}): void {
  const { state } = world.github
  const content = Buffer.isBuffer(parts) ? parts : zipOf(parts)
  state.artifacts.push({ id: state.nextId(), run: 70, name, content, expired: false, ...more })
}
const read = () => fileOfArtifact(world.api, { run: 70, artifact: name, file: 'report.json' })

describe('the report of another run', () => {
  it('is read, without the token, from where GitHub keeps it', async () => {
    leave([
      { name: 'report.md', content: '#' },
      { name: 'report.json', content: '{"a":1}' },
    ])
    expect(await read()).toBe('{"a":1}')
  })

  it('is the newest one of its name', async () => {
    leave([{ name: 'report.json', content: 'old' }])
    leave([{ name: 'report.json', content: 'new' }])
    expect(await read()).toBe('new')
  })

  it.each([
    ['that is not there', () => undefined, /is not there: let the first workflow/],
    ['that has expired', () => leave([{ name: 'report.json', content: '1' }], { expired: true }), /is not there/],
    ['larger than it may be', () => leave([], { claimedBytes: artifactLimits.zipBytes + 1 }), /bytes where/],
    [
      'larger than it says',
      () => leave(Buffer.alloc(artifactLimits.zipBytes + 1), { claimedBytes: 10 }),
      /cannot be downloaded \(more than/,
    ],
    ['that is no archive', () => leave(Buffer.from('hello')), /no zip archive/],
    ['without a report', () => leave([{ name: 'other.json', content: '1' }]), /has no report.json/],
    [
      'with two reports',
      () =>
        leave([
          { name: 'report.json', content: '1' },
          { name: 'report.json', content: '2' },
        ]),
      /report.json twice/,
    ],
    ['that is encrypted', () => leave([{ name: 'report.json', content: '1', encrypted: true }]), /encrypted/],
    [
      'that unpacks to gigabytes, as it says',
      () => leave([{ name: 'report.json', content: Buffer.alloc(artifactLimits.fileBytes + 1) }]),
      /are read at the most/,
    ],
    [
      'that unpacks to more than it says',
      () => leave([{ name: 'report.json', content: Buffer.alloc(artifactLimits.fileBytes * 2), claimedBytes: 10 }]),
      /too many bytes|larger than it says/,
    ],
    [
      'of thousands of files',
      () => leave(Array.from({ length: 5_000 }, (_, i) => ({ name: `f${i}`, content: '' }))),
      /5000 files/,
    ],
    ['with a path that leads out', () => leave([{ name: '../../report.json', content: '1' }]), /invalid relative path/],
  ])('%s is refused in a line', async (_what, prepare, why) => {
    prepare()
    await expect(read()).rejects.toThrow(why)
  })

  it('is fetched from no address that anybody could listen at', async () => {
    leave([{ name: 'report.json', content: '1' }])
    world.github.state.storage = 'http://storage.example'
    await expect(read()).rejects.toThrow(/^artifact .* is at no address that is asked \(https:\/\/…\)/)
  })

  it('is refused where the archive is not the one that GitHub knows', async () => {
    leave([{ name: 'report.json', content: '1' }])
    world.github.swap = zipOf([{ name: 'report.json', content: '2' }])
    await expect(read()).rejects.toThrow('and GitHub knows it as')
  })
})
