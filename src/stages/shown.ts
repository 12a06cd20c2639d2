import { readFile } from 'node:fs/promises'
import type { Annotation, Report } from '../report/model.ts'
import type { Result } from '../results/types.ts'
import { linesOf } from '../spec/lines.ts'
import type { JudgedSpec } from '../spec/schema.ts'
import type { Gate } from '../verdict.ts'

type Given = { spec: Pick<JudgedSpec, 'name' | 'version' | 'evaluate'>; specFile: string }

/**
 * A report as this very run shows it. An earlier result may have been of another version, and what it was judged by may stand
 * in other lines of model.yml by now: neither is a part of the result.
 */
export async function shownReport(
  { stage, report }: Pick<Result, 'stage' | 'report'>,
  { spec, specFile }: Given,
): Promise<Report> {
  const annotations = [...(report.annotations ?? [])]
  const open = report.gates.filter(({ verdict }) => verdict !== 'pass')
  if (open.length > 0) {
    // It was read before this stage began; without it there are no lines to name.
    const text = await readFile(specFile, 'utf8').catch(() => undefined)
    const lineOf = text === undefined ? undefined : linesOf(text)
    if (lineOf !== undefined)
      annotations.push(...open.map((gate) => remark(gate, specFile, lineOf(pathOf(stage, gate, spec)))))
  }
  return {
    ...report,
    title: `${stage} ${spec.name} ${spec.version}`,
    ...(annotations.length === 0 ? {} : { annotations }),
  }
}

const remark = ({ name, verdict, because }: Gate, path: string, line: number): Annotation => ({
  path,
  line,
  level: verdict === 'inconclusive' ? 'warning' : 'failure',
  title: `${name}: ${verdict}`,
  message: because,
})

/** What in a spec says what a gate allows. */
export function pathOf(
  stage: string,
  { name }: Pick<Gate, 'name'>,
  { evaluate }: Pick<JudgedSpec, 'evaluate'>,
): PropertyKey[] {
  const index = evaluate.gates.findIndex(({ metric }) => metric === name.replace(/^served /, ''))
  if (stage === 'evaluate' || name.startsWith('served ')) return ['evaluate', 'gates', index, 'margin']
  if (stage === 'quantize') return name === 'agreement' ? [stage] : [stage, 'gates', ...pathOfQuantizeGate(name)]
  if (stage === 'deploy' && name === 'agreement') return [stage, 'shadow', 'max-disagreement']
  return stage === 'deploy' ? [stage, 'gates', name.split(' ')[0] ?? name] : [stage]
}

function pathOfQuantizeGate(name: string): string[] {
  const [kind = '', quantile = ''] = name.split(' ')
  if (kind === 'latency') return [kind, quantile.toLowerCase()]
  return [kind === 'size' || kind === 'speed' ? kind : 'margin']
}
