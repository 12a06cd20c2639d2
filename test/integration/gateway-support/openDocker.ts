import { connectDocker } from '../../../src/docker/client.ts'
import { openDockerGateway } from '../../../src/gateway/docker.ts'

/* Opens a gateway in a container and ends, as a job does. One argument: the options as JSON. */

const options = JSON.parse(process.argv[2] ?? '') as { model: string; port: number; image: string }
const docker = await connectDocker({ environment: process.env })
await openDockerGateway({ ...options, docker, log: { info: (line) => void process.stdout.write(`${line}\n`) } })
