import { dirname } from 'node:path'
import { makeDirectory, writeWhole } from '../files.ts'
import type { Fetch } from '../network.ts'
import type { Point, TrackedRun, Tracker } from './types.ts'

/* The last value of each number, for a textfile collector or a Pushgateway: who asks sees where a training is. */

/** A label value in the text format. */
const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`

/** What may not be in the name of a metric becomes `_`. */
const named = (name: string): string => `model_training_${name.replaceAll(/\W/g, '_')}`

const help: Readonly<Record<string, string>> = {
  loss: 'Training loss of the last optimizer step',
  validation_loss: 'Mean loss of the validation examples',
  learning_rate: 'Learning rate',
  grad_norm: 'Length of the gradient',
  examples_per_second: 'Training examples in a second',
  tokens_per_second: 'Tokens in a second, without padding',
  step_seconds: 'Mean time of the last optimizer steps',
  seconds_left: 'Time until the training ends, if it goes on as it did',
  gpu_utilization: 'How busy the GPUs of the training are, from 0 to 1',
  gpu_memory_used_bytes: 'Memory in use of the GPUs of the training, by all programs',
  peak_gpu_memory_bytes: 'The most that PyTorch took of a GPU at once',
  peak_memory_bytes: 'The most that the training held of the memory of the machine at once',
}

/** Text format 0.0.4, as a scrape would see it. @param running whether the training is under way. Pure. */
export function exposition(last: readonly Point[], { model, version }: TrackedRun, running: boolean): string {
  const labels = `{model=${quoted(model)},version=${quoted(version)}}`
  const gauge = (name: string, value: number, text = 'As the training told it'): string[] => [
    `# HELP ${named(name)} ${text}`,
    `# TYPE ${named(name)} gauge`,
    `${named(name)}${labels} ${value}`,
  ]
  // Two names may become one.
  const byName = new Map(last.map((point) => [named(point.name), point]))
  const step = Math.max(0, ...last.map((point) => point.step))
  const toldAt = Math.max(0, ...last.map((point) => point.atMs)) / 1000
  for (const own of ['running', 'step', 'last_told_timestamp_seconds']) byName.delete(named(own))
  return [
    ...gauge('running', running ? 1 : 0, 'Whether the training is under way'),
    ...gauge('step', step, 'Optimizer steps done'),
    ...gauge('last_told_timestamp_seconds', toldAt, 'When the training last told a number'),
    ...[...byName.values()].flatMap(({ name, value }) => gauge(name, value, help[name])),
    '',
  ].join('\n')
}

/** How the last values get to where they are looked for. */
export type Exposer = {
  where: string
  put(text: string, run: TrackedRun, signal: AbortSignal): Promise<void>
}

export const textfile = (path: string): Exposer => ({
  where: path,
  async put(text) {
    await makeDirectory(dirname(path))
    await writeWhole(path, text)
  },
})

/** The group of a model is replaced as a whole: a PUT of the Pushgateway's API. */
export const pushgateway = ({ url, fetch }: { url: string; fetch: Fetch }): Exposer => ({
  where: url,
  async put(text, { model }, signal) {
    const group = `job/model_training/model@base64/${Buffer.from(model).toString('base64url')}`
    const answer = await fetch(`${url.replace(/\/+$/, '')}/metrics/${group}`, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      body: text,
      redirect: 'manual',
      signal,
    })
    await answer.body?.cancel()
    if (!answer.ok) throw new Error(`${new URL(url).host} answers ${answer.status}`)
  },
})

export function prometheus(exposer: Exposer): Tracker {
  const last = new Map<string, Point>()
  let run: TrackedRun | undefined
  const tell = async (running: boolean, signal: AbortSignal): Promise<void> => {
    if (run !== undefined) await exposer.put(exposition([...last.values()], run, running), run, signal)
  }
  return {
    name: 'Prometheus',
    // It knows the last value alone.
    forgets: true,
    async begin(begun, before, signal) {
      run = begun
      await tell(true, signal)
      return { id: begun.key, isNew: before === undefined, where: exposer.where }
    },
    async points(points, signal) {
      for (const point of points) last.set(point.name, point)
      await tell(true, signal)
    },
    end: (_, signal) => tell(false, signal),
  }
}
