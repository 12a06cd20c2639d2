import { appendFile, cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import type { Facts, Gpu } from '../../../src/engine/types.ts'
import { loadSpec } from '../../../src/spec/load.ts'
import { boundsOf } from '../../../src/spec/paths.ts'
import { digestOfGateCode } from '../../../src/stages/code.ts'
import { machineFacts } from '../../../src/stages/facts.ts'
import { finetune } from '../../../src/stages/finetune.ts'
import { oncePerRun } from '../../../src/stages/memo.ts'
import { prepare } from '../../../src/stages/prepare.ts'
import { keyOf, type Stage } from '../../../src/stages/recipe.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { uuidOf } from '../../fixtures/nvidia-smi.ts'
import { temporary } from '../oci/fixtures.ts'

let directory: string
beforeEach(async () => {
  directory = await temporary()
  await mkdir(join(directory, 'base'))
  await writeFile(join(directory, 'base', 'config.json'), '{}')
  await writeFile(join(directory, 'a.csv'), 'image,label\na.png,a\n')
  await writeFile(join(directory, 'b.csv'), 'image,label\nb.png,b\n')
  await writeFile(join(directory, 'a.png'), 'the image')
})

/** The key in a run of its own. */
async function keyIn(
  stage: unknown,
  lines: string[],
  dataset = digestBytes('dataset'),
  facts: Pick<Facts, 'identity' | 'gpus'> & Partial<Facts> = { identity: {}, gpus: [] },
  environment: StageContext['environment'] = {},
): Promise<string> {
  const specFile = join(directory, 'model.yml')
  await writeFile(specFile, ['name: tone', 'version: 1.0.0', 'base: ./base', ...lines].join('\n'))
  const context = {
    spec: await loadSpec(specFile),
    specFile,
    bounds: await boundsOf(specFile),
    signal: new AbortController().signal,
    environment,
    engine: async () => ({ preflight: async () => facts }),
  } as unknown as StageContext
  await oncePerRun(context, 'result of prepare', async () => ({
    result: { proceed: true, data: { digest: dataset, splits: { test: { examples: 1 } } } },
  }))
  return keyOf(stage as Stage, context)
}

describe('the key of prepared images', () => {
  const key = (train: string, test: string, more: string[] = []) =>
    keyIn(prepare, [
      'task: image-classification',
      'data:',
      `  train: ${train}`,
      `  test: ${test}`,
      '  image: image',
      '  label: label',
      ...more,
    ])

  it('is another where other files of the same directory are named, or an image changed', async () => {
    const before = await key('a.csv', 'b.csv')
    expect(await key('b.csv', 'a.csv')).not.toBe(before)
    await writeFile(join(directory, 'a.png'), 'another image')
    expect(await key('a.csv', 'b.csv')).not.toBe(before)
  })

  it('is the same after a run that left its report and its results beside the data', async () => {
    const layout = ['results:', '  layout: ./handed']
    const before = await key('a.csv', 'b.csv', layout)
    for (const own of ['.model-actions/reports', 'handed/blobs']) {
      await mkdir(join(directory, own), { recursive: true })
      await writeFile(join(directory, own, 'file'), 'of a run')
    }
    expect(await key('a.csv', 'b.csv', layout)).toBe(before)
  })
})

it('the key of prepared data knows each training file by its content, and by its share', async () => {
  const key = (train: string) =>
    keyIn(prepare, ['task: text-classification', 'data:', `  train: ${train}`, '  text: image'])
  const both = (a: number, b: number) => `[{path: a.csv, share: ${a}}, {path: b.csv, share: ${b}}]`
  const before = await key(both(2, 1))
  expect(await key(both(2, 1))).toBe(before)
  const others = [await key(both(1, 2)), await key('[a.csv, b.csv]'), await key('[b.csv, a.csv]'), await key('a.csv')]
  expect(new Set([before, ...others]).size).toBe(5)
  await cp(join(directory, 'b.csv'), join(directory, 'moved.csv'))
  expect(await key('[{path: a.csv, share: 2}, {path: moved.csv, share: 1}]')).toBe(before)
  await appendFile(join(directory, 'b.csv'), 'c.png,c\n')
  expect(await key(both(2, 1))).not.toBe(before)
})

it('a change of the code that reads predictions is a change of the gates', async () => {
  const source = join(directory, 'src')
  await cp(fileURLToPath(new URL('../../../src', import.meta.url)), source, { recursive: true })
  const before = await digestOfGateCode(source)
  await appendFile(join(source, 'stages/predictions.ts'), '// changed')
  expect(await digestOfGateCode(source)).not.toBe(before)
})

it('the key of a tuning is of what the trainer is told, our defaults included', async () => {
  const key = (...section: string[]) =>
    keyIn(finetune, [
      'task: text-classification',
      'data:',
      '  train: a.csv',
      '  label: label',
      'finetune:',
      '  epochs: 1',
      ...section,
    ])
  expect(await key()).toBe(await key('  learning-rate: 2.0e-5'))
  expect(await key()).not.toBe(await key('  learning-rate: 3.0e-5'))
  // Where a run may go on is nothing of what it ends with.
  expect(await key()).toBe(await key('  checkpoints: {steps: 7, minutes: 10, keep: 3}'))
})

it('which of the equal cards of a machine a job gets, and how full that is, is no part of keys and model.json', async () => {
  const card = (index: number, freeBytes: number): Gpu => ({
    ...{ name: 'NVIDIA H200', memoryBytes: 80e9, computeCapability: '9.0' },
    ...{ index, uuid: uuidOf(index), freeBytes },
  })
  const facts = (...gpus: Gpu[]): Facts => ({
    ...{ engine: 'process', identity: { torch: '2.13.0' }, cpu: { model: 'Xeon', flags: [] }, because: '' },
    gpus,
  })
  const lines = ['task: text-classification', 'data:', '  train: a.csv', '  label: label']
  const keyOn = (gpu: Gpu) => keyIn(finetune, lines, digestBytes('dataset'), facts(gpu))
  expect(await keyOn(card(3, 20e9))).toBe(await keyOn(card(0, 80e9)))
  expect(machineFacts(facts(card(3, 20e9)))).toEqual(machineFacts(facts(card(0, 80e9))))
  expect(machineFacts(facts(card(3, 20e9))).gpus).toEqual(['NVIDIA H200'])
  // Two of them train together, in steps of twice as many examples.
  const two = facts(card(0, 80e9), card(1, 80e9))
  expect(await keyIn(finetune, lines, digestBytes('dataset'), two)).not.toBe(await keyOn(card(0, 80e9)))
})

it('hosts that train one model together have one key, and another one than a host alone', async () => {
  const lines = ['task: text-classification', 'data:', '  train: a.csv', '  label: label']
  const cpus = { identity: {}, gpus: [] }
  const keyOfNode = (nodeRank: string) =>
    keyIn(finetune, [...lines, 'finetune:', '  distributed: {nodes: 2}'], digestBytes('dataset'), cpus, {
      MODEL_ACTIONS_NODE_RANK: nodeRank,
      MODEL_ACTIONS_RENDEZVOUS: 'trainer-0:29500',
    })
  expect(await keyOfNode('0')).toBe(await keyOfNode('1'))
  expect(await keyOfNode('0')).not.toBe(await keyIn(finetune, lines))
})

it('a changed file of the user’s own makes a tuning anew, wherever it lies, and leaves prepared data as it is', async () => {
  const lines = ['task: text-classification', 'data:', '  train: a.csv', '  label: label']
  const engine = (path: string) => `engine: {image: r.io/own, files: {trainer.yml: ${path}}}`
  const key = (stage: unknown, path: string) => keyIn(stage, [...lines, engine(path)])
  await writeFile(join(directory, 'one.yml'), 'rank: 8')
  await writeFile(join(directory, 'copy.yml'), 'rank: 8')
  await writeFile(join(directory, 'two.yml'), 'rank: 16')
  expect(await key(finetune, 'copy.yml')).toBe(await key(finetune, 'one.yml'))
  expect(await key(finetune, 'two.yml')).not.toBe(await key(finetune, 'one.yml'))
  expect(await keyIn(finetune, lines)).not.toBe(await key(finetune, 'one.yml'))
  expect(await key(prepare, 'two.yml')).toBe(await key(prepare, 'one.yml'))
})
