import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { freePort } from '../../src/ports.ts'

const server = createServer()
afterEach(() => new Promise((resolve) => server.close(resolve)))

test('a port that is taken gives way to another one, and one that is free is the one that was wanted', async () => {
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  )
  const other = await freePort(port)
  expect(other).not.toBe(port)
  expect(other).toBeGreaterThan(0)
  await new Promise((resolve) => server.close(resolve))
  expect(await freePort(port)).toBe(port)
})
