import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { ensurePython } from '../src/engine/python.ts'
import { runtimeDirectory } from '../src/installation.ts'
import { createTerminal } from '../src/platform/terminal.ts'
import { leftOut } from '../test/leftOut.ts'

/*
 * `npm test`: sets up what the tests need, runs those of Python and of TypeScript beside each other, and ends with one line
 * that counts them. Arguments go to vitest (`npm test -- --project unit`); with arguments, Python's tests are left out.
 */

const root = new URL('../', import.meta.url).pathname
const vitestArguments = process.argv.slice(2)
const { log } = createTerminal({ stderr: process.stderr })
const abort = new AbortController()
process.once('SIGINT', () => abort.abort())

type Counts = { passed: number; failed: number; skipped: number }
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const add = (counts: Counts): void => {
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
}

/** Runs a program to its end. What it prints goes to a file where `output` names one. @returns its exit code */
const run = (
  command: string,
  args: string[],
  env: Record<string, string>,
  { output, niceness }: { output?: number; niceness?: number } = {},
): Promise<number> =>
  new Promise((resolve, reject) => {
    const out = output ?? 'inherit'
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', out, out], env: { ...process.env, ...env } })
    if (niceness !== undefined && child.pid !== undefined) setPriority(child.pid, niceness)
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })

const { path: python } = await ensurePython({
  requirements: 'dev',
  log,
  signal: abort.signal,
  environment: process.env,
})
const env = { MODEL_ACTIONS_PYTHON: python }

// Where it is there, the tests note in it from where errors of users were made.
const noted = join(root, 'build', 'reached')
rmSync(noted, { recursive: true, force: true })
mkdirSync(noted, { recursive: true })

const ofPython = vitestArguments.length === 0 ? pythonTests() : undefined

const json = join(root, 'build', 'vitest.json')
rmSync(json, { force: true })
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const code = await run(
  process.execPath,
  [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${json}`, ...vitestArguments],
  env,
)
const report = JSON.parse(await readFile(json, 'utf8').catch(() => '{}')) as Partial<{
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: { assertionResults: { status: string; fullName: string }[] }[]
}>
const counts = {
  passed: report.numPassedTests ?? 0,
  failed: report.numFailedTests ?? 0,
  skipped: report.numPendingTests ?? 0,
}
if (code !== 0 && counts.failed === 0) counts.failed = 1
add(counts)
if (ofPython !== undefined) add(await ofPython)

const missing = new Map<string, number>()
for (const { fullName, status } of (report.testResults ?? []).flatMap((file) => file.assertionResults)) {
  const reason = /\[SKIPPED, missing: ([^\]]+)\]/.exec(fullName)?.[1]
  if (reason !== undefined && status !== 'passed') missing.set(reason, (missing.get(reason) ?? 0) + 1)
}
for (const [reason, number] of missing) process.stdout.write(`SKIPPED ${number} tests: this machine lacks ${reason}\n`)
// With some tests left out, or ended early, nobody can tell.
if (vitestArguments.length === 0 && total.failed + total.skipped === 0) {
  const { complaints, ofCheckout } = await import('./userErrors.ts')
  const wrong = complaints(ofCheckout(), leftOut)
  for (const line of wrong) process.stdout.write(`${line}\n`)
  if (wrong.length > 0) process.stdout.write(`${wrong.length} places of an error without a test, or left out wrongly\n`)
  total.failed += wrong.length
}
process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)

/** Their output is shown as a whole once they have ended, so that it does not mix with vitest's. */
async function pythonTests(): Promise<Counts> {
  const build = join(root, 'build')
  mkdirSync(build, { recursive: true })
  const junit = join(build, 'pytest.xml')
  rmSync(junit, { force: true })
  const log = openSync(join(build, 'pytest.log'), 'w')
  const args = ['-m', 'pytest', '-q', '-ra', `--junit-xml=${junit}`, '-p', 'no:cacheprovider']
  // They compute from beginning to end, and take what the others, which mostly wait for each other, leave.
  const code = await run(python, args, { ...env, ...inRuntime() }, { output: log, niceness: 5 })
  closeSync(log)
  process.stdout.write(await readFile(join(build, 'pytest.log'), 'utf8'))
  const counts = junitCounts(await readFile(junit, 'utf8').catch(() => ''))
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

function inRuntime(): Record<string, string> {
  return {
    // Other tests run beside these: a thread that waits must not keep the core that another one needs.
    OMP_WAIT_POLICY: 'PASSIVE',
    PYTHONPATH: runtimeDirectory(),
    PYTEST_ADDOPTS: `--rootdir=${runtimeDirectory()} ${join(runtimeDirectory(), 'tests')}`,
  }
}

function junitCounts(xml: string): Counts {
  const number = (name: string) => Number(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`).exec(xml)?.[1] ?? 0)
  const failed = number('failures') + number('errors')
  const skipped = number('skipped')
  return { passed: number('tests') - failed - skipped, failed, skipped }
}
