import { join } from 'node:path'
import { connectDocker } from '../../../src/docker/client.ts'
import { createDockerEngine } from '../../../src/engine/docker.ts'
import { createProcessEngine } from '../../../src/engine/process.ts'

/* A run whose job talks much: ENGINE RUNTIME_DIRECTORY IMAGE ROOT. Prints by how many bytes its memory grew at most. */

const [name = '', runtimeDirectory = '', image = '', root = ''] = process.argv.slice(2)
const options = {
  runtimeDirectory,
  environment: process.env,
  log: { info: () => undefined, foreign: () => undefined, progress: () => undefined },
}
const engine =
  name === 'docker'
    ? createDockerEngine({ ...options, image, docker: await connectDocker({ environment: process.env }) })
    : createProcessEngine({ ...options, python: { path: process.env['MODEL_ACTIONS_PYTHON'] ?? 'python3' } })
const { signal } = new AbortController()
await engine.preflight({}, signal)

const before = process.memoryUsage.rss()
let most = before
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss())
}, 10)
const end = await engine.run(
  {
    config: { verb: 'selftest' },
    inputs: {},
    out: join(root, 'out'),
    resources: {},
    workers: 1,
    secrets: {},
    deadlineMs: 170_000,
    logFile: join(root, 'log.txt'),
  },
  () => undefined,
  signal,
)
clearInterval(watch)
process.stdout.write(`${JSON.stringify({ exit: end.exit, diagnosis: end.diagnosis, grownBytes: most - before })}\n`)
