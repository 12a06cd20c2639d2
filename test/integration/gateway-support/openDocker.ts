import { connectDocker } from '../../../src/docker/client.ts'
import { openDockerGateway } from '../../../src/gateway/docker.ts'

/* Opens a gateway in a container and ends, as a job does. Arguments: the options as JSON, and `stay` where it waits to be killed. */

const options = JSON.parse(process.argv[2] ?? '') as { model: string; port: number; image: string }
const docker = await connectDocker({ environment: process.env })
const gateway = await openDockerGateway({
  ...options,
  docker,
  log: { info: (line) => void process.stdout.write(`${line}\n`) },
})
if (process.argv[3] === 'stay') {
  await gateway.traffic.status()
  process.stdout.write('has asked\n')
  setInterval(() => undefined, 1_000)
}
