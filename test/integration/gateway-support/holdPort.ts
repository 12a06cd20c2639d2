import { connectDocker } from '../../../src/docker/client.ts'
import { aloneAt } from '../../../src/gateway/dockerLock.ts'

/* Changes who shares a port of a Docker engine until it is killed. Arguments: the port, and an image that the engine has. */

const [port, image = ''] = process.argv.slice(2)
const docker = await connectDocker({ environment: process.env })
const turn = { docker, port: Number(port), model: 'test/killed', image, log: { info: () => undefined } }
await aloneAt(turn, async () => {
  process.stdout.write('holds it\n')
  await new Promise((resolve) => setTimeout(resolve, 600_000))
})
