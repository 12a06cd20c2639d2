import { describe, expect, it } from 'vitest'
import { withoutSecrets } from '../../../src/actions/publish.ts'
import { readReport } from '../../../src/report/compose.ts'
import type { Report } from '../../../src/report/model.ts'

describe('a secret that is a word of the report', () => {
  const whole: Report = {
    schema: 1,
    title: 'pass the text',
    verdict: 'pass',
    headline: 'share',
    gates: [],
    sections: [
      { kind: 'text', title: 'table', text: 'users', part: 'users' },
      { kind: 'chart', title: 'c', x: ['bar'], yTitle: 'y', series: [{ mark: 'bar', values: [1] }] },
      {
        kind: 'intervals',
        title: 'i',
        rows: [{ name: 'n', unit: 'share', verdict: 'pass', difference: { value: 0, low: 0, high: 0 } }],
      },
    ],
    annotations: [{ path: 'model.yml', line: 1, level: 'notice', title: 'notice', message: 'm' }],
  }
  it.each(['pass', 'text', 'chart', 'intervals', 'users', 'share', 'notice', 'bar'])(
    '(%s) is hidden in what people wrote, and the report is still one',
    (secret) => {
      const clean = withoutSecrets(whole, { redacted: (each) => each.replaceAll(secret, '***') })
      expect(readReport(JSON.stringify(clean), 'report.json')).toEqual(clean)
      const { title, headline, sections, annotations } = clean
      const texts = [title, headline, annotations?.[0]?.title, ...sections.map((each) => each.title)]
      expect(texts.join(' ')).not.toContain(secret)
      expect(clean.verdict).toBe('pass')
    },
  )
})
