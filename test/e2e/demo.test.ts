import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { defaultCacheDirectory, installExtra } from '../../src/engine/python.ts'
import { freePort } from '../../src/ports.ts'
import { endServing, git } from '../act.ts'
import { describeWith } from '../parts.ts'
import { temporaryDirectory } from '../project.ts'

/*
 * `npm run demo` in a fresh checkout, its first release with a part of the examples and short texts: the whole takes minutes on
 * a quiet machine. What its numbers are with all examples is no matter of a test.
 */

const root = new URL('../../', import.meta.url).pathname
const cache = realpathSync(temporaryDirectory())
afterAll(() => endServing(cache))

/** The files of this checkout as they are now, in another one, with the demo's spec cut down. */
function freshCheckout(): string {
  const directory = realpathSync(temporaryDirectory())
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  }).split('\0')
  for (const path of listed.filter((each) => each !== '' && !/^(?:dist|docs|test|bench)\//.test(each))) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    cpSync(join(root, path), join(directory, path))
  }
  const file = join(directory, 'workflows-examples/demo/model.yml')
  let spec = readFileSync(file, 'utf8')
  for (const [usual, small] of [
    ['max-length: 64', 'max-length: 24'],
    ['sample: 0.5 ', 'sample: 0.18 '],
    ['margin: 0.05', 'margin: 0.2'],
    // Other tests run beside this one, and threads that wait for each other's cores are far slower than one.
    ['quantize: {precision: int8}', 'quantize: {precision: int8}\nengine: {cpus: 1}'],
  ] as const) {
    expect(spec).toContain(usual)
    spec = spec.replace(usual, small)
  }
  writeFileSync(file, spec)
  git(directory, 'init', '-q')
  git(directory, 'add', '-A')
  git(directory, 'commit', '-qm', 'a checkout')
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  return directory
}

/** The base model is fetched once for all runs of this machine; all else of the cache is this test's own. */
async function shareBaseModel(): Promise<void> {
  const into = join(defaultCacheDirectory(process.env), 'base-model')
  const log = { info: () => undefined, foreign: () => undefined, progress: () => undefined }
  const { signal } = new AbortController()
  const python = process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3'
  await installExtra({ python, file: 'base-model.txt', into, log, signal, environment: process.env })
  mkdirSync(join(cache, 'model-actions'))
  symlinkSync(into, join(cache, 'model-actions/base-model'))
}

function demo(checkout: string, port: number): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const args = ['scripts/demo.ts', '--json', '--first', '--end-stopped', '--port', String(port)]
  const child = spawn(process.execPath, args, { cwd: checkout, env: { ...process.env, XDG_CACHE_HOME: cache } })
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (chunk: Buffer) => {
      said[stream] += chunk
    })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })))
}

describeWith(['python'], 'the demo', () => {
  it('takes a fresh checkout to a model that serves, and keeps its state elsewhere', async () => {
    await shareBaseModel()
    const checkout = freshCheckout()
    const { code, stdout, stderr } = await demo(checkout, await freePort())
    expect(code, stderr.slice(-4000)).toBe(0)
    const { versions } = JSON.parse(stdout)
    expect(versions).toMatchObject([
      { version: '1.0.0', accuracy: { candidate: expect.any(Number) }, rollout: { verdict: 'pass' } },
    ])
    expect(readdirSync(join(cache, 'model-actions'))).toContainEqual(expect.stringMatching(/^demo-[0-9a-f]{12}$/))
    const changed = execFileSync('git', ['status', '--porcelain'], { cwd: checkout, encoding: 'utf8' })
    expect(changed.replace('?? node_modules\n', '')).toBe('')
  })
})
