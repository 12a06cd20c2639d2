import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createProcessEngine } from '../../../src/engine/process.ts'
import type { Job, ResolveResult, RuntimeEvent } from '../../../src/engine/types.ts'
import { runtimeDirectory } from '../../../src/installation.ts'
import { removeTree } from '../../../src/trees.ts'
import { fakeSmi, uuidOf } from '../../fixtures/nvidia-smi.ts'
import { describeWith } from '../../parts.ts'

/* A runtime that breaks the contract in one way each; the real one never does. */

const resultText = '{"verb":"selftest","checks":[{"name":"a","ok":true,"because":"b"}]}'

let root = ''
const lines: string[] = []
const events: RuntimeEvent[] = []

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'engine-test-'))
  lines.length = 0
  events.length = 0
})
afterEach(() => removeTree(root))

function engineOf(script: string, resolve?: ResolveResult, environment: NodeJS.ProcessEnv = process.env) {
  const home = join(root, 'runtime')
  mkdirSync(join(home, 'model_runtime'), { recursive: true })
  const schema = 'model_runtime/contract.schema.json'
  copyFileSync(join(runtimeDirectory(), schema), join(home, schema))
  const facts = "{'python': '3.11.2', 'packages': {'torch': '2', 'transformers': '5'}}"
  writeFileSync(join(home, 'model_runtime/environment.py'), `def environment(): return ${facts}\n`)
  writeFileSync(join(home, 'model_runtime/__init__.py'), '')
  const head = [
    'import hashlib, json, os, signal, sys, time',
    "config = json.load(open(sys.argv[sys.argv.index('--config') + 1]))",
    "out = config['paths']['out']",
    `RESULT = '${resultText}'`,
    'def event(body): print(\'{"model_runtime":1,\' + body, flush=True)',
    "def save(text): open(out + '/result.json', 'w').write(text)",
  ]
  writeFileSync(join(home, 'model_runtime/__main__.py'), [...head, script].join('\n'))
  return createProcessEngine({
    python: { path: process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3' },
    runtimeDirectory: home,
    log: { info: () => {}, foreign: (line) => lines.push(line), progress: () => {} },
    environment,
    ...(resolve === undefined ? {} : { resolve }),
  })
}

const job = (more: Partial<Job> = {}): Job => ({
  config: { verb: 'selftest' },
  inputs: {},
  out: join(root, 'out'),
  resources: {},
  workers: 1,
  secrets: {},
  deadlineMs: 8_000,
  logFile: join(root, 'log.txt'),
  ...more,
})

const end = (script: string, more: Partial<Job> = {}, signal = new AbortController().signal, resolve?: ResolveResult) =>
  engineOf(script, resolve).run(job(more), (event) => events.push(event), signal)

const printResult = `event('"type":"result","time":"2026-01-01T00:00:00Z","verb":"selftest","sha256":"' + hashlib.sha256(RESULT.encode()).hexdigest() + '"}')`

describeWith(['python'], 'the process engine', () => {
  test('a job that keeps the contract gives its result, its events and its whole log', async () => {
    const got = await end(
      `print('hello'); event('"type":"progress","time":"2026-01-01T00:00:00Z","what":"w","done":1,"total":2,"unit":"x"}'); save(RESULT); ${printResult}`,
    )
    expect(got).toEqual({ exit: 'done', result: JSON.parse(resultText), diagnosis: 'selftest is done' })
    expect(events.map((event) => event.type)).toEqual(['progress', 'result'])
    expect(lines).toEqual(['hello'])
    expect(readFileSync(join(root, 'log.txt'), 'utf8').split('\n')[0]).toBe('hello')
  })

  test('a directory of a stored result may have any name, and one outside of the result is no input', async () => {
    const stored = join(root, 'stored')
    mkdirSync(join(stored, '..data'), { recursive: true })
    writeFileSync(join(stored, '..data', 'rows'), 'two rows')
    const read = (path: string) =>
      end(
        `print(open(config['paths']['in']['model'] + '/rows').read())`,
        {
          config: { verb: 'export', task: 'text-classification', max_length: 8 },
          inputs: { model: { result: `sha256:${'0'.repeat(64)}`, path } },
        },
        undefined,
        async () => stored,
      )
    await read('..data')
    expect(lines).toEqual(['two rows'])
    for (const path of ['..', '../stored2', 'a/../../b', '/etc'])
      await expect(read(path)).rejects.toThrow(`the input model leaves its result: ${path}`)
  })

  test('a log on a full disk is told as every full disk is, with what to do', async () => {
    await expect(end(`print('hello'); save(RESULT); ${printResult}`, { logFile: '/dev/full' })).rejects.toMatchObject({
      exit: 'preflight',
      message: expect.stringMatching(/\/dev\/full could not be written \(ENOSPC\): the disk is full, free some space/),
    })
  })

  test('a job says what to name where no temporary directory can be made', async () => {
    vi.stubEnv('TMPDIR', '/nonexistent/tmp')
    const engine = engineOf('')
    const end = engine.run(job(), () => {}, AbortSignal.timeout(30_000)).finally(() => vi.unstubAllEnvs())
    await expect(end).rejects.toThrow(
      '/nonexistent/tmp: no temporary directory can be made there (ENOENT): name another directory by TMPDIR',
    )
  })

  test.each([
    ['a line that is cut', `event('"type":"progress"')`, /not whole, valid JSON.*"type":"progress"/],
    ['a metric of NaN', `event('"type":"metric","time":"t","name":"loss","value":NaN}')`, /the number NaN/],
    [
      'a metric beyond every number',
      `event('"type":"metric","time":"t","name":"loss","value":1e999}')`,
      /value.*Infinity/,
    ],
    ['an unknown event', `event('"type":"party"}')`, /"party"/],
    ['an event whose name is no part of a URL', `event('"type":"%E0%A4%A"}')`, /"%E0%A4%A", which is no event/],
    ['a missing key', `event('"type":"metric","time":"t","name":"loss"}')`, /key value is missing/],
    ['no result', 'pass', /wrote no result\.json/],
    ['a result of another verb', `save('{"verb":"export"}')`, /verb is "export" where the job was "selftest"/],
    ['a result with NaN', `save('{"verb":"selftest","checks":NaN}')`, /in result\.json it has the number NaN/],
    ['two truths', `save(RESULT.replace('"b"', '"c"')); ${printResult}`, /not the one of its result event/],
    ['two results', `save(RESULT); ${printResult}; ${printResult}`, /more result events than the one/],
    ['a link as result', `os.symlink('/etc/hostname', out + '/result.json')`, /out\/result\.json: a link/],
    [
      'a link beside its result',
      `save(RESULT); os.mkdir(out + '/a'); os.symlink('/etc', out + '/a/b')`,
      /out\/a\/b: a link/,
    ],
    ['a pipe as result', `os.mkfifo(out + '/result.json')`, /out\/result\.json: neither a file nor a directory/],
    ['a link in place of its output', `os.rmdir(out); os.symlink('/etc', out)`, /out: a link/],
    ['no output at all', `os.rmdir(out)`, /out: cannot be read \(ENOENT\)/],
    ['a file in place of its output', `os.rmdir(out); open(out, 'w').close()`, /out: cannot be read \(ENOTDIR\)/],
    [
      'directories deeper than a path can be',
      `os.chdir(out); [(os.mkdir('a' * 200), os.chdir('a' * 200)) for _ in range(60)]`,
      /cannot be read \(ENAMETOOLONG\)/,
    ],
    ['a directory as result', `os.mkdir(out + '/result.json')`, /wrote no result\.json/],
    [
      'an error that ends with 0',
      `save(RESULT); event('"type":"error","time":"t","code":"data","message":"boom"}')`,
      /boom and ended with exit code 0/,
    ],
  ])('%s ends the job as crashed and says what was wrong', async (_, script, because) => {
    const got = await end(script)
    expect(got.exit).toBe('crashed')
    expect(got.diagnosis).toMatch(because)
    expect(got.result).toBeUndefined()
  })

  test('keys that are not in the contract are ignored, so that newer and foreign runtimes can be read', async () => {
    const got = await end(
      `event('"type":"metric","time":"t","name":"loss","value":1,"x":1}'); save(RESULT[:-1] + ',"mood":"good"}')`,
    )
    expect(got).toMatchObject({ exit: 'done', result: { verb: 'selftest', mood: 'good' } })
    expect(events).toHaveLength(1)
  })

  test('a broken line ends a job at once, not at its deadline', async () => {
    const began = performance.now()
    const got = await end(`event('"type":'); time.sleep(60)`)
    expect(got.diagnosis).toMatch(/not whole/)
    expect(performance.now() - began).toBeLessThan(4_000)
  })

  test('an error event becomes the diagnosis, with its hint and exit code', async () => {
    const script = `event('"type":"error","time":"t","code":"data","message":"no examples","hint":"add some"}'); sys.exit(3)`
    expect(await end(script)).toEqual({ exit: 'data', diagnosis: 'no examples: add some' })
  })

  test.each([
    [2, 'configuration'],
    [5, 'out-of-memory'],
    [6, 'diverged'],
    [75, 'interrupted'],
    [70, 'crashed'],
    [1, 'crashed'],
  ])('exit code %i is %s, with the last words', async (code, exit) => {
    const got = await end(`print('the last words', file=sys.stderr); sys.exit(${code})`)
    expect(got.exit).toBe(exit)
    expect(got.diagnosis).toMatch(/the last words/)
  })

  test('a job that is killed is not called out of memory without proof', async () => {
    const got = await end('os.kill(os.getpid(), signal.SIGKILL)')
    expect(got.exit).toBe('crashed')
    expect(got.diagnosis).toMatch(/SIGKILL.*memory/)
  })

  test('a job past its deadline is ended, and the key to raise is named', async () => {
    const out = join(root, 'out')
    const input = join(root, 'in')
    mkdirSync(input)
    const got = await end('time.sleep(60)', {
      config: { verb: 'evaluate', task: 'text-classification', baseline: 'majority', batch_size: 1, max_length: 8 },
      inputs: { data: { directory: input }, candidate: { directory: input } },
      out,
      deadlineMs: 1_000,
    })
    expect(got.exit).toBe('interrupted')
    expect(got.diagnosis).toMatch(/deadline of 1s: raise evaluate\.deadline/)
  })

  const training: Job['config'] = {
    verb: 'finetune',
    task: 'text-classification',
    checkpoints: { asynchronous: true, keep: 2, steps: 100 },
    max_length: 8,
    training: {
      method: 'full',
      epochs: 1,
      learning_rate: 0.001,
      batch_size: 8,
      gradient_accumulation: 1,
      warmup_steps: 0,
      weight_decay: 0,
      seed: 0,
    },
  }
  /** Trains until it is asked to end, and takes three seconds to save what it has then. */
  const slowToSave = `
import subprocess
kept = config['paths']['checkpoints']
worker = subprocess.Popen(['sleep', '600'])
def stop(*_):
    print('saving', flush=True)
    time.sleep(3)
    print('worker', 'works' if worker.poll() is None else 'is gone')
    open(kept + '/step-7', 'w').close()
    event('"type":"checkpoint","time":"t","step":7,"path":"step-7","sha256":"' + 'a' * 64 + '"}')
    event('"type":"error","time":"t","code":"interrupted","message":"stopped by SIGTERM"}')
    sys.exit(75)
signal.signal(signal.SIGTERM, stop)
print('training', flush=True)
time.sleep(600)`
  const tuning = (): Partial<Job> => {
    const input = join(root, 'in')
    const checkpoints = join(root, 'checkpoints')
    for (const directory of [input, checkpoints]) mkdirSync(directory, { recursive: true })
    const inputs = { data: { directory: input }, base: { directory: input } }
    return { config: training, inputs, checkpoints, deadlineMs: 4_000, stopGraceMs: 60_000 }
  }

  test('a training at its deadline has the time to save, with its workers, and its checkpoint is named', async () => {
    const got = await end(slowToSave, tuning())
    expect(lines).toEqual(['training', 'saving', 'worker works'])
    expect(got.exit).toBe('interrupted')
    expect(got.diagnosis).toMatch(
      /^finetune was ended at its deadline of 4s, with a whole checkpoint at step 7: run it again to go on from there \(with --force it would begin anew\), or raise finetune\.deadline in model\.yml first; its log is/,
    )
    expect(readFileSync(join(root, 'log.txt'), 'utf8')).toContain('worker works')
  }, 30_000)

  test('a training that does not end within its grace is killed, with all that it started', async () => {
    const deaf = `signal.signal(signal.SIGTERM, signal.SIG_IGN)
import subprocess
print(subprocess.Popen(['sleep', '600']).pid, flush=True)
event('"type":"checkpoint","time":"t","step":3,"path":"step-3","sha256":"' + 'a' * 64 + '"}')
time.sleep(600)`
    const got = await end(deaf, { ...tuning(), stopGraceMs: 1_000 })
    expect(got.diagnosis).toMatch(
      /deadline of 4s, and killed as it still ran 1s later: raise finetune\.deadline in model\.yml, or see what held it up; the next run goes on from its checkpoint at step 3; its log/,
    )
    const commandLine = `/proc/${lines[0]}/cmdline`
    expect(existsSync(commandLine) ? readFileSync(commandLine, 'utf8') : '').toBe('')
  }, 30_000)

  test('an abort while a training saves ends it as at any other time', async () => {
    const controller = new AbortController()
    const running = end(slowToSave, { ...tuning(), stopGraceMs: 600_000 }, controller.signal)
    const refused = expect(running).rejects.toThrow('stop now')
    await expect.poll(() => lines, { timeout: 20_000 }).toContain('saving')
    controller.abort(new Error('stop now'))
    await refused
    expect(existsSync(join(root, 'checkpoints/step-7'))).toBe(false)
  }, 30_000)

  test('a job whose deadline comes before it is begun is not begun', async () => {
    const got = await end(`save(RESULT)`, { deadlineMs: 0 })
    expect(got.diagnosis).toMatch(/^selftest was ended at its deadline of 0ms: see what held it up; its log/)
    expect(existsSync(join(root, 'out/result.json'))).toBe(false)
  })

  test('after an abort the child and its child are gone within 2 s', async () => {
    const controller = new AbortController()
    const pidFile = join(root, 'pid')
    const script = `import subprocess
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen(['sleep', '60'])
open(${JSON.stringify(pidFile)}, 'w').write(str(child.pid))
time.sleep(60)`
    const running = end(script, {}, controller.signal)
    const refused = expect(running).rejects.toThrow('stop now')
    await expect.poll(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8'), { timeout: 5_000 }).toMatch(/\d/)
    const began = performance.now()
    controller.abort(new Error('stop now'))
    await refused
    expect(performance.now() - began).toBeLessThan(2_000)
    // What is dead and not yet collected by its new parent has no command line any more.
    const commandLine = `/proc/${readFileSync(pidFile, 'utf8')}/cmdline`
    expect(existsSync(commandLine) ? readFileSync(commandLine, 'utf8') : '').toBe('')
  })

  test('a job sees its secrets and nothing of our own environment', async () => {
    const secrets = ['ENGINE_TEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'COSIGN_PASSWORD', 'RUNNER_TRACKING_ID']
    for (const name of secrets) process.env[name] = 'must not leak'
    try {
      const script = `print('must not leak' in os.environ.values(), os.environ['HUB_TOKEN'], os.environ['HF_HUB_OFFLINE'])`
      await end(script, { secrets: { HUB_TOKEN: 'given' } })
      expect(lines).toEqual(['False given 1'])
    } finally {
      for (const name of secrets) delete process.env[name]
    }
  })

  test('a job sees the GPUs that it gets by UUID: CUDA counts cards otherwise than nvidia-smi', async () => {
    const cards = [{ usedMib: 90_000 }, { name: 'NVIDIA L4' }, {}, {}]
    const environment = { ...process.env, PATH: `${fakeSmi(join(root, 'bin'), cards)}:${process.env['PATH']}` }
    const script = `print(os.environ['CUDA_DEVICE_ORDER'], os.environ['CUDA_VISIBLE_DEVICES']); save(RESULT)`
    const seen = async (resources: Job['resources'], visible?: string) => {
      lines.length = 0
      rmSync(join(root, 'out'), { recursive: true, force: true })
      const more = visible === undefined ? {} : { CUDA_VISIBLE_DEVICES: visible }
      const engine = engineOf(script, undefined, { ...environment, ...more })
      // Nothing here can compute on them.
      writeFileSync(join(root, 'runtime/torch.py'), 'class cuda:\n  is_available = staticmethod(lambda: True)\n')
      await engine.run(job({ resources }), () => undefined, new AbortController().signal)
      return lines.at(-1)?.replace('PCI_BUS_ID ', '').split(',')
    }
    expect(await seen({})).toEqual([uuidOf(1)])
    expect(await seen({ gpus: 'all' })).toEqual([1, 2, 3, 0].map(uuidOf))
    expect(await seen({ gpus: 2 }, '3,2,0')).toEqual([3, 2].map(uuidOf))
    expect(await seen({ gpus: 0 })).toEqual([''])
  })

  test('a job has an end of its standard input, and as many threads as it may use', async () => {
    await end(`print(repr(sys.stdin.read()), os.environ['OMP_NUM_THREADS'])`, { resources: { cpus: 1.5 } })
    expect(lines).toEqual(["'' 2"])
  })

  test('a deadline of two months is no deadline of now', async () => {
    const got = await end(`time.sleep(0.3); save(RESULT)`, { deadlineMs: 60 * 24 * 3_600_000 })
    expect(got.diagnosis).toBe('selftest is done')
  })

  test('what a job printed cannot put line breaks or control characters into the diagnosis', async () => {
    const got = await end(`print('\\x1b[31mred\\x07', file=sys.stderr); sys.exit(1)`)
    expect(got.diagnosis).toMatch(/red/)
    expect([...got.diagnosis].every((character) => character >= ' ')).toBe(true)
  })
})

describeWith(['python'], 'a machine that the process engine cannot use', () => {
  const signal = new AbortController().signal
  const preflight = (resources: Parameters<ReturnType<typeof engineOf>['preflight']>[0]) =>
    engineOf('').preflight(resources, signal)
  /** With this as `environment.py` of the runtime. */
  const answering = (script: string) => {
    const engine = engineOf('')
    writeFileSync(join(root, 'runtime/model_runtime/environment.py'), script)
    return engine.preflight({}, signal)
  }

  test.each([
    ['engine.cpus', { cpus: 100_000 }, /100000 cores are asked for, and this machine has \d+: ask for less/],
    ['engine.memory', { memoryBytes: 2 ** 60 }, /GiB are asked for, and this machine has .* GiB: ask for less/],
    ['engine.shm', { shmBytes: 2 ** 60 }, /GiB of \/dev\/shm are asked for, and this machine has/],
  ])('for what %s asks for is refused with the key', async (key, resources, message) => {
    await expect(preflight(resources)).rejects.toThrow(message)
    await expect(preflight(resources)).rejects.toMatchObject({ place: { key }, exit: 'preflight' })
  })

  test('whose Python lacks a package, fails or is silent is told which one, and what to install', async () => {
    const lacks = (because: RegExp) => new RegExp(`lacks what the runtime needs \\(${because.source}\\): install`)
    const onlyTorch = "def environment(): return {'python': '3.11.2', 'packages': {'torch': '2'}}\n"
    await expect(answering(onlyTorch)).rejects.toThrow(lacks(/it has no transformers/))
    await expect(answering("raise SystemExit('no libgomp')\n")).rejects.toThrow(lacks(/no libgomp/))
    const { timeout } = AbortSignal
    const soon = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout.call(AbortSignal, 50))
    try {
      const silent = 'import time; time.sleep(60)\n'
      await expect(answering(silent)).rejects.toThrow(lacks(/it does not answer within 180 s/))
    } finally {
      soon.mockRestore()
    }
  })

  test('as it has no containers is told for an image of the user’s own', async () => {
    await expect(end('', { image: 'mine:1' })).rejects.toThrow(/the image mine:1 needs a container: run jobs with/)
  })

  test('for an input that is gone names the stage that made it', async () => {
    await expect(end('', { inputs: { data: { directory: join(root, 'gone') } } })).rejects.toThrow(
      /the input data of selftest is no directory \(.*gone\): run the stage that made it again/,
    )
  })
})
