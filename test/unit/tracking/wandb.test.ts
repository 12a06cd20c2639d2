import { globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { digestBytes } from '../../../src/digest.ts'
import { run } from '../../../src/processes.ts'
import type { Point } from '../../../src/tracking/types.ts'
import { bySteps, wandb, wandbEnvironment } from '../../../src/tracking/wandb.ts'
import { itWith } from '../../parts.ts'
import { temporary } from '../oci/fixtures.ts'

const training = { model: 'tone', version: '1.2.0', key: digestBytes('key'), parameters: { method: 'lora' } }
const { signal } = new AbortController()
const python = process.env['MODEL_ACTIONS_TRACKERS'] ?? ''
const point = (name: string, step: number, value: number): Point => ({ name, value, step, atMs: 0 })

/** What the package itself wrote: records of protocol buffers in blocks, as its own reader of a synchronisation takes them. */
const reader = `
import json, struct, sys
from wandb.proto import wandb_internal_pb2 as pb
data = open(sys.argv[1], "rb").read()
at, whole, found = 7, b"", {"history": []}
while at + 7 <= len(data):
    left = 32768 - at % 32768
    if left < 7:
        at += left
        continue
    _, length, kind = struct.unpack("<IHB", data[at : at + 7])
    whole += data[at + 7 : at + 7 + length]
    at += 7 + length
    if kind in (1, 4):
        record, whole = pb.Record(), b""[:0]
        record.ParseFromString(data[at - length : at]) if kind == 1 else None
        what = record.WhichOneof("record_type")
        if what == "run":
            found["run"] = [record.run.run_id, record.run.project, record.run.display_name]
            found["config"] = {c.key: json.loads(c.value_json) for c in record.run.config.update}
        if what == "history":
            found["history"].append({(i.key or i.nested_key[0]): json.loads(i.value_json) for i in record.history.item})
        if what == "exit":
            found["exit"] = record.exit.exit_code
print(json.dumps(found))
`
type Found = { run: string[]; config: Record<string, unknown>; history: Record<string, number>[]; exit: number }

async function read(file: string): Promise<Found> {
  const lines: string[] = []
  await run(python, ['-c', reader, file], { onStdoutLine: (line) => void lines.push(line) })
  return JSON.parse(lines.at(-1) ?? '') as Found
}

itWith(
  ['trackers'],
  'W&B has a run with its settings, every step, and how it ended; one that goes on has the same id',
  async () => {
    const directory = await temporary()
    // A checkout may hold anything, and nothing of it is imported.
    writeFileSync(join(directory, 'json.py'), 'raise SystemExit(9)')
    const of = {
      python,
      project: 'tones',
      entity: undefined,
      mode: 'offline' as const,
      directory,
      env: wandbEnvironment({ ...process.env, WANDB_SILENT: 'true' }),
    }
    const first = wandb(of)
    const { id, isNew } = await first.begin(training, undefined, signal)
    expect(isNew).toBe(true)
    await first.points([point('loss', 1, 0.5), point('learning_rate', 1, 0.01), point('loss', 2, 0.25)], signal)
    await first.points([point('validation_loss', 2, 0.3), point('gpu_utilization', 3, 0.9)], signal)
    await first.end('finished', signal)
    const [file = ''] = globSync(join(directory, 'wandb/offline-run-*/run-*.wandb'))
    const found = await read(file)
    expect(found.run).toEqual([id, 'tones', expect.stringMatching(/^tone 1\.2\.0 [0-9a-f]{12}$/)])
    expect(found.config).toMatchObject({ method: 'lora', version: '1.2.0', lineage_key: training.key })
    expect(found.history).toMatchObject([
      { optimizer_step: 1, loss: 0.5, learning_rate: 0.01 },
      { optimizer_step: 2, loss: 0.25 },
      { optimizer_step: 2, validation_loss: 0.3 },
      { optimizer_step: 3, gpu_utilization: 0.9 },
    ])
    expect(found.exit).toBe(0)
    const next = wandb(of)
    expect(await next.begin(training, id, signal)).toMatchObject({ id, isNew: false })
    await next.points([point('loss', 3, 0.125)], signal)
    await next.end('killed', signal)
    const files = globSync(join(directory, 'wandb/offline-run-*/run-*.wandb'))
    expect(files).toHaveLength(2)
    const gone = await read(files.find((each) => each !== file) ?? '')
    expect(gone.run[0]).toBe(id)
    expect(gone.history).toMatchObject([{ optimizer_step: 3, loss: 0.125 }])
    expect(gone.exit).toBe(143)
  },
)

test('a helper that ends by itself is told by its last words', async () => {
  const tracker = wandb({
    python: process.execPath,
    project: 'p',
    entity: undefined,
    mode: 'offline',
    directory: await temporary(),
    env: { NODE_OPTIONS: '--no-such-option' },
  })
  await expect(tracker.begin(training, undefined, signal)).rejects.toThrow(/its helper ended with exit code \d+: .+/)
})

test('what is told of a step is one row, and rows are in order', () => {
  expect(bySteps([point('a', 2, 1), point('a', 1, 3), point('b', 2, 4)])).toEqual([
    [1, { a: 3 }],
    [2, { a: 1, b: 4 }],
  ])
})

test('the helper has the settings of W&B and no other secret', () => {
  const environment = {
    PATH: '/bin',
    WANDB_API_KEY: 'k',
    WANDB_BASE_URL: 'https://w',
    GITHUB_TOKEN: 't',
    HF_TOKEN: 'h',
  }
  expect(wandbEnvironment(environment)).toEqual({ PATH: '/bin', WANDB_API_KEY: 'k', WANDB_BASE_URL: 'https://w' })
})
