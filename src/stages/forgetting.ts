import { join } from 'node:path'
import type { Digest } from '../digest.ts'
import type { EvaluateResult } from '../engine/contract.generated.ts'
import { UserError } from '../errors.ts'
import type { ModelDirectory } from '../model/types.ts'
import type { Log } from '../platform/types.ts'
import type { Section } from '../report/model.ts'
import { countText } from '../report/text.ts'
import type { ModelSpec } from '../spec/schema.ts'
import { type Judged, pairPredictions } from '../statistics/pairing.ts'
import { compareByGates, type Metric, metricsOf, type Task, valuesOf } from '../tasks/index.ts'
import type { Gate } from '../verdict.ts'
import { type Parent, parentInput, parentOf } from './origin.ts'
import { readPredictions } from './predictions.ts'
import type { StageContext } from './types.ts'

/*
 * What a model that went on from another one has forgotten: both answer the examples that the earlier one was tested on, and
 * which neither was trained on.
 */

/** What the candidate went on from, by its own lineage: `release:latest` may be another one by now. */
export async function parentOfModel(context: StageContext, { manifest }: ModelDirectory): Promise<Parent | undefined> {
  const digest = manifest.lineage.find(({ stage }) => stage === 'finetune')?.inputs[parentInput]
  return digest === undefined ? undefined : parentOf(context, digest as Digest, 'the model before')
}

export type Forgetting = {
  /** Result of the model before. */
  parent: Digest
  examples: number
  /** By the metric that is held against the margin. */
  candidate?: number
  before?: number
  gate: Gate
  onFail: 'fail' | 'warn'
}

/** The metric that forgetting is told by, and what of it may be lost: those of the first gate that needs no function of the user's. */
export function forgettingMargin(
  task: Task,
  { gates, forgetting }: Pick<ModelSpec['evaluate'], 'gates' | 'forgetting'>,
): { metric: Metric; margin: number } {
  const known = metricsOf(task, [])
  const first = gates.find((gate) => known.some(({ name }) => name === gate.metric))
  const metric = known.find(({ name }) => name === first?.metric) ?? task.headline
  return { metric, margin: forgetting.margin ?? first?.margin ?? usualMargin }
}

const usualMargin = 0.02

/** The gate that a verdict has of it; where it is only shown, a failure is told. */
export function decidingOf(forgetting: Forgetting | undefined, log: Pick<Log, 'warn'>): Gate[] {
  if (forgetting === undefined) return []
  const { gate, onFail } = forgetting
  if (onFail === 'fail') return [gate]
  if (gate.verdict !== 'pass') log.warn(`forgetting: ${gate.because}`)
  return []
}

/** @param of.kept where the answers of both to the earlier test lie @returns undefined where nothing was asked */
export async function forgettingOf(of: {
  task: Task
  section: ModelSpec['evaluate']
  result: EvaluateResult
  kept: string
  parent: Parent
  labels: readonly string[]
  alpha: number
  next: number
  log: Pick<Log, 'warn'>
}): Promise<{ forgetting: Forgetting; section: Section } | undefined> {
  const { task, section, result, kept, parent, log } = of
  if (result.forgetting === undefined) {
    const lacks = 'the image for jobs answered nothing of the test of the model before (paths.in.earlier)'
    if (section.forgetting.onFail === 'warn') {
      log.warn(`forgetting: ${lacks}: nothing is known of what was forgotten`)
      return undefined
    }
    throw new UserError(
      `evaluate: ${lacks}, so that nothing is known of what was forgotten: let it answer both, as the contract says, or set evaluate.forgetting.on-fail to warn`,
      { exit: 'crashed' },
    )
  }
  if (result.forgetting.examples === 0) {
    log.warn('forgetting: no class of the model before is left, so that nothing can be forgotten')
    return undefined
  }
  const [candidate, before] = await Promise.all(
    ['earlier-predictions.jsonl', 'earlier-parent-predictions.jsonl'].map((name) =>
      readPredictions(join(kept, name), task),
    ),
  )
  if (candidate === undefined || before === undefined) throw new Error('no predictions of the earlier test')
  return judgeForgetting({ ...of, section, candidate, before, parent: parent.digest, ...result.forgetting })
}

/** Pure. */
export function judgeForgetting(of: {
  task: Task
  section: Pick<ModelSpec['evaluate'], 'gates' | 'forgetting'>
  candidate: readonly Judged[]
  before: readonly Judged[]
  parent: Digest
  /** That both were asked, and those of classes that are gone. */
  examples: number
  left_out: number
  labels: readonly string[]
  alpha: number
  next: number
}): { forgetting: Forgetting; section: Section } {
  const { task, candidate, before, examples, labels, alpha, next } = of
  const { metric, margin } = forgettingMargin(task, of.section)
  const pairing = pairPredictions(candidate, before, examples)
  const [found] = compareByGates([{ metric, margin }], pairing, { alpha, next, labels })
  if (found === undefined) throw new Error('one margin makes one gate')
  const gate: Gate = { ...found, name: 'forgetting', because: `on the test of the model before: ${found.because}` }
  const [ours, theirs] = [candidate, before].map((judged) => valuesOf([metric], judged)[metric.name])
  const { value, low, high } = gate.observed
  const forgetting: Forgetting = {
    parent: of.parent,
    examples,
    ...(ours === undefined ? {} : { candidate: ours }),
    ...(theirs === undefined ? {} : { before: theirs }),
    gate,
    onFail: of.section.forgetting.onFail,
  }
  const notes = [
    'The baseline of this row is the model before, on the examples that it was tested on; neither was trained on them.',
    ...(of.left_out === 0 ? [] : [`${countText(of.left_out)} examples of classes that are gone are left out.`]),
    ...(forgetting.onFail === 'warn' ? ['It is shown, and decides nothing (evaluate.forgetting.on-fail: warn).'] : []),
  ]
  return {
    forgetting,
    section: {
      kind: 'intervals',
      title: 'Forgetting',
      part: 'comparison',
      note: notes.join(' '),
      rows: [
        {
          name: metric.title,
          unit: metric.unit,
          ...(metric.higherIsBetter ? {} : { lowerIsBetter: true }),
          ...(theirs === undefined ? {} : { baseline: theirs }),
          ...(ours === undefined ? {} : { candidate: ours }),
          ...(low === undefined || high === undefined ? {} : { difference: { value, low, high } }),
          margin,
          verdict: gate.verdict,
          examples,
        },
      ],
    },
  }
}
