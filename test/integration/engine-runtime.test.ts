import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Engine, Job, JobEnd, RuntimeEvent } from '../../src/engine/types.ts'
import { runtimeDirectory } from '../../src/installation.ts'
import { describeWith, has, skipMark } from '../parts.ts'
import { makeProject, temporaryDirectory } from '../project.ts'
import { dockerEngine, processEngine } from './engine-support/open.ts'

/* The real runtime through both engines: the same jobs, the same kind of result. */

const never = new AbortController().signal

/** The runtime, where each checkpoint takes three seconds more to write. */
function slowRuntime(): string {
  const directory = temporaryDirectory()
  chmodSync(directory, 0o755)
  cpSync(join(runtimeDirectory(), 'model_runtime'), join(directory, 'model_runtime'), { recursive: true })
  const slow = `
_keep = keep
def keep(*given):
    import time
    time.sleep(3)
    return _keep(*given)
`
  appendFileSync(join(directory, 'model_runtime/checkpoints.py'), slow)
  return directory
}

type Training = Extract<Job['config'], { verb: 'finetune' }>['training']

const finetuneConfig = (more: Partial<Training>, steps = 2): Job['config'] => ({
  verb: 'finetune',
  task: 'text-classification',
  checkpoints: { asynchronous: true, keep: 2, steps },
  max_length: 16,
  training: {
    method: 'full',
    epochs: 1,
    learning_rate: 0.002,
    batch_size: 32,
    gradient_accumulation: 1,
    warmup_steps: 0,
    weight_decay: 0,
    seed: 1,
    ...more,
  },
})

const docker = has('docker') && has('base-image') ? await dockerEngine() : undefined
for (const [engineName, needs, open] of [
  ['process', ['python'], processEngine],
  [
    'docker',
    ['docker', 'base-image', 'python'],
    async (directory?: string) => (directory === undefined ? docker : dockerEngine(directory)),
  ],
] as const) {
  const noImage = engineName === 'docker' && has('docker') && has('base-image') && docker === undefined
  const title = `the runtime in the ${engineName} engine${noImage ? ` [${skipMark} the image for jobs]` : ''}`
  describeWith([...needs], title, () => {
    let engine: Engine
    let project = ''
    const events: RuntimeEvent[] = []

    beforeAll(async () => {
      const opened = await open()
      if (opened === undefined) return
      engine = opened
      project = makeProject()
      chmodSync(project, 0o755)
    })

    const run = (job: Pick<Job, 'config'> & Partial<Job>): Promise<JobEnd> => {
      events.length = 0
      const place = temporaryDirectory()
      return engine.run(
        {
          inputs: {},
          out: join(place, 'out'),
          resources: {},
          workers: 1,
          secrets: {},
          deadlineMs: 120_000,
          logFile: join(place, 'log.txt'),
          ...job,
        },
        (event) => events.push(event),
        never,
      )
    }
    const prepare = async (out: string): Promise<JobEnd> => {
      const prepared = await run({
        config: {
          verb: 'prepare',
          task: 'text-classification',
          files: { train: 'data.jsonl' },
          columns: { input: 'text', label: 'label' },
          split: { test: 0.3, stratify: 'label' },
          max_length: 16,
          sample: 1,
          seed: 1,
        },
        inputs: { train: { directory: project }, base: { directory: join(project, 'base') } },
        out,
      })
      expect(prepared.diagnosis).toBe('prepare is done')
      return prepared
    }
    const it = noImage ? test.skip : test

    it('preflight names what it stands on, and the verb of that name measures it', async () => {
      expect((await engine.preflight({}, never)).because).toMatch(
        engineName === 'process' ? /Python 3\.\d+.*torch 2\./ : /model-actions-train:[0-9a-f]{16} on Docker/,
      )
      const end = await run({
        config: { verb: 'preflight', needs: { disk_bytes: 1_000_000, memory_bytes: 1_000_000, gpu: false } },
      })
      expect(end.diagnosis).toBe('preflight is done')
      expect(end.result).toMatchObject({ verb: 'preflight' })
    })

    it('selftest finds every part of the contract kept', async () => {
      const end = await run({ config: { verb: 'selftest' } })
      expect(end.diagnosis).toBe('selftest is done')
      const checks = end.result?.verb === 'selftest' ? end.result.checks : []
      expect(checks.length).toBeGreaterThan(0)
      expect(checks.filter(({ ok }) => !ok)).toEqual([])
    })

    it('data is prepared, a model is tuned on it, and both lie on this host, ours', async () => {
      const place = temporaryDirectory()
      const prepared = await prepare(join(place, 'prepared'))
      expect(prepared.result).toMatchObject({ verb: 'prepare', labels: ['blame', 'praise'] })

      const checkpoints = join(place, 'checkpoints')
      mkdirSync(checkpoints)
      const tuned = await run({
        config: finetuneConfig({ max_steps: 4 }),
        inputs: { data: { directory: join(place, 'prepared/dataset') }, base: { directory: join(project, 'base') } },
        out: join(place, 'tuned'),
        checkpoints,
      })
      expect(tuned.diagnosis).toBe('finetune is done')
      expect(tuned.result).toMatchObject({ verb: 'finetune', steps: 4 })
      expect(events.some(({ type }) => type === 'checkpoint')).toBe(true)
      expect(existsSync(join(place, 'tuned/model/model.safetensors'))).toBe(true)
      expect(readFileSync(join(place, 'tuned/model/config.json'), 'utf8')).toContain('praise')
    })

    it('a training whose checkpoints take seconds is saved at its deadline, and the next run goes on from there', async () => {
      const place = temporaryDirectory()
      await prepare(join(place, 'prepared'))
      const slow = await open(slowRuntime())
      if (slow === undefined) return
      engine = slow
      const checkpoints = join(place, 'checkpoints')
      mkdirSync(checkpoints)
      let runs = 0
      const tune = (deadlineMs: number): Promise<JobEnd> =>
        run({
          config: finetuneConfig({ epochs: 10_000 }, 1_000_000),
          inputs: { data: { directory: join(place, 'prepared/dataset') }, base: { directory: join(project, 'base') } },
          out: join(place, `tuned-${runs++}`),
          checkpoints,
          deadlineMs,
          stopGraceMs: 300_000,
        })
      const saved = (): number | undefined => events.findLast((event) => event.type === 'checkpoint')?.step

      // How long it takes to begin is the machine's affair.
      let deadlineMs = 10_000
      let end = await tune(deadlineMs)
      while (saved() === undefined && deadlineMs < 100_000) {
        deadlineMs *= 2
        end = await tune(deadlineMs)
      }
      const step = saved() ?? 0
      expect(step).toBeGreaterThan(0)
      expect(end.exit).toBe('interrupted')
      expect(end.diagnosis).toMatch(
        new RegExp(`with a whole checkpoint at step ${step}: run it again to go on from there`),
      )

      const firstStep = () => events.find((event) => event.type === 'progress')
      await tune(deadlineMs)
      while (firstStep() === undefined && deadlineMs < 100_000) {
        deadlineMs *= 2
        await tune(deadlineMs)
      }
      expect(firstStep()).toMatchObject({ done: step + 1, unit: 'steps' })
      expect(saved()).toBeGreaterThan(step)
    }, 400_000)
  })
}
