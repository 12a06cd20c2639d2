import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { maxLineChars } from '../../../src/lines.ts'
import { run, spawnDetached } from '../../../src/processes.ts'
import { endGroup, groupAlive } from '../../../src/processGroups.ts'
import { sleep } from '../../../src/timers.ts'

const node = process.execPath
const script = (body: string): string[] => ['-e', body]

/** True while the process runs; one that has ended and waits for its parent does not. */
function alive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

describe('a child process', () => {
  it('hands on its exit code and both outputs line by line', async () => {
    const out: string[] = []
    const err: string[] = []
    const end = await run(
      node,
      script('console.log("a\\nb"); process.stderr.write("10%\\r20%\\r"); process.exitCode = 3'),
      {
        onStdoutLine: (line) => out.push(line),
        onStderrLine: (line) => err.push(line),
      },
    )
    expect(end).toEqual({ exitCode: 3, signal: null })
    expect(out).toEqual(['a', 'b'])
    expect(err).toEqual(['10%', '20%'])
  })

  it('gets its arguments as they are: no shell sees them', async () => {
    const out: string[] = []
    const hostile = '$(id) `id`; echo * "\' \\'
    await run(node, ['-e', 'console.log(process.argv[1])', '--', hostile], { onStdoutLine: (line) => out.push(line) })
    expect(out).toEqual([hostile])
  })

  it('reads what it is given on standard input, and sees its end', async () => {
    const out: string[] = []
    await run(node, script('process.stdin.pipe(process.stdout)'), {
      stdin: 'größe',
      onStdoutLine: (line) => out.push(line),
    })
    expect(out).toEqual(['größe'])
  })

  it('cannot stall us with an endless line: it is cut and says how much is missing', async () => {
    const out: string[] = []
    await run(node, script('process.stdout.write("x".repeat(3_000_000))'), { onStdoutLine: (line) => out.push(line) })
    expect(out).toHaveLength(1)
    expect(out[0]).toBe(`${'x'.repeat(maxLineChars)} … (${3_000_000 - maxLineChars} more characters)`)
  })

  it('that does not exist is one line with the remedy', async () => {
    const failure = await run('no-such-program', []).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(UserError)
    expect(String(failure)).toMatch(/cannot start no-such-program \(ENOENT\): install it/)
  })

  it('that ends leaves no grandchild behind, even one that holds the pipes', async () => {
    const out: string[] = []
    const beganMs = performance.now()
    await run(
      node,
      script(
        `const c = require('child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], {stdio: 'inherit'}); console.log(c.pid); c.unref(); setTimeout(() => process.exit(0), 50)`,
      ),
      {
        onStdoutLine: (line) => out.push(line),
      },
    )
    expect(performance.now() - beganMs).toBeLessThan(5_000)
    // A killed process has a number until its new parent takes note of its end.
    await expect.poll(() => alive(Number(out[0])), { timeout: 2_000 }).toBe(false)
  })

  it('is ended by the error of a line callback, which comes out', async () => {
    const failure = new Error('broken event')
    await expect(
      run(node, script('setInterval(() => console.log("x"), 10)'), {
        onStdoutLine: () => {
          throw failure
        },
      }),
    ).rejects.toBe(failure)
  })
})

describe('an abort', () => {
  it('ends a whole tree that ignores SIGTERM within 2 s and rejects with its reason', async () => {
    const controller = new AbortController()
    const pids: number[] = []
    const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log(process.pid);`
    const parent = `${stubborn} require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stubborn)}], {stdio: 'inherit'})`
    const reason = new Error('stopped by the user')
    let abortedMs = 0
    const ended = run(node, script(parent), {
      signal: controller.signal,
      onStdoutLine: (line) => {
        pids.push(Number(line))
        if (pids.length < 2) return
        abortedMs = performance.now()
        controller.abort(reason)
      },
    })
    await expect(ended).rejects.toBe(reason)
    expect(pids).toHaveLength(2)
    // A killed process has a number until its new parent takes note of its end.
    while (pids.some(alive) && performance.now() - abortedMs < 2_000) await sleep(10)
    expect(pids.filter(alive)).toEqual([])
    expect(performance.now() - abortedMs).toBeLessThan(2_000)
  })

  it('before the start starts nothing', async () => {
    await expect(run('no-such-program', [], { signal: AbortSignal.abort(new Error('early')) })).rejects.toThrow('early')
  })
})

describe('a server', () => {
  let directory = ''
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'processes-'))
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  it('outlives the one who started it, is not found by the runner, logs to its file and can be ended', async () => {
    const logFile = join(directory, 'logs/server.log')
    const body = 'console.log("tracking", process.env.RUNNER_TRACKING_ID ?? "none"); setInterval(() => {}, 1000)'
    const starter = join(import.meta.dirname, '../../../src/processes.ts')
    const out: string[] = []
    await run(
      node,
      [
        '--input-type=module',
        '-e',
        `const { spawnDetached } = await import(${JSON.stringify(starter)}); console.log(await spawnDetached(process.execPath, ['-e', ${JSON.stringify(body)}], { env: {}, logFile: ${JSON.stringify(logFile)} }))`,
      ],
      { env: { ...process.env, RUNNER_TRACKING_ID: 'github_1' }, onStdoutLine: (line) => out.push(line) },
    )
    const pid = Number(out[0])
    try {
      expect(groupAlive(pid)).toBe(true)
      while (!readFileSync(logFile, 'utf8').includes('\n')) await sleep(20)
      expect(readFileSync(logFile, 'utf8')).toBe('tracking none\n')
    } finally {
      expect(await endGroup(pid)).toBe(true)
    }
    await expect.poll(() => alive(pid), { timeout: 2_000 }).toBe(false)
  })

  it('is never looked for under an id that would mean ourselves or everyone', async () => {
    for (const pid of [0, 1, -1, Number.NaN, 1.5]) expect(groupAlive(pid)).toBe(false)
  })

  it('that cannot be started is one line with the remedy', async () => {
    await expect(
      spawnDetached('no-such-program', [], { env: {}, logFile: join(directory, 'x.log') }),
    ).rejects.toBeInstanceOf(UserError)
  })
})
