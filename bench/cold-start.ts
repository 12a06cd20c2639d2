import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { ratioOf, spread } from './support/measure.ts'

/*
 * How long each action takes from its start until it says that model.yml is missing: what a user pays before any work.
 * Peer: bare `node -e 0`, interleaved run by run.
 */

const dist = new URL('../dist/', import.meta.url).pathname
const names = ['pipeline', 'prepare', 'finetune', 'evaluate', 'quantize', 'build', 'verify', 'deploy']
const runs = 25

const empty = mkdtempSync(join(tmpdir(), 'model-actions-bench-'))
function timeMs(args: string[], expected: number): number {
  const startMs = performance.now()
  const { status, stderr, stdout } = spawnSync(process.execPath, args, {
    cwd: empty,
    env: { PATH: process.env['PATH'], INPUT_CONFIG: 'model.yml', GITHUB_WORKSPACE: empty },
  })
  const tookMs = performance.now() - startMs
  if (status !== expected) throw new Error(`${args.join(' ')}: exit ${status}: ${stderr}${stdout}`)
  return tookMs
}

try {
  const bare: number[] = []
  const times = new Map<string, number[]>(names.map((name) => [name, []]))
  for (const args of [['-e', '0'], ...names.map((name) => [join(dist, `${name}.js`)])])
    timeMs(args, args[0] === '-e' ? 0 : 2)
  for (let run = 0; run < runs; run++) {
    bare.push(timeMs(['-e', '0'], 0))
    for (const [name, list] of times) list.push(timeMs([join(dist, `${name}.js`)], 2))
  }
  const actions = Object.fromEntries(
    [...times].map(([name, list]) => [name, { ms: spread(list), ratio: ratioOf(list, bare) }]),
  )
  process.stdout.write(
    `${JSON.stringify({ benchmark: 'cold-start', peer: 'node -e 0', node: process.version, bareMs: spread(bare), actions }, null, 2)}\n`,
  )
} finally {
  rmSync(empty, { recursive: true, force: true })
}
