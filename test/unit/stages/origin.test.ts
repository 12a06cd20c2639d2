import { expect, it } from 'vitest'
import type { Digest } from '../../../src/digest.ts'
import { parentOf } from '../../../src/stages/origin.ts'
import type { StageContext } from '../../../src/stages/types.ts'

const digestOf = (letter: string): Digest => `sha256:${letter.repeat(64)}`
const [tuned, data] = [digestOf('a'), digestOf('b')]

/** What was stored of a fine-tuned model, but for some of it. */
const finetuned = (changes: Record<string, unknown> = {}) => ({
  stage: 'finetune',
  name: 'tone',
  proceed: true,
  verdict: 'pass',
  headline: 'full, 10 steps',
  files: [{ path: 'model/model.json', digest: digestOf('c') }],
  parents: { prepare: data },
  ...changes,
})

const contextOf = (results: Record<string, unknown>): StageContext =>
  ({
    spec: { name: 'tone', version: '1.1.0' },
    specFile: 'model.yml',
    results: {
      name: '/place/results',
      open: async (digest: Digest) => (results[digest] === undefined ? undefined : { digest, result: results[digest] }),
    },
  }) as unknown as StageContext

const parent = (result: unknown, more: Record<string, unknown> = {}) =>
  parentOf(contextOf({ [tuned]: result, [data]: { data: { digest: digestOf('d') } }, ...more }), tuned, 'the result')

it('a fine-tuned model of before is gone on from, with the data that it was made from', async () => {
  await expect(parent(finetuned())).resolves.toMatchObject({
    digest: tuned,
    modelDigest: digestOf('c'),
    dataset: { result: data, path: 'dataset' },
    datasetDigest: digestOf('d'),
  })
})

it.each([
  [
    'a result of another stage',
    finetuned({ stage: 'evaluate', parents: { finetune: digestOf('e') } }),
    `is a result of evaluate: write the one of finetune, ${digestOf('e')}`,
  ],
  [
    'a result of another stage that names none',
    finetuned({ stage: 'prepare', parents: {} }),
    'is a result of prepare: write the one of finetune',
  ],
  [
    'a result of another model',
    finetuned({ name: 'intents' }),
    'is a result of the model intents, and this one is tone: name one of its own',
  ],
  [
    'one that did not pass',
    finetuned({ proceed: false, verdict: 'fail', headline: 'nothing learnt' }),
    'did not pass (fail: nothing learnt): name another result',
  ],
  [
    'one without a model',
    finetuned({ files: [] }),
    'holds no model, or names no data: run finetune of it again with --force',
  ],
  ['one that names no data', finetuned({ parents: {} }), 'holds no model, or names no data'],
])('%s is none to go on from, which is told at finetune.from', async (_, result, why) => {
  await expect(parent(result)).rejects.toMatchObject({
    problems: [
      { what: expect.stringContaining(`${tuned} ${why}`), place: { file: 'model.yml', key: 'finetune.from' } },
    ],
  })
})
