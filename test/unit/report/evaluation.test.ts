import { expect, test } from 'vitest'
import { composePullRequest } from '../../../src/report/compose.ts'
import { renderHtml } from '../../../src/report/html.ts'
import { renderMarkdown } from '../../../src/report/markdown.ts'
import { type Report, reportSchema } from '../../../src/report/model.ts'
import { compareModels, marginsOf } from '../../../src/stages/comparison.ts'
import type { Judged } from '../../../src/statistics/pairing.ts'
import { taskOf } from '../../../src/tasks/index.ts'

const hostile = '<img onerror=x>|@everyone\n```'
const environment = { python: '3.11', packages: { torch: '2.13' }, cpu_flags: ['avx2'], threads: 1, machine: 'x86_64' }
const task = taskOf('text-classification')
const labels = ['good', hostile]
/** Twelve examples that only the baseline has right, with rising losses, and one that only the candidate has. */
const judge = (of: 'candidate' | 'baseline'): Judged[] =>
  Array.from({ length: 40 }, (_, i) => {
    const wrong = of === 'candidate' ? i < 12 : i === 12
    const label = i % 2 === 0 ? 'good' : hostile
    const other = i % 2 === 0 ? hostile : 'good'
    return task.judge({
      id: `e${i}${hostile}`,
      answer: { label, prediction: wrong ? other : label },
      scores: { log_loss: i },
    })
  })
const section = { gates: [{ metric: 'accuracy', margin: 0.02 }], metrics: [], showTexts: true }
const sections = (candidate: Judged[], baseline: Judged[], all = labels, showTexts = true) =>
  compareModels({
    task,
    section: { ...section, showTexts },
    margins: marginsOf(section, false),
    labels: all,
    candidate,
    baseline,
    examples: candidate.length,
    environment,
  }).sections
const report: Report = {
  schema: 1,
  title: '',
  verdict: 'inconclusive',
  headline: 'accuracy',
  gates: [],
  sections: sections(judge('candidate'), judge('baseline')),
}

test('the ten worst flips are shown, the surest mistake first, and the rest is counted', () => {
  const worse = report.sections.find(({ title }) => title === 'Got worse: 12 examples')
  if (worse?.kind !== 'table') throw new Error('no table of what got worse')
  expect(worse.rows.map((row) => row[3])).toEqual(['11', '10', '9', '8', '7', '6', '5', '4', '3', '2'])
  expect(report.sections.map(({ title }) => title)).toContain('Got better: 1 examples')
})

test('a flip of an image shows its file, unless texts are not to be shown', () => {
  const images = taskOf('image-classification')
  const told = judge('candidate').map((judged, i) => (i === 11 ? { ...judged, excerpt: 'cats/a_b.png' } : judged))
  const worse = (showTexts: boolean) => {
    const found = compareModels({
      task: images,
      section: { ...section, showTexts },
      margins: marginsOf(section, false),
      labels,
      candidate: told,
      baseline: judge('baseline'),
      examples: told.length,
      environment,
    }).sections.find(({ title }) => title === 'Got worse: 12 examples')
    if (found?.kind !== 'table') throw new Error('no table of what got worse')
    return found
  }
  expect(worse(true).columns.slice(0, 3)).toEqual(['example', 'file', 'label'])
  expect(worse(true).rows[0]?.[1]).toBe('“cats/a_b.png”')
  expect(JSON.stringify(worse(false))).not.toContain('cats/')
})

test('a flip shows how its text begins, cut and as text, and an example without one its name alone', () => {
  const told = judge('candidate').map((judged, i) =>
    i === 11 ? { ...judged, excerpt: `${hostile} ${'long '.repeat(60)}` } : judged,
  )
  const worse = sections(told, judge('baseline')).find(({ title }) => title === 'Got worse: 12 examples')
  if (worse?.kind !== 'table') throw new Error('no table of what got worse')
  expect(worse.columns.slice(0, 3)).toEqual(['example', 'begins with', 'label'])
  expect(worse.rows[0]?.[1]).toMatch(/^“<img onerror=x>\|@everyone ``` (?:long )+.*…”$/)
  expect(worse.rows[1]?.[1]).toBe('')
  const unquoted = sections(told, judge('baseline'), labels, false)
  expect(JSON.stringify(unquoted)).not.toContain('long long')
  const markdown = renderMarkdown({ ...report, sections: [worse] }, { limitBytes: 60_000 })
  expect(markdown).toContain('“&lt;img onerror=x&gt;\\|@\u200Beveryone')
})

test('each class has the share that each model recognised', () => {
  const classes = report.sections.find(({ title }) => title.startsWith('Classes'))
  expect(classes?.kind === 'table' && classes.rows[0]).toEqual(['good', '20', '95.0 %', '70.0 %'])
})

test('the report keeps to its schema, and survives JSON', () => {
  expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report)
})

test('hostile labels and ids stay text in the Markdown', () => {
  const markdown = renderMarkdown(report, { limitBytes: 60_000, marker: 'a --> <b>' })
  expect(markdown.split('\n')[0]).toBe('<!-- a  b -->')
  expect(markdown).not.toContain('<img')
  expect(markdown).not.toMatch(/@(?!\u200B)/)
  // Every fence is one of a chart of ours.
  expect(markdown.match(/^```/gm)).toHaveLength(2 * (markdown.match(/^```(?:mermaid|text)$/gm)?.length ?? 0))
})

test('nothing is compared where the examples differ', () => {
  const found = sections(judge('candidate').slice(1), judge('baseline'))
  expect(found.map(({ title }) => title)).toEqual([
    'Candidate against baseline',
    'Scores',
    'Confusion matrix of the candidate',
    'Environment',
  ])
  expect(found[0]).toMatchObject({ rows: [{ verdict: 'error' }] })
  expect(found[0]).not.toMatchObject({ rows: [{ difference: expect.anything() }] })
})

test('a confusion matrix of many classes becomes its ten most frequent mix-ups', () => {
  const many = Array.from({ length: 510 }, (_, i) => `c${i}`)
  const judged = many.flatMap((label, i) =>
    Array.from({ length: i === 500 ? 3 : i === 499 ? 2 : 1 }, (_, n) =>
      task.judge({ id: `${label} ${n}`, answer: { label, prediction: many[(i + 1) % 510] ?? '' } }),
    ),
  )
  const shown = sections(judged, judged, many)
  const text = renderMarkdown({ ...report, sections: shown }, { limitBytes: 60_000 })
  expect(text).toContain('510 classes: the 10 most frequent mix-ups of 510; confusion.json has all')
  expect(text.search(/\| c500 \| c501 \| 3 \|/)).toBeGreaterThan(0)
  expect(text.search(/\| c499 \| c500 \| 2 \|/)).toBeGreaterThan(text.search(/\| c500 \| c501 \| 3 \|/))
  // A report is kept and shown: what it holds must not grow with the square of the classes.
  expect(JSON.stringify(shown).length).toBeLessThan(20_000)
  expect(JSON.stringify(task.details(judged)).length).toBeLessThan(60_000)
})

test('a limit under which not even the verdict fits is refused', () => {
  expect(() => renderMarkdown(report, { limitBytes: 100 })).toThrow(RangeError)
})

test('slices are shown, those that lost most first, and decide nothing', () => {
  const sliced = (of: 'candidate' | 'baseline') =>
    judge(of).map((one, i) => ({ ...one, slice: { language: i < 20 ? 'de' : 'en' } }))
  const table = sections(sliced('candidate'), sliced('baseline')).find(({ title }) => title === 'Slices: accuracy')
  expect(table).toMatchObject({
    kind: 'table',
    rows: [
      ['language', 'de', '20', '95.0 %', '40.0 %', '−55.0 points'],
      ['language', 'en', '20', '100.0 %', '100.0 %', '0.0 points'],
    ],
    note: expect.stringContaining('decide nothing'),
  })
})

test('the confusion of the candidate stands beside that of the baseline', () => {
  const found = sections(judge('candidate'), judge('baseline')).find(({ kind }) => kind === 'confusion')
  expect(found).toMatchObject({
    labels,
    counts: [
      [14, 6],
      [6, 14],
    ],
    baselineCounts: [
      [19, 1],
      [0, 20],
    ],
  })
})

test('a slice that surely lost is named, and one that lost by luck is not', () => {
  const answers = (wrong: (id: number) => boolean): Judged[] =>
    Array.from({ length: 2000 }, (_, id) =>
      task.judge({
        id: String(id),
        answer: { label: 'good', prediction: wrong(id) ? hostile : 'good' },
        slice: { language: ['de', 'en', 'fr', 'pl'][id % 4] ?? '' },
      }),
    )
  const noteOf = (candidate: Judged[]) =>
    sections(
      candidate,
      answers(() => false),
    ).find(({ title }) => title === 'Slices: accuracy')?.note
  // Every tenth German text, and three of the English ones.
  expect(noteOf(answers((id) => id % 40 === 0 || (id % 4 === 1 && id < 12)))).toMatch(
    /^Surely worse, and not by the luck of 4 slices: language de\. /,
  )
  expect(noteOf(answers((id) => id < 12))).not.toContain('Surely')
})

test('what moved the candidate stands beside what got worse, in every rendering of the report', () => {
  const told = compareModels({
    task,
    section,
    margins: marginsOf(section, false),
    labels,
    candidate: judge('candidate'),
    baseline: judge('baseline'),
    examples: 40,
    environment,
    explained: {
      examples: 1,
      told: [{ id: `e11${hostile}`, confidence: 0.9, parts: [{ part: hostile, effect: 0.5 }] }],
    },
  })
  const composed = composePullRequest([
    {
      stage: 'evaluate',
      result: 'sha256:1',
      parents: {},
      report: { ...report, title: 'evaluate tone', gates: told.gates, sections: told.sections },
    },
  ])
  for (const { sections: all } of [told, composed]) {
    const titles = all.map(({ title }) => title)
    const worse = titles.findIndex((title) => /^Got worse: \d/.test(title))
    expect(worse).toBeGreaterThan(0)
    expect(titles.slice(worse + 1, worse + 3)).toEqual([
      'Got worse: what moved the candidate',
      expect.stringMatching(/^Got better/),
    ])
  }
  for (const text of [renderHtml(composed), renderMarkdown(composed, { limitBytes: 60_000 })]) {
    expect(text).not.toContain('<img onerror')
    expect(text.indexOf('what moved the candidate')).toBeLessThan(text.indexOf('Environment'))
  }
})

test('a flip of an image shows the image itself on the page, and its name alone in Markdown', () => {
  const jpeg = '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q=='
  const told = judge('candidate').map((judged) => ({ ...judged, excerpt: `cats/<b>${judged.id}.png` }))
  const of = (showTexts: boolean, pictures: Record<string, string>): Report => ({
    ...report,
    sections: compareModels({
      task: taskOf('image-classification'),
      section: { ...section, showTexts },
      margins: marginsOf(section, false),
      labels,
      candidate: told,
      baseline: judge('baseline'),
      examples: told.length,
      environment,
      pictures,
    }).sections,
  })
  const [id = ''] = report.sections.flatMap((one) =>
    one.kind === 'table' && one.title === 'Got worse: 12 examples' ? [one.rows[0]?.[0] ?? ''] : [],
  )
  const shown = of(true, { [id]: jpeg, elsewhere: jpeg })
  expect(reportSchema.parse(shown)).toEqual(shown)
  const page = renderHtml(shown)
  expect(page.match(/<img /g)).toHaveLength(1)
  expect(page).toContain(`<img class="example" alt="" src="data:image/jpeg;base64,${jpeg}"><bdi>“cats/&lt;b&gt;e11`)
  expect(renderMarkdown(shown, { limitBytes: 60_000 })).not.toContain('/9j/')
  for (const other of [
    of(false, { [id]: jpeg }),
    of(true, { [id]: '/9j/" onerror="alert(1)' }),
    of(true, { [id]: `/9j/${'A'.repeat(20_000)}` }),
  ])
    expect(renderHtml(other)).not.toContain('<img ')
})
