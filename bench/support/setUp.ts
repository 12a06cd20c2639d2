import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { withoutCuda } from '../../src/docker/cpuLock.ts'
import { cpuIndex } from '../../src/engine/cpuTorch.ts'

/* What Python's packages cost a machine without a GPU: with PyTorch as it is locked, and without CUDA. */

export type Cost = {
  way: string
  /** What pip fetched, by its own account. */
  downloadedBytes: number
  diskBytes: number
  seconds: number
  /** What could not be had here, and is in none of the numbers. */
  without?: string
}

const requirements = join(import.meta.dirname, '../../docker/runtime/requirements')

/** Installs each way into an environment that goes again; `python` makes it. Nothing is taken from pip's cache. */
export async function costsOfSetUp(python: string): Promise<Cost[]> {
  const lock = join(requirements, 'train.txt')
  const rest = withoutCuda(readFileSync(lock, 'utf8'))
  const index = await cpuIndex(python, process.env, new AbortController().signal)
  const torch = ['--no-deps', '--require-hashes', '--index-url', index ?? '', '-r', join(requirements, 'torch-cpu.txt')]
  const way = 'without CUDA'
  return [
    await costOf(python, 'as locked, with CUDA', [['--require-hashes', '-r', lock]]),
    index === undefined
      ? // Every package of a lock stands in it, so that nothing is missing but what is left out.
        await costOf(python, way, [['--no-deps', '--require-hashes', '-r']], withoutTorch(rest), 'PyTorch itself')
      : await costOf(python, way, [torch, ['--require-hashes', '-r']], rest),
  ]
}

const withoutTorch = (lock: string): string => lock.replace(/^torch==.*\n(?:[ \t].*\n)*/m, '')

/** @param file the text of a lock, whose name the last command is given */
async function costOf(
  python: string,
  way: string,
  installs: string[][],
  file?: string,
  without?: string,
): Promise<Cost> {
  const directory = mkdtempSync(join(tmpdir(), 'set-up-'))
  try {
    const startMs = performance.now()
    const home = join(directory, 'environment')
    execFileSync(python, ['-m', 'venv', home])
    const own = join(directory, 'lock.txt')
    if (file !== undefined) writeFileSync(own, file)
    let downloadedBytes = 0
    for (const [at, args] of installs.entries()) {
      const named = file !== undefined && at === installs.length - 1 ? [...args, own] : args
      downloadedBytes += await pip(join(home, 'bin/python'), named)
    }
    const seconds = Math.round((performance.now() - startMs) / 1000)
    const diskBytes = Number(execFileSync('du', ['-sb', home], { encoding: 'utf8' }).split('\t')[0])
    return { way, downloadedBytes, diskBytes, seconds, ...(without === undefined ? {} : { without }) }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const units: Readonly<Record<string, number>> = { bytes: 1, kB: 1e3, MB: 1e6, GB: 1e9 }

async function pip(python: string, args: readonly string[]): Promise<number> {
  const quiet = ['--no-input', '--disable-pip-version-check', '--progress-bar', 'off', '--no-cache-dir']
  const child = spawn(python, ['-m', 'pip', 'install', ...quiet, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk
  })
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(`pip install ended with ${code}: ${said.slice(-2000)}`)
  return [...said.matchAll(/^ *Downloading \S+\.whl \(([\d.]+) (bytes|kB|MB|GB)\)$/gm)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * (units[unit ?? ''] ?? Number.NaN),
    0,
  )
}

const heading = '## What the set-up costs'

/** The section of it in a page, up to the end; nothing where there is none. */
export function setUpIn(page: string): string {
  const text = existsSync(page) ? readFileSync(page, 'utf8') : ''
  const at = text.indexOf(heading)
  return at < 0 ? '' : text.slice(at)
}

/** Puts the section at the end of a page, in place of an earlier one. */
export function writeSetUp(page: string, costs: readonly Cost[]): void {
  const text = existsSync(page) ? readFileSync(page, 'utf8') : ''
  writeFileSync(page, `${text.slice(0, text.length - setUpIn(page).length).trimEnd()}\n\n${sectionOf(costs)}`)
}

function sectionOf(costs: readonly Cost[]): string {
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`
  const rows = costs.map(
    ({ way, downloadedBytes, diskBytes, seconds, without }) =>
      `| ${way}${without === undefined ? '' : `, but for ${without}`} | ${gigabytes(downloadedBytes)} | ${gigabytes(diskBytes)} | ${seconds} |`,
  )
  const missing = costs.find(({ without }) => without !== undefined)?.without
  return `${heading}

The first stage on a machine also installs Python's packages, once for all models. Where there is no NVIDIA GPU and PyTorch's own index answers, PyTorch comes without CUDA; everywhere else it
comes as it is locked. Made by \`npm run bench -- set-up --write docs/first-hour.md\`, on a machine with ${availableParallelism()} cores: each way in an environment of its own, with nothing from pip's cache.

| packages | fetched | on disk | seconds |
| --- | ---: | ---: | ---: |
${rows.join('\n')}

${
  missing === undefined
    ? ''
    : `PyTorch's wheel without CUDA was neither fetched nor timed: it is in none of the numbers of its row.
`
}The bytes are those of Linux on x86_64; the seconds depend on the machine and on its way to the package index.
`
}
