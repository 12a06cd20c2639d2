import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { startLoad } from '../scripts/load.ts'
import { ensurePython } from '../src/engine/python.ts'
import { runtimeDirectory } from '../src/installation.ts'
import { readModelDirectory } from '../src/model/manifest.ts'
import { createTerminal } from '../src/platform/terminal.ts'
import { ratioOf, spread } from './measure.ts'

/*
 * `npm run bench -- serving [MODEL]`: texts per second of the real server at 1 and at 16 connections, on docstrings of
 * the demo. MODEL is a quantized model of text classification; by default the newest that `npm run demo` has left.
 * Ceiling: the same model and texts in one process without a server, interleaved round by round. The load generator
 * shares the machine's cores with the server.
 */

const root = new URL('../', import.meta.url).pathname
const roundMs = 4000
const rounds = 5
const connections = [1, 16]

const directory = process.argv[3] ?? newestOfDemo()
const model = await readModelDirectory(directory)
const platform = createTerminal({ stderr: process.stderr })
const abort = new AbortController()
process.once('SIGINT', () => abort.abort())
const { path: python } = await ensurePython({
  requirements: 'serve',
  log: platform.log,
  signal: abort.signal,
  environment: process.env,
})
const env = { ...process.env, PYTHONPATH: runtimeDirectory() }

const place = mkdtempSync(join(tmpdir(), 'model-actions-bench-'))
const children: ChildProcess[] = []
try {
  const texts = docstrings(place)
  const textsFile = join(place, 'texts.json')
  writeFileSync(textsFile, JSON.stringify(texts))
  const maxLength = String(model.manifest.maxLength)
  const url = await startServer(maxLength)
  const offline = startOffline(textsFile, maxLength)

  const perSecond = new Map<number, number[]>(connections.map((count) => [count, []]))
  const latencyMs = new Map<number, { p50: number[]; p99: number[] }>(
    connections.map((count) => [count, { p50: [], p99: [] }]),
  )
  const oneByOne: number[] = []
  const likeLength: number[] = []
  await offline()
  for (const count of connections) await load(url, texts, count)
  for (let round = 0; round < rounds && !abort.signal.aborted; round++) {
    for (const count of connections) {
      const seen = await load(url, texts, count)
      perSecond.get(count)?.push(seen.perSecond)
      latencyMs.get(count)?.p50.push(seen.p50Ms)
      latencyMs.get(count)?.p99.push(seen.p99Ms)
    }
    const ceiling = await offline()
    oneByOne.push(ceiling.oneByOne)
    likeLength.push(ceiling.likeLength)
  }
  const server = Object.fromEntries(
    connections.map((count) => {
      const rates = perSecond.get(count) ?? []
      const latency = latencyMs.get(count) ?? { p50: [], p99: [] }
      return [
        `${count} connections`,
        {
          textsPerSecond: spread(rates),
          p50Ms: spread(latency.p50),
          p99Ms: spread(latency.p99),
          ofOfflineOneByOne: ratioOf(rates, oneByOne),
          ofOfflineLikeLength: ratioOf(rates, likeLength),
        },
      ]
    }),
  )
  const offlinePerSecond = { oneByOne: spread(oneByOne), 'batches of 8 of like length': spread(likeLength) }
  process.stdout.write(
    `${JSON.stringify({ benchmark: 'serving', model: model.manifest.name, precision: model.manifest.precision, server, offlinePerSecond }, null, 2)}\n`,
  )
} finally {
  for (const child of children) child.kill('SIGTERM')
  rmSync(place, { recursive: true, force: true })
}

function newestOfDemo(): string {
  const found = ['demo-process', 'demo-docker']
    .map((name) => join(root, '.model-actions', name, '.model-actions/store/docstring-subsystem/quantize'))
    .filter((store) => existsSync(store))
    .flatMap((store) => readdirSync(store).map((key) => join(store, key, 'model')))
    .filter((place) => existsSync(join(place, 'model.onnx')))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  const [newest] = found
  if (newest !== undefined) return newest
  process.stderr.write('error: there is no model of the demo: run `npm run demo` first, or name a model directory\n')
  process.exit(2)
}

function docstrings(place: string): string[] {
  const file = join(place, 'docstrings.jsonl')
  const made = spawnSync(python, [join(root, 'workflows-examples/demo/make_data.py'), file], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(made.stderr)
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text)
}

function startServer(maxLength: string): Promise<string> {
  const args = ['--model', directory, '--name', 'bench', '--version', '1', '--port', '0', '--max-length', maxLength]
  const child = spawn(python, ['-m', 'model_runtime', 'serve', ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  children.push(child)
  return new Promise((resolve, reject) => {
    let url = ''
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    createInterface({ input: child.stderr }).on('line', (line) => {
      url = /listening on (\S+)/.exec(line)?.[1] ?? url
      if (/ ready: /.test(line)) resolve(`http://${url}`)
    })
  })
}

/** A function that makes one round and returns its texts per second. */
function startOffline(textsFile: string, maxLength: string): () => Promise<{ oneByOne: number; likeLength: number }> {
  const helper = join(root, 'bench/serving_offline.py')
  const child = spawn(python, [helper, directory, textsFile, maxLength, String(roundMs / 1000)], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  const lines = createInterface({ input: child.stdout })
  return () =>
    new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`the offline helper ended with ${code}`))
      child.once('exit', ended)
      lines.once('line', (line) => {
        child.off('exit', ended)
        resolve(JSON.parse(line) as { oneByOne: number; likeLength: number })
      })
      child.stdin.write('round\n')
    })
}

async function load(url: string, texts: readonly string[], count: number) {
  const startMs = performance.now()
  const running = startLoad({
    url,
    model: 'bench',
    texts,
    connections: count,
    perSecond: Number.POSITIVE_INFINITY,
    canary: 'none',
  })
  await new Promise((resolve) => setTimeout(resolve, roundMs))
  const report = await running.stop()
  if (report.lost > 0) throw new Error(`${report.lost} of ${report.sent} requests were lost`)
  return {
    perSecond: (report.answered * 1000) / (performance.now() - startMs),
    p50Ms: report.p50Ms,
    p99Ms: report.p99Ms,
  }
}
