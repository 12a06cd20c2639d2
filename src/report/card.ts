import { stringify } from 'yaml'
import { escapeMarkdown, renderMarkdown } from './markdown.ts'
import type { Report } from './model.ts'

/** What a card says beside the report. */
export type CardFacts = {
  name: string
  version: string
  image: string
  digest: string
  task: string
  base: string
  license?: string
}

/** A card goes beside the whole report: it has what somebody who thinks of using the model asks first. */
const limitBytes = 200_000

/**
 * A model card: front matter as model hubs read it, what the model is and what it was made from, and how it was judged. It
 * says what was measured and nothing else: what the model is for is its owners' to say.
 */
export function renderModelCard(
  report: Report,
  { name, version, image, digest, task, base, license }: CardFacts,
): string {
  const head = {
    ...(license === undefined ? {} : { license }),
    pipeline_tag: task,
    base_model: base,
    tags: ['model-actions'],
  }
  const facts = [
    ['version', version],
    ['task', task],
    ['tuned from', base],
    ['license', license ?? 'none is stated'],
    ['image', image],
    ['digest', digest],
  ]
  const rows = facts.map(([what = '', value = '']) => `| ${what} | ${escapeMarkdown(value, 500)} |\n`).join('')
  const told: Report = {
    ...report,
    title: 'How it was judged',
    sections: report.sections.filter(({ part }) => part !== 'cost' && part !== 'changes'),
  }
  return `---\n${stringify(head)}---\n\n# ${escapeMarkdown(name)} ${escapeMarkdown(version)}\n\n| | |\n| --- | --- |\n${rows}\n${renderMarkdown(told, { limitBytes })}`
}
