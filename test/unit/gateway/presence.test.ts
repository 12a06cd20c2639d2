import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { listenPrivately } from '../../../src/gateway/agent/presence.ts'

let directory: string
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'presence-')), 'sockets')
})
afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }))

const isTaken = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(path)
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })

test('a gateway that starts while the last one removes the directory of their sockets can be asked', async () => {
  let asked = 0
  const at = join(directory, 'agent.sock')
  const presence = await listenPrivately(
    () => {
      mkdirSync(directory)
      if (++asked === 1) rmdirSync(directory)
      return at
    },
    (socket) => socket.destroy(),
  )
  try {
    expect(await isTaken(at)).toBe(true)
  } finally {
    presence.close()
  }
})

test('one whose directory goes just as it listens can be asked too, and leaves nothing open that would keep it from ending', async () => {
  const made = vi.spyOn(net, 'createServer')
  onTestFinished(() => made.mockRestore())
  let asked = 0
  const at = join(directory, 'agent.sock')
  const presence = await listenPrivately(
    () => {
      mkdirSync(directory)
      // After the socket is there, and before anybody is told.
      if (++asked === 1) process.nextTick(() => rmSync(directory, { recursive: true }))
      return at
    },
    (socket) => socket.destroy(),
  )
  expect(asked).toBe(2)
  expect(await isTaken(at)).toBe(true)
  presence.close()
  const isOpen = made.mock.results.map(({ value }) => (value as net.Server).listening)
  expect(isOpen).toEqual([false, false])
})

test('one that cannot have its socket says so, and does not try again', async () => {
  let asked = 0
  mkdirSync(join(directory, 'agent.sock', 'in-the-way'), { recursive: true })
  const presence = listenPrivately(
    () => {
      asked++
      return join(directory, 'agent.sock')
    },
    (socket) => socket.destroy(),
  )
  await expect(presence).rejects.toThrow()
  expect(asked).toBe(1)
})
