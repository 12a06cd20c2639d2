import { ofAnyDay } from '../../scripts/anyDay.ts'
import type { Hour, Item } from './firstHour.ts'

/* The page of a walk: what was typed, what came, how long it took. */

/** @param work what stands before every path of this machine */
export function pageOf({ items }: Hour, { work, head }: { work: string; head: string }): string {
  const body = items.map((item) => textOf(item, work)).join('\n')
  return `${head.trim()}\n\n${body}\n${tableOf(items)}\n`
}

function textOf(item: Item, work: string): string {
  if (item.kind === 'chapter') return `## ${item.title}\n`
  if (item.kind === 'text') return `${item.text}\n`
  if (item.kind === 'edit') return `${fenced('diff', [...signed('-', item.before), ...signed('+', item.after)])}\n`
  const lines = shortened(item.output.trimEnd().split('\n'), item.shown).map((line) => bare(line, work).slice(0, 400))
  const ended = item.code === 0 ? '' : `, exit code ${item.code}`
  return `${fenced('console', [`$ ${item.command}    # ${secondsOf(item.seconds)}${ended}`, ...lines.filter((line, at) => at > 0 || line !== '')])}\n`
}

const fenced = (kind: string, lines: readonly string[]): string => `\`\`\`${kind}\n${lines.join('\n')}\n\`\`\``
const signed = (sign: string, text: string): string[] => text.split('\n').map((line) => `${sign}${line}`)
const secondsOf = (seconds: number): string => `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`

/** A line without what is of one machine and one day alone, its paths too. */
const bare = (line: string, work: string): string =>
  ofAnyDay(line.replaceAll(`${work}/home`, '…').replaceAll(work, '…')).trimEnd()

/** The lines that a reader needs, and `…` for each run of others. */
function shortened(lines: readonly string[], shown: RegExp | undefined): string[] {
  const progress = /: \d{1,3} %$/
  const kept: string[] = []
  for (const line of lines) {
    if (shown?.test(line) ?? !progress.test(line)) kept.push(line)
    else if (kept.at(-1) !== '…') kept.push('…')
  }
  return kept
}

function tableOf(items: readonly Item[]): string {
  const ran = items.flatMap((item) => (item.kind === 'command' ? [item] : []))
  const rows = ran.map(({ command, seconds }) => `| ${code(command)} | ${seconds.toFixed(1)} |`)
  const sum = ran.reduce((all, { seconds }) => all + seconds, 0)
  return `## Every command and its time\n\n| command | seconds |\n| --- | ---: |\n${rows.join('\n')}\n| together | ${sum.toFixed(1)} |`
}

const code = (command: string): string => {
  const short = command.length > 90 ? `${command.slice(0, 88)}…` : command
  return `\`${short.replaceAll('|', '\\|')}\``
}
