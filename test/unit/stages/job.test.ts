import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { digestJson } from '../../../src/digest.ts'
import { jobFiles } from '../../../src/engine/files.ts'
import type { Job, RuntimeEvent } from '../../../src/engine/types.ts'
import { openPlace } from '../../../src/place/place.ts'
import { saveGraceMs } from '../../../src/stages/checkpoints.ts'
import { runBatch, warningsInto } from '../../../src/stages/job.ts'
import type { StageContext } from '../../../src/stages/types.ts'
import { temporary } from '../oci/fixtures.ts'

it('of two runs that make the same, each has a log of its own, and neither loses a line of it', async () => {
  const root = await temporary()
  const place = await openPlace({ environment: { MODEL_ACTIONS_HOME: join(root, 'home') }, root, model: 'tone' })
  const logs: string[] = []
  const engine = {
    name: 'docker',
    // As an engine does with a job: the files are its own, and only the program is not run.
    async run(job: Job) {
      const files = await jobFiles(job, {})
      const word = `run ${logs.push(job.logFile)}`
      await files.log(`${word} began`)
      if (logs.length === 1) await run('second')
      await files.log(`${word} ended`)
      await files.close()
      return { exit: 'done', result: {}, diagnosis: '' }
    },
  }
  const context = {
    place,
    engine: async () => engine,
    spec: { engine: {} },
    signal: new AbortController().signal,
    platform: { log: {} },
  } as unknown as StageContext
  const run = (out: string) =>
    runBatch(context, 'finetune', digestJson('the same'), {
      config: {} as never,
      inputs: {},
      out: join(root, out),
      deadline: '1h',
    })
  await run('first')
  expect(logs.map((file) => file.replace(/-[0-9a-f]{6}\.txt$/, ''))).toEqual([
    join(place.logs, `finetune-${digestJson('the same').slice(7, 19)}`),
    join(place.logs, `finetune-${digestJson('the same').slice(7, 19)}`),
  ])
  expect(await Promise.all(logs.map((file) => readFile(file, 'utf8')))).toEqual([
    'run 1 began\nrun 1 ended\n',
    'run 2 began\nrun 2 ended\n',
  ])
})

it('whoever hears of a job is told of each of its events in order, beside the log', async () => {
  const root = await temporary()
  const place = await openPlace({ environment: { MODEL_ACTIONS_HOME: join(root, 'home') }, root, model: 'tone' })
  const common = { model_runtime: 1, time: '2026-01-01T00:00:00Z' } as const
  const events: RuntimeEvent[] = [
    { ...common, type: 'warning', message: 'two threads', hint: 'give it one' },
    { ...common, type: 'checkpoint', step: 3, path: 'step-3', sha256: 'a'.repeat(64) },
    { ...common, type: 'warning', message: 'a small set' },
  ]
  const jobs: Job[] = []
  const engine = {
    name: 'docker',
    async run(job: Job, onEvent: (event: RuntimeEvent) => void) {
      jobs.push(job)
      for (const event of events) onEvent(event)
      return { exit: 'done', result: {}, diagnosis: '' }
    },
  }
  const log: string[] = []
  const note = (line: string): void => void log.push(line)
  const context = {
    place,
    engine: async () => engine,
    spec: { engine: {} },
    signal: new AbortController().signal,
    platform: { log: { warn: note, debug: note } },
  } as unknown as StageContext
  const [warnings, heard]: [string[], RuntimeEvent[]] = [[], []]
  const batch = { config: {} as never, inputs: {}, out: join(root, 'out'), deadline: '1h' }
  await runBatch(context, 'finetune', digestJson('it'), {
    ...batch,
    stopGraceMs: 86_000,
    heard: [warningsInto(warnings), (event) => heard.push(event)],
  })
  expect(warnings).toEqual(['two threads: give it one', 'a small set'])
  expect(heard).toEqual(events)
  expect(log).toEqual(['two threads: give it one', 'checkpoint at step 3', 'a small set'])
  await runBatch(context, 'finetune', digestJson('it'), batch)
  expect(jobs.map(({ stopGraceMs }) => stopGraceMs)).toEqual([86_000, undefined])
})

it('a training has a minute to save at its deadline, and another one for each gigabyte of its base', () => {
  expect(saveGraceMs(0)).toBe(60_000)
  expect(saveGraceMs(28e9)).toBe(29 * 60_000)
})
