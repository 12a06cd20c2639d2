import { describe, expect, it } from 'vitest'
import { pairPredictions } from '../../../src/statistics/pairing.ts'
import { compareByGates, metricsOf, taskOf } from '../../../src/tasks/index.ts'

describe('gates of texts', () => {
  const writing = taskOf('seq2seq')
  const said = (of: (id: number) => string) =>
    Array.from({ length: 300 }, (_, id) =>
      writing.judge({
        id: String(id),
        answer: { references: [`the cat number ${id} sat on the mat`], prediction: of(id) },
      }),
    )
  it('judge BLEU and chrF in their own points', () => {
    const good = said((id) => `the cat number ${id} sat on the mat`)
    const bad = said((id) => (id % 3 === 0 ? 'a dog ran' : `the cat number ${id} sat on the mat`))
    for (const name of ['bleu', 'chrf', 'rougeL', 'exact_match']) {
      const found = metricsOf(writing, []).filter((one) => one.name === name)
      const verdict = (candidate: typeof good, baseline: typeof good) =>
        compareByGates(
          found.map((metric) => ({ metric, margin: metric.unit === 'share' ? 0.01 : 1 })),
          pairPredictions(candidate, baseline, 300),
        ).map((gate) => gate.verdict)
      expect(verdict(good, bad), name).toEqual(['pass'])
      expect(verdict(bad, good), name).toEqual(['fail'])
    }
  })
})

it('a text task refuses the answer of another task with what it needs', () => {
  const writing = taskOf('seq2seq')
  const foreign = { id: '1', answer: { label: 'a', prediction: 'b' } } as unknown as Parameters<typeof writing.judge>[0]
  expect(() => writing.judge(foreign)).toThrow(/its `answer` needs references and prediction; or name another `task`/)
})
