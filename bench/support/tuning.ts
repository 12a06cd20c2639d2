import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultCacheDirectory, ensurePython, installExtra } from '../../src/engine/python.ts'
import { runtimeDirectory } from '../../src/installation.ts'
import { createTerminal } from '../../src/platform/terminal.ts'
import { plainEnvironment, run } from '../../src/processes.ts'
import { resolveBase } from '../../src/stages/base.ts'
import { openContext } from '../../src/stages/context.ts'
import { finetuneConfig } from '../../src/stages/finetuneConfig.ts'
import { runStages } from '../../src/stages/index.ts'

/** A tuning of the demo's docstrings that can be run by the action, by the bare runtime, or by a script of one's own. */
export type Tuning = {
  python: string
  workspace: string
  environment: Record<string, string | undefined>
  base: string
  dataset: string
  /** By a process that is told nothing but a config. @returns what it said, line by line, and when it ended */
  bare(directory: string): Promise<Run>
}
export type Run = { seconds: number; lines: string[] }

const root = join(import.meta.dirname, '../..')

/** @param finetune the section of model.yml, in one line @param sample share of the docstrings */
export async function makeTuning(
  workspace: string,
  finetune: string,
  sample: number,
  signal: AbortSignal,
): Promise<Tuning> {
  const platform = createTerminal({ stderr: process.stderr })
  const setUp = { log: platform.log, signal, environment: process.env }
  const { path: python } = await ensurePython({ ...setUp, requirements: 'train' })
  const baseModel = join(defaultCacheDirectory(process.env), 'base-model')
  await installExtra({ ...setUp, python, file: 'base-model.txt', into: baseModel })
  const checkout = join(workspace, 'checkout')
  mkdirSync(checkout, { recursive: true })
  const example = join(root, 'workflows-examples/demo')
  const env = { ...process.env, PYTHONPATH: baseModel }
  await timed(python, [join(example, 'make_data.py'), 'data.jsonl'], { cwd: checkout, env, signal })
  await timed(python, [join(example, 'make_base.py'), 'base'], { cwd: checkout, env, signal })
  writeFileSync(
    join(checkout, 'model.yml'),
    `name: docstrings\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: data.jsonl, max-length: 64, sample: ${sample}}\nfinetune: ${finetune}\n`,
  )
  const environment = {
    ...process.env,
    MODEL_ACTIONS_PYTHON: python,
    MODEL_ACTIONS_HOME: join(workspace, 'home'),
  }
  const context = await openContext({
    specFile: join(checkout, 'model.yml'),
    stages: ['prepare'],
    engine: 'process',
    force: false,
    platform,
    signal,
    environment,
  })
  const [prepared] = await runStages(['prepare'], context, async () => undefined)
  if (prepared === undefined) throw new Error('prepare left no result')
  const dataset = join(await prepared.stored.directory(), 'dataset')
  const base = (await resolveBase(context)).directory
  return {
    python,
    workspace: checkout,
    environment,
    base,
    dataset,
    async bare(directory) {
      mkdirSync(directory, { recursive: true })
      const paths = { in: { data: dataset, base }, out: join(directory, 'out'), checkpoints: join(directory, 'steps') }
      const config = join(directory, 'config.json')
      writeFileSync(
        config,
        JSON.stringify({ model_runtime: 1, verb: 'finetune', ...finetuneConfig(context.spec), paths }),
      )
      return timed(python, ['-m', 'model_runtime', 'finetune', '--config', config], {
        cwd: directory,
        env: { ...plainEnvironment(process.env), PYTHONPATH: runtimeDirectory(), HF_HUB_OFFLINE: '1' },
        signal,
      })
    },
  }
}

/** @throws Error with the last lines where it does not end well */
export async function timed(
  command: string,
  args: string[],
  options: { cwd: string; env: Record<string, string | undefined>; signal: AbortSignal },
): Promise<Run> {
  const lines: string[] = []
  const errors: string[] = []
  const startMs = performance.now()
  const { exitCode } = await run(command, args, {
    ...options,
    onStdoutLine: (line) => lines.push(line),
    onStderrLine: (line) => errors.push(line),
  })
  const seconds = (performance.now() - startMs) / 1000
  if (exitCode !== 0)
    throw new Error(`${command} ${args.join(' ')}: exit ${exitCode}: ${[...lines, ...errors].slice(-5).join(' | ')}`)
  return { seconds, lines }
}
