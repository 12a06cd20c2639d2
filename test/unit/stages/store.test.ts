import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../../src/stages/store.ts'
import type { StageOutcome } from '../../../src/stages/types.ts'

const key = `sha256:${'a'.repeat(64)}` as const
const other = `sha256:${'b'.repeat(64)}` as const
const outcome = (changes: Partial<StageOutcome> = {}): StageOutcome => ({
  stage: 'prepare',
  report: { n: 1 },
  verdict: 'pass',
  proceed: true,
  headline: 'done',
  key,
  reused: false,
  outputs: {},
  markdown: '# done\n',
  ...changes,
})

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'model-actions-store-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

describe('the store of results', () => {
  it('shows a result only once it is whole', async () => {
    const store = openStore(directory)
    const workspace = await store.begin('prepare', key)
    writeFileSync(join(workspace.directory, 'data'), 'x')
    expect(await store.find('prepare', key)).toBeUndefined()
    await workspace.commit(outcome())
    const found = await store.find('prepare', key)
    expect(found?.outcome).toEqual(outcome())
    expect(readFileSync(join(found?.directory ?? '', 'data'), 'utf8')).toBe('x')
    expect(readFileSync(join(found?.directory ?? '', 'report.md'), 'utf8')).toBe('# done\n')
  })
  it('does not take the result of one key for that of another', async () => {
    const store = openStore(directory)
    await (await store.begin('prepare', key)).commit(outcome())
    expect(await store.find('prepare', other)).toBeUndefined()
    expect(await store.find('finetune', key)).toBeUndefined()
  })
  it('replaces a result that was made again, and leaves nothing beside it', async () => {
    const store = openStore(directory)
    await (await store.begin('prepare', key)).commit(outcome())
    await (await store.begin('prepare', key)).commit(outcome({ report: { n: 2 } }))
    expect((await store.find('prepare', key))?.outcome.report).toEqual({ n: 2 })
    expect(readdirSync(join(directory, 'prepare'))).toHaveLength(1)
  })
  it('leaves nothing of a result that was given up', async () => {
    const store = openStore(directory)
    const workspace = await store.begin('prepare', key)
    await workspace.discard()
    expect(readdirSync(join(directory, 'prepare'))).toEqual([])
  })
  it('sweeps what a killed run left in the making, and spares that of a run which lives', async () => {
    const dead = join(directory, 'prepare', '.making-999999999-00000000')
    const living = join(directory, 'prepare', `.making-${process.ppid}-00000000`)
    mkdirSync(dead, { recursive: true })
    mkdirSync(living)
    await openStore(directory).begin('prepare', key)
    expect(existsSync(dead)).toBe(false)
    expect(existsSync(living)).toBe(true)
  })
  it('keeps checkpoints across runs of the same key until they are dropped', async () => {
    const store = openStore(directory)
    writeFileSync(join(await store.checkpoints(key), 'step-1'), '')
    expect(readdirSync(await openStore(directory).checkpoints(key))).toEqual(['step-1'])
    await store.dropCheckpoints(key)
    expect(readdirSync(await store.checkpoints(key))).toEqual([])
  })
})
