import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { takeLock, withLock } from '../../src/locks.ts'
import { sleep } from '../../src/timers.ts'

const place = (): string => join(mkdtempSync(join(tmpdir(), 'model-actions-lock-')), 'work.lock')

/** A lock as this process writes it, with other facts of its holder. */
async function leave(path: string, holder: object): Promise<void> {
  const own = place()
  const lock = await takeLock(own, { label: 'dead' })
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(own, 'utf8')), ...holder }))
  if (lock.kind === 'taken') await lock.release()
}

it('lets one in, names it to the next, and lets that one in once it is free', async () => {
  const path = place()
  const first = await takeLock(path, { label: 'finetune of tone' })
  if (first.kind !== 'taken') throw new Error('the first one was refused')
  const second = await takeLock(path, { label: 'another' })
  expect(second).toMatchObject({
    kind: 'held',
    label: 'finetune of tone',
    by: expect.stringMatching(new RegExp(`^process ${process.pid} since \\d\\d:\\d\\d$`)),
  })
  await first.release()
  expect((await takeLock(path, { label: 'another' })).kind).toBe('taken')
  expect(readdirSync(join(path, '..'))).toEqual(['work.lock'])
})

it('takes over from a process that was killed, also where another process got its number', async () => {
  const path = place()
  const child = spawn(process.execPath, ['-e', ''])
  await new Promise((resolve) => child.once('close', resolve))
  await leave(path, { pid: child.pid })
  expect((await takeLock(path, { label: 'next' })).kind).toBe('taken')
  const reused = place()
  await leave(reused, { startedAt: '1' })
  expect((await takeLock(reused, { label: 'next' })).kind).toBe('taken')
})

it.each([
  ['another host', { host: 'elsewhere' }],
  ['a container with the name of this host, whose processes nobody sees here', { sight: 'another', pid: 999_999_999 }],
])(
  'believes the lock of %s while that one touches it, and takes over what one left that is gone',
  async (_, holder) => {
    const path = place()
    await leave(path, holder)
    expect((await takeLock(path, { label: 'ours' })).kind).toBe('held')
    const longAgo = new Date(Date.now() - 3 * 60_000)
    utimesSync(path, longAgo, longAgo)
    expect((await takeLock(path, { label: 'ours' })).kind).toBe('taken')
  },
)

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
  await leave(path, { pid: 999_999_999 })
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

it('that is damaged is refused by its name, and taken once it is removed', async () => {
  const path = place()
  writeFileSync(path, '{"host":')
  await expect(takeLock(path, { label: 'ours' })).rejects.toThrow(
    `${path} is damaged: remove it if nothing of model-actions runs on this host`,
  )
  rmSync(path)
  expect((await takeLock(path, { label: 'ours' })).kind).toBe('taken')
})
