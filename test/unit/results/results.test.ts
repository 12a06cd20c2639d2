import { expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { openLocalResults } from '../../../src/results/local.ts'
import { openOciResults } from '../../../src/results/oci.ts'
import { readResult } from '../../../src/results/read.ts'
import { combineResults } from '../../../src/results/results.ts'
import { temporary } from '../oci/fixtures.ts'
import { exampleResult } from './fixtures.ts'

it('what one run took from a shared repository by its key, a run that signs does not find by that key', async () => {
  const stored = await exampleResult()
  const store = await openLayout(await temporary(), { create: true })
  const shared = openOciResults({ store, scratch: await temporary() })
  await shared.put(stored)
  const local = openLocalResults(await temporary())
  const find = (believeKeys: boolean) =>
    combineResults({ local, shared, believeKeys }).find('quantize', stored.result.key)
  expect(await (await find(true))?.directory()).toContain(local.name)
  expect((await find(true))?.digest).toBe(stored.digest)
  expect(await find(false)).toBeUndefined()
})

it('a result.json that is none is refused with the stage to run', async () => {
  const read = (text: string) => readResult(Buffer.from(text), { digest: digestBytes(text), where: 'result.json' })
  expect(() => read('{')).toThrow('result.json: not JSON: run the stage that made it again')
  const { result } = await exampleResult()
  expect(read(JSON.stringify(result))).toEqual(result)
  expect(() => read(JSON.stringify({ ...result, files: result.files.toReversed() }))).toThrow(
    'result.json: files: not sorted, or two have the same name: run its stage again',
  )
})
