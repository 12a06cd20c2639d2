import { expect, test } from 'vitest'
import type { RuntimeEvent } from '../../../src/engine/types.ts'
import { createTerminal } from '../../../src/platform/terminal.ts'
import { show } from '../../../src/stages/job.ts'
import { gpuUse, liveDetail, timeLeft } from '../../../src/stages/training/live.ts'

const event = (of: object): RuntimeEvent =>
  ({ model_runtime: 1, time: '2026-01-01T00:00:00.000Z', ...of }) as RuntimeEvent
const metric = (name: string, value: number): RuntimeEvent => event({ type: 'metric', name, value })
const step = (done: number, more: object = {}): RuntimeEvent =>
  event({ type: 'progress', what: 'training', done, total: 200, unit: 'steps', ...more })

test('a person sees when a training will be done, its loss, its speed and how busy the GPU is', () => {
  let shown = ''
  const { log } = createTerminal({ stderr: { write: (text: string) => (shown += text) }, nowMs: () => 0 })
  const detail = liveDetail()
  for (const told of [
    metric('loss', 0.73219),
    metric('grad_norm', 3),
    metric('learning_rate', 0.00002),
    metric('gpu_utilization', 0.934),
    metric('gpu_memory_used_bytes', 41 * 2 ** 30),
    step(50, { seconds_left: 200.4, rate: { value: 5123.4, unit: 'tokens' } }),
  ])
    show(told, log, detail(told))
  expect(shown).toBe(
    'training 50/200 steps: 25 %, 3 min left, loss 0.7322, 5120 tokens/s, GPU 93 %, 41.0 GiB, learning rate 2.00e-5\n',
  )
})

test('work that tells no speed has nothing behind its share, and what is done takes no more time', () => {
  const detail = liveDetail()
  detail(metric('loss', 0.5))
  expect(detail(step(10))).toBe('')
  expect(detail(step(200, { seconds_left: 0, rate: { value: 3, unit: 'examples' } }))).toBe('loss 0.5000, 3 examples/s')
})

test('a log that cannot be redrawn has no more lines because the numbers behind its steps change', () => {
  const lines: string[] = []
  const { log } = createTerminal({ stderr: { write: (text: string) => lines.push(text) }, nowMs: () => 0 })
  const detail = liveDetail()
  for (let done = 1; done <= 200; done++) {
    const told = step(done, { seconds_left: 40 * (200 - done), rate: { value: done * 7.7, unit: 'tokens' } })
    show(told, log, detail(told))
  }
  expect(lines).toHaveLength(11)
})

test.each([
  [0, '0 s left'],
  [59.4, '59 s left'],
  [60, '1 min left'],
  [3_599, '59 min left'],
  [4_000, '1 h 6 min left'],
  [90_000, '1 d 1 h left'],
])('%d seconds are told as %s', (seconds, text) => expect(timeLeft(seconds)).toBe(text))

test('a report has the mean of how busy the GPUs were and the most of their memory, where anybody told', () => {
  const told = gpuUse()
  expect(told.use()).toBeUndefined()
  for (const [busy, bytes] of [
    [0.2, 5],
    [0.6, 9],
    [1, 7],
  ] as const) {
    told.listen(metric('gpu_utilization', busy))
    told.listen(metric('gpu_memory_used_bytes', bytes))
  }
  told.listen(step(1))
  expect(told.use()).toEqual({ utilization: expect.closeTo(0.6, 10), memoryBytes: 9 })
})
