import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { openFetch } from '../../../src/network.ts'
import { freePort } from '../../../src/ports.ts'
import { run } from '../../../src/processes.ts'
import { exposition, prometheus, pushgateway, textfile } from '../../../src/tracking/prometheus.ts'
import type { Point, TrackedRun } from '../../../src/tracking/types.ts'
import { itWith } from '../../parts.ts'
import { temporary } from '../oci/fixtures.ts'

const training: TrackedRun = { model: 'to"ne', version: '1.2.0', key: digestBytes('key'), parameters: {} }
const { signal } = new AbortController()
const point = (name: string, value: number, step = 7): Point => ({ name, value, step, atMs: 1_700_000_000_500 })

test('the last value of each number is told, with the model and its version', () => {
  expect(exposition([point('loss', 0.25), point('eval/f1', 1e-9)], training, true)).toBe(
    [
      '# HELP model_training_running Whether the training is under way',
      '# TYPE model_training_running gauge',
      'model_training_running{model="to\\"ne",version="1.2.0"} 1',
      '# HELP model_training_step Optimizer steps done',
      '# TYPE model_training_step gauge',
      'model_training_step{model="to\\"ne",version="1.2.0"} 7',
      '# HELP model_training_last_told_timestamp_seconds When the training last told a number',
      '# TYPE model_training_last_told_timestamp_seconds gauge',
      'model_training_last_told_timestamp_seconds{model="to\\"ne",version="1.2.0"} 1700000000.5',
      '# HELP model_training_loss Training loss of the last optimizer step',
      '# TYPE model_training_loss gauge',
      'model_training_loss{model="to\\"ne",version="1.2.0"} 0.25',
      '# HELP model_training_eval_f1 As the training told it',
      '# TYPE model_training_eval_f1 gauge',
      'model_training_eval_f1{model="to\\"ne",version="1.2.0"} 1e-9',
      '',
    ].join('\n'),
  )
})

itWith(['promtool'], 'promtool has nothing against it, whatever numbers a training tells', async () => {
  const names = ['loss', 'validation_loss', 'learning_rate', 'tokens_per_second', 'gpu_utilization', 'seconds_left']
  const all = [...names, 'peak_memory_bytes', 'own/score.of-it', 'own_score.of-it', 'running'].map((name) =>
    point(name, 1),
  )
  const words: string[] = []
  const { exitCode } = await run('promtool', ['check', 'metrics'], {
    stdin: exposition(all, training, true),
    onStderrLine: (line) => void words.push(line),
    onStdoutLine: (line) => void words.push(line),
  })
  expect([exitCode, words]).toEqual([0, []])
})

test('a textfile is there whole or not at all, and says at the end that nothing runs any more', async () => {
  const directory = join(await temporary(), 'collected')
  const path = join(directory, 'tone.prom')
  const tracker = prometheus(textfile(path))
  await tracker.begin(training, undefined, signal)
  expect(readFileSync(path, 'utf8')).toContain('model_training_running{model="to\\"ne",version="1.2.0"} 1')
  await tracker.points([point('loss', 3, 1), point('loss', 2, 2)], signal)
  expect(readFileSync(path, 'utf8')).toContain('model_training_loss{model="to\\"ne",version="1.2.0"} 2\n')
  await tracker.end('finished', signal)
  expect(readFileSync(path, 'utf8')).toContain('model_training_running{model="to\\"ne",version="1.2.0"} 0')
  expect(readdirSync(directory)).toEqual(['tone.prom'])
})

itWith(
  ['prometheus-pushgateway'],
  'a Pushgateway has a group for each model, which a later version replaces',
  async () => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const gateway = spawn('prometheus-pushgateway', [`--web.listen-address=127.0.0.1:${port}`], { stdio: 'ignore' })
    onTestFinished(() => void gateway.kill('SIGKILL'))
    const metrics = async (): Promise<string> => (await fetch(`${url}/metrics`)).text()
    await vi.waitFor(async () => expect((await fetch(`${url}/-/ready`)).status).toBe(200), { timeout: 20_000 })
    for (const [version, loss] of [
      ['1.2.0', 0.5],
      ['1.3.0', 0.25],
    ] as const) {
      const tracker = prometheus(pushgateway({ url: `${url}/`, fetch: openFetch({}) }))
      await tracker.begin({ ...training, version }, undefined, signal)
      await tracker.points([point('loss', loss)], signal)
      await tracker.end('finished', signal)
    }
    const told = (await metrics()).split('\n').filter((line) => line.startsWith('model_training_loss'))
    expect(told).toEqual(['model_training_loss{instance="",job="model_training",model="to\\"ne",version="1.3.0"} 0.25'])
  },
)

test('a gateway that refuses is named with its answer', async () => {
  const refusing = prometheus(
    pushgateway({ url: 'http://gateway.test', fetch: async () => new Response('', { status: 503 }) }),
  )
  await expect(refusing.begin(training, undefined, signal)).rejects.toThrow('gateway.test answers 503')
})
