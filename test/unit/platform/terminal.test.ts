import { describe, expect, it } from 'vitest'
import { createThinner } from '../../../src/platform/progress.ts'
import { createTerminal, lastLine } from '../../../src/platform/terminal.ts'

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

  it('a table is redrawn in place as a whole, a line in between stays above it, and the last line takes its place', () => {
    const stderr = screen(true)
    const { log } = createTerminal({ stderr, nowMs: () => 0, environment: {} })
    log.live('one line', ['step 1', 'stable 95 %', 'canary  5 %'])
    log.info('hello')
    log.live('one line', ['step 2', 'canary 100 %'])
    lastLine(stderr, 'stopped', {})
    const erased = (rows: number): string => `\r\u001b[2K${'\u001b[1A\u001b[2K'.repeat(rows - 1)}`
    const first = 'step 1\nstable 95 %\ncanary  5 %'
    expect(stderr.texts.join('')).toBe(
      `${first}${erased(3)}hello\n${first}${erased(3)}step 2\ncanary 100 %${erased(2)}stopped\n`,
    )
  })

  it('a table is the one line that stands for it where nothing is redrawn', () => {
    const stderr = screen(false)
    createTerminal({ stderr, nowMs: () => 0, environment: {} }).log.live('one line', ['step 1', 'stable 95 %'])
    expect(stderr.texts.join('')).toBe('one line\n')
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
      // A letter of East Asia is as wide as two others.
      const wide = { ...screen(true), columns }
      createTerminal({ stderr: wide, nowMs: () => 0, environment: {} }).log.live('値'.repeat(200))
      expect(wide.texts).toEqual(['値'.repeat(Math.floor(drawn / 2))])
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
