import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultCacheDirectory, installExtra } from '../src/engine/python.ts'
import { createTerminal } from '../src/platform/terminal.ts'
import { freePort } from '../src/ports.ts'
import { miniLM, tinyBase } from '../test/walk/bases.ts'
import { endWalk, walkFirstHour } from '../test/walk/firstHour.ts'
import { pageOf } from '../test/walk/page.ts'
import { setUpIn } from './support/setUp.ts'

/*
 * `npm run bench -- first-hour --write docs/first-hour.md`: the first hour with a real base and a set-up of Python from nothing,
 * as a page, whose last section is of `npm run bench -- set-up`. MODEL_ACTIONS_PYTHON names the Python that makes data and base.
 * `--base tiny` takes the base of the tests, and this Python for the jobs too: minutes less.
 */

const { values } = parseArgs({
  options: { base: { type: 'string', default: 'miniLM' }, write: { type: 'string' } },
  allowPositionals: true,
})
const root = join(import.meta.dirname, '..')
const python = process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3'
const { log } = createTerminal({ stderr: process.stderr })
const { signal } = new AbortController()

const baseModel = join(defaultCacheDirectory(process.env), 'base-model')
const quick = values.base === 'tiny'
if (!quick)
  await installExtra({ python, file: 'base-model.txt', into: baseModel, log, signal, environment: process.env })

const work = realpathSync(mkdtempSync(join(tmpdir(), 'first-hour-')))
try {
  const hour = await walkFirstHour({
    work,
    python,
    jobs: quick ? 'the same Python' : 'own environment',
    textBase: quick ? tinyBase(python) : miniLM(python, baseModel),
    port: await freePort(8080),
    clientsPerSecond: 50,
    whole: !quick,
    tell: (line) => process.stderr.write(`${line}\n`),
  })
  const commands = hour.items.flatMap((item) => (item.kind === 'command' ? [item] : []))
  if (values.write !== undefined) {
    const kept = setUpIn(values.write)
    writeFileSync(values.write, `${pageOf(hour, { work, head: head() })}${kept === '' ? '' : `\n${kept}`}`)
  }
  const { load } = hour
  const all = commands.map(({ command, seconds }) => ({ command, seconds: Number(seconds.toFixed(1)) }))
  const goals = [{ name: 'requests lost', value: load.lost, goal: 0, met: load.lost === 0 }]
  process.stdout.write(`${JSON.stringify({ benchmark: 'first-hour', commands: all, load, goals }, undefined, 2)}\n`)
} finally {
  await endWalk({ work })
  rmSync(work, { recursive: true, force: true })
}

function head(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return `# The first hour

From the package of a release to a model that serves, a second version under load, and back: what is typed, what comes, how long it takes. No file of the project is opened.
Three data sets are taken to a \`model.yml\`, none of which \`init\` was written for; one of them goes the whole way.

Made by \`npm run bench -- first-hour${quick ? ' --base tiny' : ''} --write docs/first-hour.md\` with model-actions ${version}, Node ${process.versions.node} and ${execFileSync(python, ['--version'], { encoding: 'utf8' }).trim()}, on a machine with
${availableParallelism()} cores, ${Math.round(totalmem() / 1e9)} GB of memory and no GPU. Times are those of that run. A \`…\` stands for what belongs to that machine and day
only, such as the beginning of a path or a date, and a line of it for lines that a reader does not need, such as progress. \`test/e2e/first-hour.test.ts\` walks the same commands${quick ? '' : ' with a smaller base'}.

A \`# 1.2 s\` behind a command is how long it took.`
}
