import { describe, expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import type { HistoryRecord } from '../../../src/model/history.ts'
import { releaseBefore } from '../../../src/stages/rollBack.ts'

const release = (version: string) => ({ version, digest: digestBytes(version) })
const releases = ['1.3.0', '1.2.0', '1.1.0', '1.0.0'].map(release)
let day = 0
const record = (outcome: HistoryRecord['outcome'], version: string, to: string): HistoryRecord => {
  day += 1
  return {
    schema: 1,
    outcome,
    name: 'intents',
    ...release(version),
    to: release(to),
    released: '2026-01-01T00:00:00.000Z',
    at: new Date(Date.UTC(2026, 0, day)).toISOString(),
    by: 'a test',
    because: 'of it',
  }
}
const promoted = (version: string) => record('promoted', version, version)
const history = [promoted('1.0.0'), promoted('1.1.0'), promoted('1.2.0')]
const find = (options: Partial<Parameters<typeof releaseBefore>[0]> = {}) =>
  releaseBefore({
    to: 'previous',
    place: { input: 'to' },
    history,
    releases,
    deployed: [],
    repository: 'ghcr.io/acme/intents',
    ...options,
  }).release

describe('the release to go back to', () => {
  it('is the one that served before what serves, and not one that was only built', () => {
    expect(find()).toEqual(release('1.1.0'))
  })

  it('is never one that was left before: going back twice goes back further', () => {
    expect(find({ history: [...history, record('rolled-back', '1.2.0', '1.1.0')] })).toEqual(release('1.0.0'))
  })

  it('is found again by the same command, where somebody stopped the rollback to it or the rollout after it', () => {
    const stopped = (version: string) => ({ ...record('rolled-back', version, '1.2.0'), stopped: true as const })
    expect(find({ history: [...history, stopped('1.1.0')] })).toEqual(release('1.1.0'))
    expect(find({ history: [...history, stopped('1.3.0')] })).toEqual(release('1.1.0'))
  })

  it('is any earlier one by its version, as it served and not where its tag leads to by now', () => {
    expect(find({ to: '1.0.0' })).toEqual(release('1.0.0'))
    const moved = { version: '1.0.0', digest: digestBytes('another') }
    expect(find({ to: '1.0.0', releases: [moved] })).toEqual(release('1.0.0'))
    expect(find({ to: '1.0.0', history: [promoted('1.2.0')], releases: [moved] })).toEqual(moved)
  })

  it('is taken from the deployments of GitHub where nothing else is known, and never a newer one', () => {
    const deployed = ['1.1.0', '1.2.0', '1.0.0'].map(release)
    expect(find({ history: [], deployed })).toEqual(release('1.0.0'))
  })

  it.each([
    [
      'is newer than what served last',
      { to: '1.3.0' },
      /1\.3\.0 is newer than 1\.2\.0, which served last: deploy it step by step/,
    ],
    ['is not there', { to: '0.9.0' }, /ghcr\.io\/acme\/intents has no release 0\.9\.0: [^\n]*1\.3\.0, 1\.2\.0/],
    ['nobody knows of', { history: [] }, /nobody knows what serves[^\n]*1\.3\.0/],
    ['never was', { history: [promoted('1.0.0')] }, /nothing is known to have served before 1\.0\.0/],
  ])('that %s is refused with what there is', (_, options, because) => {
    expect(() => find(options)).toThrow(because)
  })
})
