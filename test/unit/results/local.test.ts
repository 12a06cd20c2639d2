import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { openLocalResults, type Workspace } from '../../../src/results/local.ts'
import type { Result } from '../../../src/results/types.ts'

const key = `sha256:${'a'.repeat(64)}` as const
const fields = (changes: Partial<Result> = {}): Omit<Result, 'files' | 'schema'> => ({
  stage: 'finetune',
  key,
  name: 'tone',
  verdict: 'pass',
  proceed: true,
  headline: 'done',
  outputs: {},
  report: { schema: 1, title: 'finetune', verdict: 'pass', headline: 'done', gates: [], sections: [] },
  data: { n: 1 },
  parents: {},
  ...changes,
})

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'model-actions-results-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

async function made(workspace: Workspace, text = 'weights') {
  mkdirSync(join(workspace.directory, 'model'))
  writeFileSync(join(workspace.directory, 'model', 'w.safetensors'), text)
  return workspace.commit(fields())
}

describe('the results of a host', () => {
  it('are found by the keys of a cache only where somebody asked for that, and never instead of what the host saw', async () => {
    const theirs = await made(await openLocalResults(directory).begin(), 'of somebody who wrote to the cache')
    mkdirSync(join(directory, 'cached-keys'))
    const [name = ''] = readdirSync(join(directory, 'keys'))
    renameSync(join(directory, 'keys', name), join(directory, 'cached-keys', name))
    const asked = openLocalResults(directory, { cached: true })
    expect((await asked.find('finetune', key))?.digest).toBe(theirs.digest)
    expect(await openLocalResults(directory).find('finetune', key)).toBeUndefined()
    const ours = await made(await openLocalResults(directory).begin(), 'of this host')
    for (const results of [asked, openLocalResults(directory)])
      expect((await results.find('finetune', key))?.digest).toBe(ours.digest)
  })

  it('show a result only once it is whole, and name it by the SHA-256 of its result.json', async () => {
    const results = openLocalResults(directory)
    const workspace = await results.begin()
    writeFileSync(join(workspace.scratch, 'log'), 'not a part of it')
    expect(await results.find('finetune', key)).toBeUndefined()
    const stored = await made(workspace)
    const found = await results.find('finetune', key)
    expect(found?.digest).toBe(stored.digest)
    const path = (await found?.directory()) ?? ''
    expect(digestBytes(readFileSync(join(path, 'result.json')))).toBe(stored.digest)
    expect(found?.result.files).toEqual([{ path: 'model/w.safetensors', sizeBytes: 7, digest: digestBytes('weights') }])
    expect(readdirSync(path).sort()).toEqual(['model', 'result.json'])
  })

  it.each([
    [
      'a byte of a file',
      (at: string) => writeFileSync(join(at, 'model/w.safetensors'), 'weightz'),
      /w\.safetensors: its digest is/,
    ],
    [
      'the size of a file',
      (at: string) => writeFileSync(join(at, 'model/w.safetensors'), 'weights!'),
      /8 bytes, result\.json says 7/,
    ],
    [
      'a file that was removed',
      (at: string) => rmSync(join(at, 'model/w.safetensors')),
      /missing, though result\.json lists it/,
    ],
    ['a file that was added', (at: string) => writeFileSync(join(at, 'more'), ''), /more: not listed in result\.json/],
  ])('refuse %s, with its name', async (_, change, message) => {
    const results = openLocalResults(directory)
    const { digest } = await made(await results.begin())
    const stored = await results.open(digest)
    change(join(directory, 'results', digest.slice(7)))
    await expect(stored?.directory()).rejects.toThrow(message)
  })

  it('refuse a result.json that was changed', async () => {
    const results = openLocalResults(directory)
    const { digest } = await made(await results.begin())
    const file = join(directory, 'results', digest.slice(7), 'result.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"pass"', '"fail"'))
    await expect(results.open(digest)).rejects.toThrow(
      /its digest is sha256:.* it was changed after its stage wrote it/,
    )
  })

  it('take no link that a job left, which could name any file of the host', async () => {
    const workspace = await openLocalResults(directory).begin()
    symlinkSync('/etc', join(workspace.directory, 'dataset'))
    await expect(workspace.commit(fields())).rejects.toThrow(/dataset: a link, which could name any file of this host/)
  })

  it('make a result good that was changed, when its stage makes the same again', async () => {
    const results = openLocalResults(directory)
    const { digest } = await made(await results.begin())
    writeFileSync(join(directory, 'results', digest.slice(7), 'model/w.safetensors'), 'changed')
    const again = await made(await results.begin())
    expect(again.digest).toBe(digest)
    expect(readFileSync(join(await again.directory(), 'model/w.safetensors'), 'utf8')).toBe('weights')
    writeFileSync(join(directory, 'results', digest.slice(7), 'result.json'), '{}')
    expect((await made(await results.begin())).digest).toBe(digest)
    expect((await results.find('finetune', key))?.digest).toBe(digest)
  })

  it('come out whole where many are begun, committed and discarded at once', async () => {
    const results = openLocalResults(directory)
    const worker = async (): Promise<void> => {
      for (let n = 0; n < 6; n++) {
        await (await results.begin()).discard()
        await (await made(await results.begin())).directory()
      }
    }
    await Promise.all(Array.from({ length: 6 }, worker))
    expect(readdirSync(join(directory, 'making'))).toEqual([])
  }, 60_000)

  it('are taken over from another store by digest, found by key from then on, and refused when changed on the way', async () => {
    const there = openLocalResults(join(directory, 'there'))
    const here = openLocalResults(join(directory, 'here'))
    const stored = await made(await there.begin())
    await here.put(stored)
    expect((await here.find('finetune', key))?.digest).toBe(stored.digest)
    const other = openLocalResults(join(directory, 'other'))
    const fresh = await there.open(stored.digest)
    writeFileSync(join(directory, 'there/results', stored.digest.slice(7), 'model/w.safetensors'), 'changed')
    if (fresh === undefined) throw new Error('not found')
    await expect(other.put(fresh)).rejects.toThrow(/w\.safetensors: its digest is/)
    expect(await other.open(stored.digest)).toBeUndefined()
  })

  it('sweep what a killed run left in the making, and leave alone what lives', async () => {
    const results = openLocalResults(directory)
    const mine = await results.begin()
    const home = dirname(mine.directory)
    const left = join(directory, 'making', 'dead00dead00')
    mkdirSync(left)
    writeFileSync(join(left, 'half'), '')
    const lock = JSON.parse(readFileSync(`${home}.lock`, 'utf8'))
    writeFileSync(`${left}.lock`, JSON.stringify({ ...lock, startedAt: '1', token: 'dead' }))
    await (await results.begin()).discard()
    expect(readdirSync(join(directory, 'making')).sort()).toEqual([basename(home), `${basename(home)}.lock`])
    await made(mine)
  })
})
