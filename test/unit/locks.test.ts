import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { takeLock, withLock } from '../../src/locks.ts'
import { sleep } from '../../src/timers.ts'

const place = (): string => join(mkdtempSync(join(tmpdir(), 'model-actions-lock-')), 'work.lock')

it('lets one in, names it to the next, and lets that one in once it is free', async () => {
  const path = place()
  const first = await takeLock(path, { label: 'finetune of tone' })
  if (first.kind !== 'taken') throw new Error('the first one was refused')
  const second = await takeLock(path, { label: 'another' })
  expect(second).toMatchObject({
    kind: 'held',
    by: expect.stringContaining(`finetune of tone, process ${process.pid}`),
  })
  await first.release()
  expect((await takeLock(path, { label: 'another' })).kind).toBe('taken')
  expect(readdirSync(join(path, '..'))).toEqual(['work.lock'])
})

it('takes over from a process that was killed, also where another process got its number', async () => {
  const path = place()
  const child = spawn(process.execPath, ['-e', ''])
  await new Promise((resolve) => child.once('close', resolve))
  const owner = { host: hostname(), pid: child.pid, startedAt: '1', label: 'dead', since: '', token: 'a' }
  writeFileSync(path, JSON.stringify(owner))
  expect((await takeLock(path, { label: 'next' })).kind).toBe('taken')
  const reused = place()
  writeFileSync(reused, JSON.stringify({ ...owner, pid: process.pid }))
  expect((await takeLock(reused, { label: 'next' })).kind).toBe('taken')
})

it('believes the lock of another host while that host touches it, and takes over what one left that is gone', async () => {
  const path = place()
  writeFileSync(
    path,
    JSON.stringify({ host: 'elsewhere', pid: 1, startedAt: '1', label: 'theirs', since: '', token: 'a' }),
  )
  expect((await takeLock(path, { label: 'ours' })).kind).toBe('held')
  const longAgo = new Date(Date.now() - 3 * 60_000)
  utimesSync(path, longAgo, longAgo)
  expect((await takeLock(path, { label: 'ours' })).kind).toBe('taken')
})

it('is touched as long as it is held', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const path = place()
    const lock = await takeLock(path, { label: 'ours' })
    if (lock.kind !== 'taken') throw new Error('the first one was refused')
    const longAgo = new Date(Date.now() - 3 * 60_000)
    utimesSync(path, longAgo, longAgo)
    await vi.advanceTimersByTimeAsync(10_000)
    await vi.waitFor(() => expect(statSync(path).mtimeMs).toBeGreaterThan(longAgo.getTime() + 60_000))
    await lock.release()
    expect(readdirSync(join(path, '..'))).toEqual([])
  } finally {
    vi.useRealTimers()
  }
})

it('is never held by two at once, whoever takes over what a dead one left', async () => {
  const path = place()
  writeFileSync(
    path,
    JSON.stringify({ host: hostname(), pid: 999_999_999, startedAt: '1', label: 'dead', since: '', token: 'a' }),
  )
  let inside = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      withLock(path, { label: `worker ${index}` }, async () => {
        inside += 1
        most = Math.max(most, inside)
        await sleep(3)
        inside -= 1
      }),
    ),
  )
  expect(most).toBe(1)
})
