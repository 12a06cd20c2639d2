import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { begin, update } from '../../../src/platform/doing.ts'
import { failureOf, verdictExitCode } from '../../../src/platform/failure.ts'
import { abortOnSignals, hangUpAsked, Interrupted } from '../../../src/platform/signals.ts'

describe('a signal', () => {
  type Stopping = 'SIGINT' | 'SIGTERM' | 'SIGHUP'
  function source() {
    const listeners: Record<string, (signal: Stopping) => void> = {}
    const exits: number[] = []
    return {
      exits,
      send: (signal: Stopping) => listeners[signal]?.(signal),
      on: (signal: string, listener: (signal: Stopping) => void) => {
        listeners[signal] = listener
      },
      exit: (code: number) => exits.push(code),
    }
  }
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('aborts the work at once and ends the process before 2.5 s are over', () => {
    const process = source()
    const signal = abortOnSignals(process, { nowMs: () => 0 })
    process.send('SIGTERM')
    expect(signal.reason).toEqual(new Interrupted('SIGTERM'))
    expect(process.exits).toEqual([])
    vi.advanceTimersByTime(2_499)
    expect(process.exits).toEqual([143])
  })

  it('leaves no work without a word: also where it has no time left', () => {
    const process = source()
    const said: unknown[] = []
    abortOnSignals(process, { nowMs: () => 0, onLate: (signal) => said.push(signal.reason, process.exits.length) })
    process.send('SIGHUP')
    expect(said).toEqual([])
    vi.advanceTimersByTime(2_499)
    expect(said).toEqual([new Interrupted('SIGHUP'), 0])
    expect(process.exits).toEqual([129])
  })

  it('of a closed terminal is passed over where that was asked for, and no other one is', () => {
    const process = source()
    const signal = abortOnSignals(process, { nowMs: () => 0, hangUp: 'ignored' })
    process.send('SIGHUP')
    expect(signal.aborted).toBe(false)
    process.send('SIGTERM')
    expect(signal.reason).toEqual(new Interrupted('SIGTERM'))
  })

  it('given twice ends the process at once; its echo through npm does not', () => {
    const process = source()
    let nowMs = 0
    abortOnSignals(process, { nowMs: () => nowMs })
    process.send('SIGINT')
    nowMs = 100
    process.send('SIGINT')
    expect(process.exits).toEqual([])
    nowMs = 400
    process.send('SIGINT')
    expect(process.exits).toEqual([130])
  })
})

describe('what was stopped says', () => {
  const training = (done: number) => ({ at: { done, total: 750, unit: 'steps' } })
  const by = 'the same command'

  it.each([
    [training(450), { checkpoint: { step: 458, by } }, 'at step 458 of 750; the same command goes on from there'],
    [training(450), { checkpoint: { step: 400, by } }, 'at step 450 of 750; the same command goes on from step 400'],
    [training(450), {}, 'at step 450 of 750; the same command begins finetune again'],
    [{}, { checkpoint: { step: 400, by } }, '; the same command goes on from step 400'],
    [{}, {}, '; the same command begins finetune again'],
    [{ at: '20 % of the traffic' }, { next: 'it was taken out' }, 'at 20 % of the traffic; it was taken out'],
  ])('where it stood, and what comes of it: %j %j', (first, then, words) => {
    const stop = new AbortController()
    begin(stop.signal, { what: 'finetune' })
    update(stop.signal, first)
    update(stop.signal, then)
    stop.abort(new Interrupted('SIGINT'))
    const [{ what }] = failureOf(new Error('socket closed'), stop.signal).problems
    expect(what).toBe(`stopped by SIGINT in finetune${words.startsWith(';') ? '' : ' '}${words}`)
  })
})

describe('a failure', () => {
  const running = new AbortController().signal

  it("of the user's is one line with its exit code and no stack", () => {
    expect(failureOf(new UserError('x\n y', { exit: 'data', place: { file: 'model.yml' } }), running)).toEqual({
      exitCode: 3,
      problems: [{ what: 'x y', place: { file: 'model.yml' } }],
    })
  })
  it('of ours asks for a report and shows stack and cause', () => {
    const failure = failureOf(new Error('odd', { cause: new Error('deeper') }), running)
    expect(failure.exitCode).toBe(70)
    expect(failure.problems[0].what).toMatch(/please report it.*odd/)
    expect(failure.stack).toMatch(/ending\.test\.ts[\s\S]*caused by Error: deeper/)
  })
  it.each([
    [
      { code: 'EACCES', syscall: 'open', path: '/srv/history.jsonl' },
      /^\/srv\/history\.jsonl: open was refused \(EACCES\): no permission, run this as the user whom it belongs to/,
    ],
    // As Node tells of a socket of another user.
    [
      { code: 'EACCES', syscall: 'connect', address: '/srv/agent.sock' },
      /^\/srv\/agent\.sock: connect was refused \(EACCES\): no permission/,
    ],
    [
      { code: 'EROFS', syscall: 'open', path: '/srv/x' },
      /^\/srv\/x: open was refused \(EROFS\): the file system is read-only/,
    ],
    [{ code: 'ENOSPC', syscall: 'open', path: '/srv/x' }, /^\/srv\/x: open was refused \(ENOSPC\): the disk is full/],
    // As Node tells of a file that is open.
    [{ code: 'ENOSPC', syscall: 'write' }, /^write was refused \(ENOSPC\): the disk is full, free some space$/],
    [{ code: 'EDQUOT', syscall: 'fsync' }, /^fsync was refused \(EDQUOT\): the disk is full/],
    [
      { code: 'EIO', syscall: 'read', path: '/srv/x' },
      /^\/srv\/x: read was refused \(EIO\): the disk, or the way to it, fails/,
    ],
    [{ code: 'ESTALE', syscall: 'open', path: '/srv/x' }, /^\/srv\/x: open was refused \(ESTALE\): .* is mounted anew/],
    [{ code: 'EMFILE', syscall: 'open', path: '/srv/x' }, /^\/srv\/x: open was refused \(EMFILE\): .*`ulimit -n`$/],
    [
      { code: 'ENFILE', syscall: 'spawn git', path: 'git' },
      /^git: spawn git was refused \(ENFILE\): .* on this machine/,
    ],
    [
      { code: 'EACCES', syscall: 'listen', address: '0.0.0.0', port: 80 },
      /^0\.0\.0\.0:80: listen was refused \(EACCES\): name a port from 1024 on/,
    ],
    [
      { code: 'EACCES', syscall: 'connect', address: '::1', port: 443 },
      /^\[::1\]:443: connect was refused \(EACCES\): let the firewall/,
    ],
  ])('by what the system refused, %o, is one line of what this machine lacks, and no bug of ours', (facts, line) => {
    const failure = failureOf(Object.assign(new Error('refused'), facts), running)
    expect(failure).toEqual({ exitCode: 4, problems: [{ what: expect.stringMatching(line) }] })
    expect(failureOf(Object.assign(new Error('refused'), facts), running, true).stack).toContain('ending.test.ts')
  })
  it('by a right that is missing or a reading that failed, of nobody knows what, is one of ours', () => {
    for (const facts of [
      { code: 'EPERM', syscall: 'kill' },
      { code: 'EIO', syscall: 'read' },
    ])
      expect(failureOf(Object.assign(new Error('refused'), facts), running).exitCode).toBe(70)
  })
  it('that comes of a signal is reported as the signal', () => {
    const controller = new AbortController()
    controller.abort(new Interrupted('SIGINT'))
    expect(failureOf(new Error('socket closed'), controller.signal)).toEqual({
      exitCode: 130,
      problems: [{ what: 'stopped by SIGINT; run again to go on' }],
    })
  })
  it('of a gate has the exit code of its verdict', () => {
    expect((['pass', 'fail', 'inconclusive', 'error'] as const).map(verdictExitCode)).toEqual([0, 7, 8, 7])
  })
})

describe('that a run goes on when the terminal is closed', () => {
  const signals = join(import.meta.dirname, '../../../src/platform/signals.ts')
  const program = `const { hangUpAsked } = await import(process.argv[1]); console.log(hangUpAsked(process.env))`
  const words = [process.execPath, '--input-type=module', '-e', program, '--', signals]
  /** In a shell that stays, as the one that somebody sits at. */
  const said = (shell: string, script: string): string =>
    execFileSync(shell, ['-c', `${script}; exit $?`, shell, ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()

  it.each([
    ['is asked for by nohup', 'bash', 'nohup "$@"', 'ignored'],
    ['is asked for by a shell that ignores the signal', 'sh', 'trap "" HUP; "$@"', 'ignored'],
    ['is asked for by a script below nohup', 'bash', 'nohup sh -c \'"$@"; exit $?\' sh "$@"', 'ignored'],
    ['is not asked for by a shell alone', 'bash', '"$@"', 'stops'],
    ['is not asked for by what else was run by nohup', 'bash', 'nohup true; "$@"', 'stops'],
  ])('%s', (_, shell, script, expected) => {
    expect(said(shell, script)).toBe(expected)
  })

  it('is not asked for where the system has no word of it', () => {
    const nothing = (): string => {
      throw new Error('no such file')
    }
    expect(hangUpAsked({}, nothing)).toBe('stops')
    expect(hangUpAsked({ _: '/usr/bin/nohup' }, nothing)).toBe('ignored')
    expect(hangUpAsked({ _: '/usr/bin/node' }, () => 'SigBlk:\t0\nSigIgn:\t0000000000001001\n')).toBe('ignored')
    expect(hangUpAsked({}, () => 'SigIgn:\t0000000000001000\n')).toBe('stops')
  })

  it('is told to whom it ended with the terminal', () => {
    const signal = AbortSignal.abort(new Interrupted('SIGHUP'))
    expect(failureOf(signal.reason, signal).problems[0].what).toMatch(
      /^stopped by SIGHUP; run again to go on; to go on when the terminal is closed, start it by setsid/,
    )
  })
})
