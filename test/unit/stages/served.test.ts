import { cp, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import type { EvaluateResult, Prediction } from '../../../src/engine/contract.generated.ts'
import { writeManifest } from '../../../src/model/manifest.ts'
import { releaseDirectory } from '../../../src/stages/baseline.ts'
import { compareModels, marginsOf } from '../../../src/stages/comparison.ts'
import { oncePerRun } from '../../../src/stages/memo.ts'
import { compareServed, servingNow } from '../../../src/stages/served.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { taskOf } from '../../../src/tasks/index.ts'
import { exampleModel } from '../oci/fixtures.ts'

const task = taskOf('text-classification')
const labels = ['blame', 'praise', 'question']
const section = { gates: [{ metric: 'accuracy', margin: 0.02 }], metrics: [], showTexts: true }

/** 4,000 examples of two classes, of which the first `wrong` are called by the other one. */
const said = (wrong: number, of: readonly [string, string] = ['blame', 'praise']): Prediction[] =>
  Array.from({ length: 4000 }, (_, id) => {
    const [label, other] = id % 2 === 0 ? of : [of[1], of[0]]
    return { id: String(id), answer: { label, prediction: id < wrong ? other : label } }
  })
const judged = (predictions: readonly Prediction[]) => predictions.map((prediction) => task.judge(prediction))

async function served(of: {
  candidate: readonly Prediction[]
  /** Nothing: the evaluation kept no answers. */
  baseline?: readonly Prediction[]
  kind?: 'model' | 'majority'
  classes?: Pick<EvaluateResult, 'compared_labels'>
}) {
  const directory = await mkdtemp(join(tmpdir(), 'served-'))
  if (of.baseline !== undefined)
    await writeFile(
      join(directory, 'baseline-predictions.jsonl'),
      of.baseline.map((one) => `${JSON.stringify(one)}\n`).join(''),
    )
  const context = { spec: { evaluate: section } } as unknown as StageContext
  const data = {
    baseline: { kind: of.kind ?? 'model', because: 'release 1.2.0' },
    result: { verb: 'evaluate', ...of.classes },
  }
  await oncePerRun(context, 'result of evaluate', async () => ({
    result: { proceed: true, data },
    directory: async () => directory,
  }))
  const candidate = judged(of.candidate)
  return compareServed(context, { task, labels, candidate, examples: candidate.length, environment: undefined })
}

describe('the model that will serve', () => {
  it('fails where tuning and quantizing each lose less than a margin, and together more', async () => {
    const [release, tuned, quantized] = [said(0), said(60), said(120)]
    const step = (candidate: Prediction[], baseline: Prediction[]) =>
      compareModels({
        task,
        section,
        margins: marginsOf(section, false),
        labels,
        candidate: judged(candidate),
        baseline: judged(baseline),
        examples: 4000,
        environment: undefined,
      }).gates[0]
    expect(step(tuned, release)).toMatchObject({ verdict: 'pass' })
    expect(step(quantized, tuned)).toMatchObject({ verdict: 'pass' })
    const { gates } = await served({ candidate: quantized, baseline: release })
    expect(gates).toMatchObject([{ name: 'served accuracy', verdict: 'fail', observed: { value: -0.03 } }])
  })

  it('is told first, in words of who uses it: what they have, what they get, how many answers change', async () => {
    const { gates, notice } = await served({ candidate: said(10), baseline: said(20) })
    expect(gates[0]).toMatchObject({ name: 'served accuracy', verdict: 'pass' })
    expect(notice).toMatchObject({
      kind: 'table',
      title: 'What users will notice',
      part: 'users',
      rows: [
        ['accuracy', '99.5 %', '99.8 %', expect.stringMatching(/^\+0\.3 \(\+?0\.\d to \+0\.\d\) points$/)],
        ['answers that are others', '', '10 of 4000', ''],
      ],
      note: expect.stringContaining('against release 1.2.0'),
    })
  })

  it('must beat the most frequent class where nothing serves yet, whatever the margin', async () => {
    const frequent = said(0).map((one) => ({ ...one, answer: { ...one.answer, prediction: 'blame' } })) as Prediction[]
    expect((await served({ candidate: frequent, baseline: frequent, kind: 'majority' })).gates[0]?.verdict).not.toBe(
      'pass',
    )
    expect((await served({ candidate: said(9), baseline: frequent, kind: 'majority' })).gates[0]?.verdict).toBe('pass')
  })

  it('is held against a release without one of its classes by the examples of the others', async () => {
    const asked = said(0)
    const news = said(4000, ['question', 'blame']).filter(
      ({ answer }) => 'label' in answer && answer.label === 'question',
    )
    const candidate = [...asked, ...news.map((one) => ({ ...one, id: `new ${one.id}` }))]
    const { gates } = await served({ candidate, baseline: asked, classes: { compared_labels: ['blame', 'praise'] } })
    expect(gates[0]).toMatchObject({ verdict: 'pass', observed: { value: 0 } })
    expect(gates[0]?.because).toMatch(/on 4000 examples.*the baseline lacks question/)
  })

  it('is an error, and no pass, where answers are of other examples or none were kept', async () => {
    expect((await served({ candidate: said(0), baseline: said(0).slice(1) })).gates[0]).toMatchObject({
      verdict: 'error',
    })
    await expect(served({ candidate: said(0) })).rejects.toThrow(/kept no answers of its baseline: run it again/)
  })
})

describe('what serves today', () => {
  const digest = digestBytes('release 1.2.0')
  /** The evaluation compared with a release; this place may have fetched its files for that. */
  async function serving(of: {
    manifest?: Partial<Parameters<typeof writeManifest>[1]>
    baseline?: { kind: string; because: string; digest?: string }
  }) {
    const cache = await mkdtemp(join(tmpdir(), 'serving-'))
    const context = { place: { cache } } as unknown as StageContext
    const directory = join(await releaseDirectory(context, digest), 'model')
    if (of.manifest !== undefined) {
      const { path, manifest } = await exampleModel()
      const { schema: _, serving: __, files: ___, ...fields } = manifest
      await writeFile(join(path, 'model.onnx'), 'graph')
      await writeManifest(path, { ...fields, ...of.manifest })
      await cp(path, directory, { recursive: true })
    }
    const baseline = of.baseline ?? { kind: 'model', because: 'release 1.2.0', digest }
    await oncePerRun(context, 'result of evaluate', async () => ({
      result: { proceed: true, data: { baseline } },
      directory: async () => cache,
    }))
    return { directory, now: () => servingNow(context) }
  }
  const onnx = { manifest: { format: 'onnx', engine: 'onnxruntime' } } as const

  it('is timed where its files are at hand, whole and of the engine that serves', async () => {
    const { directory, now } = await serving(onnx)
    expect(await now()).toMatchObject({
      directory,
      because: 'release 1.2.0',
      digest: expect.stringMatching(/^sha256:/),
    })
    await writeFile(join(directory, 'model.onnx'), 'another graph')
    expect(await now()).toBeUndefined()
  })

  it('is not timed, and stops nothing, where it was not fetched, is no ONNX model, or nothing serves', async () => {
    for (const of of [{}, { manifest: {} }, { ...onnx, baseline: { kind: 'majority', because: 'nothing serves' } }])
      expect(await (await serving(of)).now()).toBeUndefined()
  })
})
