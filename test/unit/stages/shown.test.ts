import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linesOf } from '../../../src/spec/lines.ts'
import { parseJudgedSpec } from '../../../src/spec/load.ts'
import { pathOf, shownReport } from '../../../src/stages/shown.ts'
import type { Gate } from '../../../src/verdict.ts'
import { temporary } from '../oci/fixtures.ts'

const text = `# Tells moods apart.
name: intents
version: 2.0.0
task: text-classification
evaluate:
  gates:
    - {metric: accuracy, margin: 0.02}
    - metric: macro_f1
      margin: 0.03
quantize:
  gates:
    speed: 1.2
    latency: {p50: 1.1}
base: ./base
data: {train: x.jsonl}
`
const spec = (() => {
  const parsed = parseJudgedSpec(text, 'model.yml')
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return parsed.spec
})()
const gate = (name: string, verdict: Gate['verdict']): Gate => ({
  name,
  verdict,
  observed: { value: 0, unit: 'share' },
  allowed: 0,
  because: `because of ${name}`,
})
const result = (...gates: Gate[]) => ({
  stage: 'evaluate',
  report: {
    schema: 1 as const,
    title: 'evaluate intents 1.0.0',
    verdict: 'fail' as const,
    headline: '',
    gates,
    sections: [],
  },
})

describe('a report as a run shows it', () => {
  it('is of the version of today, also where an earlier result is used again', async () => {
    expect((await shownReport(result(), { spec, specFile: '/nowhere/model.yml' })).title).toBe('evaluate intents 2.0.0')
  })

  it('remarks on the lines of the gates that did not pass, and on no other', async () => {
    const specFile = join(await temporary(), 'model.yml')
    await writeFile(specFile, text)
    const gates = [gate('accuracy', 'pass'), gate('macro_f1', 'inconclusive')]
    expect((await shownReport(result(...gates), { spec, specFile })).annotations).toEqual([
      {
        path: specFile,
        line: 9,
        level: 'warning',
        title: 'macro_f1: inconclusive',
        message: 'because of macro_f1',
      },
    ])
    expect((await shownReport(result(gate('accuracy', 'pass')), { spec, specFile })).annotations).toBeUndefined()
  })

  it.each([
    ['evaluate', 'accuracy', 7],
    ['quantize', 'served macro_f1', 9],
    ['quantize', 'speed', 12],
    ['quantize', 'latency P50', 13],
    ['quantize', 'latency P90', 13],
    ['quantize', 'accuracy', 11],
    ['quantize', 'agreement', 10],
    ['deploy', 'errors at full share', 1],
  ])('finds what allows the gate of %s on %s, or what of it was written: line %i', (stage, name, line) => {
    expect(linesOf(text)(pathOf(stage, { name }, spec))).toBe(line)
  })
})
