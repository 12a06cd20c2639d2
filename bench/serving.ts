import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensurePython } from '../src/engine/python.ts'
import { runtimeDirectory } from '../src/installation.ts'
import { readModelDirectory } from '../src/model/manifest.ts'
import { createTerminal } from '../src/platform/terminal.ts'
import { ratioOf, spread } from './support/measure.ts'
import { type OfflineRound, type Round, type Server, startOffline, startServer } from './support/servingRounds.ts'

/*
 * `npm run bench -- serving [MODEL] [--peer 'RUNTIME OPTION …']`: the real server at 1, 16, 64 and 256 connections, on
 * docstrings of the demo. MODEL is an ONNX model of text classification; by default the newest that `npm run demo` has
 * left. A peer is the runtime directory of another checkout and what its server is told besides.
 *
 * Measured against the same model and texts in one process without a server, and against the peer, interleaved round by
 * round. The load generator shares the machine's cores with the servers, so CPU-milliseconds a text say more than texts
 * a second. `engine` is every thread of a server but the one that speaks HTTP.
 */

const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  options: {
    peer: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
  },
  allowPositionals: true,
})
const root = new URL('../', import.meta.url).pathname
const rounds = Number(values.rounds)
const roundMs = Number(values.seconds) * 1000
const connectionCounts = [1, 16, 64, 256]
/** The server may spend this much more CPU in the engine than the better way offline: batches are not always full. */
const engineGoal = 1.25

const directory = resolve(positionals[0] ?? newestOfDemo())
const { manifest } = await readModelDirectory(directory)
const abort = new AbortController()
process.once('SIGINT', () => abort.abort())
const { path: python } = await ensurePython({
  requirements: 'serve',
  log: createTerminal({ stderr: process.stderr }).log,
  signal: abort.signal,
  environment: process.env,
})

const place = mkdtempSync(join(tmpdir(), 'model-actions-bench-'))
const running: { stop(): void }[] = []
try {
  const texts = docstrings(place)
  const textsFile = join(place, 'texts.json')
  writeFileSync(textsFile, JSON.stringify(texts))
  const servers = new Map<string, Server>()
  const start = async (name: string, runtime: string, options: readonly string[]): Promise<void> => {
    const server = await startServer({ python, runtime, model: directory, options })
    running.push(server)
    servers.set(name, server)
  }
  await start('server', runtimeDirectory(), [])
  const [peer, ...peerOptions] = (values.peer ?? '').split(' ')
  if (peer !== undefined && peer !== '') await start('peer', resolve(peer), peerOptions)
  const offline = startOffline({ python, model: directory, textsFile, maxLength: manifest.maxLength, roundMs })
  running.push(offline)

  const measured = new Map<string, Round[]>()
  const ceilings: OfflineRound[] = []
  for (let round = -1; round < rounds && !abort.signal.aborted; round++) {
    const ceiling = await offline.round()
    if (round >= 0) ceilings.push(ceiling)
    for (const connections of connectionCounts)
      for (const [name, server] of servers) {
        const seen = await server.round({ texts, connections, roundMs: round < 0 ? 1000 : roundMs })
        if (round < 0) continue // the first round warms up
        const key = `${name} ${connections}`
        measured.set(key, [...(measured.get(key) ?? []), seen])
      }
  }
  process.stdout.write(`${JSON.stringify(summary(measured, ceilings), null, 2)}\n`)
} finally {
  for (const child of running) child.stop()
  rmSync(place, { recursive: true, force: true })
}

function summary(measured: ReadonlyMap<string, readonly Round[]>, ceilings: readonly OfflineRound[]) {
  const of = (name: string, connections: number) => measured.get(`${name} ${connections}`) ?? []
  const figures = (name: string) =>
    Object.fromEntries(
      connectionCounts.map((count) => {
        const seen = of(name, count)
        return [
          `${count} connections`,
          {
            textsPerSecond: spread(seen.map((round) => round.perSecond)),
            p50Ms: spread(seen.map((round) => round.p50Ms)),
            p99Ms: spread(seen.map((round) => round.p99Ms)),
            engineCpuMsPerText: spread(seen.map((round) => round.engineCpuMsPerText)),
            httpCpuMsPerText: spread(seen.map((round) => round.httpCpuMsPerText)),
            lost: seen.reduce((sum, round) => sum + round.lost, 0),
          },
        ]
      }),
    )
  const offline = {
    oneByOne: {
      textsPerSecond: spread(ceilings.map((one) => one.oneByOne.perSecond)),
      cpuMsPerText: spread(ceilings.map((one) => one.oneByOne.cpuMsPerText)),
    },
    'batches of 8 of like length': {
      textsPerSecond: spread(ceilings.map((one) => one.likeLength.perSecond)),
      cpuMsPerText: spread(ceilings.map((one) => one.likeLength.cpuMsPerText)),
    },
  }
  const way = manifest.maxBatch === 1 ? 'oneByOne' : 'likeLength'
  const goals: { name: string; value: number; goal: string; met: boolean }[] = []
  const aim = (name: string, value: number, most: number): void => {
    goals.push({ name, value, goal: `≤ ${most}`, met: value <= most })
  }
  const engineOfOffline = (count: number): number =>
    ratioOf(
      of('server', count).map((round) => round.engineCpuMsPerText),
      ceilings.map((one) => one[way].cpuMsPerText),
    ).median
  for (const count of connectionCounts.filter((each) => each >= 64))
    aim(`engine CPU of offline (${way}), ${count} connections`, engineOfOffline(count), engineGoal)
  for (const count of connectionCounts) {
    const lost = of('server', count).reduce((sum, round) => sum + round.lost, 0)
    aim(`lost requests, ${count} connections`, lost, 0)
  }
  const peers = measured.has(`peer ${connectionCounts[0]}`)
  const { name, precision, maxBatch, maxLength } = manifest
  return {
    benchmark: 'serving',
    model: { name, precision, maxBatch, maxLength },
    server: figures('server'),
    ...(peers
      ? {
          peer: figures('peer'),
          textsPerSecondOfPeer: Object.fromEntries(
            connectionCounts.map((count) => [
              `${count} connections`,
              ratioOf(
                of('server', count).map((round) => round.perSecond),
                of('peer', count).map((round) => round.perSecond),
              ),
            ]),
          ),
        }
      : {}),
    offline,
    goals,
  }
}

function newestOfDemo(): string {
  const [newest] = ['demo-process', 'demo-docker']
    .map((name) => join(root, '.model-actions', name, 'place'))
    .filter((left) => existsSync(left))
    .flatMap((left) => globSync('**/model/model.onnx', { cwd: left }).map((file) => join(left, dirname(file))))
    .filter((model) => existsSync(join(model, 'model.json')))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  if (newest !== undefined) return newest
  process.stderr.write('error: there is no model of the demo: run `npm run demo` first, or name a model directory\n')
  process.exit(2)
}

function docstrings(into: string): string[] {
  const file = join(into, 'docstrings.jsonl')
  const made = spawnSync(python, [join(root, 'workflows-examples/demo/make_data.py'), file], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(made.stderr)
  // In no order: the file goes module by module, and a slow round sees its beginning alone.
  const order = (text: string): string => createHash('sha256').update(text).digest('hex')
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text)
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
}
