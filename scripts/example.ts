import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { digestJson, hexOf } from '../src/digest.ts'
import { defaultCacheDirectory, ensurePython } from '../src/engine/python.ts'
import { exitCodes, formatProblem, UserError } from '../src/errors.ts'
import { failureOf } from '../src/platform/failure.ts'
import { abortOnSignals } from '../src/platform/signals.ts'
import { createTerminal } from '../src/platform/terminal.ts'
import { loadSpec } from '../src/spec/load.ts'
import { hasClasses } from '../src/spec/writing.ts'
import { jobRuntime } from '../src/stages/code.ts'
import { openContext } from '../src/stages/context.ts'
import { runStages } from '../src/stages/index.ts'
import { stageNames } from '../src/stages/types.ts'
import { demoPlace } from './demoPlace.ts'
import { keys, runScript, stageLine } from './exampleParts.ts'

/*
 * `npm run example -- NAME`: an example of workflows-examples/ from nothing to a signed image, in the tool's own Python
 * environment; one that writes texts to its evaluation. The demo, which also serves, is `npm run demo`.
 */

/** What makes the data and the base model of each, in the order of its README. */
const examples = {
  digits: [
    ['digits/make_data.py', 'data'],
    ['digits/make_base.py', 'base'],
  ],
  functions: [
    ['functions/make_data.py', 'data/functions.jsonl'],
    ['functions/make_base.py', 'data/functions.jsonl', 'base'],
  ],
  instructions: [
    ['instructions/make_data.py', 'data/instructions.jsonl'],
    ['instructions/make_base.py', 'base'],
  ],
  summaries: [
    ['summaries/make_data.py', 'data/summaries.jsonl'],
    ['summaries/make_base.py', 'data/summaries.jsonl', 'base'],
  ],
} as const satisfies Record<string, readonly (readonly [string, ...string[]])[]>
type ExampleName = keyof typeof examples

const names = Object.keys(examples) as ExampleName[]
const root = new URL('../', import.meta.url).pathname
const help = `npm run example -- NAME [--force]

  NAME      ${names.join(' or ')}; the example of texts is \`npm run demo\`
  --force   run every stage again, whatever is there
`

async function main(signal: AbortSignal): Promise<number> {
  const { values: options, positionals } = parseArgs({
    allowPositionals: true,
    options: { force: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  })
  if (options.help) {
    process.stdout.write(help)
    return exitCodes.done
  }
  const name = names.find((one) => one === positionals[0])
  if (name === undefined || positionals.length > 1)
    throw new UserError(`name one example: ${names.join(' or ')} (that of texts is \`npm run demo\`)`)
  const work = join(root, '.model-actions', `example-${name}`)
  const platform = createTerminal({ stderr: process.stderr })
  const cacheDir = defaultCacheDirectory(process.env)
  const setUp = { cacheDir, log: platform.log, signal, environment: process.env }
  const { path: python } = await ensurePython({ ...setUp, requirements: 'train' })
  await mkdir(work, { recursive: true })
  const password = await keys(work)
  for (const [script, ...args] of examples[name])
    await runScript(python, join(root, 'workflows-examples', script), args, { cwd: work, signal, env: process.env })

  const specFile = join(work, 'model.yml')
  await writeFile(specFile, await specOf(name))
  const place = demoPlace(cacheDir, work, await readFile(join(work, 'cosign.pub'), 'utf8'))
  const environment = { ...process.env, COSIGN_PASSWORD: password, MODEL_ACTIONS_HOME: place }
  const served = hasClasses((await loadSpec(specFile)).task)
  const stages = stageNames.filter((stage, at) => (served ? stage !== 'deploy' : at <= stageNames.indexOf('evaluate')))
  const { force } = options
  const context = await openContext({ specFile, stages, engine: 'process', force, platform, signal, environment })
  const ended = await runStages(stages, context, async (one) => platform.log.info(stageLine(one)))
  if (ended.length < stages.length || ended.some(({ stored }) => stored.result.verdict !== 'pass'))
    return exitCodes['gate-failed']
  if (!served) return exitCodes.done
  platform.log.info(
    `\nTry it: MODEL_ACTIONS_HOME=${place} node ${join(root, 'dist/model-actions.js')} serve --config ${specFile}`,
  )
  return exitCodes.done
}

/** A release cannot be moved: when the code or the spec changes, its images are kept elsewhere. */
async function specOf(name: ExampleName): Promise<string> {
  const text = await readFile(join(root, 'workflows-examples', name, 'model.yml'), 'utf8')
  const releases = hexOf(digestJson({ code: await jobRuntime(), text }), 12)
  return text.replace('layout: ./images', `layout: ./images-${releases}`)
}

const signal = abortOnSignals()
try {
  process.exitCode = await main(signal)
} catch (error) {
  const { problems, stack, exitCode } = failureOf(error, signal)
  for (const problem of problems) process.stderr.write(`error: ${formatProblem(problem)}\n`)
  if (stack !== undefined) process.stderr.write(`${stack}\n`)
  process.exitCode = exitCode
}
process.exit()
