import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digestJson } from '../../../src/digest.ts'
import { noteLook } from '../../../src/place/looks.ts'
import { type HostPlace, openPlace } from '../../../src/place/place.ts'

let home: string
let place: HostPlace
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'model-actions-looks-'))
  place = await openPlace({ environment: { MODEL_ACTIONS_HOME: home }, root: home, model: 'tone' })
})
afterEach(() => rmSync(home, { recursive: true }))

const look = (candidate: string, test: string) =>
  noteLook(place, {
    schema: 1,
    test: digestJson(test),
    candidate: digestJson(candidate),
    examples: 200,
    at: '2026-11-20T00:00:00Z',
  })

describe('the reuse of a test', () => {
  it('is the number of other candidates that were judged on it, each counted once however often it was run', async () => {
    expect(await look('a', 'test')).toEqual({ others: 0, looks: 1 })
    expect(await look('a', 'test')).toEqual({ others: 0, looks: 1 })
    expect(await look('b', 'test')).toEqual({ others: 1, looks: 1 })
    await look('c', 'test')
    expect(await look('a', 'test')).toEqual({ others: 2, looks: 1 })
    expect(readFileSync(place.looks, 'utf8').trim().split('\n')).toHaveLength(3)
  })

  it('begins anew with another test', async () => {
    await look('a', 'test')
    expect(await look('b', 'fresh test')).toEqual({ others: 0, looks: 1 })
  })

  it('counts every test that one candidate was tried on: more examples until it passes are more looks', async () => {
    await look('a', 'test')
    expect(await look('a', 'test and more')).toEqual({ others: 0, looks: 2 })
    expect(await look('a', 'test and much more')).toEqual({ others: 0, looks: 3 })
    expect(await look('a', 'test')).toEqual({ others: 0, looks: 3 })
  })

  it('is counted on after a power failure in the middle of a line, and a line that somebody changed is named', async () => {
    await look('a', 'test')
    writeFileSync(place.looks, `${readFileSync(place.looks, 'utf8')}{"schema":1,"te`)
    expect(await look('b', 'test')).toEqual({ others: 1, looks: 1 })
    writeFileSync(place.looks, `nonsense\n${readFileSync(place.looks, 'utf8')}`)
    await expect(look('c', 'test')).rejects.toThrow(/looks\.jsonl:1: this line of the looks at tests is damaged/)
  })
})
