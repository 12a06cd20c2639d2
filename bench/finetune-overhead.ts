import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { plainEnvironment } from '../src/processes.ts'
import { ratioOf, spread } from './support/measure.ts'
import { makeTuning, timed } from './support/tuning.ts'

/*
 * `npm run bench -- finetune-overhead [--rounds N]`: how long the action takes to tune a model, from its start to its end, against
 * the runtime alone with the same config: what its checks, digests, supervision, report and stored result cost. And how much
 * of the training checkpoints hold up.
 */

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { rounds: { type: 'string', default: '3' }, sample: { type: 'string', default: '1' } },
})
const dist = new URL('../dist/', import.meta.url).pathname

const abort = new AbortController()
process.once('SIGINT', () => abort.abort())
const workspace = mkdtempSync(join(tmpdir(), 'model-actions-bench-'))
try {
  const tuning = await makeTuning(
    workspace,
    '{method: full, epochs: 1, batch-size: 16}',
    Number(values.sample),
    abort.signal,
  )
  const action = (stage: string) =>
    timed(process.execPath, [join(dist, `${stage}.js`)], {
      cwd: tuning.workspace,
      env: {
        ...plainEnvironment(tuning.environment),
        MODEL_ACTIONS_PYTHON: tuning.environment['MODEL_ACTIONS_PYTHON'],
        MODEL_ACTIONS_HOME: tuning.environment['MODEL_ACTIONS_HOME'],
        GITHUB_WORKSPACE: tuning.workspace,
        INPUT_CONFIG: 'model.yml',
        'INPUT_WORKING-DIRECTORY': '.',
        INPUT_FORCE: 'true',
        INPUT_SUMMARY: 'false',
        INPUT_CACHE: 'false',
        INPUT_ENGINE: 'process',
      },
      signal: abort.signal,
    })
  // What the actions find is theirs: the code of dist may be another one than that of src.
  await action('prepare')
  const seconds: Record<'action' | 'bare', number[]> = { action: [], bare: [] }
  const blocked: number[] = []
  for (let round = 0; round < Number(values.rounds); round++) {
    const directory = join(workspace, `bare-${round}`)
    const runs = [
      async () => {
        const { seconds: took, lines } = await tuning.bare(directory)
        seconds.bare.push(took)
        blocked.push(blockedShare(lines))
      },
      async () => {
        seconds.action.push((await action('finetune')).seconds)
      },
    ]
    for (const one of round % 2 === 0 ? runs : runs.reverse()) await one()
    rmSync(directory, { recursive: true, force: true })
  }
  const ratio = ratioOf(seconds.action, seconds.bare)
  const share = spread(blocked)
  const report = {
    benchmark: 'finetune-overhead',
    peer: 'the runtime with the same config',
    seconds: { action: spread(seconds.action), bare: spread(seconds.bare) },
    addedSeconds: spread(seconds.action.map((value, index) => value - (seconds.bare[index] ?? Number.NaN))),
    ratio,
    blockedByCheckpoints: share,
    goals: [
      {
        name: 'time of the action, of that of the runtime alone',
        value: ratio.median,
        goal: 1.01,
        met: ratio.median <= 1.01,
      },
      {
        name: 'share of the training that checkpoints hold up',
        value: share.median,
        goal: 0.01,
        met: share.median <= 0.01,
      },
    ],
  }
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
} finally {
  rmSync(workspace, { recursive: true, force: true })
}

/** Of the time from the end of the first step to that of the last. */
function blockedShare(lines: readonly string[]): number {
  type Event = { type: string; name?: string; time: string; blocked_seconds?: number }
  const events = lines.map((line) => JSON.parse(line) as Event)
  const losses = events.filter(({ type, name }) => type === 'metric' && name === 'loss')
  const [first, last] = [losses[0], losses.at(-1)]
  if (first === undefined || last === undefined) throw new Error('the runtime told no loss')
  const held = events.reduce((sum, { blocked_seconds }) => sum + (blocked_seconds ?? 0), 0)
  return held / ((Date.parse(last.time) - Date.parse(first.time)) / 1000)
}
