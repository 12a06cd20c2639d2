import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readModelDirectory, writeManifest } from '../../../src/model/manifest.ts'
import { probesName, readProbes } from '../../../src/model/probes.ts'
import type { ModelDirectory } from '../../../src/model/types.ts'
import { assembleModelImage } from '../../../src/oci/assemble.ts'
import { imageModel } from '../../../src/oci/extract.ts'
import { openLayout } from '../../../src/oci/layout.ts'
import { exampleModel, exampleRuntime, gated, temporary } from '../oci/fixtures.ts'

const probe = { id: 'one', request: { inputs: [] }, answer: { label: 'a', score: 0.75 } }

async function modelWith(text: string): Promise<ModelDirectory> {
  const { path, manifest } = await exampleModel()
  await writeFile(join(path, probesName), text)
  const { schema: _, files: __, serving: ___, ...fields } = manifest
  return writeManifest(path, fields)
}

test('a model without golden probes has none, and one with them has those that its model.json lists', async () => {
  expect(await readProbes(await exampleModel())).toEqual([])
  const model = await modelWith(`${JSON.stringify(probe)}\n`)
  expect(await readProbes(model)).toEqual([probe])
  await appendFile(join(model.path, probesName), ' ')
  await expect(readProbes(await readModelDirectory(model.path))).rejects.toThrow(
    /probes.jsonl: not what its result says/,
  )
})

test.each([
  ['no JSON', '{'],
  ['no answer', '{"id":"a","request":{}}'],
  ['a score of 2', '{"id":"a","request":{},"answer":{"label":"a","score":2}}'],
  ['more than a hundred', `${JSON.stringify(probe)}\n`.repeat(101)],
  [
    'a request deeper than can be sent',
    `{"id":"a","request":{"a":${'['.repeat(40_000)}${']'.repeat(40_000)}},"answer":{"label":"a","score":1}}`,
  ],
  ['a line without end', JSON.stringify({ ...probe, id: 'x'.repeat(100_001) })],
])('golden probes with %s are refused with what to do', async (_, text) => {
  await expect(readProbes(await modelWith(text))).rejects.toThrow(
    /probes.jsonl.*: run quantize and build again, or set deploy.probes: none$/,
  )
})

test('an image brings its golden probes, or is built without them', async () => {
  const model = await modelWith(`${JSON.stringify(probe)}\n`)
  const store = await openLayout(join(await temporary(), 'images'), { create: true })
  const built = async (without: string[]) => {
    const { index } = await assembleModelImage({
      store,
      model: await gated(model),
      without,
      release: { name: 'intents', version: '1.0.0' },
      runtimeDirectory: await exampleRuntime(),
      labels: {},
      created: new Date(0),
    })
    return (await imageModel(store, index.digest)).probes
  }
  expect(await built([])).toEqual([probe])
  expect(await built([probesName])).toEqual([])
})
