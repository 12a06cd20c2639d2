import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { describeWith } from '../parts.ts'
import { cli, makeProject, specText, startCli } from '../project.ts'
import { scalarsIn } from '../scalars.ts'

/* A real training that is told to those whom its users look at, by what they themselves read of it. */

const method = 'method: full, epochs: 8, learning-rate: 0.002, batch-size: 16, checkpoints: {steps: 5}'
const spec = (reportTo: string) => specText({ finetune: `{${method}, report-to: ${reportTo}}` })
const trackers = '{tensorboard: {}, prometheus: {textfile: out/tone.prom}}'

describeWith(['python', 'trackers'], 'a training that reports to others', () => {
  it('is killed, goes on, and is one curve without a step twice; other trackers train nothing again', async () => {
    const directory = makeProject()
    writeFileSync(join(directory, 'model.yml'), spec(trackers))
    const runs = join(directory, 'runs')
    const told = (): number[] => {
      const [run] = existsSync(runs) ? readdirSync(runs) : []
      return run === undefined ? [] : readdirSync(join(runs, run)).map((name) => statSync(join(runs, run, name)).size)
    }
    const first = startCli(directory, ['prepare,finetune'])
    await vi.waitFor(() => expect(told()[0]).toBeGreaterThan(800), { timeout: 120_000, interval: 50 })
    first.kill('SIGKILL')
    await first.end
    expect(readFileSync(join(directory, 'out/tone.prom'), 'utf8')).toMatch(/^model_training_running\{.*\} 1$/m)
    const { code, stderr } = await cli(directory, ['prepare,finetune'])
    expect(code, stderr).toBe(0)
    expect(stderr).toMatch(/finetune: pass: full, 456 steps, .*, resumed at step \d+/)
    expect(told()).toHaveLength(2)
    const [run = ''] = readdirSync(runs)
    const scalars = await scalarsIn(join(runs, run))
    const steps = scalars['loss']?.map(([step]) => step) ?? []
    expect(steps.at(0)).toBe(1)
    expect(steps.at(-1)).toBe(456)
    expect(steps).toEqual([...new Set(steps)].toSorted((a, b) => a - b))
    expect(Object.keys(scalars)).toEqual(
      expect.arrayContaining(['learning_rate', 'grad_norm', 'tokens_per_second', 'peak_memory_bytes', 'seconds_left']),
    )
    const text = readFileSync(join(directory, 'out/tone.prom'), 'utf8')
    expect(text).toMatch(/^model_training_running\{model="tone",version="1.0.0"\} 0$/m)
    expect(text).toMatch(/^model_training_step\{model="tone",version="1.0.0"\} 456$/m)
    expect(text).toMatch(/^model_training_seconds_left\{model="tone",version="1.0.0"\} 0$/m)

    writeFileSync(join(directory, 'model.yml'), spec('{tensorboard: {directory: elsewhere}}'))
    const again = await cli(directory, ['prepare,finetune'])
    expect(again.stderr).toContain('finetune: pass (reused)')
    expect(existsSync(join(directory, 'elsewhere'))).toBe(false)
  }, 300_000)
})
