import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ratioOf, spread } from './support/measure.ts'
import { makeTuning, timed } from './support/tuning.ts'

/*
 * `npm run bench -- training [--rounds N]`: tokens a second while all weights of a real model (22.7 million) are tuned on docstrings,
 * against the Trainer of transformers in a script of its own, with the same data, batch size, epochs and optimizer, both with
 * their other defaults: ours writes its checkpoints and says every loss, the peer does neither. The first steps of each are
 * left out, and validation after the last step is too. `byLength` is the same script with batches of like lengths.
 */

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { rounds: { type: 'string', default: '5' }, sample: { type: 'string', default: '0.3' } },
})
const goal = 1
const fromStep = 5
const training = { batch_size: 16, epochs: 1, learning_rate: 5e-5 }

const abort = new AbortController()
process.once('SIGINT', () => abort.abort())
const workspace = mkdtempSync(join(tmpdir(), 'model-actions-bench-'))
try {
  const tuning = await makeTuning(
    workspace,
    `{method: full, epochs: ${training.epochs}, batch-size: ${training.batch_size}, learning-rate: ${training.learning_rate}}`,
    Number(values.sample),
    abort.signal,
  )
  const peer = async (byLength: boolean): Promise<{ rate: number; tokens: number; steps: number }> => {
    const { base, dataset } = tuning
    const asked = {
      ...training,
      base,
      dataset,
      scratch: join(workspace, 'peer'),
      max_length: 64,
      by_length: byLength,
      from_step: fromStep,
    }
    const { lines } = await timed(
      tuning.python,
      [join(import.meta.dirname, 'support/plain_trainer.py'), JSON.stringify(asked)],
      { cwd: workspace, env: { ...process.env, HF_HUB_OFFLINE: '1' }, signal: abort.signal },
    )
    const told = JSON.parse(lines.at(-1) ?? '') as { tokens: number; steps: number; seconds: number }
    return { ...told, rate: (told.tokens * (1 - fromStep / told.steps)) / told.seconds }
  }
  const rates: Record<'ours' | 'plain' | 'byLength', number[]> = { ours: [], plain: [], byLength: [] }
  let work = { tokens: 0, steps: 0 }
  for (let round = 0; round < Number(values.rounds); round++) {
    const plain = await peer(false)
    work = { tokens: plain.tokens, steps: plain.steps }
    rates.plain.push(plain.rate)
    const directory = join(workspace, `ours-${round}`)
    rates.ours.push(rateOf((await tuning.bare(directory)).lines, plain))
    rmSync(directory, { recursive: true, force: true })
    rates.byLength.push((await peer(true)).rate)
  }
  const ratio = ratioOf(rates.ours, rates.plain)
  const report = {
    benchmark: 'training',
    peer: 'a script with the Trainer of transformers',
    ...work,
    tokensPerSecond: {
      ours: spread(rates.ours),
      plain: spread(rates.plain),
      byLength: spread(rates.byLength),
    },
    ratio: { plain: ratio, byLength: ratioOf(rates.ours, rates.byLength) },
    goals: [
      { name: 'tokens a second, of those of the plain script', value: ratio.median, goal, met: ratio.median >= goal },
    ],
  }
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
} finally {
  rmSync(workspace, { recursive: true, force: true })
}

/** From the end of an early step to that of the last one, as its events say. */
function rateOf(lines: readonly string[], { tokens, steps }: { tokens: number; steps: number }): number {
  const told = lines
    .map((line) => JSON.parse(line) as { type: string; name?: string; step?: number; time: string })
    .filter((event) => event.type === 'metric' && event.name === 'loss' && (event.step ?? 0) >= fromStep)
  const [first, last] = [told[0], told.at(-1)]
  if (first?.step === undefined || last?.step === undefined || last.step !== steps)
    throw new Error(`the runtime told of step ${last?.step}, and the peer made ${steps}`)
  const seconds = (Date.parse(last.time) - Date.parse(first.time)) / 1000
  return (tokens * (last.step - first.step)) / steps / seconds
}
