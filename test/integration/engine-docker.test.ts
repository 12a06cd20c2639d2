import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import Docker from 'dockerode'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import type { ContainerSpec } from '../../src/docker/container.ts'
import { dockerEndpoint } from '../../src/docker/endpoint.ts'
import { ensureImage } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { createDockerEngine } from '../../src/engine/docker.ts'
import type { Job } from '../../src/engine/types.ts'
import { runtimeDirectory } from '../../src/installation.ts'
import type { StopRequest } from '../../src/processes.ts'
import { describeWith, itWith } from '../parts.ts'

const never = new AbortController().signal
const lines: string[] = []
const log = { info: () => {}, foreign: (line: string) => lines.push(line), progress: () => {} }
const label = { 'model-actions.test': String(process.pid) }
let docker: DockerClient
let image = ''
let root = ''

const spec = (script: string, more: Partial<ContainerSpec> = {}): ContainerSpec => ({
  image,
  command: ['python3', '-c', script],
  environment: {},
  labels: label,
  user: '65532:65532',
  network: 'none',
  ...more,
})
const run = (script: string, more: Partial<ContainerSpec> = {}, signal = never, stop?: StopRequest) =>
  docker.run(
    spec(script, more),
    { stdout: (line) => lines.push(line), stderr: (line) => lines.push(`! ${line}`) },
    signal,
    stop,
  )

describe('a Docker engine that is not there', () => {
  test('is named in one line with what to do', async () => {
    await expect(connectDocker({ environment: { DOCKER_HOST: 'unix:///nowhere/docker.sock' } })).rejects.toThrow(
      /no Docker engine answers at unix:\/\/\/nowhere\/docker\.sock .*set DOCKER_HOST/,
    )
    await expect(connectDocker({ environment: { DOCKER_HOST: 'npipe://host' } })).rejects.toThrow(
      /DOCKER_HOST=npipe:\/\/host: npipe: is not supported: use unix:\/\/\/path, ssh:\/\/user@host or tcp:\/\/host:port/,
    )
  })
})

describeWith(['docker', 'base-image'], 'the Docker engine', () => {
  beforeAll(async () => {
    docker = await connectDocker({ environment: process.env })
    image = await ensureImage({ docker, kind: 'serve', log, signal: never, environment: process.env })
  })
  beforeEach(() => {
    lines.length = 0
    root = mkdtempSync(join(tmpdir(), 'engine-docker-'))
    chmodSync(root, 0o755)
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))
  afterAll(async () => {
    for (const { id } of await docker.list(label)) await docker.remove(id, 0)
  })

  test('a container gets no network, no root, no capability and no writable root, and leaves nothing', async () => {
    const script = `import os, socket
print(os.getuid(), [line for line in open('/proc/self/status') if line.startswith('CapEff')][0].split()[1])
for what in (lambda: open('/x', 'w'), lambda: socket.create_connection(('127.0.0.1', 1)), lambda: socket.getaddrinfo('example.org', 80)):
    try: what(); print('allowed')
    except OSError as error: print('refused')
import sys; print('also stderr', file=sys.stderr); sys.exit(6)`
    expect(await run(script)).toEqual({ exitCode: 6, outOfMemory: false })
    expect(lines.filter((line) => !line.startsWith('!'))).toEqual([
      '65532 0000000000000000',
      'refused',
      'refused',
      'refused',
    ])
    expect(lines).toContain('! also stderr')
    expect(await docker.list(label)).toEqual([])
  })

  test('a container that the kernel ends for memory says so', async () => {
    const end = await run('x = bytearray(10**9)', { memoryBytes: 64 * 1024 ** 2 })
    expect(end).toEqual({ exitCode: 137, outOfMemory: true })
  })

  test('a container begins no more processes and threads than it is given', async () => {
    const begin = `import threading, time
begun = 0
try:
    while begun < 200:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        begun += 1
except RuntimeError: pass
print(begun, flush=True)
import os; os._exit(0)`
    expect(await run(begin, { pids: 50 })).toEqual({ exitCode: 0, outOfMemory: false })
    expect(Number(lines[0])).toBeGreaterThan(40)
    expect(Number(lines[0])).toBeLessThan(50)
    lines.length = 0
    await run(begin)
    expect(lines).toEqual(['200'])
  })

  test('after an abort the container is gone within 2 s', async () => {
    const controller = new AbortController()
    const running = run(
      "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
      {},
      controller.signal,
    )
    const refused = expect(running).rejects.toThrow('stop now')
    await expect.poll(() => lines, { timeout: 20_000 }).toContain('up')
    const began = performance.now()
    controller.abort(new Error('stop now'))
    await refused
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(await docker.list(label)).toEqual([])
  })

  /** Works until it is asked to end, and takes three seconds to save what it has done by then. */
  const slowToSave = `import signal, sys, time
def stop(*_):
    print('saving', flush=True)
    time.sleep(3)
    print('saved', flush=True)
    sys.exit(75)
signal.signal(signal.SIGTERM, stop)
print('up', flush=True)
time.sleep(600)`

  test('a container that is asked to stop has the time to save, and its end and last words are told', async () => {
    const stop = new AbortController()
    const running = run(slowToSave, {}, never, { signal: stop.signal, patienceMs: 120_000 })
    await expect.poll(() => lines, { timeout: 20_000 }).toContain('up')
    stop.abort()
    expect(await running).toEqual({ exitCode: 75, outOfMemory: false })
    expect(lines).toEqual(['up', 'saving', 'saved'])
    expect(await docker.list(label)).toEqual([])
  })

  test('a container that does not stop is killed when its time is over', async () => {
    const stop = new AbortController()
    const deaf =
      "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"
    const running = run(deaf, {}, never, { signal: stop.signal, patienceMs: 1_000 })
    await expect.poll(() => lines, { timeout: 20_000 }).toContain('up')
    stop.abort()
    expect(await running).toEqual({ exitCode: 137, outOfMemory: false })
    expect(await docker.list(label)).toEqual([])
  })

  test('an abort ends a container that is saving as at any other time', async () => {
    const [controller, stop] = [new AbortController(), new AbortController()]
    const running = run(slowToSave.replace('sleep(3)', 'sleep(600)'), {}, controller.signal, {
      signal: stop.signal,
      patienceMs: 600_000,
    })
    const refused = expect(running).rejects.toThrow('stop now')
    await expect.poll(() => lines, { timeout: 20_000 }).toContain('up')
    stop.abort()
    await expect.poll(() => lines, { timeout: 20_000 }).toContain('saving')
    controller.abort(new Error('stop now'))
    await refused
    expect(await docker.list(label)).toEqual([])
  })

  test('a stop that comes before a container runs has it not run', async () => {
    const stop = { signal: AbortSignal.abort(new Error('too late')), patienceMs: 60_000 }
    await expect(run("print('up')", {}, never, stop)).rejects.toThrow('too late')
    expect([lines, await docker.list(label)]).toEqual([[], []])
  })

  test('an archive that is no image is refused, although the engine answers 200', async () => {
    await expect(docker.load(Readable.from([Buffer.alloc(1024)]), never)).rejects.toThrow()
  })

  test('an image is built once', async () => {
    lines.length = 0
    expect(await ensureImage({ docker, kind: 'serve', log, signal: never, environment: process.env })).toBe(image)
    expect(lines).toEqual([])
  })

  test('without a base image the message names the variable and the script that makes one', async () => {
    const environment = { ...process.env, MODEL_ACTIONS_BASE_IMAGE: 'localhost:1/absent:1' }
    await expect(ensureImage({ docker, kind: 'serve', log, signal: never, environment })).rejects.toThrow(
      /localhost:1\/absent:1.*MODEL_ACTIONS_BASE_IMAGE.*docker\/base\/make\.sh/,
    )
  })

  test('a job sees its inputs read-only at /ml and its result comes back, validated', async () => {
    const runtime = join(root, 'runtime')
    mkdirSync(join(runtime, 'model_runtime'), { recursive: true })
    const schema = 'model_runtime/contract.schema.json'
    copyFileSync(join(runtimeDirectory(), schema), join(runtime, schema))
    writeFileSync(join(runtime, 'model_runtime/__init__.py'), '')
    writeFileSync(
      join(runtime, 'model_runtime/__main__.py'),
      `import json, os
config = json.load(open(os.environ['MODEL_CONFIG']))
assert config['paths'] == {'in': {'model': '/ml/in/model'}, 'out': '/ml/out'}, config
try: open('/ml/in/model/new', 'w'); print('writable')
except OSError: print('read-only')
shape = {'batch': 1, 'length': len(open('/ml/in/model/weights').read())}
result = {'verb': 'export', 'opset': 17, 'size_bytes': 3, 'largest_difference': 0, 'checked_shapes': [shape]}
json.dump(result, open('/ml/out/result.json', 'w'))`,
    )
    const model = join(root, 'model')
    mkdirSync(model)
    // As libraries save them; where this runs as root, the job is another user.
    writeFileSync(join(model, 'weights'), 'abc', { mode: 0o600 })
    const engine = createDockerEngine({ docker, runtimeDirectory: runtime, log, environment: process.env, image })
    const job: Job = {
      config: { verb: 'export', task: 'text-classification', max_length: 8 },
      inputs: { model: { directory: model } },
      resources: {},
      workers: 1,
      out: join(root, 'out'),
      secrets: {},
      deadlineMs: 60_000,
      logFile: join(root, 'log.txt'),
    }
    const end = await engine.run(job, () => {}, never)
    expect(end.diagnosis).toBe('export is done')
    expect(end.result).toMatchObject({ verb: 'export', checked_shapes: [{ batch: 1, length: 3 }] })
    expect(readFileSync(job.logFile, 'utf8')).toBe('read-only\n')
  })

  test('a training at its deadline has the time to save, also when it is stopped by hand', async () => {
    const runtime = join(root, 'runtime')
    mkdirSync(join(runtime, 'model_runtime'), { recursive: true })
    const schema = 'model_runtime/contract.schema.json'
    copyFileSync(join(runtimeDirectory(), schema), join(runtime, schema))
    writeFileSync(join(runtime, 'model_runtime/__init__.py'), '')
    const event = `{"model_runtime":1,"type":"checkpoint","time":"t","step":7,"path":"step-7","sha256":"${'a'.repeat(64)}"}`
    const saves = slowToSave.replace("print('saved', flush=True)", `print('${event}', flush=True)`)
    writeFileSync(join(runtime, 'model_runtime/__main__.py'), saves)
    const engine = createDockerEngine({ docker, runtimeDirectory: runtime, log, environment: process.env, image })
    const directories = ['data', 'base', 'checkpoints'].map((name) => join(root, name))
    for (const directory of directories) mkdirSync(directory)
    const [data = '', base = '', checkpoints = ''] = directories
    const training = {
      method: 'full',
      epochs: 1,
      learning_rate: 0.001,
      batch_size: 8,
      gradient_accumulation: 1,
      warmup_steps: 0,
      weight_decay: 0,
      seed: 0,
    } as const
    const job: Job = {
      config: {
        verb: 'finetune',
        task: 'text-classification',
        checkpoints: { asynchronous: true, keep: 2, steps: 100 },
        max_length: 8,
        training,
      },
      inputs: { data: { directory: data }, base: { directory: base } },
      checkpoints,
      resources: {},
      workers: 1,
      out: join(root, 'out'),
      secrets: {},
      deadlineMs: 8_000,
      stopGraceMs: 120_000,
      logFile: join(root, 'log.txt'),
    }
    const running = engine.run(job, () => {}, never)
    await expect.poll(() => lines, { timeout: 20_000 }).toContain('up')
    const [own] = (await docker.listWith('model-actions.job')).filter(({ labels }) =>
      labels['model-actions.owner']?.startsWith(`${process.pid} `),
    )
    const client = new Docker(dockerEndpoint(process.env).options)
    const { Config } = (await client.getContainer(own?.id ?? '').inspect()) as { Config: { StopTimeout?: number } }
    expect(Config.StopTimeout).toBe(120)
    const end = await running
    expect(end.exit).toBe('interrupted')
    expect(end.diagnosis).toMatch(/deadline of 8s, with a whole checkpoint at step 7: run it again to go on from there/)
    expect(lines).toContain('saving')
  })

  test('a job sees of a file nothing that lies beside it, and is given the file though that is closed', async () => {
    const runtime = join(root, 'runtime')
    mkdirSync(join(runtime, 'model_runtime'), { recursive: true })
    const schema = 'model_runtime/contract.schema.json'
    copyFileSync(join(runtimeDirectory(), schema), join(runtime, schema))
    writeFileSync(join(runtime, 'model_runtime/__init__.py'), '')
    writeFileSync(
      join(runtime, 'model_runtime/__main__.py'),
      "import os; print(os.listdir('/ml/in/train'), open('/ml/in/train/data.jsonl').read())",
    )
    const data = join(root, 'data')
    mkdirSync(data, { mode: 0o700 })
    writeFileSync(join(data, 'data.jsonl'), '{}', { mode: 0o600 })
    writeFileSync(join(data, 'cosign.key'), 'secret')
    const engine = createDockerEngine({ docker, runtimeDirectory: runtime, log, environment: process.env, image })
    const job: Job = {
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
      inputs: { train: { file: join(data, 'data.jsonl') }, base: { directory: runtime } },
      resources: {},
      workers: 1,
      out: join(root, 'out'),
      secrets: {},
      deadlineMs: 60_000,
      logFile: join(root, 'log.txt'),
    }
    await engine.run(job, () => {}, never)
    expect(readFileSync(job.logFile, 'utf8')).toBe("['data.jsonl'] {}\n")
  })

  itWith(['root'], 'as root, an input that the job could not read is named before it runs', async () => {
    const model = join(root, 'model')
    mkdirSync(model, { mode: 0o700 })
    const engine = createDockerEngine({
      docker,
      runtimeDirectory: runtimeDirectory(),
      log,
      environment: process.env,
      image,
    })
    const job: Job = {
      config: { verb: 'export', task: 'text-classification', max_length: 8 },
      inputs: { model: { directory: model } },
      resources: {},
      workers: 1,
      out: join(root, 'out'),
      secrets: {},
      deadlineMs: 60_000,
      logFile: join(root, 'log.txt'),
    }
    await expect(engine.run(job, () => {}, never)).rejects.toThrow(
      /\/model is closed to the user 65532.*chmod -R o\+rX .*\/model/,
    )
  })
})
