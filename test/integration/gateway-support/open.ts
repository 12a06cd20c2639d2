import { openProcessGateway } from '../../../src/gateway/process.ts'

/* Opens a gateway and ends, as a job does: the agent goes on. One argument: the options as JSON. */

const options = JSON.parse(process.argv[2] ?? '') as Omit<Parameters<typeof openProcessGateway>[0], 'log'>
await openProcessGateway({ ...options, log: { info: (line) => void process.stdout.write(`${line}\n`) } })
