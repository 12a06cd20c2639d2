import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensurePython } from '../src/engine/python.ts'
import { runtimeDirectory } from '../src/installation.ts'
import { createTerminal } from '../src/platform/terminal.ts'
import { timed } from './support/tuning.ts'

/*
 * `npm run bench -- prepare [--rows N]`: what the runtime's `prepare` takes for N rows of text (256 characters in the mean, with
 * ids, groups and strata): how many bytes of memory each row adds, by the peaks of N / 10 and of N rows; how much of the disk;
 * and its speed beside that of what cannot be left out, in the same run: every line parsed twice and made into tokens once.
 * Speeds are by CPU seconds of one core, as other work of a machine takes none of them.
 */

const { values } = parseArgs({ args: process.argv.slice(3), options: { rows: { type: 'string', default: '1000000' } } })
const goals = { bytesARow: 20, ofLimit: 0.25 }

type Run = {
  rows: number
  peak_bytes: number
  cpu_seconds: number
  seconds: number
  scratch_bytes: number
  dataset_bytes: number
}
type Told = { rows: number; runs: [Run, Run]; without_decisions_cpu_seconds: number; reading_cpu_seconds: number }

const abort = new AbortController()
process.once('SIGINT', () => abort.abort())
const workspace = mkdtempSync(join(tmpdir(), 'model-actions-bench-'))
try {
  const platform = createTerminal({ stderr: process.stderr })
  const setUp = { log: platform.log, signal: abort.signal, environment: process.env }
  const { path: python } = await ensurePython({ ...setUp, requirements: 'train' })
  const asked = { rows: Number(values.rows), scratch: workspace, runtime: runtimeDirectory() }
  const { lines } = await timed(python, [join(import.meta.dirname, 'support/prepare_rows.py'), JSON.stringify(asked)], {
    cwd: workspace,
    env: process.env,
    signal: abort.signal,
  })
  const told = JSON.parse(lines.at(-1) ?? '') as Told
  const [few, many] = told.runs
  const bytesARow = (many.peak_bytes - few.peak_bytes) / (many.rows - few.rows)
  const rate = (cpuSeconds: number): number => Math.round(many.rows / cpuSeconds)
  const ofLimit = told.without_decisions_cpu_seconds / many.cpu_seconds
  const report = {
    benchmark: 'prepare',
    rows: many.rows,
    seconds: many.seconds,
    memory: { bytesARow, peakBytes: many.peak_bytes, ofRows: { [few.rows]: few.peak_bytes } },
    disk: { scratchBytesARow: many.scratch_bytes / many.rows, datasetBytesARow: many.dataset_bytes / many.rows },
    rowsPerCpuSecond: {
      prepare: rate(many.cpu_seconds),
      readTwiceAndTokens: rate(told.without_decisions_cpu_seconds),
      readOnce: rate(told.reading_cpu_seconds),
    },
    goals: [
      {
        name: 'bytes of memory a row, at most',
        value: bytesARow,
        goal: goals.bytesARow,
        met: bytesARow <= goals.bytesARow,
      },
      {
        name: 'speed, of that of reading twice and making tokens',
        value: ofLimit,
        goal: goals.ofLimit,
        met: ofLimit >= goals.ofLimit,
      },
    ],
  }
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  if (!report.goals.every(({ met }) => met)) process.exitCode = 1
} finally {
  rmSync(workspace, { recursive: true, force: true })
}
