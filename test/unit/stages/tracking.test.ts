import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import type { RuntimeEvent } from '../../../src/engine/types.ts'
import { UserError } from '../../../src/errors.ts'
import { parseSpec } from '../../../src/spec/load.ts'
import { finetuneConfig } from '../../../src/stages/finetuneConfig.ts'
import { checkTracking, parametersOf, startTracking } from '../../../src/stages/training/tracking.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { temporary } from '../oci/fixtures.ts'

let root = ''
const warned: string[] = []
const secrets: string[] = []
beforeEach(async () => {
  root = await temporary()
  warned.length = 0
  secrets.length = 0
})

const key = digestBytes('key')
const inputs = { base: digestBytes('base'), dataset: digestBytes('dataset'), code: digestBytes('code') }

function contextOf(
  reportTo: string,
  environment: StageContext['environment'] = {},
  signal?: AbortSignal,
): StageContext {
  const text = `name: tone\nversion: 1.0.0\ntask: text-classification\nbase: ./base\ndata: {train: a.jsonl, split: {test: 0.2}}\nfinetune: {method: lora, report-to: ${reportTo}}\n`
  const parsed = parseSpec(text, 'model.yml')
  if ('problems' in parsed) throw new UserError(parsed.problems)
  return {
    spec: parsed.spec,
    specFile: 'model.yml',
    bounds: { directory: root, root },
    environment,
    signal: signal ?? new AbortController().signal,
    platform: {
      log: { warn: (line: string) => warned.push(line), info: () => undefined },
      secret: (text: string) => secrets.push(text),
    },
    clock: { now: () => new Date(1_700_000_000_000) },
  } as unknown as StageContext
}

const start = (context: StageContext, launch: object = {}) =>
  startTracking(context, key, { ...finetuneConfig(context.spec), ...launch } as ReturnType<typeof finetuneConfig>, {
    checkpoints: join(root, 'checkpoints'),
    inputs,
  })
const event = (of: object): RuntimeEvent => ({ model_runtime: 1, time: '', ...of }) as RuntimeEvent
const textfile = '{prometheus: {textfile: tone.prom}}'
const exposed = (directory = root): string => readFileSync(join(directory, 'tone.prom'), 'utf8')

describe('finetune.report-to', () => {
  it('is told of the metrics and the time left of a training, and how it ended', async () => {
    const tracking = await start(contextOf(textfile))
    const work = (async () => {
      tracking.listen(event({ type: 'metric', name: 'loss', value: 0.5, step: 3 }))
      tracking.listen(event({ type: 'progress', what: 'training', done: 3, total: 9, unit: 'steps', seconds_left: 6 }))
      tracking.listen(
        event({ type: 'progress', what: 'explain', done: 1, total: 2, unit: 'examples', seconds_left: 1 }),
      )
      return 'made'
    })()
    expect(await tracking.following(work)).toBe('made')
    for (const line of ['loss', 'seconds_left', 'step', 'running'])
      expect(exposed()).toMatch(new RegExp(`^model_training_${line}\\{model="tone",version="1.0.0"\\} `, 'm'))
    expect(exposed()).toContain('model_training_seconds_left{model="tone",version="1.0.0"} 6\n')
    expect(exposed()).toContain('model_training_running{model="tone",version="1.0.0"} 0\n')
  })

  it('ends no training that it cannot be told of, and changes nothing of one that fails', async () => {
    mkdirSync(join(root, 'tone.prom'))
    const tracking = await start(contextOf(textfile))
    const failure = new Error('out of memory')
    await expect(tracking.following(Promise.reject(failure))).rejects.toBe(failure)
    expect(warned).toHaveLength(1)
    expect(warned[0]).toMatch(/^finetune: Prometheus cannot be told of the training, which goes on: EISDIR/)
  })

  it('lies in the directory of the collector where the environment of the runner names one', async () => {
    const collected = join(root, 'collected')
    mkdirSync(collected)
    const tracking = await start(contextOf(textfile, { MODEL_ACTIONS_TEXTFILES: collected }))
    await tracking.following(Promise.resolve())
    expect(exposed(collected)).toContain('model_training_running')
  })

  it('is told by the first of several hosts alone', async () => {
    const tracking = await start(contextOf('{tensorboard: {}}'), { launch: { node_rank: 1, ranks: 2, nodes: 2 } })
    const work = Promise.resolve()
    expect(tracking.following(work)).toBe(work)
  })

  it('takes credentials from the environment, which no log shows from then on', async () => {
    const environment = { MLFLOW_TRACKING_URI: 'http://mlflow.test', MLFLOW_TRACKING_TOKEN: 'the-token' }
    await checkTracking(contextOf('{mlflow: {}}', environment))
    expect(secrets).toContain('the-token')
    await expect(checkTracking(contextOf('{mlflow: {}}'))).rejects.toMatchObject({
      message: expect.stringContaining('names no server: write uri, or set MLFLOW_TRACKING_URI'),
      place: { file: 'model.yml', key: 'finetune.report-to.mlflow.uri' },
    })
  })

  it('refuses W&B before the run where no Python has its package, or nobody gave a key', async () => {
    const without = join(root, 'python')
    writeFileSync(without, '#!/bin/sh\nexit 1\n', { mode: 0o755 })
    const refused = { MODEL_ACTIONS_WANDB_PYTHON: without, WANDB_API_KEY: 'the-key-of-wandb' }
    await expect(checkTracking(contextOf('{wandb: {}}', refused))).rejects.toThrow(
      `${without} has no package wandb: install it there (\`${without} -m pip install wandb\`), or name a Python that has it in MODEL_ACTIONS_WANDB_PYTHON`,
    )
    expect(secrets).toEqual(['the-key-of-wandb'])
    const having = join(root, 'other')
    writeFileSync(having, '#!/bin/sh\nexit 0\n', { mode: 0o755 })
    const environment = { MODEL_ACTIONS_WANDB_PYTHON: having, HOME: root }
    await expect(checkTracking(contextOf('{wandb: {}}', environment))).rejects.toThrow(
      'has no credentials: set WANDB_API_KEY from a secret, or write mode: offline',
    )
    await checkTracking(contextOf('{wandb: {mode: offline}}', environment))
    await checkTracking(contextOf('{wandb: {}}', { ...environment, WANDB_API_KEY: 'the-key-of-wandb' }))
  })

  it.each([
    ['{tensorboard: {directory: ../runs}}', 'leaves'],
    ['{tensorboard: {directory: /var/runs}}', 'is absolute'],
    ['{tensorboard: {directory: outside}}', 'through a link'],
    ['{prometheus: {textfile: ../tone.prom}}', 'leaves'],
  ])('%s is refused before anything begins', async (reportTo, because) => {
    symlinkSync('/var', join(root, 'outside'))
    await expect(checkTracking(contextOf(reportTo))).rejects.toThrow(because)
  })

  it.each([
    ['{prometheus: {}}', 'give exactly one of pushgateway and textfile'],
    ['{prometheus: {textfile: a.prom, pushgateway: http://a}}', 'give exactly one of pushgateway and textfile'],
    ['{prometheus: {textfile: a.txt}}', 'the collector reads only files whose names end with .prom'],
    ['{prometheus: {pushgateway: "http://user:password@a"}}', 'has credentials in it'],
    ['{prometheus: {pushgateway: gateway}}', 'expected an address such as http://pushgateway:9091'],
    ['{mlflow: {uri: "sqlite:///a.db"}}', 'expected an address such as http://mlflow:5000'],
    ['{tensorbord: {}}', 'tensorboard'],
  ])('%s is refused with its reason', (reportTo, because) => {
    expect(() => contextOf(reportTo)).toThrow(because)
  })
})

it('trainings are compared by their settings and by what they were trained on', () => {
  const { spec } = contextOf('{tensorboard: {}}')
  const parameters = parametersOf(finetuneConfig(spec), inputs)
  expect(parameters).toMatchObject({
    task: 'text-classification',
    method: 'lora',
    learning_rate: '0.0002',
    batch_size: '16',
    'lora.rank': expect.stringMatching(/^\d+$/),
    base: inputs.base,
    dataset: inputs.dataset,
  })
  expect(Object.values(parameters).every((value) => typeof value === 'string')).toBe(true)
  expect(parameters['code']).toBeUndefined()
})

it('changes nothing that a result is found by', () => {
  const [one, other] = ['{tensorboard: {}}', textfile].map((reportTo) => finetuneConfig(contextOf(reportTo).spec))
  expect(one).toEqual(other)
})
