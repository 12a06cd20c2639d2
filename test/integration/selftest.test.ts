import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pack } from 'tar-stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { hostBundle } from '../../src/docker/images.ts'
import type { DockerClient } from '../../src/docker/types.ts'
import { createProcessEngine } from '../../src/engine/process.ts'
import { runtimeDirectory } from '../../src/installation.ts'
import { type ImageCheck, makeParts, type Parts, tryImage } from '../../src/stages/selftest.ts'
import { describeWith } from '../parts.ts'

/* An image of the tests' own: twenty lines of Python and its own entrypoint. Its variants lack one thing each. */

const never = new AbortController().signal
const environment = process.env
const log = { info: () => undefined, foreign: () => undefined, progress: () => undefined }
const fixture = join(import.meta.dirname, '../fixtures/own-image')
const read = (name: string): string => readFileSync(join(fixture, name), 'utf8')

describeWith(['docker', 'base-image', 'python'], 'the selftest of an image', () => {
  let docker: DockerClient
  const built: string[] = []
  const directory = mkdtempSync(join(tmpdir(), 'selftest-'))
  let parts: Parts
  beforeAll(async () => {
    docker = await connectDocker({ environment })
    const own = createProcessEngine({
      python: { path: environment['MODEL_ACTIONS_PYTHON'] ?? 'python3' },
      runtimeDirectory: runtimeDirectory(),
      environment,
      log,
    })
    parts = await makeParts(directory, own, never)
  })
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true })
    for (const tag of built) await docker.removeImage(tag)
  })

  async function build(files: { job?: string; Dockerfile?: string } = {}, kept?: string): Promise<string> {
    const context = pack()
    context.entry({ name: 'job.py' }, files.job ?? read('job.py'))
    context.entry({ name: 'Dockerfile' }, files.Dockerfile ?? read('Dockerfile'))
    context.entry({ name: 'host-ca.crt' }, Buffer.from(await hostBundle(environment)))
    context.finalize()
    // The whole one stays, as our own images do: its packages are then installed once.
    const stays = kept ?? (Object.keys(files).length === 0 ? 'model-actions-own:whole' : undefined)
    const tag = stays ?? `model-actions-own:${process.pid}-${built.length}`
    const base = environment['MODEL_ACTIONS_BASE_IMAGE'] ?? ''
    await docker.build(
      Readable.from(context as AsyncIterable<Uint8Array>),
      { tag, arguments: { BASE: base } },
      {
        line: () => undefined,
        signal: never,
      },
    )
    if (stays === undefined) built.push(tag)
    return tag
  }
  const changed = (from: string, to: string): { job: string } => {
    expect(read('job.py')).toContain(from)
    return { job: read('job.py').replaceAll(from, to) }
  }
  const tryIt = async (files?: Parameters<typeof build>[0]): Promise<ImageCheck[]> =>
    tryImage(await build(files), { docker, parts, log, signal: never, environment })
  const missing = (checks: ImageCheck[]): Record<string, string> =>
    Object.fromEntries(checks.filter(({ ok }) => !ok).map(({ name, because }) => [name, because]))

  test('passes twenty lines of Python with an entrypoint of their own', async () => {
    const lines = read('job.py')
      .split('\n')
      .filter((line) => line.trim() !== '')
    expect(lines.length).toBeLessThanOrEqual(20)
    const checks = await tryIt()
    expect(missing(checks)).toEqual({})
    expect(checks).toHaveLength(6)
  })

  test.each([
    [
      'no result',
      changed('(out / "result.json")', '(out / "other.json")').job,
      {
        'finetune ends with a result': /wrote no result\.json/,
        'finetune leaves a model': /no result/,
        'evaluate ends with a result': /./,
        'evaluate writes predictions.jsonl': /./,
        'evaluate writes baseline-predictions.jsonl': /./,
      },
    ],
    [
      'a pickle for weights',
      changed('model.safetensors"', 'pytorch_model.bin"').job,
      { 'finetune leaves a model': /out\/model.*(?:pickle|no weights|\.bin)/ },
    ],
    [
      'a line less',
      changed('for row in test]', 'for row in test[1:]]').job,
      {
        'evaluate writes predictions.jsonl': /1 of \d+ examples have no line, such as "e\d+"/,
        'evaluate writes baseline-predictions.jsonl': /1 of \d+ examples/,
      },
    ],
    [
      'an answer without a prediction',
      changed(', "prediction": always', '').job,
      {
        'evaluate writes predictions.jsonl': /line 1: its key answer\.prediction is missing/,
        'evaluate writes baseline-predictions.jsonl': /line 1/,
      },
    ],
    [
      'labels of its own',
      changed('"label": row["label"], "pred', '"label": "?", "pred').job,
      {
        'evaluate writes predictions.jsonl': /line 1: the label of "e\d+" is "(?:praise|blame)", and not "\?"/,
        'evaluate writes baseline-predictions.jsonl': /line 1/,
      },
    ],
    [
      'success whatever happens',
      `import json, os, sys, traceback\ndef hook(*e):\n    c = json.load(open(os.environ["MODEL_CONFIG"]))\n    json.dump({"verb": c["verb"]}, open(c["paths"]["out"] + "/result.json", "w"))\n    sys.stdout.flush(); os._exit(0)\nsys.excepthook = hook\n${read('job.py')}`,
      { 'missing data is no success': /exit code 0 where its data was missing/ },
    ],
  ])('names what an image lacks: %s', async (_, job, lacks) => {
    const found = missing(await tryIt({ job }))
    expect(Object.keys(found)).toEqual(Object.keys(lacks))
    for (const [name, because] of Object.entries(lacks)) expect(found[name]).toMatch(because)
  })

  test('passes the worked script of the documentation', async () => {
    const worked = (name: string): string =>
      readFileSync(join(import.meta.dirname, '../../workflows-examples/own-image/script', name), 'utf8')
    const files = { job: worked('job.py'), Dockerfile: worked('Dockerfile') }
    // As own-images.test.ts names it, so that its packages are installed once.
    const tag = await build(files, 'model-actions-own:script')
    expect(missing(await tryImage(tag, { docker, parts, log, signal: never, environment }))).toEqual({})
  })

  test('an image without a program of its own is refused in a line', async () => {
    const bare = read('Dockerfile').replace(/^ENTRYPOINT.*$/m, '')
    await expect(tryIt({ Dockerfile: bare })).rejects.toThrow(/model-actions-own:.* has neither entrypoint nor command/)
  })

  test('an image that nobody has is named, with what to do', async () => {
    await expect(tryImage('localhost:1/absent:1', { docker, parts, log, signal: never, environment })).rejects.toThrow(
      /has no image localhost:1\/absent:1 and cannot fetch it .*docker pull/,
    )
  })
})
