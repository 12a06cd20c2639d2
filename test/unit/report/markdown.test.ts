import { describe, expect, it } from 'vitest'
import { escapeMarkdown, renderMarkdown } from '../../../src/report/markdown.ts'
import type { Report, Section } from '../../../src/report/model.ts'
import type { Gate } from '../../../src/verdict.ts'

const gate: Gate = {
  name: 'accuracy',
  verdict: 'fail',
  observed: { value: -0.031, low: -0.05, high: -0.012, unit: 'share' },
  allowed: -0.02,
  because: 'the candidate is surely worse',
}
const report = (changes: Partial<Report> = {}): Report => ({
  schema: 1,
  title: 'evaluate',
  verdict: 'fail',
  headline: 'accuracy 71.2 % against 74.3 %',
  gates: [gate],
  sections: [],
  ...changes,
})
const table = (rows: string[][], title = 'Rows'): Section => ({ kind: 'table', title, columns: ['a', 'b'], rows })

describe('the Markdown report', () => {
  it('says the verdict first, behind the hidden marker, and every gate with its interval and reason', () => {
    const [marker, first, , sentence] = renderMarkdown(report(), {
      limitBytes: 60_000,
      marker: 'model-actions:tone',
    }).split('\n')
    expect(marker).toBe('<!-- model-actions:tone -->')
    expect(first).toBe('## ❌ Fail · evaluate')
    expect(sentence).toBe('accuracy 71.2 % against 74.3 %')
    expect(renderMarkdown(report(), { limitBytes: 60_000 })).toMatch(
      /\| accuracy \| ❌ fail \| −3\.1 \(−5\.0 to −1\.2\) points \| −2\.0 points \| the candidate is surely worse \|/,
    )
  })
  const hostile = [
    '<img src=x onerror=alert(1)>',
    '@everyone and @acme/admins',
    '[click](javascript:alert(1))',
    'https://evil.example/x and www.evil.example',
    '`code` **bold** _it_ ~~s~~ # title',
    'a | b | c',
    'line one\nline two\r\n\u2028| x |',
    '</details></td><!-- -->',
    '![](http://evil.example/pixel.png)',
    '#1 GH-2 $math$',
  ]
  for (const text of hostile)
    it(`shows ${JSON.stringify(text)} from data as text and nothing else`, () => {
      const rendered = renderMarkdown(report({ sections: [table([[text, text]])] }), { limitBytes: 60_000 })
      const row = rendered.trimEnd().split('\n').at(-1) ?? ''
      expect(row.match(/(?<!\\)\|/g)).toHaveLength(3)
      expect(row).not.toMatch(/<[a-z!/]/i)
      expect(row).not.toMatch(/(?<!\\)[[\]`*_!]/)
      expect(row).not.toMatch(/@(?!\u200b)/)
      expect(row).not.toMatch(/:\/\//)
      expect(row).not.toMatch(/www\.(?!\u200b)/i)
    })
  it('stays under its limit whatever the data is, and says that it was cut', () => {
    const sections = Array.from({ length: 50 }, (_, index) =>
      table([['x'.repeat(100_000), '\u{1F600}'.repeat(400)]], `S${index}`),
    )
    const rendered = renderMarkdown(report({ sections }), { limitBytes: 8_000 })
    expect(Buffer.byteLength(rendered)).toBeLessThanOrEqual(8_000)
    expect(rendered).toMatch(/_\d+ parts do not fit here: see the full report\._/)
    expect(rendered).toContain('S0')
  })
  it('stays under its limit even where gates alone are over it', () => {
    const gates = Array.from({ length: 200 }, () => ({ ...gate, because: 'y'.repeat(400) }))
    const rendered = renderMarkdown(report({ gates }), { limitBytes: 5_000 })
    expect(Buffer.byteLength(rendered)).toBeLessThanOrEqual(5_000)
    expect(rendered).toContain('more')
  })
  it('draws bars as a chart that GitHub draws, with names that cannot break out of it', () => {
    const rendered = renderMarkdown(
      report({
        sections: [
          {
            kind: 'chart',
            title: 'Classes',
            x: ['a"]\n```'],
            yTitle: 'examples',
            series: [{ mark: 'bar', values: [3] }],
          },
        ],
      }),
      { limitBytes: 60_000 },
    )
    expect(rendered).toContain('xychart-beta')
    expect(rendered.match(/```/g)).toHaveLength(2)
    expect(rendered).toContain('x-axis ["a"]')
    expect(rendered).toContain('y-axis "examples" 0 --> 3')
  })
})

describe('escaping', () => {
  it('cuts by characters, not in the middle of one', () => {
    expect(escapeMarkdown('\u{1F600}'.repeat(10), 5)).toBe(`${'\u{1F600}'.repeat(5)}…`)
  })
  it('takes control and direction characters out', () => {
    expect(escapeMarkdown('a\u001b[31mb\u202ec')).toBe('a\uFFFD\\[31mb\uFFFDc')
  })
})
