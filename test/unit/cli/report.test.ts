import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createProgram } from '../../../src/cli/program.ts'
import { writeReport } from '../../../src/stages/reporting.ts'
import { exampleResult } from '../results/fixtures.ts'

let directory = ''
let stdout = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cli-report-'))
  stdout = ''
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const report = (...args: string[]): Promise<number> =>
  createProgram({
    signal: new AbortController().signal,
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: () => undefined },
  }).run(['report', ...args])

it.each(['', '.model-actions/reports', 'file'])('what a stage left is one HTML file, found from %j', async (from) => {
  const stored = await exampleResult()
  const { json } = await writeReport(directory, {
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
