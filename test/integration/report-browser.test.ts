import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AxeResults } from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { composePullRequest } from '../../src/report/compose.ts'
import { renderHtml } from '../../src/report/html.ts'
import { commentLimitBytes, renderMarkdown } from '../../src/report/markdown.ts'
import { exampleReports, worseReports } from '../fixtures/reports.ts'
import { chromiumPath, describeWith } from '../parts.ts'

const modules = createRequire(import.meta.url)
const source = (name: string): string => readFileSync(modules.resolve(name), 'utf8')

describeWith(['chromium'], 'the HTML report in a browser', () => {
  const directory = mkdtempSync(join(tmpdir(), 'report-'))
  const good = composePullRequest(exampleReports)
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser.close()
    rmSync(directory, { recursive: true, force: true })
  })

  async function opened(
    html: string,
    options: { colorScheme?: 'light' | 'dark'; javaScriptEnabled?: boolean; width?: number } = {},
  ): Promise<{ page: Page; asked: string[]; complaints: string[] }> {
    const { width = 1280, ...rest } = options
    const context = await browser.newContext({ viewport: { width, height: 900 }, ...rest })
    const page = await context.newPage()
    const file = join(directory, `${crypto.randomUUID()}.html`)
    writeFileSync(file, html)
    const asked: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('dialog', (dialog) => {
      complaints.push(dialog.message())
      void dialog.dismiss()
    })
    await page.goto(pathToFileURL(file).href)
    return { page, asked, complaints }
  }

  it.each([1200, 1280, 1440])('has every verdict in sight at %d pixels, the longest word too', async (width) => {
    const sections = good.sections.map((section) =>
      section.kind === 'intervals'
        ? {
            ...section,
            rows: section.rows.map((row) => ({ ...row, verdict: 'inconclusive' as const, examples: 3200 })),
          }
        : section,
    )
    const { page } = await opened(renderHtml({ ...good, sections }), { width })
    const hidden = (await page.evaluate(
      `[...document.querySelectorAll('.forest')].map(({ parentElement: room }) => room.scrollWidth - room.clientWidth)`,
    )) as number[]
    expect(Math.max(...hidden)).toBeLessThanOrEqual(0)
    expect(hidden.length).toBeGreaterThan(0)
    await page.context().close()
  })

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds in the %s theme, on a wide and a narrow screen',
    async (colorScheme) => {
      for (const width of [1280, 420])
        for (const reports of [exampleReports, worseReports]) {
          const { page } = await opened(renderHtml(composePullRequest(reports)), { colorScheme, width })
          await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true')
          // The policy keeps foreign scripts out of the page; the tool is let in beside it.
          await page.evaluate(source('axe-core/axe.min.js'))
          const found = await page.evaluate<AxeResults>('axe.run({ resultTypes: ["violations", "incomplete"] })')
          expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
            [],
          )
          expect(found.passes.length).toBeGreaterThan(15)
          await page.context().close()
        }
    },
  )

  it('asks for nothing but itself, and its policy is met', async () => {
    const { page, asked, complaints } = await opened(renderHtml(good))
    await page.getByRole('button', { name: /Theme/ }).click()
    expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([])
    expect(complaints).toEqual([])
  })

  it('loads and runs nothing that somebody got into it, as its policy says', async () => {
    let reached = 0
    const server = createServer((_, response) => {
      reached += 1
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const smuggled = `<img src="${url}/x"><script src="${url}/y"></script><script>document.title = "owned"</script><style>body { display: none }</style>`
    const mark = '<main'
    try {
      const { page, complaints } = await opened(renderHtml(good).replace(mark, `${smuggled}${mark}`))
      await page.evaluate(`fetch('${url}/z').catch(() => undefined)`)
      expect(reached).toBe(0)
      expect(await page.title()).toContain('support-intents')
      expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true)
      expect(complaints.filter((text) => text.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(5)
    } finally {
      server.close()
    }
  })

  it('shows texts of data as they are, and runs none of them', async () => {
    const attack = '"><img src=x onerror=alert(1)></script><script>alert(2)</script>'
    const { page, complaints } = await opened(
      renderHtml({
        ...good,
        title: attack,
        headline: attack,
        sections: [
          {
            kind: 'confusion',
            title: attack,
            labels: [attack, 'b'],
            counts: [
              [1, 2],
              [3, 4],
            ],
          },
        ],
      }),
    )
    expect(await page.locator('.sentence').textContent()).toBe(attack)
    await page.locator('.heat td').nth(1).hover()
    expect(await page.locator('#tip').textContent()).toContain('onerror=alert(1)')
    expect(await page.locator('img').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('is whole without its script', async () => {
    const { page } = await opened(renderHtml(good), { javaScriptEnabled: false })
    expect(await page.getByRole('heading', { name: 'What users will notice' }).isVisible()).toBe(true)
    expect(await page.locator('svg .interval').first().isVisible()).toBe(true)
    expect(await page.getByRole('button').count()).toBe(0)
  })

  it('takes a theme from the system, and another one from its reader', async () => {
    const { page } = await opened(renderHtml(good), { colorScheme: 'dark' })
    const background = () => page.evaluate(`getComputedStyle(document.body).backgroundColor`)
    const dark = await background()
    const button = page.getByRole('button', { name: 'Theme: as the system' })
    await button.focus()
    await page.keyboard.press('Enter')
    expect(await page.getByRole('button', { name: 'Theme: light' }).count()).toBe(1)
    const light = await background()
    await page.keyboard.press('Enter')
    expect([dark, light, await background()]).toEqual(['rgb(13, 17, 23)', 'rgb(255, 255, 255)', 'rgb(13, 17, 23)'])
  })

  it('can be read with the keyboard alone: to the report, along the matrix, through a table', async () => {
    const { page } = await opened(renderHtml(good))
    await page.keyboard.press('Tab')
    expect(await page.evaluate(`document.activeElement?.textContent`)).toBe('To the report')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(`document.activeElement?.id`)).toBe('report')
    await page.locator('.heat td[tabindex="0"]').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    expect(await page.locator('#tip').textContent()).toMatch(
      /^380 of 400 “cancel” were recognised \(95\.0 %\); \d+ by the baseline$/,
    )
    await page.getByRole('radio', { name: 'change' }).check()
    expect(await page.locator('.heat td.better').count()).toBeGreaterThan(0)
    const sort = page.locator('#gates th button').first()
    await sort.focus()
    await page.keyboard.press('Enter')
    const names = await page.locator('#gates tbody th').allTextContents()
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)))
  })

  it('finds a row in a long table by what stands in it', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => [`example ${i}`, String(i % 7)])
    const { page } = await opened(
      renderHtml({ ...good, sections: [{ kind: 'table', title: 'Long', columns: ['id', 'n'], rows }] }),
    )
    await page.getByRole('searchbox').fill('example 299')
    expect(await page.locator('#part-0 tbody tr:visible').allTextContents()).toEqual(['example 2995'])
  })

  it('prints in light colours with everything unfolded, and nothing to press', async () => {
    const { page } = await opened(renderHtml(good), { colorScheme: 'dark' })
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button', { name: /Theme/ }).count()).toBe(0)
    expect(await page.evaluate(`getComputedStyle(document.querySelector('h1')).color`)).toBe('rgb(26, 127, 55)')
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
    expect(await page.locator('details:not([open])').count()).toBe(0)
    const pdf = await page.pdf()
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describeWith(['chromium', 'cmark-gfm'], 'the comment as GitHub shows it', () => {
  it('has tables, the plot in letters, and charts that Mermaid draws', async () => {
    const markdown = renderMarkdown(composePullRequest(exampleReports), { limitBytes: commentLimitBytes, marker: 'm' })
    const body = execFileSync(
      'cmark-gfm',
      ['--unsafe', '-e', 'table', '-e', 'strikethrough', '-e', 'autolink', '-e', 'tagfilter'],
      { input: markdown },
    ).toString()
    const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage()
      await page.setContent(`<!doctype html>${body}`)
      expect(await page.locator('table').count()).toBeGreaterThan(6)
      expect(await page.locator('td strong').count()).toBe(8)
      expect(await page.locator('pre code.language-text').first().textContent()).toContain('●')
      await page.addScriptTag({ path: modules.resolve('mermaid/dist/mermaid.min.js') })
      const charts = await page.locator('pre code.language-mermaid').allTextContents()
      expect(charts.length).toBe(2)
      for (const [i, chart] of charts.entries()) {
        const svg = await page.evaluate(`mermaid.render('c${i}', ${JSON.stringify(chart)}).then(({ svg }) => svg)`)
        expect(svg).toContain(i === 0 ? 'refund' : 'loss')
      }
    } finally {
      await browser.close()
    }
  })
})
