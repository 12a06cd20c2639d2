import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectDocker } from '../../src/docker/client.ts'
import { ensureImage } from '../../src/docker/images.ts'
import { runtimeDirectory } from '../../src/installation.ts'
import { describeWith } from '../parts.ts'

const lines = 10_000_000
const lineBytes = 100

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'engine-output-'))
  chmodSync(root, 0o755)
  const home = join(root, 'runtime/model_runtime')
  mkdirSync(home, { recursive: true })
  copyFileSync(join(runtimeDirectory(), 'model_runtime/contract.schema.json'), join(home, 'contract.schema.json'))
  writeFileSync(join(home, '__init__.py'), '')
  const packages = "{'torch': '2', 'transformers': '5'}"
  writeFileSync(join(home, 'environment.py'), `def environment(): return {'python': '3', 'packages': ${packages}}\n`)
  const write = `block = ('x' * ${lineBytes - 1} + '\\n') * 10_000\nfor _ in range(${lines / 10_000}): sys.stdout.write(block)`
  const result = `{"verb":"selftest","checks":[{"name":"a","ok":true,"because":"b"}]}`
  writeFileSync(
    join(home, '__main__.py'),
    `import json, os, sys
${write}
out = json.load(open(os.environ.get('MODEL_CONFIG') or sys.argv[-1]))['paths']['out']
open(out + '/result.json', 'w').write('${result}')
`,
  )
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** The run is a process of its own, so that its memory is its own. What dies young is collected soon: V8 lets it grow by 100 MB where it may. */
function noisyRun(engine: string, image: string): { exit: string; diagnosis: string; grownBytes: number } {
  const program = join(import.meta.dirname, 'engine-support/noisy.ts')
  const told = execFileSync(
    process.execPath,
    ['--max-semi-space-size=4', program, engine, join(root, 'runtime'), image, root],
    {
      encoding: 'utf8',
      timeout: 170_000,
    },
  )
  return JSON.parse(told)
}

const mostBytes = 120 * 1024 ** 2

describeWith(['python'], 'a job that prints 1 GB, as a process', () => {
  test('costs little memory, and its log is whole', () => {
    const { grownBytes, ...end } = noisyRun('process', '')
    expect(end).toEqual({ exit: 'done', diagnosis: 'selftest is done' })
    expect(statSync(join(root, 'log.txt')).size).toBe(lines * lineBytes)
    expect(grownBytes).toBeLessThan(mostBytes)
  })
})

describeWith(['docker', 'base-image'], 'a job that prints 1 GB, in a container', () => {
  test('costs little memory, and its log is whole', async () => {
    const environment = process.env
    const log = { info: () => undefined, foreign: () => undefined }
    const { signal } = new AbortController()
    const docker = await connectDocker({ environment })
    const image = await ensureImage({ docker, kind: 'serve', log, signal, environment })
    const { grownBytes, ...end } = noisyRun('docker', image)
    expect(end).toEqual({ exit: 'done', diagnosis: 'selftest is done' })
    expect(statSync(join(root, 'log.txt')).size).toBe(lines * lineBytes)
    expect(grownBytes).toBeLessThan(mostBytes)
  })
})
