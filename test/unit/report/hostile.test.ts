import { describe, expect, it } from 'vitest'
import { renderCheck } from '../../../src/report/check.ts'
import { composePullRequest } from '../../../src/report/compose.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { commentLimitBytes, renderMarkdown } from '../../../src/report/markdown.ts'
import type { Report, Section } from '../../../src/report/model.ts'
import type { Gate } from '../../../src/verdict.ts'

/* Text of data, of branches and of model cards, in every place of a report and in each of its renderings. */

const attacks = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '@team @acme/admins',
  '::error::stop\n::set-output name=a::b',
  'a|b|c `x` **y** [z](javascript:alert(1)) ![p](http://evil.example/p.png)',
  '\u202egnp.exe\u2066 \u0000\u001b[31m',
  '```\n# heading\n<!-- model-actions:report -->',
  'x'.repeat(100_000),
]
const everywhere = (text: string): Report => {
  const gate: Gate = { name: text, verdict: 'fail', observed: { value: 1, unit: text }, allowed: 0, because: text }
  const head = { title: text, note: text }
  const sections: Section[] = [
    { kind: 'text', ...head, text },
    { kind: 'text', ...head, text, folded: true },
    { kind: 'command', ...head, line: text },
    { kind: 'command', ...head, line: `curl ${text}` },
    { kind: 'facts', ...head, facts: [[text, text]] },
    { kind: 'table', ...head, columns: [text, text], rows: [[text, text]] },
    {
      kind: 'chart',
      ...head,
      x: [text, text],
      yTitle: text,
      series: [{ mark: 'bar', name: text, values: [1, Number.NaN] }],
    },
    {
      kind: 'chart',
      ...head,
      x: [text, text],
      yTitle: text,
      series: [{ mark: 'line', name: text, values: [1, Number.POSITIVE_INFINITY] }],
    },
    { kind: 'confusion', ...head, labels: [text, text], counts: [[1, 2]], baselineCounts: [[0, 1]] },
    {
      kind: 'intervals',
      ...head,
      rows: [
        {
          name: text,
          unit: text,
          note: text,
          verdict: 'fail',
          margin: 1,
          difference: { value: 0, low: Number.NaN, high: 1 },
        },
      ],
    },
  ]
  const annotations = [{ path: 'model.yml', line: 1, level: 'failure' as const, title: text, message: text }]
  return { schema: 1, title: text, verdict: 'fail', headline: text, gates: [gate], sections, annotations }
}

describe.each(attacks)('data that says %.40s', (text) => {
  const report = everywhere(text)

  it('is text in the HTML: no element, attribute or script but ours', () => {
    const page = renderHtml(report)
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? []
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? []
    const markup = page.replace(style, '').replace(script, '')
    expect(markup.match(/<script/g)).toHaveLength(1)
    expect(markup).not.toMatch(/<img|<svg onload|<!--/)
    // Attributes stand in double quotes, which data cannot hold: what looks like a handler is inside of one, or text.
    expect(markup.replaceAll(/"[^"]*"/g, '""').replaceAll(/>[^<]*</g, '><')).not.toMatch(/\son\w+=/)
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
    expect(page.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
    expect(Buffer.byteLength(page)).toBeLessThan(300_000)
  })

  it('is text in comment and check run, which ping nobody and stay under their limits', () => {
    const check = renderCheck(report)
    for (const [shown, limit] of [
      [renderMarkdown(report, { limitBytes: commentLimitBytes, marker: 'model-actions:report' }), 60_000],
      [check.summary, 65_535],
      [check.text, 65_535],
    ] as const) {
      expect(shown.length).toBeLessThanOrEqual(limit)
      expect(shown).not.toMatch(/@(?!\u200b)[a-z]/)
      expect(shown).not.toMatch(/<(?:img|script|svg)/)
      expect(shown.match(/<!--/g)?.length ?? 0).toBeLessThanOrEqual(1)
      // A line that begins like a command of the runner is one, where a log shows it.
      expect(shown).not.toMatch(/^::/m)
    }
    expect(check.title).not.toMatch(/[\n\u202e]/)
    for (const { title, message } of check.annotations) {
      expect(title.length).toBeLessThanOrEqual(255)
      expect(message.length).toBeLessThanOrEqual(4_096)
      expect(message).not.toContain('\n')
    }
  })
})

describe('a report of very much', () => {
  const labels = Array.from({ length: 10_000 }, (_, i) => `class ${i}`)
  const rows = labels.map((label, i) => [label, String(i), 'text '.repeat(20)])
  const counts = labels.map((_, i) => Array.from({ length: i < 300 ? 300 : 1 }, (_, j) => (i === j ? 90 : (i * j) % 3)))
  const report: Report = {
    schema: 1,
    title: 'very much',
    verdict: 'fail',
    headline: 'much',
    gates: labels.slice(0, 500).map((name) => ({
      name,
      verdict: 'fail',
      observed: { value: 1, unit: '' },
      allowed: 0,
      because: 'because',
    })),
    sections: [
      { kind: 'confusion', title: 'Confusion', labels, counts },
      {
        kind: 'intervals',
        title: 'Slices',
        rows: labels.map((name) => ({ name, unit: 'share', difference: { value: 0, low: -1, high: 1 } })),
      },
      {
        kind: 'chart',
        title: 'Bars',
        x: labels,
        yTitle: '%',
        series: [{ mark: 'bar', values: labels.map((_, i) => i) }],
      },
      {
        kind: 'chart',
        title: 'Lines',
        x: labels,
        yTitle: '%',
        series: [{ mark: 'line', values: labels.map((_, i) => i) }],
      },
      ...Array.from(
        { length: 8 },
        (_, i): Section => ({ kind: 'table', title: `Table ${i}`, columns: ['a', 'b', 'c'], rows }),
      ),
    ],
    annotations: labels
      .slice(0, 120)
      .map((title) => ({ path: 'model.yml', line: 3, level: 'failure', title, message: 'm' })),
  }

  it('is under the limit of each rendering, and each says that it was cut', () => {
    const comment = renderMarkdown(report, {
      limitBytes: commentLimitBytes,
      marker: 'm',
      fullReport: new URL('https://github.com/a/b/actions/runs/1'),
    })
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(commentLimitBytes)
    expect(comment).toMatch(/parts do not fit here: see \[the full report\]\(<https:\/\/github\.com/)
    const page = renderHtml(report, { limitBytes: 1_000_000 })
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(1_000_000)
    expect(page).toMatch(/parts do not fit here: .*Table \d+/)
    const check = renderCheck(report)
    expect(check.text.length).toBeLessThanOrEqual(65_535)
    expect(check.annotations.length).toBeGreaterThan(100)
  })

  it('takes no longer than it is long, where tables are wider than what their rows say', () => {
    const columns = Array.from({ length: 250 }, (_, i) => `c${i}`)
    const wide = Array.from(
      { length: 250 },
      (_, i): Section => ({ kind: 'table', title: `Table ${i}`, columns, rows: Array.from({ length: 200 }, () => []) }),
    )
    // Of this process, whatever else the machine does.
    const before = process.cpuUsage()
    const spentMs = () => process.cpuUsage(before).user / 1000
    const comment = renderMarkdown({ ...report, sections: wide }, { limitBytes: commentLimitBytes })
    // Every table with every cell takes most of a minute.
    expect(spentMs()).toBeLessThan(8000)
    expect(comment).toMatch(/parts do not fit here/)
    const page = renderHtml({ ...report, sections: wide }, { limitBytes: 200_000 })
    expect(spentMs()).toBeLessThan(8000)
    expect(page).toMatch(/parts do not fit here/)
  })

  it('shows of ten thousand classes those that are mixed up most', () => {
    const page = renderHtml({ ...report, sections: report.sections.slice(0, 1) })
    expect(page).toContain('The 40 of 10000 classes that are mixed up most.')
    const table = renderMarkdown(
      { ...report, sections: report.sections.slice(0, 1) },
      { limitBytes: commentLimitBytes },
    )
    expect(table).toContain('10000 classes: the 10 most frequent mix-ups of')
  })
})

it('a check run succeeds where our own report passes alone: what is undecided failed, and a stranger passes nothing', () => {
  const conclusions = (author: 'us' | 'stranger') =>
    (['pass', 'fail', 'inconclusive', 'error'] as const).map(
      (verdict) =>
        renderCheck({ schema: 1, title: '', verdict, headline: '', gates: [], sections: [] }, { author }).conclusion,
    )
  expect(conclusions('us')).toEqual(['success', 'failure', 'failure', 'failure'])
  expect(conclusions('stranger')).toEqual(['neutral', 'failure', 'failure', 'failure'])
  expect(renderCheck(composePullRequest([])).conclusion).toBe('failure')
})
