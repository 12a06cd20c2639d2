import { describe, expect, it } from 'vitest'
import { commonClassesOf } from '../../../src/stages/commonClasses.ts'
import { compareModels, marginsOf } from '../../../src/stages/comparison.ts'
import type { Judged } from '../../../src/statistics/pairing.ts'
import { taskOf } from '../../../src/tasks/index.ts'

const task = taskOf('text-classification')
const labels = ['cancel', 'order', 'refund']
/** 900 examples, 300 of each class; `wrong` says which of them are called cancel. */
const answers = (of: readonly string[], wrong: (id: number, label: string) => boolean): Judged[] =>
  Array.from({ length: 900 }, (_, id) => ({ id, label: labels[id % 3] ?? '' }))
    .filter(({ label }) => of.includes(label))
    .map(({ id, label }) =>
      task.judge({ id: String(id), answer: { label, prediction: wrong(id, label) ? 'cancel' : label } }),
    )
const section = { gates: [{ metric: 'accuracy', margin: 0.02 }], metrics: [], showTexts: true }
const compare = (candidate: Judged[], baseline: Judged[], found: { lacks?: string[]; more?: [string] }) =>
  compareModels({
    task,
    section,
    margins: marginsOf(section, false),
    labels,
    candidate,
    baseline,
    examples: 900,
    environment: undefined,
    common: commonClassesOf(
      {
        verb: 'evaluate',
        compared_labels: labels.filter((label) => !found.lacks?.includes(label)) as [string, ...string[]],
        ...(found.more === undefined ? {} : { baseline_only_labels: found.more }),
      },
      labels,
    ),
  })

describe('a baseline of other classes', () => {
  it('is compared on the examples of the common ones, and gate and report say so', () => {
    // The candidate calls every second refund wrongly: the baseline never had to know any.
    const candidate = answers(labels, (id, label) => label === 'refund' && id % 2 === 0)
    const {
      gates,
      metrics,
      sections,
      candidate: compared,
    } = compare(
      candidate,
      answers(['cancel', 'order'], () => false),
      { lacks: ['refund'] },
    )
    expect(gates[0]).toMatchObject({ verdict: 'pass', observed: { value: 0 } })
    expect(gates[0]?.because).toMatch(
      /on 600 examples.*; the baseline lacks refund: compared on the examples of the 2 classes that both know$/,
    )
    expect(metrics.candidate['accuracy']).toBe(1)
    expect(compared).toHaveLength(600)
    const told = sections.find(({ title }) => title === 'Classes that the baseline does not have')
    expect(told).toMatchObject({ kind: 'table', rows: [['refund', '300', '50.0 %']] })
    expect(told?.note).toMatch(/^The baseline lacks refund: /)
    // All that the candidate answered is in the matrix.
    expect(sections.find(({ kind }) => kind === 'confusion')).toMatchObject({
      counts: [
        [300, 0, 0],
        [0, 300, 0],
        [150, 0, 150],
      ],
    })
  })

  it('counts what the candidate calls by a new class as wrong, as users would', () => {
    const candidate = answers(labels, () => false).map((judged, at) =>
      judged.truth === 'order' && at % 2 === 0
        ? task.judge({ id: judged.id, answer: { label: 'order', prediction: 'refund' } })
        : judged,
    )
    const { gates } = compare(
      candidate,
      answers(['cancel', 'order'], () => false),
      { lacks: ['refund'] },
    )
    expect(gates[0]).toMatchObject({ verdict: 'fail', observed: { value: -0.25 } })
  })

  it('with one class more is compared on every example, and said so', () => {
    const { gates, sections } = compare(
      answers(labels, () => false),
      answers(labels, () => false),
      { more: ['fraud'] },
    )
    expect(gates[0]).toMatchObject({ verdict: 'pass' })
    expect(gates[0]?.because).toMatch(
      /on 900 examples.*; the baseline also knows fraud, and is wrong where it says so$/,
    )
    expect(sections[1]).toMatchObject({ kind: 'text', text: expect.stringContaining('also knows fraud') })
  })

  it('excuses no example that the candidate left out', () => {
    const candidate = answers(labels, () => false).slice(1)
    const { gates } = compare(
      candidate,
      answers(['order', 'refund'], () => false),
      { lacks: ['cancel'] },
    )
    expect(gates[0]).toMatchObject({ verdict: 'error', because: expect.stringContaining('899 of the 900') })
  })

  it('of too few common examples decides nothing', () => {
    const few = answers(['order'], () => false).slice(0, 150)
    const candidate = [
      ...few,
      ...answers(['cancel', 'refund'], () => false),
      ...answers(['order'], () => false)
        .slice(150)
        .map((one) => ({ ...one, truth: 'refund' })),
    ]
    expect(compare(candidate, few, { lacks: ['cancel', 'refund'] }).gates[0]).toMatchObject({ verdict: 'inconclusive' })
  })
})
