import { expect, it } from 'vitest'
import type { PrepareResult } from '../../../src/engine/contract.generated.ts'
import { headline, refuseLackingClasses } from '../../../src/stages/prepare.ts'
import { taskOf } from '../../../src/tasks/index.ts'

const counted = { examples: 4, class_counts: { a: 2, b: 2 } }
const result: PrepareResult = {
  verb: 'prepare',
  labels: ['a', 'b'],
  splits: { train: counted, validation: counted, test: counted },
  dropped: {},
  digest: 'sha256:0',
}
const { labels: _, ...unlabelled } = result
const plain = { ...unlabelled, splits: { train: { examples: 4 }, validation: { examples: 4 }, test: { examples: 4 } } }

it('a dataset is told by its examples, and by its classes where its task has them', () => {
  expect(headline(result)).toBe('4 training, 4 validation and 4 test examples in 2 classes')
  expect(headline(plain)).toBe('4 training, 4 validation and 4 test examples')
})

it('an image that forgets the classes of a task that has them is told which key it lacks', () => {
  const refuse = (name: Parameters<typeof taskOf>[0], of: PrepareResult) => () => refuseLackingClasses(taskOf(name), of)
  for (const name of ['text-classification', 'image-classification'] as const) {
    expect(refuse(name, result)).not.toThrow()
    expect(refuse(name, plain)).toThrow(`the key labels is missing, and ${name} has classes`)
    const uncounted = { ...result, splits: { ...result.splits, test: { examples: 4 } } }
    expect(refuse(name, uncounted)).toThrow('the key splits.test.class_counts is missing')
  }
  for (const name of ['seq2seq', 'causal-lm'] as const) expect(refuse(name, plain)).not.toThrow()
})
