import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../../src/platform/secrets.ts'
import { createTerminal } from '../../../src/platform/terminal.ts'
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
