import { rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { usesCache } from '../../../src/actions/program.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { createTerminal } from '../../../src/platform/terminal.ts'
import { openLocalResults } from '../../../src/results/local.ts'
import { openOciResults } from '../../../src/results/oci.ts'
import type { Stored } from '../../../src/results/types.ts'
import { openContext } from '../../../src/stages/context.ts'
import type { StageName } from '../../../src/stages/types.ts'
import { temporary } from '../oci/fixtures.ts'
import { exampleResult } from '../results/fixtures.ts'

let directory: string
let theirs: Stored
beforeEach(async () => {
  directory = await temporary()
  theirs = await exampleResult()
  const store = await openLayout(join(directory, 'shared'), { create: true })
  await openOciResults({ store, scratch: await temporary() }).put(theirs)
})

const resultsOf = async (stages: StageName[], more = '', home?: string) => {
  const specFile = join(directory, 'model.yml')
  const lines = ['name: intents', 'version: 1.0.0', 'task: text-classification', 'base: ./base']
  const results = `results: {layout: ./shared${more}}`
  await writeFile(specFile, [...lines, 'data: {train: train.jsonl}', 'engine: {name: process}', results].join('\n'))
  const { results: opened } = await openContext({
    specFile,
    stages,
    force: false,
    platform: createTerminal({ stderr: { write: () => true } }),
    signal: new AbortController().signal,
    environment: { MODEL_ACTIONS_HOME: home ?? (await temporary()) },
  })
  return opened
}
const foundByKey = async (...of: Parameters<typeof resultsOf>) =>
  (await (await resultsOf(...of)).find('quantize', theirs.result.key))?.digest

it('what somebody left in shared results under a key is taken only where the spec trusts keys, and never where one signs', async () => {
  expect(await foundByKey(['quantize'])).toBeUndefined()
  expect(await foundByKey(['quantize'], ', trust-keys: true')).toBe(theirs.digest)
  for (const stage of ['sign', 'verify', 'deploy'] as const)
    expect(await foundByKey(['build', stage], ', trust-keys: true')).toBeUndefined()
})

it('what is committed with the checkout as a store is never looked at, neither by key nor by digest', async () => {
  await openLocalResults(join(directory, '.model-actions', 'store')).put(theirs)
  await rm(join(directory, 'shared'), { recursive: true })
  expect(await foundByKey(['quantize'])).toBeUndefined()
  expect(await (await resultsOf(['build', 'sign'])).open(theirs.digest)).toBeUndefined()
})

it('what is kept does not lie in the checkout, where a commit could bring it and `git clean` would end what serves', async () => {
  const refused = /^MODEL_ACTIONS_HOME=.* lies in the checkout .*`git clean`.*: name a directory outside of it$/
  const link = join(await temporary(), 'home')
  await symlink(directory, link)
  for (const home of [directory, join(directory, 'a', 'b'), join(link, 'state')])
    await expect(resultsOf(['quantize'], '', home)).rejects.toThrow(refused)
  await resultsOf(['quantize'], '', `${directory}-beside`)
})

it('by its digest it is taken everywhere', async () => {
  expect((await (await resultsOf(['build', 'sign'])).open(theirs.digest))?.digest).toBe(theirs.digest)
})

it('a cache that others can write to is used only where it was asked for, and not where one builds or on a host that stays', () => {
  const lines: string[] = []
  const platform = { log: { info: (line: string) => lines.push(line) } }
  const uses = (cache: boolean, stages: StageName[], runner = 'github-hosted') => {
    const world = { given: { cache }, environment: { RUNNER_ENVIRONMENT: runner }, platform }
    return usesCache({ inputs: ['cache'] }, stages, world as unknown as Parameters<typeof usesCache>[2])
  }
  expect(uses(false, ['evaluate'])).toBe(false)
  expect(uses(true, ['evaluate'])).toBe(true)
  expect(uses(true, ['evaluate', 'build'])).toBe(false)
  expect(uses(true, ['evaluate'], 'self-hosted')).toBe(false)
  expect(uses(true, ['evaluate'], '')).toBe(false)
  expect(lines).toEqual([
    expect.stringMatching(/^cache: not used in a step with build/),
    expect.stringMatching(/^cache: not used on a runner that may outlive the job/),
    expect.stringMatching(/^cache: not used on a runner that may outlive the job/),
  ])
})
