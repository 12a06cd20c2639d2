import { describe, expect, it } from 'vitest'
import { agreementGate, headlineOf, metricsOf, taskOf, valuesOf } from '../../../src/tasks/index.ts'

const task = taskOf('text-classification')
const metrics = metricsOf(task, [])
const judge = (id: number, label: string, prediction: string, logLoss?: number) =>
  task.judge({
    id: String(id),
    answer: { label, prediction },
    ...(logLoss === undefined ? {} : { scores: { log_loss: logLoss } }),
  })
const judged = [...'abbcabd'].map((label, index) => judge(index, label, [...'abaaaca'][index] ?? ''))

describe('the metrics of a classification', () => {
  it('are those of scikit-learn', () => {
    const { accuracy, macro_f1: macroF1 } = valuesOf(metrics, judged)
    // accuracy_score, f1_score(average='macro') of scikit-learn for the same labels and predictions.
    expect(accuracy).toBeCloseTo(3 / 7, 12)
    expect(macroF1).toBeCloseTo(0.26785714285714285, 12)
    expect(valuesOf(metrics, [judge(1, 'a', 'a', 0.5), judge(2, 'a', 'b', 1.5)])['log_loss']).toBe(1)
  })
  it('leave out what cannot be computed, as the loss of a baseline without probabilities', () => {
    expect(Object.keys(valuesOf(metrics, judged))).toEqual([
      'accuracy',
      'macro_f1',
      'weighted_f1',
      'micro_f1',
      'macro_precision',
      'macro_recall',
    ])
    expect(Object.keys(valuesOf(metrics, [judge(1, 'a', 'a', 0.5), judge(2, 'a', 'b')]))).not.toContain('log_loss')
  })
  it('come from the answers, whatever a runtime says that its accuracy is', () => {
    const boasting = task.judge({ id: '1', answer: { label: 'a', prediction: 'b' }, scores: { accuracy: 1 } })
    expect(headlineOf(task, valuesOf(metrics, [boasting]))).toBe('accuracy 0.0 %')
  })
  it.each([
    ['a log loss below 0', { scores: { log_loss: -100 } }, 'is below 0'],
    [
      'a confidence among the scores',
      { scores: { confidence: 5 } },
      'give the probability of the prediction as `answer.score`',
    ],
    ['a probability above 1', { score: 1.2 }, 'is not between 0 and 1'],
    ['a probability below 0', { score: -1 }, 'is not between 0 and 1'],
  ])(
    'are not computed of %s: it is refused',
    (_, { scores, score }: { scores?: Record<string, number>; score?: number }, because) => {
      const answer = { label: 'a', prediction: 'a', ...(score === undefined ? {} : { score }) }
      expect(() => task.judge({ id: '1', answer, ...(scores === undefined ? {} : { scores }) })).toThrow(because)
    },
  )
  it('of texts take the word of a harness that says right or wrong, and no other number', () => {
    const judged = (exact: number) => () =>
      taskOf('causal-lm').judge({
        id: '1',
        answer: { references: ['a'], prediction: 'b' },
        scores: { exact_match: exact },
      })
    expect(judged(1)().scores['exact_match']).toBe(1)
    expect(judged(0.7)).toThrow('neither 0 nor 1')
  })
  it('keep the whole confusion beside the result, without its zeros', () => {
    expect(task.details(judged)['confusion.json']).toContainEqual({ label: 'a', prediction: 'a', examples: 2 })
    expect(task.details(judged)['confusion.json']).toHaveLength(6)
  })
})

describe('the gate of agreement', () => {
  const batched = [judge(1, 'a', 'a'), judge(2, 'a', 'a'), judge(3, 'b', 'b')]
  it('passes where every answer is the same alone and in a batch', () => {
    expect(agreementGate(32, batched, batched)).toMatchObject({ verdict: 'pass', observed: { value: 0 } })
  })
  it('fails where a neighbour changes an answer, and says how many', () => {
    const found = agreementGate(32, batched, [judge(1, 'a', 'b'), judge(2, 'a', 'a')])
    expect(found).toMatchObject({ verdict: 'fail', observed: { value: 1 }, allowed: 0 })
    expect(found.because).toMatch(/1 of 2 answers are others in a batch of 32 than alone/)
  })
  it('is an error where nobody was asked alone, or somebody else', () => {
    expect(agreementGate(32, batched, []).verdict).toBe('error')
    expect(agreementGate(32, batched, [judge(9, 'a', 'a')]).verdict).toBe('error')
  })
  it('is an error, never a pass, where a runtime asked too few alone or one again and again', () => {
    const [one] = batched
    const many = Array.from({ length: 1000 }, (_, id) => judge(id, 'a', 'a'))
    expect(agreementGate(32, many, many.slice(0, 199))).toMatchObject({
      verdict: 'error',
      because: '199 examples were answered alone: 200 are the least that decide something',
    })
    expect(agreementGate(32, many, many.slice(0, 200)).verdict).toBe('pass')
    expect(
      agreementGate(
        32,
        batched,
        Array.from({ length: 3 }, () => one).filter((all) => all !== undefined),
      ).verdict,
    ).toBe('error')
  })
  it('needs nothing of a model that answers one at a time', () => {
    expect(agreementGate(1, batched, []).verdict).toBe('pass')
  })
})

it('refuses the answer of another task with what it needs', () => {
  const foreign = { id: '1', answer: { references: ['a'], prediction: 'b' } } as unknown as Parameters<
    typeof task.judge
  >[0]
  expect(() => task.judge(foreign)).toThrow(/this is no answer of .*: its `answer` needs label and prediction; or name/)
})
