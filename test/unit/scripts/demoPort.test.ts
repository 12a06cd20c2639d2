import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { freePort } from '../../../scripts/demoPort.ts'

const server = createServer()
afterEach(() => new Promise((resolve) => server.close(resolve)))

test('the demo takes another port where the one it wants is taken, and that one where it is free', async () => {
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )
  const other = await freePort(port)
  expect(other).not.toBe(port)
  expect(other).toBeGreaterThan(0)
  await new Promise((resolve) => server.close(resolve))
  expect(await freePort(port)).toBe(port)
})
