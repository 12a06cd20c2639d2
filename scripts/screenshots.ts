import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { composePullRequest } from '../src/report/compose.ts'
import { renderHtml } from '../src/report/html.ts'
import { commentLimitBytes, renderMarkdown } from '../src/report/markdown.ts'
import type { Report } from '../src/report/model.ts'
import type { RolloutReport } from '../src/rollout/types.ts'
import { rolloutSections } from '../src/stages/rolloutReport.ts'
import { exampleReports, worseReports } from '../test/fixtures/reports.ts'
import { chromiumPath } from '../test/parts.ts'

/*
 * The pictures of docs/pictures: `node scripts/screenshots.ts`. Needs Chromium and cmark-gfm. The pull request is made up; the
 * rollout is the report of a real one, whose canary failed in bursts from seven seconds after it had half of the traffic.
 */

const target = new URL('../docs/pictures/', import.meta.url).pathname
const modules = createRequire(import.meta.url)
const work = mkdtempSync(join(tmpdir(), 'screenshots-'))
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] })

const rollout = JSON.parse(
  readFileSync(new URL('../test/fixtures/rollout-stopped.json', import.meta.url), 'utf8'),
) as RolloutReport
const stopped: Report = {
  schema: 1,
  title: 'support-intents 1.5.0',
  verdict: rollout.verdict,
  headline: `${rollout.because}; 1.4.0 serves at ${rollout.url}`,
  gates: rollout.gates,
  // Its share over time is in the steps too: the picture has room for one chart.
  sections: rolloutSections(rollout).filter(({ title }) => !title.includes('share over time')),
}

const [good, worse] = [composePullRequest(exampleReports), composePullRequest(worseReports)]
for (const [name, report, colorScheme, width, height] of [
  ['report-light', good, 'light', 1280, 600],
  ['report-dark', worse, 'dark', 1280, 880],
  ['rollout', stopped, 'light', 1000, 766],
] as const) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme })
  const file = join(work, `${name}.html`)
  writeFileSync(file, renderHtml(report))
  await page.goto(`file://${file}`)
  // Of the rollout its course: the verdict above says already which gate failed.
  if (name === 'rollout')
    await page.evaluate(
      `for (const part of document.querySelectorAll('nav, section:has(#gates), #gates')) part.remove()`,
    )
  await page.screenshot({ path: join(target, `${name}.png`) })
  if (name === 'report-light')
    await page.locator('section:has(.heat)').screenshot({ path: join(target, 'report-confusion.png') })
}

/** Close to GitHub's own style, so that the picture shows what a reviewer sees. */
const style = `body { font: 14px/1.5 system-ui, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; color: #1f2328; margin: 0; padding: 20px; }
.box { border: 1px solid #d1d9e0; border-radius: 6px; padding: 16px; max-width: 880px; }
h2 { font-size: 21px; border-bottom: 1px solid #d1d9e0b3; padding-bottom: 6px; margin: 0 0 14px; } h3 { font-size: 17.5px; margin: 22px 0 12px; }
table { border-collapse: collapse; display: block; overflow: auto; } th, td { border: 1px solid #d1d9e0; padding: 5px 12px; } tr:nth-child(2n) { background: #f6f8fa; }
pre { background: #f6f8fa; border-radius: 6px; padding: 14px; font: 12px/1.45 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow: auto; }
.mermaid svg { max-width: 100%; height: auto; }`
const markdown = renderMarkdown(worse, { limitBytes: commentLimitBytes, marker: 'example' })
const body = execFileSync(
  'cmark-gfm',
  ['--unsafe', '-e', 'table', '-e', 'strikethrough', '-e', 'autolink', '-e', 'tagfilter'],
  {
    input: markdown,
  },
).toString()
const page = await browser.newPage({ viewport: { width: 960, height: 1000 } })
await page.setContent(`<!doctype html><style>${style}</style><div class="box">${body}</div>`)
await page.addScriptTag({ content: readFileSync(modules.resolve('mermaid/dist/mermaid.min.js'), 'utf8') })
await page.evaluate(`(async () => {
  mermaid.initialize({ startOnLoad: false })
  for (const [i, code] of [...document.querySelectorAll('code.language-mermaid')].entries()) {
    const { svg } = await mermaid.render('chart' + i, code.textContent)
    const drawn = document.createElement('div')
    drawn.className = 'mermaid'
    drawn.innerHTML = svg
    code.parentElement.replaceWith(drawn)
  }
})()`)
await page.screenshot({ path: join(target, 'comment.png'), clip: { x: 0, y: 0, width: 960, height: 1000 } })
await browser.close()
rmSync(work, { recursive: true })
