import { expect, it } from 'vitest'
import { openLayout } from '../../../src/oci/layout.ts'
import { openLocalResults } from '../../../src/results/local.ts'
import { openOciResults } from '../../../src/results/oci.ts'
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
