import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Engine, Job, JobEnd, RuntimeEvent } from '../../src/engine/types.ts'
import { describeWith, has, skipMark } from '../parts.ts'
import { makeProject, temporaryDirectory } from '../project.ts'
import { dockerEngine, processEngine } from './engine-support/open.ts'

/* A training of several processes through both engines: a container has no network but its own. */

const never = new AbortController().signal

const tuning = (steps: number): Job['config'] => ({
  verb: 'finetune',
  task: 'text-classification',
  checkpoints: { asynchronous: true, keep: 2, steps: 1000 },
  launch: { backend: 'gloo', node_rank: 0, nodes: 1, ranks: 2, strategy: 'ddp' },
  max_length: 16,
  training: {
    ...{ method: 'full', epochs: 1000, max_steps: steps, learning_rate: 0.002, batch_size: 8, seed: 1 },
    ...{ gradient_accumulation: 1, warmup_steps: 0, weight_decay: 0 },
  },
})

const docker = has('docker') && has('base-image') ? await dockerEngine() : undefined
for (const [engineName, needs, open] of [
  ['process', ['python'], processEngine],
  ['docker', ['docker', 'base-image', 'python'], async () => docker],
] as const) {
  const noImage = engineName === 'docker' && has('docker') && has('base-image') && docker === undefined
  const title = `ranks in the ${engineName} engine${noImage ? ` [${skipMark} the image for jobs]` : ''}`
  describeWith([...needs], title, () => {
    let engine: Engine
    let project = ''
    let prepared = ''
    let runs = 0
    const events: RuntimeEvent[] = []
    const it = noImage ? test.skip : test

    const run = (place: string, job: Pick<Job, 'config'> & Partial<Job>, signal = never): Promise<JobEnd> => {
      events.length = 0
      return engine.run(
        {
          ...{ inputs: {}, resources: {}, workers: 1, secrets: {}, deadlineMs: 240_000 },
          out: join(place, `out-${runs++}`),
          logFile: join(place, 'log.txt'),
          ...job,
        },
        (event) => events.push(event),
        signal,
      )
    }

    beforeAll(async () => {
      const opened = await open()
      if (opened === undefined) return
      engine = opened
      project = makeProject()
      chmodSync(project, 0o755)
      const place = temporaryDirectory()
      const { diagnosis } = await run(place, {
        config: {
          ...{ verb: 'prepare', task: 'text-classification', files: { train: 'data.jsonl' }, max_length: 16 },
          ...{ columns: { input: 'text', label: 'label' }, split: { test: 0.3 }, sample: 1, seed: 1 },
        },
        inputs: { train: { directory: project }, base: { directory: join(project, 'base') } },
        out: join(place, 'out'),
      })
      expect(diagnosis).toBe('prepare is done')
      prepared = join(place, 'out/dataset')
    }, 120_000)

    const tune = (place: string, steps: number, more: Partial<Job> = {}, signal = never): Promise<JobEnd> => {
      mkdirSync(join(place, 'checkpoints'), { recursive: true })
      return run(
        place,
        {
          config: tuning(steps),
          inputs: { data: { directory: prepared }, base: { directory: join(project, 'base') } },
          checkpoints: join(place, 'checkpoints'),
          ...more,
        },
        signal,
      )
    }

    it('train one model, which one of them tells of, and its log says nothing', async () => {
      const place = temporaryDirectory()
      const end = await tune(place, 5, { out: join(place, 'out') })
      expect(end.diagnosis).toBe('finetune is done')
      expect(end.result).toMatchObject({ verb: 'finetune', steps: 5, ranks: 2, nodes: 1, global_batch: 16 })
      const told = events.flatMap((event) => (event.type === 'progress' ? [event.done] : []))
      expect(told).toEqual([1, 2, 3, 4, 5])
      expect(existsSync(join(place, 'out/model/model.safetensors'))).toBe(true)
      const log = readFileSync(join(place, 'log.txt'), 'utf8').split('\n')
      expect(log.filter((line) => line !== '' && !line.startsWith('{"model_runtime":1,'))).toEqual([])
    }, 240_000)

    it('are all stopped at their deadline with a checkpoint, and by an abort, and nothing of them is left', async () => {
      const place = temporaryDirectory()
      let step: string | undefined
      // How long it takes to begin is the machine's affair.
      for (let deadlineMs = 20_000; step === undefined && deadlineMs < 200_000; deadlineMs *= 2) {
        const end = await tune(place, 1_000_000, { deadlineMs, stopGraceMs: 300_000 })
        expect(end.exit).toBe('interrupted')
        step = /with a whole checkpoint at step (\d+)/.exec(end.diagnosis)?.[1]
      }
      expect(Number(step)).toBeGreaterThan(1)

      const controller = new AbortController()
      const running = tune(place, 1_000_000, {}, controller.signal)
      const refused = expect(running).rejects.toThrow('enough')
      await expect
        .poll(() => events.find(({ type }) => type === 'progress'), { timeout: 120_000 })
        .toMatchObject({
          done: Number(step) + 1,
        })
      controller.abort(new Error('enough'))
      await refused
      const commands = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n')
      expect(commands.filter((line) => line.includes('model_runtime finetune') && line.includes(place))).toEqual([])
    }, 400_000)
  })
}
