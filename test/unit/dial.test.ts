import http from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { dial } from '../../src/processes.ts'

/** Answers what comes at its input, and ends as if nothing were wrong some time after its first answer. */
const program = `
let asked = 0
process.stdin.on('data', () => {
  asked += 1
  process.stdout.write('HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\nok')
  if (asked === 1) setTimeout(() => process.exit(0), 100)
})
`
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
afterEach(() => agent.destroy())

test('a connection whose program has ended while it waited is not used for the next request', async () => {
  const programs: ReturnType<typeof dial>[] = []
  agent.createConnection = () => {
    const one = dial(process.execPath, ['-e', program], { env: {}, failure: () => new Error('it failed') })
    programs.push(one)
    return one
  }
  const ask = (): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const request = http.get({ host: 'docker', agent }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode))
      })
      request.once('error', reject)
    })
  expect(await ask()).toBe(200)
  await expect.poll(() => programs[0]?.destroyed, { timeout: 20_000 }).toBe(true)
  expect(await ask()).toBe(200)
  expect(programs).toHaveLength(2)
})
