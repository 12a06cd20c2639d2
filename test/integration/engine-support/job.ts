import { join } from 'node:path'
import { connectDocker } from '../../../src/docker/client.ts'
import { createDockerEngine } from '../../../src/engine/docker.ts'
import { abortOnSignals } from '../../../src/platform/signals.ts'

/* A run of ours that waits for a container: RUNTIME_DIRECTORY IMAGE ROOT. It is there to be interrupted and killed. */

const [runtimeDirectory = '', image = '', root = ''] = process.argv.slice(2)
const engine = createDockerEngine({
  docker: await connectDocker({ environment: process.env }),
  runtimeDirectory,
  image,
  environment: process.env,
  log: { info: () => undefined, foreign: (line) => process.stdout.write(`${line}\n`), progress: () => undefined },
})
await engine
  .run(
    {
      config: { verb: 'selftest' },
      inputs: {},
      out: join(root, 'out'),
      resources: {},
      workers: 1,
      secrets: {},
      deadlineMs: 60_000,
      logFile: join(root, 'log.txt'),
    },
    () => undefined,
    abortOnSignals(),
  )
  .catch((error: Error) => process.stdout.write(`${error.message}\n`))
