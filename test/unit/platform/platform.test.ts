import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { begin, update } from '../../../src/platform/doing.ts'
import { failureOf, verdictExitCode } from '../../../src/platform/failure.ts'
import { createGithub, type GithubPlatform } from '../../../src/platform/github.ts'
import { createThinner } from '../../../src/platform/progress.ts'
import { createRedactor } from '../../../src/platform/secrets.ts'
import { abortOnSignals, hangUpAsked, Interrupted } from '../../../src/platform/signals.ts'
import { createTerminal, lastLine } from '../../../src/platform/terminal.ts'
import { cutBytes } from '../../../src/platform/text.ts'

describe('a secret', () => {
  const secret = 'pä$$ wörd/+="x\n-----BEGIN KEY-----\nc2VjcmV0bGluZQ==\n'

  it('is hidden in every form in which a program may print it', () => {
    const { add, redact } = createRedactor()
    add(secret)
    const trimmed = secret.trim()
    for (const form of [
      secret,
      trimmed,
      Buffer.from(secret).toString('base64'),
      Buffer.from(trimmed).toString('base64'),
      Buffer.from(trimmed).toString('base64url'),
      encodeURIComponent(trimmed),
      'c2VjcmV0bGluZQ==',
    ])
      expect(redact(`a ${form} b`)).toBe('a *** b')
    expect(redact(JSON.stringify({ key: trimmed }))).toBe('{"key":"***"}')
  })

  it('that is a part of another does not uncover the rest of it', () => {
    const { add, redact } = createRedactor()
    add('pass')
    add('password-123')
    expect(redact('x password-123 y')).toBe('x *** y')
  })

  it('so short that it stands in every line hides nothing', () => {
    const { add, redact } = createRedactor()
    expect(add('ab')).toEqual(expect.not.arrayContaining(['ab']))
    expect(redact('about')).toBe('about')
  })
})

describe('a secret in a log', () => {
  const secret = 'hunter2-hunter2-hunter2'
  const shown = (text: string): string => {
    const stderr = {
      texts: [] as string[],
      write: (part: string) => stderr.texts.push(part),
      isTTY: true,
      columns: 200,
    }
    const platform = createTerminal({ stderr, nowMs: () => 0 })
    platform.secret(secret)
    platform.log.foreign(text)
    platform.log.progress(text, 1)
    return stderr.texts.join('')
  }

  it('is not uncovered by control characters in it', () => {
    for (const control of ['\u001b[0m', '\u0007', '\u202e', '\u001b]0;title\u0007', '\u001b]0;never ended'])
      expect(shown(`key ${secret.slice(0, 9)}${control}${secret.slice(9)}.`)).not.toMatch(/hunter2-hunter2/)
    expect(shown('key hunter2\u001b[0m-hunter2-hunter2.')).toBe('  | key ***.\nkey ***.: 100 %\n')
  })
  it('is not shown in part where a long line is cut', () => {
    for (let head = 3_970; head < 4_010; head++)
      for (const filling of ['x', '\u0007', 'x\u001b[0m'])
        expect(shown(`${filling.repeat(head).slice(0, head)}${secret}${'y'.repeat(9_000)}`)).not.toMatch(/hunter2/)
  })
  it('with control characters in itself is hidden as the log shows it', () => {
    const { add, line } = createRedactor()
    add('pass\u0007word')
    expect(line('x pass\u0007word, password y')).toBe('x ***, *** y')
  })
})

describe('a line', () => {
  it('moves no cursor, sets no colour and turns no writing direction', () => {
    expect(createRedactor().line('\u001b[31mred\u001b[0m \u001b]0;title\u0007a\bb\u202ec\td')).toBe('red abc\td')
  })
  it('of a million characters is cut and says so', () => {
    expect(createRedactor().line('x'.repeat(1_000_000), 10)).toBe('xxxxxxxxxx … (999990 more characters)')
  })
  it('is never cut inside a character', () => {
    const cut = cutBytes('ü'.repeat(100), 51, '…')
    expect(cut).toBe(`${'ü'.repeat(24)}…`)
    expect(Buffer.byteLength(cutBytes('line\n'.repeat(100), 99, 'cut\n'))).toBeLessThanOrEqual(99)
  })
})

describe('on a GitHub runner', () => {
  let directory = ''
  let written = ''
  let platform: GithubPlatform
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'platform-'))
    written = ''
    // The commands of @actions/core and our own lines go down the same pipe; the order between them counts.
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written += String(text)
      return true
    })
    platform = createGithub({
      environment: { GITHUB_STEP_SUMMARY: join(directory, 'summary.md') },
      write: (text) => process.stdout.write(text),
      nowMs: () => 0,
    })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    rmSync(directory, { recursive: true, force: true })
  })

  /** What the runner would obey, by its own rules: nothing between stop-commands and its token. */
  function obeyed(): string[] {
    const commands: string[] = []
    let token: string | undefined
    for (const line of written.split('\n')) {
      const [, name, value] =
        /^\s*::([^ :]+)[^:]*::(.*)$/.exec(line) ?? (/##\[([^\]]+)\](.*)/.exec(line) as string[] | null) ?? []
      if (name === undefined) continue
      if (token !== undefined) {
        if (name === token) token = undefined
      } else if (name === 'stop-commands') token = value
      else commands.push(`${name}:${value}`)
    }
    return commands
  }

  it('foreign output gives the runner no command, and ours still arrive after it', () => {
    platform.log.foreign('::add-mask::everything')
    platform.log.foreign('ok\n::set-env name=PATH::/evil\n##[error]fake')
    platform.log.warn('ours')
    platform.log.foreign('::error::fake')
    platform.log.info('::warning::from data in our own line')
    platform.close()
    expect(obeyed()).toEqual(['warning:ours'])
  })

  it('the token that ends foreign output is new each time', () => {
    platform.log.foreign('a')
    platform.log.warn('b')
    platform.log.foreign('c')
    const tokens = [...written.matchAll(/::stop-commands::(.*)/g)].map(([, token]) => token)
    expect(new Set(tokens).size).toBe(2)
    for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{32}$/)
  })

  it('a secret is masked in every form before it is used, and never shown', () => {
    platform.secret('hunter2 hunter2')
    platform.log.info('login hunter2 hunter2')
    expect(obeyed()).toContain('add-mask:hunter2 hunter2')
    expect(obeyed()).toContain(`add-mask:${Buffer.from('hunter2 hunter2').toString('base64')}`)
    expect(written).toContain('login ***')
  })

  it('no more than ten warnings are annotations, the tenth says so, and none is lost', () => {
    for (let index = 0; index < 13; index++) platform.log.warn(`trouble ${index}`)
    const commands = obeyed()
    expect(commands).toHaveLength(10)
    expect(commands.at(-1)).toMatch(/GitHub shows 10/)
    expect(written).toContain('warning: trouble 12')
  })

  it('an error stands at its place in the repository, on one line', () => {
    platform.fail({ what: 'bad\nvalue', place: { file: 'model.yml', line: 3, key: 'base' } })
    expect(written).toBe('::error file=model.yml,line=3::model.yml:3: base: bad value\n')
  })

  it('main leaves for post what post finds, and no secret', () => {
    const file = join(directory, 'state')
    writeFileSync(file, '')
    vi.stubEnv('GITHUB_STATE', file)
    platform.secret('hunter2 hunter2')
    platform.log.foreign('a child speaks')
    platform.state.save('rollout', 'run 7 hunter2 hunter2')
    expect(readFileSync(file, 'utf8')).toMatch(/^rollout<<(\S+)\nrun 7 \*\*\*\n\1\n$/)
    vi.stubEnv('STATE_rollout', 'run 7')
    expect(platform.state.get('rollout')).toBe('run 7')
    expect(platform.state.get('other')).toBe('')
  })

  it('an identity token is asked for by its audience and hidden; without the permission the remedy is told', async () => {
    await expect(platform.identityToken('sigstore')).rejects.toThrow(/add `id-token: write` to its permissions/)
    const terminal = createTerminal({ stderr: { isTTY: false, columns: 80, write: () => true } })
    await expect(terminal.identityToken('sigstore')).rejects.toThrow(
      'a terminal has no identity token: sign with a key, or in a job of GitHub Actions',
    )
    const asked: string[] = []
    const service = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization}`)
      if (request.url?.includes('audience=other') === true) return void response.writeHead(404).end('{}')
      response.setHeader('content-type', 'application/json').end('{"value":"header.payload.signature"}')
    })
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/token?v=1`
    vi.stubEnv('ACTIONS_ID_TOKEN_REQUEST_URL', url)
    vi.stubEnv('ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'request-token')
    const allowed = createGithub({
      environment: { ACTIONS_ID_TOKEN_REQUEST_URL: url },
      write: (text) => process.stdout.write(text),
      nowMs: () => 0,
    })
    expect(await allowed.identityToken('sigstore')).toBe('header.payload.signature')
    expect(asked).toEqual(['/token?v=1&audience=sigstore Bearer request-token'])
    allowed.log.info('got header.payload.signature')
    expect(written).toContain('got ***')
    await expect(allowed.identityToken('other')).rejects.toThrow('GitHub gave no identity token: run the job again')
    await new Promise((resolve) => service.close(resolve))
  })

  it('the summary stays under 1 MiB in bytes, is cut at a line, and says where the rest is', async () => {
    const before = 'ä'.repeat(100_000)
    await platform.summary(before)
    await platform.summary('grüße\n'.repeat(200_000))
    await platform.summary('too late')
    const text = readFileSync(join(directory, 'summary.md'))
    expect(text.byteLength).toBeLessThan(1024 * 1024)
    expect(text.byteLength).toBeGreaterThan(1000 * 1000)
    expect(text.toString()).toContain('cut: the whole report is in the file')
    expect(text.toString()).not.toContain('\ufffd')
  })

  it('groups inside a group do not end the outer one', async () => {
    await platform.group('outer', () => platform.group('inner', async () => undefined))
    expect(written.match(/::(end)?group::/g)).toEqual(['::group::', '::endgroup::'])
  })

  it('an output with line ends cannot forge another one', () => {
    const file = join(directory, 'output')
    vi.stubEnv('GITHUB_OUTPUT', file)
    writeFileSync(file, '')
    platform.output('json', 'a\nurl=evil\nurl<<EOF\nevil\nEOF')
    const lines = readFileSync(file, 'utf8').split('\n')
    const [, delimiter = ''] = /^json<<(ghadelimiter_[0-9a-f-]{36})$/.exec(lines[0] ?? '') ?? []
    expect(delimiter).not.toBe('')
    expect(lines.indexOf(delimiter)).toBe(lines.length - 2)
    vi.unstubAllEnvs()
  })

  it('an output beyond what a job may have is left out with a word', () => {
    platform.output('json', 'x'.repeat(300_000))
    expect(obeyed()).toEqual([expect.stringMatching(/^warning:output json has 300000 characters/)])
  })
})

describe('on a terminal', () => {
  const screen = (isTTY: boolean) => {
    const texts: string[] = []
    return { texts, write: (text: string) => texts.push(text), isTTY, columns: 40 }
  }

  it('progress is redrawn in place, and a line in between does not break it', () => {
    const stderr = screen(true)
    const { log } = createTerminal({ stderr, nowMs: () => 0, environment: {} })
    log.progress('train', 0.5)
    log.info('hello')
    log.progress('train', 1)
    expect(stderr.texts.join('')).toBe('train: 50 %\r\u001b[2Khello\ntrain: 50 %\r\u001b[2Ktrain: 100 %\n')
  })

  it.each([
    ['TERM=dumb', { TERM: 'dumb' }],
    ['NO_COLOR', { NO_COLOR: '1' }],
    ['CI', { CI: 'true' }],
  ])('with %s there are lines and no control sequence', (_, environment) => {
    const stderr = screen(true)
    const { log } = createTerminal({ stderr, nowMs: () => 0, environment })
    for (let step = 0; step <= 100; step++) log.progress(`train ${step}/100 steps`, step / 100)
    log.live('step 1')
    log.live('')
    lastLine(stderr, 'stopped', environment)
    expect(stderr.texts).toHaveLength(13)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it must not be there
    expect(stderr.texts.join('')).not.toMatch(/[\u001b\r]/)
  })

  it('what two parts of a program say of one screen does not mix', () => {
    const stderr = screen(true)
    const terminal = { stderr, nowMs: () => 0, environment: {} }
    createTerminal(terminal).log.progress('train', 0.5)
    createTerminal(terminal).log.error('no')
    lastLine(stderr, 'stopped', {})
    const erased = '\r\u001b[2K'
    expect(stderr.texts.join('')).toBe(`train: 50 %${erased}error: no\ntrain: 50 %${erased}stopped\n`)
  })

  it('what is drawn fits into 40 columns, and into 80 where the screen does not say', () => {
    for (const [columns, drawn] of [
      [40, 39],
      [0, 79],
    ] as const) {
      const stderr = { ...screen(true), columns }
      createTerminal({ stderr, nowMs: () => 0, environment: {} }).log.live('x'.repeat(200))
      expect(stderr.texts).toEqual(['x'.repeat(drawn)])
    }
  })

  it('progress into a file is a line for each tenth, not for each step', () => {
    const stderr = screen(false)
    const { log } = createTerminal({ stderr, nowMs: () => 0 })
    for (let step = 0; step <= 1000; step++) log.progress(`train ${step}/1000 steps`, step / 1000)
    expect(stderr.texts).toHaveLength(11)
    expect(stderr.texts.at(-1)).toBe('train 1000/1000 steps: 100 %\n')
  })

  it('how a rollout stands is one line that is rewritten, and goes when it is over', () => {
    const stderr = screen(true)
    const { log } = createTerminal({ stderr, nowMs: () => 0, environment: {} })
    log.live('step 1')
    log.live('step 2')
    log.info('hello')
    log.live('')
    const erased = '\r\u001b[2K'
    expect(stderr.texts.join('')).toBe(`step 1${erased}step 2${erased}hello\nstep 2${erased}`)
  })

  it('how a rollout stands is a line every 30 s in a file', () => {
    let nowMs = 0
    const stderr = screen(false)
    const { log } = createTerminal({ stderr, nowMs: () => nowMs })
    for (; nowMs < 61_000; nowMs += 1_000) log.live(`at ${nowMs / 1_000} s`)
    log.live('')
    expect(stderr.texts).toEqual(['at 0 s\n', 'at 30 s\n', 'at 60 s\n'])
  })

  it('a long wait is not silent', () => {
    let nowMs = 0
    const due = createThinner(() => nowMs)
    expect(due('train', 0.01)).toBe(true)
    expect(due('train', 0.02)).toBe(false)
    nowMs = 30_000
    expect(due('train', 0.02)).toBe(true)
  })

  it('secrets and escape sequences of others are not shown', () => {
    const stderr = screen(true)
    const platform = createTerminal({ stderr, nowMs: () => 0 })
    platform.secret('hunter2-hunter2')
    platform.log.foreign('\u001b[2J\u001b]0;x\u0007key hunter2-hunter2')
    expect(stderr.texts.join('')).toBe('  | key ***\n')
  })
})

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
    expect(failure.stack).toMatch(/platform\.test\.ts[\s\S]*caused by Error: deeper/)
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
    expect(failureOf(Object.assign(new Error('refused'), facts), running, true).stack).toContain('platform.test.ts')
  })
  it('by a right that is missing, of nobody knows what, is one of ours', () => {
    const error = Object.assign(new Error('refused'), { code: 'EPERM', syscall: 'kill' })
    expect(failureOf(error, running).exitCode).toBe(70)
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
