import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withoutCuda } from '../../../src/docker/cpuLock.ts'
import { hasCpuWheel } from '../../../src/engine/cpuTorch.ts'
import { defaultCacheDirectory, ensurePython, installExtra } from '../../../src/engine/python.ts'
import { fakeSmi } from '../../fixtures/nvidia-smi.ts'

/* Interpreters that answer as Python, venv and pip do, each with one thing wrong. */

let root = ''
const said: string[] = []
const log = { info: (line: string) => void said.push(line), foreign: () => undefined, progress: () => undefined }

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'python-test-'))
  mkdirSync(join(root, 'bin'))
  said.length = 0
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** A program that says it is Python `version`; `venv` and `pip` are what it does for those modules. */
function fakePython(
  options: { version?: string; venv?: string; pip?: string; name?: string; index?: string } = {},
): string {
  const path = join(root, 'bin', options.name ?? 'python3')
  const { version = '3.11.2', venv = 'mkdir -p "$3/bin"; cp "$0" "$3/bin/python"', pip = 'exit 0' } = options
  const { index = 'exit 1' } = options
  writeFileSync(
    path,
    `#!/bin/sh
PATH=/usr/bin:/bin
case "$1 $2" in
  '-I -c') case "$4" in http*) ${index} ;; *) echo 'python ${version}'; echo "$0" ;; esac ;;
  '-m venv') ${venv} ;;
  '-m pip') ${pip} ;;
esac
`,
  )
  chmodSync(path, 0o755)
  return path
}

const ensure = async (environment: Record<string, string> = {}, signal = new AbortController().signal) =>
  (
    await ensurePython({
      requirements: 'serve',
      cacheDir: join(root, 'cache'),
      log,
      signal,
      environment: { PATH: join(root, 'bin'), ...environment },
    })
  ).path
const inCache = (): string[] => (existsSync(join(root, 'cache')) ? readdirSync(join(root, 'cache')) : [])

describe('a machine without the right Python', () => {
  test('is told which version is needed, and how to name one', async () => {
    await expect(ensure()).rejects.toThrow(
      /Python 3\.10 or later is needed, and there is no python3 on PATH: install one, or name one by MODEL_ACTIONS_PYTHON/,
    )
    fakePython({ version: '3.9.18' })
    await expect(ensure()).rejects.toThrow(/3\.10 or later is needed, and python3 is 3\.9\.18/)
  })

  test('takes a later one that stands beside an old one', async () => {
    fakePython({ version: '3.9.18' })
    fakePython({ version: '3.12.1', name: 'python3.12' })
    expect(existsSync(await ensure())).toBe(true)
  })

  test('a named interpreter is taken as it is, or refused by its name', async () => {
    const python = fakePython({ name: 'mine' })
    expect(await ensure({ MODEL_ACTIONS_PYTHON: python })).toBe(python)
    expect(inCache()).toEqual([])
    const nowhere = join(root, 'nowhere')
    await expect(ensure({ MODEL_ACTIONS_PYTHON: nowhere })).rejects.toThrow(
      /MODEL_ACTIONS_PYTHON=.*nowhere does not start/,
    )
    const old = fakePython({ name: 'old', version: '3.8.0' })
    await expect(ensure({ MODEL_ACTIONS_PYTHON: old })).rejects.toThrow(/old is Python 3\.8\.0: name one of 3\.10/)
  })
})

describe('an installation that fails', () => {
  const failing = (line: string) => `echo '${line}'; exit 1`
  test.each([
    [
      'no venv module',
      { venv: failing('ensurepip is not available') },
      /install its venv module \(Debian, Ubuntu: python3-venv\)/,
    ],
    ['no room for it', { venv: failing('OSError: [Errno 28] No space left on device') }, /disk is full.*6 GB/],
    [
      'a venv module that fails',
      { venv: failing('Error: Command returned non-zero exit status 1') },
      /-m venv failed \(Error: Command .*\): name a ready interpreter by MODEL_ACTIONS_PYTHON/,
    ],
    ['a full disk', { pip: failing('ERROR: OSError: [Errno 28] No space left on device') }, /disk is full.*6 GB/],
    [
      'other bytes than the lock names',
      { pip: failing('ERROR: THESE PACKAGES DO NOT MATCH THE HASHES') },
      /differs from the lock.*PIP_INDEX_URL/,
    ],
    [
      'no network',
      { pip: failing('ERROR: NewConnectionError: Temporary failure in name resolution') },
      /check the network and the proxy/,
    ],
    ['anything else', { pip: failing('ERROR: No matching distribution for x') }, /No matching distribution for x/],
  ])('by %s is one line with the remedy, and leaves nothing', async (_, python, message) => {
    fakePython(python)
    await expect(ensure()).rejects.toThrow(message)
    await expect(ensure()).rejects.toMatchObject({ name: 'UserError', exit: 'preflight' })
    expect(inCache()).toEqual([])
  })

  test('by a cancellation leaves nothing, and does not wait for pip', async () => {
    fakePython({ pip: `echo started > ${join(root, 'pip')}; sleep 60` })
    const controller = new AbortController()
    const running = ensure({}, controller.signal)
    const refused = expect(running).rejects.toThrow('stop now')
    await expect.poll(() => existsSync(join(root, 'pip')), { timeout: 5_000 }).toBe(true)
    controller.abort(new Error('stop now'))
    await refused
    expect(inCache()).toEqual([])
  })

  test('by a cache that cannot be made names the variable that moves it', async () => {
    fakePython()
    writeFileSync(join(root, 'cache'), 'a file')
    await expect(ensure()).rejects.toThrow(/cannot make the cache directory .*set XDG_CACHE_HOME/)
    rmSync(join(root, 'cache'))
  })
})

describe('an installation', () => {
  test('is made once and found again; two that begin together make one', async () => {
    fakePython({ pip: `echo one >> ${join(root, 'installs')}; sleep 0.6` })
    const [one, two] = await Promise.all([ensure(), ensure()])
    expect(one).toBe(two)
    expect(await ensure()).toBe(one)
    expect(readFileSync(join(root, 'installs'), 'utf8')).toBe('one\n')
    expect(said.filter((line) => line.includes('waiting'))).toHaveLength(1)
    expect(inCache()).toHaveLength(1)
  })

  test('goes on where the process that held the lock has died', async () => {
    fakePython()
    const home = join(await ensure(), '../..')
    rmSync(home, { recursive: true })
    const lock = join(root, 'cache/python-serve.lock')
    const locks = new URL('../../../src/locks.ts', import.meta.url).href
    const script = `const { takeLock } = await import('${locks}')
      await takeLock(${JSON.stringify(lock)}, { label: 'a test' })
      process.kill(process.pid, 'SIGKILL')`
    spawnSync(process.execPath, ['--input-type=module', '-e', script])
    expect(existsSync(lock)).toBe(true)
    expect(existsSync(await ensure())).toBe(true)
    expect(inCache()).toHaveLength(1)
  })

  test('is another one for another Python', async () => {
    fakePython()
    const before = await ensure()
    fakePython({ version: '3.12.0' })
    expect(await ensure()).not.toBe(before)
  })

  test('by pip checks hashes, knows the proxy, and sees no secret of ours', async () => {
    const seen = join(root, 'seen')
    fakePython({ pip: `echo "$@" > ${seen}; env >> ${seen}` })
    const secrets = {
      COSIGN_PASSWORD: 'secret-1',
      MODEL_ACTIONS_REGISTRY_PASSWORD: 'secret-2',
      GITHUB_TOKEN: 'secret-3',
    }
    await ensure({ ...secrets, PIP_INDEX_URL: 'https://index.example', https_proxy: 'http://proxy.example' })
    const text = readFileSync(seen, 'utf8')
    expect(text).toMatch(/--require-hashes -r .*serve\.txt/)
    expect(text).toContain('PIP_INDEX_URL=https://index.example')
    expect(text).toContain('https_proxy=http://proxy.example')
    expect(text).not.toMatch(/secret-/)
  })

  test('of packages with data goes into a directory of its own, whole or not at all', async () => {
    const python = fakePython({ pip: 'while [ "$1" != --target ]; do shift; done; mkdir -p "$2/data"' })
    const options = { log, signal: new AbortController().signal, environment: {}, python, file: 'base-model.txt' }
    await installExtra({ ...options, into: join(root, 'extra') })
    expect(readdirSync(join(root, 'extra'))).toEqual(['data'])
    fakePython({ pip: 'exit 1' })
    await expect(installExtra({ ...options, into: join(root, 'more') })).rejects.toThrow(/pip install failed/)
    expect(readdirSync(root).sort()).toEqual(['bin', 'extra'])
    await installExtra({ ...options, into: join(root, 'extra') })
  })

  test('lies in the user’s cache directory', () => {
    expect(defaultCacheDirectory({ XDG_CACHE_HOME: '/c', HOME: '/h' })).toBe('/c/model-actions')
    expect(defaultCacheDirectory({ XDG_CACHE_HOME: '', HOME: '/h' })).toBe('/h/.cache/model-actions')
    expect(defaultCacheDirectory({ HOME: '/h' })).toBe('/h/.cache/model-actions')
  })
})

const fits = process.platform === 'linux' && !existsSync('/dev/nvidia0')
;(fits ? describe : describe.skip)('the packages for training, on a machine without a GPU', () => {
  const train = (environment: Record<string, string> = {}) =>
    ensurePython({
      requirements: 'train',
      cacheDir: join(root, 'cache'),
      log,
      signal: new AbortController().signal,
      environment: { PATH: join(root, 'bin'), ...environment },
    })
  const asked = (): string[] =>
    existsSync(join(root, 'pip')) ? readFileSync(join(root, 'pip'), 'utf8').split('\n') : []
  const recorded = `echo "$*" >> "$(dirname "$0")/../../../pip"; cat "$(dirname "$0")/../lock.txt" >> "$(dirname "$0")/../../../lock" 2>/dev/null || true`

  test('come without CUDA where the index of PyTorch answers, all of them with hashes', async () => {
    fakePython({ index: 'exit 0', pip: recorded })
    const python = await train()
    const [torch = '', rest = ''] = asked()
    expect(torch).toMatch(/--no-deps --require-hashes --index-url https:\/\/\S+\/cpu -r \S+\/torch-cpu\.txt$/)
    expect(rest).toMatch(/--require-hashes -r \S+\/lock\.txt$/)
    expect(rest).not.toContain('index')
    const locked = readFileSync(join(root, 'lock'), 'utf8')
    expect(locked).toMatch(/^torch==/m)
    expect(locked).not.toMatch(/^(?:nvidia|cuda|triton)/m)
    expect(python.lock).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(await train()).toEqual(python)
    expect(asked()).toHaveLength(3)
  })

  test('are those of the lock where it does not answer, without a word and soon', async () => {
    fakePython({ index: 'sleep 30', pip: recorded })
    const beganMs = performance.now()
    const python = await train()
    expect(performance.now() - beganMs).toBeLessThan(8_000)
    expect(asked()[0]).toMatch(/--require-hashes -r \S+\/train\.txt$/)
    expect(said).toHaveLength(1)
    // What is installed stays what it is, also when the index answers later.
    fakePython({ index: 'exit 0', pip: recorded })
    expect(await train()).toEqual(python)
  })

  test('are those of the lock where the index gives something else than the hashes say, or was switched off', async () => {
    fakePython({ index: 'exit 0', pip: `case "$*" in *torch-cpu*) exit 1 ;; esac; ${recorded}` })
    const python = await train()
    expect(asked()[0]).toMatch(/-r \S+\/train\.txt$/)
    expect(said.join('\n')).toMatch(/that failed .*: taking the packages as they are locked/)
    rmSync(join(root, 'cache'), { recursive: true })
    rmSync(join(root, 'pip'))
    expect(await train({ MODEL_ACTIONS_TORCH_CPU_INDEX: '' })).toEqual(python)
    expect(said.at(-1)).not.toMatch(/without CUDA/)
  })

  test('are those of the lock where there is a GPU', async () => {
    fakePython({ index: 'exit 0', pip: recorded })
    fakeSmi(join(root, 'bin'), [{}])
    await train()
    expect(asked()[0]).toMatch(/-r \S+\/train\.txt$/)
  })
})

describe('the lock without CUDA', () => {
  const requirements = join(import.meta.dirname, '../../../docker/runtime/requirements')
  const lock = readFileSync(join(requirements, 'train.txt'), 'utf8')
  const names = (text: string): string[] => [...text.matchAll(/^([A-Za-z0-9._-]+)==/gm)].map(([, name = '']) => name)

  test('has every other package with its hashes, and nothing of CUDA', () => {
    const left = withoutCuda(lock)
    expect(names(left)).toEqual(names(lock).filter((name) => !/^(?:bitsandbytes|nvidia-|cuda-|triton$)/.test(name)))
    expect(names(left).length).toBeLessThan(names(lock).length - 10)
    for (const block of left.split(/\n(?=[A-Za-z0-9])/).slice(1)) expect(block).toMatch(/--hash=sha256:[0-9a-f]{64}/)
    expect(left).not.toContain('nvidia')
  })

  test('is of the same version of torch as the build that takes its place', () => {
    const version = (text: string): string | undefined => /^torch==([\d.]+)/m.exec(text)?.[1]
    expect(version(readFileSync(join(requirements, 'torch-cpu.txt'), 'utf8'))).toBe(version(lock))
  })

  test.each([
    ['linux', 'x64', '3.11.2', true],
    ['linux', 'arm64', '3.14.0', true],
    ['linux', 'x64', '3.10.9', false],
    ['linux', 's390x', '3.12.1', false],
    ['darwin', 'arm64', '3.12.1', false],
  ])('is for %s on %s with Python %s: %s', (platform, machine, version, is) => {
    expect(hasCpuWheel(platform, machine, version)).toBe(is)
  })
})
