import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { digestJson, hexOf } from '../src/digest.ts'
import { defaultCacheDirectory, ensurePython, installExtra } from '../src/engine/python.ts'
import { exitCodes, formatProblem, UserError } from '../src/errors.ts'
import { failureOf } from '../src/platform/failure.ts'
import { abortOnSignals } from '../src/platform/signals.ts'
import { createTerminal } from '../src/platform/terminal.ts'
import { freePort } from '../src/ports.ts'
import { jobRuntime } from '../src/stages/code.ts'
import { openContext } from '../src/stages/context.ts'
import type { DeployReport } from '../src/stages/deploy.ts'
import { type Ended, runStages } from '../src/stages/index.ts'
import { takeDown } from '../src/stages/stop.ts'
import { stageNames } from '../src/stages/types.ts'
import { demoPlace } from './demoPlace.ts'
import { keys, runScript, stageLine } from './exampleParts.ts'
import { type LoadReport, startLoad } from './load.ts'

/*
 * `npm run demo`: the main job on real input, from nothing to a model that serves, and a broken release that is stopped.
 *
 *   1.0.0  the tuned model in FP32, the first release: nothing served before it
 *   1.1.0  the same weights in INT8: canary of 1, 5, 100 % behind the gates, promoted
 *   1.2.0  tuned from a base whose tokenizer knows a token more than its embedding table: as good on the test set, but
 *          requests with that token fail, which only traffic shows: stopped, and 1.1.0 keeps serving
 */

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    engine: { type: 'string', default: 'process' },
    force: { type: 'boolean', default: false },
    first: { type: 'boolean', default: false },
    stop: { type: 'boolean', default: false },
    'end-stopped': { type: 'boolean', default: false },
    port: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const root = new URL('../', import.meta.url).pathname
const example = join(root, 'workflows-examples/demo')

const usualPort = 8080

const help = `npm run demo [-- OPTIONS]

  --json          one JSON document on stdout at the end; progress goes to stderr
  --engine NAME   process (a virtual environment, no daemon) or docker
  --port N        loopback port at which the gateway serves (8080, or a free one where that is taken)
  --force         run every stage again, whatever is there
  --first         1.0.0 alone: from data to a model that serves, in a third of the time
  --stop          end what an earlier demo left serving, and nothing else
  --end-stopped   leave nothing serving at the end
`

/** In no docstring, and a token that the third release's model has no embedding for. */
const emoji = '🙂'

type StageLine = {
  name: string
  seconds: number
  key: string
  result: 'fresh' | 'reused'
  verdict: string
  headline: string
}
type VersionReport = {
  version: string
  stages: StageLine[]
  digest?: string
  accuracy?: { baseline: number; candidate: number; int8?: number }
  quantization?: { sizeRatio: number; speedRatio: number }
  rollout?: {
    verdict: string
    because: string
    steps: { share: number; seconds: number; canaryRequests: number; canaryErrors: number }[]
    load: LoadReport
  }
  report: string
}

async function main(signal: AbortSignal): Promise<number> {
  if (options.help) {
    process.stdout.write(help)
    return 0
  }
  const engine = await engineOf(options.engine)
  const work = join(root, '.model-actions', `demo-${engine}`)
  const platform = createTerminal({ stderr: process.stderr })
  const say = (line: string) => platform.log.info(line)
  const startMs = performance.now()

  const files = {
    good: join(work, 'model.yml'),
    first: join(work, 'model-1.0.0.yml'),
    broken: join(work, 'model-1.2.0.yml'),
  }
  const context = (specFile: string, environment: Record<string, string | undefined>) =>
    openContext({ specFile, stages: stageNames, engine, force: options.force, platform, signal, environment })

  const cacheDir = defaultCacheDirectory(process.env)
  const setUp = { cacheDir, log: platform.log, signal, environment: process.env }
  const { path: python } = await ensurePython({ ...setUp, requirements: 'train' })
  const baseModel = join(cacheDir, 'base-model')
  await installExtra({ ...setUp, python, file: 'base-model.txt', into: baseModel })
  if (engine === 'process') await ensurePython({ ...setUp, requirements: 'serve' })
  await mkdir(work, { recursive: true })
  const base =
    engine === 'docker' ? await (await import('./demoImages.ts')).prepareImages({ ...setUp, work }) : undefined
  const password = await keys(work)
  const place = demoPlace(cacheDir, work, await readFile(join(work, 'cosign.pub'), 'utf8'))
  const environment = { ...process.env, COSIGN_PASSWORD: password, MODEL_ACTIONS_HOME: place }
  // An earlier demo may serve at another port, which its spec says.
  if (existsSync(files.good)) await takeDown(await context(files.good, environment))
  if (options.stop) {
    say('The demo serves no more.')
    return 0
  }
  const port = options.port === undefined ? await freePort(usualPort) : Number(options.port)
  if (options.port === undefined && port !== usualPort)
    say(`port ${usualPort} is taken: the demo serves at port ${port}`)
  await writeSpecs(files, base, port)
  const setUpSeconds = seconds(startMs)
  const runMs = performance.now()

  const script = (name: string, ...args: string[]) =>
    runScript(python, join(example, name), args, { cwd: work, signal, env: { ...process.env, PYTHONPATH: baseModel } })
  await script('make_data.py', 'data/docstrings.jsonl')
  await script('make_base.py', 'base')
  await script('make_base.py', 'base-emoji', '--add-token', emoji)
  const texts = await traffic(join(work, 'data/docstrings.jsonl'))

  const versions: VersionReport[] = []
  const all = [
    ['1.0.0', files.first],
    ['1.1.0', files.good],
    ['1.2.0', files.broken],
  ] as const
  for (const [version, specFile] of options.first ? all.slice(0, 1) : all) {
    say(`\n── ${version} ──`)
    versions.push(
      await release({
        version,
        specFile,
        context: await context(specFile, environment),
        texts,
        serving: versions.length > 0,
        say,
      }),
    )
  }
  const [first, good, broken] = versions
  const serving = options.first ? '1.0.0' : '1.1.0'
  const ok = options.first
    ? first?.rollout?.verdict === 'pass'
    : good?.rollout?.verdict === 'pass' && broken?.rollout?.verdict === 'fail' && (good.rollout.load.lost ?? 1) === 0
  const url = `http://127.0.0.1:${port}`
  if (options['end-stopped']) await takeDown(await context(files.good, environment))
  const result = {
    engine,
    seconds: { setUp: setUpSeconds, run: seconds(runMs) },
    versions,
    serving: options['end-stopped'] ? null : { version: serving, url },
    ok,
  }
  tell(say, result)
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`)
  return ok ? exitCodes.done : exitCodes['gate-failed']
}

/** The engine asked for; without a Docker engine the demo runs as processes, and says so. */
async function engineOf(name: string): Promise<'process' | 'docker'> {
  if (name === 'process') return name
  if (name !== 'docker') throw new UserError(`--engine ${name}: unknown engine: choose process or docker`)
  const { connectDocker } = await import('../src/docker/client.ts')
  try {
    await connectDocker({ environment: process.env })
    return name
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    process.stderr.write(`no Docker reachable, the demo runs as processes: ${error.message}\n`)
    return 'process'
  }
}

/** Every stage of one version; the last one, deploy, under a load that is sent and counted here. */
async function release(one: {
  version: string
  specFile: string
  context: Awaited<ReturnType<typeof openContext>>
  texts: readonly string[]
  serving: boolean
  say: (line: string) => void
}): Promise<VersionReport> {
  const { context, version } = one
  const lines: StageLine[] = []
  const report: VersionReport = { version, stages: lines, report: '' }
  const note = async (ended: Ended): Promise<void> => {
    const { outcome, seconds: secondsTaken, report: files } = ended
    const { key, verdict, headline } = outcome.stored.result
    lines.push({
      name: outcome.stage,
      seconds: round(secondsTaken),
      key,
      result: outcome.reused ? 'reused' : 'fresh',
      verdict,
      headline,
    })
    report.report = files?.markdown ?? report.report
    one.say(stageLine(ended))
  }
  const before = await runStages(
    stageNames.filter((name) => name !== 'deploy'),
    context,
    note,
  )
  const data = (name: string) => before.find((candidate) => candidate.stage === name)?.stored.result.data
  const evaluation = data('evaluate') as import('../src/stages/evaluate.ts').EvaluationReport | undefined
  const quantization = data('quantize') as import('../src/stages/quantize.ts').QuantizationReport | undefined
  if (evaluation !== undefined)
    report.accuracy = {
      baseline: round(evaluation.metrics.baseline['accuracy'] ?? 0, 4),
      candidate: round(evaluation.metrics.candidate['accuracy'] ?? 0, 4),
      ...(quantization === undefined || context.spec.quantize.precision !== 'int8'
        ? {}
        : { int8: round(quantization.metrics.candidate['accuracy'] ?? 0, 4) }),
    }
  const gate = (name: string) => quantization?.gates.find((candidate) => candidate.name === name)?.observed.value
  const [sizeRatio, speedRatio] = [gate('size'), gate('speed')]
  if (sizeRatio !== undefined && speedRatio !== undefined)
    report.quantization = { sizeRatio: round(sizeRatio, 3), speedRatio: round(speedRatio) }
  if (before.at(-1)?.stage !== 'verify') return report
  const digest = before.at(-1)?.stored.result.outputs['digest']
  if (digest !== undefined) report.digest = digest

  const load = startLoad({
    url: `http://127.0.0.1:${context.spec.deploy.port}`,
    model: context.spec.name,
    texts: one.texts,
    connections: one.serving ? 8 : 0,
    perSecond: 200,
    canary: `v${version.replaceAll('.', '-')}-`,
  })
  const [deployed] = await runStages(['deploy'], context, note).finally(() => load.stop())
  const rollout = (deployed?.stored.result.data as DeployReport | undefined)?.rollout
  if (rollout !== undefined)
    report.rollout = {
      verdict: rollout.verdict,
      because: rollout.because,
      steps: rollout.steps.map((step) => ({
        share: step.share,
        seconds: round((step.toMs - step.fromMs) / 1000),
        canaryRequests: step.canary.requests,
        canaryErrors: step.canary.errors,
      })),
      load: await load.stop(),
    }
  return report
}

/** The demo's three specs: model.yml as it stands, and what the other two versions change in it. */
async function writeSpecs(
  files: { good: string; first: string; broken: string },
  base: string | undefined,
  port: number,
): Promise<void> {
  let text = await readFile(join(example, 'model.yml'), 'utf8')
  if (base !== undefined)
    text = text.replace('target: process', 'target: docker').replace('image: {', `image: {base: "${base}", `)
  // A release cannot be moved; when the code or the spec changes, its releases are those of another demo.
  const releases = hexOf(digestJson({ code: await jobRuntime(), text }), 12)
  text = text.replace('layout: ./images', `layout: ./images-${releases}`).replace(`port: ${usualPort}`, `port: ${port}`)
  await writeFile(files.good, text)
  await writeFile(
    files.first,
    text.replace('version: 1.1.0', 'version: 1.0.0').replace('precision: int8', 'precision: fp32'),
  )
  await writeFile(
    files.broken,
    text.replace('version: 1.1.0', 'version: 1.2.0').replace('base: ./base', 'base: ./base-emoji'),
  )
}

/** What clients send, in no order: docstrings as they are, one in five with an emoji. */
async function traffic(dataFile: string): Promise<string[]> {
  const sent = (await readFile(dataFile, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { text: string }).text)
    .filter((text) => text.length < 160)
    .map((text, index) => (index % 5 === 4 ? `${text} ${emoji}` : text))
  const order = new Map(sent.map((text) => [text, createHash('sha256').update(text).digest('hex')]))
  return sent.sort((a, b) => ((order.get(a) ?? '') < (order.get(b) ?? '') ? -1 : 1))
}

function tell(
  say: (line: string) => void,
  result: {
    versions: VersionReport[]
    seconds: { setUp: number; run: number }
    serving: { version: string; url: string } | null
  },
): void {
  say('\n── what happened ──')
  for (const { version, rollout, accuracy, quantization, report } of result.versions) {
    if (accuracy !== undefined)
      say(
        `${version}: accuracy ${accuracy.candidate}${accuracy.int8 === undefined ? '' : `, INT8 ${accuracy.int8}`}; baseline ${accuracy.baseline}`,
      )
    if (quantization !== undefined)
      say(`       INT8: ${quantization.sizeRatio} of the size, ${quantization.speedRatio} times the speed`)
    if (rollout !== undefined)
      say(
        `       rollout ${rollout.verdict}: ${rollout.because}; ${rollout.load.sent} requests sent, ${rollout.load.lost} lost (${rollout.load.lostByCanary} answered with an error by the canary)`,
      )
    say(`       report: ${report}`)
  }
  if (result.serving !== null)
    say(`\n${result.serving.version} serves at ${result.serving.url}; \`npm run demo -- --stop\` ends it.`)
  say(`${result.seconds.run} s, and ${result.seconds.setUp} s of set-up before them.`)
}

const seconds = (sinceMs: number): number => round((performance.now() - sinceMs) / 1000)
const round = (value: number, digits = 2): number => Number(value.toFixed(digits))

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
