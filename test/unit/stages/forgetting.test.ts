import { describe, expect, it } from 'vitest'
import type { Digest } from '../../../src/digest.ts'
import { decidingOf, forgettingMargin, forgettingOf, judgeForgetting } from '../../../src/stages/forgetting.ts'
import type { Judged } from '../../../src/statistics/pairing.ts'
import { taskOf } from '../../../src/tasks/index.ts'

const task = taskOf('text-classification')
const parent = `sha256:${'b'.repeat(64)}` as Digest

/** So many answers, the first of which are wrong. */
const answers = (count: number, wrong: number): Judged[] =>
  Array.from({ length: count }, (_, index) => {
    const truth = index % 2 === 0 ? 'yes' : 'no'
    const answer = index < wrong ? (truth === 'yes' ? 'no' : 'yes') : truth
    return { id: `e${index}`, truth, answer, scores: { accuracy: answer === truth ? 1 : 0 } }
  })

const judged = (
  candidate: Judged[],
  before: Judged[],
  forgetting: { margin?: number; onFail: 'fail' | 'warn' } = { onFail: 'fail' },
  leftOut = 0,
) =>
  judgeForgetting({
    task,
    section: { gates: [{ metric: 'accuracy', margin: 0.02 }], forgetting },
    candidate,
    before,
    parent,
    examples: before.length,
    left_out: leftOut,
    labels: ['no', 'yes'],
    alpha: 0.05,
    next: 0.05,
  })

describe('what a model has forgotten that went on from another one', () => {
  it('is not known where an image of somebody answered nothing of the earlier test: an error, or a warning where that was asked for', async () => {
    const warned: string[] = []
    const unanswered = (onFail: 'fail' | 'warn') =>
      forgettingOf({
        task,
        section: { forgetting: { onFail } } as unknown as Parameters<typeof forgettingOf>[0]['section'],
        result: { verb: 'evaluate' } as unknown as Parameters<typeof forgettingOf>[0]['result'],
        kept: '/nowhere',
        parent: { digest: parent } as unknown as Parameters<typeof forgettingOf>[0]['parent'],
        labels: [],
        alpha: 0.05,
        next: 0.05,
        log: { warn: (line) => void warned.push(line) },
      })
    await expect(unanswered('fail')).rejects.toThrow(
      /answered nothing of the test of the model before \(paths\.in\.earlier\), so that nothing is known.*set evaluate\.forgetting\.on-fail to warn/,
    )
    expect(await unanswered('warn')).toBeUndefined()
    expect(warned).toEqual([expect.stringContaining('nothing is known of what was forgotten')])
  })

  it('is a gate of its own, with the margin of the first one', () => {
    const { forgetting, section } = judged(answers(2000, 100), answers(2000, 100))
    expect(forgetting.gate).toMatchObject({ name: 'forgetting', verdict: 'pass', allowed: -0.02 })
    expect(forgetting).toMatchObject({ parent, examples: 2000, candidate: 0.95, before: 0.95 })
    expect(section).toMatchObject({ title: 'Forgetting', rows: [{ verdict: 'pass', margin: 0.02, baseline: 0.95 }] })
  })

  it('fails where more is surely lost than the margin, and says on which test', () => {
    const { forgetting } = judged(answers(2000, 300), answers(2000, 100))
    expect(forgetting.gate.verdict).toBe('fail')
    expect(forgetting.gate.because).toMatch(/^on the test of the model before: 0 examples got better and 200 worse/)
    const warned: string[] = []
    expect(decidingOf(forgetting, { warn: (text) => warned.push(text) })).toEqual([forgetting.gate])
    expect(warned).toEqual([])
  })

  it('is told and decides nothing where it is to be a warning', () => {
    const { forgetting, section } = judged(answers(2000, 300), answers(2000, 100), { onFail: 'warn' })
    const warned: string[] = []
    expect(decidingOf(forgetting, { warn: (text) => warned.push(text) })).toEqual([])
    expect(warned).toEqual([expect.stringMatching(/^forgetting: on the test of the model before: /)])
    expect(section.note).toContain('decides nothing (evaluate.forgetting.on-fail: warn)')
  })

  it('has a margin of its own where one is written', () => {
    expect(
      judged(answers(2000, 300), answers(2000, 100), { margin: 0.2, onFail: 'fail' }).forgetting.gate,
    ).toMatchObject({ verdict: 'pass', allowed: -0.2 })
  })

  it('is told by a metric of the task where the first gate is by a function of somebody', () => {
    const gates = [
      { metric: 'cost', margin: 1 },
      { metric: 'macro_f1', margin: 0.03 },
    ]
    const { metric, margin } = forgettingMargin(task, { gates, forgetting: { onFail: 'fail' } })
    expect([metric.name, margin]).toEqual(['macro_f1', 0.03])
    const own = forgettingMargin(task, { gates: gates.slice(0, 1), forgetting: { onFail: 'fail' } })
    expect([own.metric.name, own.margin]).toEqual([task.headline.name, 0.02])
  })

  it('is an error, and no comparison of what is left, where one of both answered other examples', () => {
    expect(judged(answers(1999, 0), answers(2000, 0)).forgetting.gate.verdict).toBe('error')
  })

  it('says how many examples of classes that are gone were left out', () => {
    expect(judged(answers(100, 0), answers(100, 0), { onFail: 'fail' }, 12).section.note).toContain(
      '12 examples of classes that are gone are left out',
    )
  })
})
