import { describe, expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import type { HistoryRecord } from '../../../src/model/history.ts'
import { latestRelease, type Release } from '../../../src/oci/releases.ts'

const release = (version: string): Release => ({ version, digest: digestBytes(version) })
const releases = ['2.0.0', '1.10.0', '1.9.0', '1.0.0'].map(release)
let day = 0
const record = (outcome: HistoryRecord['outcome'], version: string, serves?: string): HistoryRecord => {
  day += 1
  return {
    schema: 1,
    outcome,
    name: 'intents',
    ...release(version),
    ...(serves === undefined ? {} : { to: release(serves) }),
    released: '2026-01-01T00:00:00.000Z',
    at: new Date(Date.UTC(2026, 0, day)).toISOString(),
    by: 'a test',
    because: 'of it',
  }
}
const promoted = (version: string) => record('promoted', version, version)
const latest = (history: HistoryRecord[], candidate = '3.0.0', among = releases) =>
  latestRelease({ candidate, releases: among, history }).map(({ release: { version } }) => version)

describe('release:latest', () => {
  it('is the release that was promoted last, whatever was built or signed since', () => {
    expect(latest([promoted('1.0.0'), promoted('1.9.0')])).toEqual(['1.9.0'])
    expect(latest([promoted('1.9.0'), promoted('1.0.0')])).toEqual(['1.0.0'])
  })

  it('is not one that was rolled back since, but the one promoted before it', () => {
    expect(latest([promoted('1.0.0'), promoted('2.0.0'), record('rolled-back', '2.0.0', '1.0.0')])).toEqual(['1.0.0'])
    expect(latest([promoted('1.0.0'), record('rolled-back', '2.0.0', '1.0.0')])).toEqual(['1.0.0'])
    expect(latest([promoted('1.0.0'), record('rolled-back', '2.0.0')])).toEqual(['1.0.0'])
  })

  it('is one that was promoted again after it was rolled back', () => {
    expect(latest([promoted('1.0.0'), record('rolled-back', '2.0.0', '1.0.0'), promoted('2.0.0')])).toEqual(['2.0.0'])
  })

  it('is what a rollback left serving, where nobody kept the promotion of that', () => {
    const [choice] = latestRelease({
      candidate: '3.0.0',
      releases,
      history: [record('rolled-back', '2.0.0', '1.9.0')],
    })
    expect(choice?.release.version).toBe('1.9.0')
    expect(choice?.because).toMatch(/^which serves since 2\.0\.0 was rolled back on 2026-01-/)
  })

  it('does not depend on the order of the records, nor on one that stands twice', () => {
    const history = [promoted('1.0.0'), promoted('2.0.0'), record('rolled-back', '2.0.0', '1.0.0')]
    expect(latest([...history].reverse())).toEqual(['1.0.0'])
    expect(latest([...history, ...history])).toEqual(['1.0.0'])
  })

  it('without any promotion is the newest below the candidate that was not rolled back, the next ones behind it', () => {
    expect(latest([])).toEqual(['2.0.0', '1.10.0', '1.9.0', '1.0.0'])
    expect(latest([], '1.10.0')).toEqual(['1.9.0', '1.0.0'])
    expect(latest([record('rolled-back', '2.0.0')])).toEqual(['1.10.0', '1.9.0', '1.0.0'])
    expect(latest([], '1.0.0')).toEqual([])
  })

  it('is never the candidate itself: a second run of a release that was promoted compares with the one before', () => {
    expect(latest([promoted('1.9.0'), promoted('2.0.0')], '2.0.0')).toEqual(['1.9.0'])
  })

  it('is no other one where the tag of the last one promoted is gone', () => {
    expect(latest([promoted('1.0.0'), promoted('2.0.0')], '3.0.0', releases.slice(1))).toEqual(['2.0.0'])
    expect(latest([promoted('1.0.0'), promoted('2.0.0')], '3.0.0', [])).toEqual(['2.0.0'])
  })

  it('says which it is, and why', () => {
    const [choice] = latestRelease({ candidate: '3.0.0', releases, history: [promoted('1.9.0')] })
    expect(choice?.because).toMatch(/^the last one promoted, on 2026-01-\d\d$/)
    expect(latestRelease({ candidate: '3.0.0', releases, history: [] })[0]?.because).toBe('the newest signed one')
  })

  it('is tried first as what GitHub shows as deployed, where nobody knows what was promoted, and that is no promotion', () => {
    const hinted = (version: string, history: HistoryRecord[] = []) =>
      latestRelease({ candidate: '3.0.0', releases, history, deployed: [{ version: '3.0.0' }, { version }] })
    expect(hinted('1.9.0').map(({ release: { version } }) => version)).toEqual(['1.9.0', '2.0.0', '1.10.0', '1.0.0'])
    expect(hinted('1.9.0')[0]).toMatchObject({ promoted: false, because: 'which GitHub shows as deployed last' })
    expect(hinted('7.0.0').map(({ release: { version } }) => version)).toEqual(['2.0.0', '1.10.0', '1.9.0', '1.0.0'])
    expect(hinted('1.9.0', [promoted('1.0.0')]).map(({ release: { version } }) => version)).toEqual(['1.0.0'])
  })
})
