import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { digestJson } from '../../../src/model/digest.ts'
import { earlier, runStage, type Stage } from '../../../src/stages/recipe.ts'
import { draft } from '../../../src/stages/reporting.ts'
import { openStore } from '../../../src/stages/store.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import type { Verdict } from '../../../src/verdict.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'model-actions-recipe-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

/** A run of its own each time: what one run has looked up, another looks up again. */
const context = (changes: Partial<StageContext> = {}): StageContext =>
  ({
    specFile: 'model.yml',
    store: openStore(directory),
    force: false,
    signal: new AbortController().signal,
    ...changes,
  }) as StageContext

type Made = { times: number }
function stage(
  input: () => string,
  result: { verdict?: Verdict; proceed?: boolean; fails?: () => Error } = {},
): Stage<Made> {
  let times = 0
  return {
    name: 'evaluate',
    inputs: async () => ({ data: digestJson(input()) }),
    async make() {
      times += 1
      const error = result.fails?.()
      if (error !== undefined) throw error
      return draft({
        title: 'evaluate',
        report: { times },
        verdict: result.verdict ?? 'pass',
        ...(result.proceed === undefined ? {} : { proceed: result.proceed }),
        headline: 'done',
        outputs: {},
        document: {},
      })
    },
  }
}

describe('a stage', () => {
  it('is not run again for equal inputs, and is for others', async () => {
    let input = 'a'
    const one = stage(() => input)
    expect(await runStage(one, context())).toMatchObject({ reused: false, report: { times: 1 } })
    expect(await runStage(one, context())).toMatchObject({ reused: true, report: { times: 1 } })
    input = 'b'
    expect(await runStage(one, context())).toMatchObject({ reused: false, report: { times: 2 } })
  })
  it('is run again when it is forced', async () => {
    const one = stage(() => 'a')
    await runStage(one, context())
    expect(await runStage(one, context({ force: true }))).toMatchObject({ reused: false, report: { times: 2 } })
  })
  it('that did not pass is run again, because nothing rests on its result', async () => {
    const one = stage(() => 'a', { verdict: 'fail' })
    await runStage(one, context())
    expect(await runStage(one, context())).toMatchObject({ reused: false, proceed: false, report: { times: 2 } })
  })
  it('that was inconclusive with a warning lets the next one run', async () => {
    const one = stage(() => 'a', { verdict: 'inconclusive', proceed: true })
    expect(await runStage(one, context())).toMatchObject({ verdict: 'inconclusive', proceed: true })
    expect((await earlier(one, context(), 'build')).outcome.verdict).toBe('inconclusive')
  })
  it('is run again when what its result speaks of is gone', async () => {
    const one: Stage<Made> = { ...stage(() => 'a'), holds: async () => false }
    await runStage(one, context())
    expect(await runStage(one, context())).toMatchObject({ reused: false, report: { times: 2 } })
  })
  it('leaves nothing half-made when it fails', async () => {
    const one = stage(() => 'a', { fails: () => new Error('a bug') })
    await expect(runStage(one, context())).rejects.toThrow('a bug')
    expect(readdirSync(join(directory, 'evaluate'))).toEqual([])
  })
  it('on a full disk says so in one line, with the place', async () => {
    const full = Object.assign(new Error('write'), { code: 'ENOSPC', path: '/somewhere/model' })
    const failed = runStage(
      stage(() => 'a', { fails: () => full }),
      context(),
    )
    await expect(failed).rejects.toThrow(UserError)
    await expect(failed).rejects.toThrow(/^\/somewhere\/model: the disk is full/)
  })
})

describe('a stage that needs an earlier one', () => {
  it('names the one that is missing, and the command that makes it', async () => {
    await expect(
      earlier(
        stage(() => 'a'),
        context(),
        'build',
      ),
    ).rejects.toThrow(/build needs the result of evaluate, .*`model-actions evaluate --config model\.yml`/)
  })
  it('does not go on from one whose verdict was fail, and says where its report is', async () => {
    const one = stage(() => 'a', { verdict: 'fail' })
    await runStage(one, context())
    const failed = earlier(one, context(), 'build')
    await expect(failed).rejects.toThrow(/verdict was fail .*report\.md/)
    await expect(failed).rejects.toMatchObject({ exit: 'gate-failed' })
  })
})
