import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage, imageBuilt } from '../../src/docker/images.ts'
import { createDockerEngine } from '../../src/engine/docker.ts'
import { createProcessEngine } from '../../src/engine/process.ts'
import type { Engine, Job, JobEnd, RuntimeEvent } from '../../src/engine/types.ts'
import { runtimeDirectory } from '../../src/installation.ts'
import { describeWith, has, skipMark } from '../parts.ts'
import { makeProject, temporaryDirectory } from '../project.ts'

/* The real runtime through both engines: the same jobs, the same kind of result. */

const never = new AbortController().signal
const log = { info: () => undefined, foreign: () => undefined, progress: () => undefined }
const environment = process.env

/** Building the image for jobs takes minutes: it is done for a test only where every part is asked for. */
async function dockerEngine(): Promise<Engine | undefined> {
  const docker = await connectDocker({ environment })
  const built = await imageBuilt(docker, 'train', environment)
  if (!built && environment['MODEL_ACTIONS_PARTS'] !== 'all') return undefined
  if (!built) await ensureImage({ docker, kind: 'train', log, signal: never, environment })
  return createDockerEngine({ docker, runtimeDirectory: runtimeDirectory(), log, environment })
}

const processEngine = async (): Promise<Engine> =>
  createProcessEngine({
    python: { path: environment['MODEL_ACTIONS_PYTHON'] ?? 'python3' },
    runtimeDirectory: runtimeDirectory(),
    log,
    environment,
  })

const docker = has('docker') && has('base-image') ? await dockerEngine() : undefined
for (const [engineName, needs, open] of [
  ['process', ['python'], processEngine],
  ['docker', ['docker', 'base-image', 'python'], async () => docker],
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
        out: join(place, 'prepared'),
      })
      expect(prepared.diagnosis).toBe('prepare is done')
      expect(prepared.result).toMatchObject({ verb: 'prepare', labels: ['blame', 'praise'] })

      const checkpoints = join(place, 'checkpoints')
      mkdirSync(checkpoints)
      const tuned = await run({
        config: {
          verb: 'finetune',
          task: 'text-classification',
          max_length: 16,
          training: {
            method: 'full',
            epochs: 1,
            max_steps: 4,
            learning_rate: 0.002,
            batch_size: 32,
            gradient_accumulation: 1,
            warmup_steps: 0,
            weight_decay: 0,
            checkpoint_steps: 2,
            seed: 1,
          },
        },
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
  })
}
