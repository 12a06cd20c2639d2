import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzz } from './fuzzing/harness.ts'
import { targetNames } from './fuzzing/targets.ts'
import type { FuzzReport } from './fuzzing/types.ts'

/*
 * `npm run bench -- fuzz [TARGET…] [--seconds N] [--seed S]`: whatever reads bytes that an attacker may have written, fed
 * with edits of valid inputs, N seconds a target. A crash, a hang, an effect outside or a time that grows with the square
 * of the entries is a failure; its smallest input is written to build/fuzz, and belongs into bench/fuzzing/corpus/TARGET
 * once it is mended.
 */

const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
  },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !targetNames.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`error: nothing named ${unknown.join(', ')} is fuzzed: choose of ${targetNames.join(', ')}\n`)
  process.exit(2)
}

const reports: FuzzReport[] = []
for (const name of positionals.length > 0 ? positionals : targetNames) {
  const report = await fuzz({
    name,
    until: { seconds: Number(values.seconds) },
    seed: values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed),
    into: join(import.meta.dirname, '../build/fuzz'),
  })
  process.stderr.write(`${name}: ${report.cases} cases, ${report.failures.length} failures\n`)
  reports.push(report)
}
const goals = reports.map(({ name, failures }) => ({
  name: `failures of ${name}`,
  value: failures.length,
  goal: '≤ 0',
  met: failures.length === 0,
}))
process.stdout.write(
  `${JSON.stringify({ benchmark: 'fuzz', node: process.version, targets: reports, goals }, null, 2)}\n`,
)
process.exit(0)
