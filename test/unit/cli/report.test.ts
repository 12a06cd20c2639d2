import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createProgram } from '../../../src/cli/program.ts'
import { writeReport } from '../../../src/stages/reporting.ts'
import { exampleResult } from '../results/fixtures.ts'

let directory = ''
let stdout = ''
let stderr = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cli-report-'))
  stdout = ''
  stderr = ''
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(directory, { recursive: true, force: true })
})

const report = (...args: string[]): Promise<number> =>
  createProgram({
    signal: new AbortController().signal,
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  }).run(['report', ...args])

it.each(['', '.model-actions/reports', 'file'])('what a stage left is one HTML file, found from %j', async (from) => {
  const stored = await exampleResult()
  const { json } = await writeReport(join(directory, 'model.yml'), {
    stored,
    shown: stored.result.report,
    reused: false,
    seconds: 2,
  })
  expect(await report(from === 'file' ? json : join(directory, from))).toBe(0)
  expect(stdout).toBe(`${join(directory, '.model-actions/reports/report.html')}\n`)
  const page = readFileSync(stdout.trim(), 'utf8')
  expect(page).toContain(stored.digest)
  expect(page).toContain('2.0 s')
})

it('a directory without reports says what to run, and a file that is none says so', async () => {
  await expect(report(directory)).rejects.toThrow(/has no reports: run stages first/)
  await expect(report(join(directory, 'nothing'))).rejects.toThrow(/cannot be read \(ENOENT\)/)
  writeFileSync(join(directory, 'a.json'), '{}')
  await expect(report(join(directory, 'a.json'))).rejects.toThrow(
    /a\.json: no report of a stage \(its \w+ is missing or/,
  )
  writeFileSync(join(directory, 'a.json'), '[]')
  await expect(report(join(directory, 'a.json'))).rejects.toThrow(
    /no report of a stage \(it is JSON of something else\): give a file that a stage/,
  )
})

it('a link that a checkout has where reports belong is not followed', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'cli-report-'))
  await mkdir(join(directory, '.model-actions'))
  symlinkSync(elsewhere, join(directory, '.model-actions/reports'))
  await expect(report(directory)).rejects.toThrow(/reports: a link/)
  rmSync(elsewhere, { recursive: true })
})

describe('report --open', () => {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open'
  async function openWith(script: string | undefined): Promise<void> {
    const stored = await exampleResult()
    await writeReport(join(directory, 'model.yml'), { stored, shown: stored.result.report, reused: false, seconds: 2 })
    const programs = join(directory, 'programs')
    await mkdir(programs)
    if (script !== undefined) writeFileSync(join(programs, opener), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    vi.stubEnv('PATH', programs)
    vi.stubEnv('DISPLAY', ':7')
    vi.stubEnv('REGISTRY_TOKEN', 'secret')
    // However busy this machine is, what ends is seen to end.
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    expect(await report(directory, '--open').finally(() => vi.useRealTimers())).toBe(0)
    expect(stdout).toBe(`${join(directory, '.model-actions/reports/report.html')}\n`)
  }

  it('opens the file in the browser of the desktop, which sees the screen and no secret', async () => {
    const seen = join(directory, 'seen')
    await openWith(`echo "$1 $DISPLAY $REGISTRY_TOKEN" > ${seen}`)
    expect(readFileSync(seen, 'utf8')).toBe(`${stdout.trim()} :7 \n`)
    expect(stderr).toBe('')
  })

  it('leaves what was opened running', async () => {
    const [begun, released] = [join(directory, 'begun'), join(directory, 'released')]
    await openWith(`(echo > ${begun}; while [ ! -e ${released} ]; do /bin/sleep 0.1; done; /bin/rm -f ${begun}) &`)
    await vi.waitUntil(() => existsSync(begun), { timeout: 20_000 })
    writeFileSync(released, '')
    // It is there to see that, and ends by itself.
    await vi.waitUntil(() => !existsSync(begun), { timeout: 20_000 })
  })

  it.each([
    ['no program for it', undefined, `${opener} cannot be started here`],
    ['no browser', 'exit 3', `${opener} found nothing to open it with (exit code 3)`],
  ])('tells who has %s to open the file, and fails for nobody', async (_, script, why) => {
    await openWith(script)
    expect(stderr).toBe(`${why}: open the file above in a browser\n`)
  })
})
